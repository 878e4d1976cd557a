//! A pack that is being written: it changes file by file, and is checked again after each change.

use std::sync::Arc;

use super::Report;
use super::load::{Checked, Known, check_again};
use crate::link::Linked;
use crate::source::Files;
use crate::typing::program::Program;
use crate::value::Date;

/// A pack that is being written, sound or not, with what its last check found.
///
/// It never changes: [`with_file`](Workspace::with_file) gives another one, whose report is the one that a check from
/// the start gives, but which took over what the change does not touch. Cloning is cheap.
///
/// # Example: an editor, while a rule is being written
///
/// ```
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// use timbang::{Workspace, source::read_folder};
///
/// let saved = Workspace::new(read_folder("../rules/nasional".as_ref())?);
/// let typing = saved.with_file("kinerja/rating.rhai", "/// Rating.\nfn rating(");
/// assert!(typing.report().pack.is_none());
/// assert!(saved.report().pack.is_some());
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct Workspace(Arc<State>);

#[derive(Debug)]
struct State {
    report: Report,
    checked: Arc<Checked>,
}

impl Workspace {
    /// Checks the pack made of these files.
    #[must_use]
    pub fn new(files: Files) -> Workspace {
        Workspace::layered(files, Vec::new())
    }

    /// Checks a base with the overlays laid over it, in their order.
    #[must_use]
    pub fn layered(base: Files, overlays: Vec<Files>) -> Workspace {
        Workspace::of_layers(std::iter::once(base).chain(overlays).collect())
    }

    /// Checks a pack with the packs that it is laid over, the lowest first.
    pub(crate) fn of_layers(layers: Vec<Files>) -> Workspace {
        Workspace::of(check_again(layers, &Known::default()))
    }

    fn of((report, checked): (Report, Arc<Checked>)) -> Workspace {
        Workspace(Arc::new(State { report, checked }))
    }

    /// What the check of it found, and the pack where it is sound.
    #[must_use]
    pub fn report(&self) -> &Report {
        &self.0.report
    }

    /// The report without the rest.
    #[must_use]
    pub fn into_report(self) -> Report {
        Arc::try_unwrap(self.0).map_or_else(|shared| shared.report.clone(), |state| state.report)
    }

    /// The same with other contents of one file; a file that is not there yet is added.
    ///
    /// Where there are overlays, the file is one of the last: that is the pack being written.
    #[must_use]
    pub fn with_file(&self, path: &str, contents: impl Into<Vec<u8>>) -> Workspace {
        Workspace::of(self.0.checked.changed(|files| files.with_file(path, contents.into())))
    }

    /// The same without a file.
    ///
    /// Where there are overlays, the file is one of the last: that is the pack being written.
    #[must_use]
    pub fn without_file(&self, path: &str) -> Workspace {
        Workspace::of(self.0.checked.changed(|files| files.without_file(path)))
    }

    /// The same with other files in its layers; what is the same in both is not read again.
    pub(crate) fn with_layers(&self, layers: Vec<Files>) -> Workspace {
        Workspace::of(self.0.checked.replaced(layers))
    }

    /// The pack, linked as far as it could be.
    pub(crate) fn linked(&self) -> &Linked {
        &self.0.checked.linked
    }

    /// The typed program of each regime, in their order.
    pub(crate) fn programs(&self) -> &[Arc<Program>] {
        &self.0.checked.programs
    }

    /// The typed program of a day.
    pub(crate) fn program(&self, day: Date) -> Option<&Arc<Program>> {
        self.0.checked.program(day)
    }
}
