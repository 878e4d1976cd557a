//! A pack as an editor sees it: sound or not, with whatever of it could be read.

use std::sync::{Arc, OnceLock};

use super::index::Index;
use crate::link::Linked;
use crate::pack::places::{FileKind, kind};
use crate::plan::{self, Report};
use crate::source::{FileId, Files, SourceFile, Span};
use crate::typing::program::Program;
use crate::value::Date;

/// A pack as an editor sees it: sound or not, with whatever of it could be read.
///
/// It never changes; everything that is asked of it is a look-up. Files of the lowest pack go by their paths, those of
/// an overlay by `id:path`, as in [`Report::files`].
#[derive(Debug)]
pub struct Workspace {
    checked: plan::Workspace,
    index: OnceLock<Index>,
}

impl Workspace {
    /// Checks a pack with the packs that it is laid over, the lowest first.
    #[must_use]
    pub fn new(layers: Vec<Files>) -> Workspace {
        plan::Workspace::of_layers(layers).into()
    }

    /// The same after a change of some files: only what rests on them is read, typed and checked again.
    #[must_use]
    pub fn with_layers(&self, layers: Vec<Files>) -> Workspace {
        self.checked.with_layers(layers).into()
    }

    /// What the check found.
    #[must_use]
    pub fn report(&self) -> &Report {
        self.checked.report()
    }

    /// The files of all layers.
    #[must_use]
    pub fn files(&self) -> &Files {
        &self.report().files
    }

    /// The file at a path.
    #[must_use]
    pub fn file(&self, path: &str) -> Option<(FileId, &SourceFile)> {
        let id = self.files().find(path)?;
        Some((id, self.files().get(id)?))
    }

    /// The pack, linked as far as it could be.
    #[must_use]
    pub fn linked(&self) -> &Linked {
        self.checked.linked()
    }

    /// The typed program of each regime, in their order.
    #[must_use]
    pub fn programs(&self) -> &[Arc<Program>] {
        self.checked.programs()
    }

    /// The typed program of a day.
    #[must_use]
    pub fn program(&self, day: Date) -> Option<&Arc<Program>> {
        self.checked.program(day)
    }

    /// The layer that a place belongs to: 0 for the lowest pack.
    #[must_use]
    pub fn layer(&self, span: Span) -> usize {
        self.linked().layers.of(span)
    }

    /// The layer that is being written: the topmost.
    #[must_use]
    pub fn own_layer(&self) -> usize {
        self.linked().layers.iter().count().saturating_sub(1)
    }

    /// The path of a file within its own pack.
    #[must_use]
    pub fn path_within(&self, file: FileId) -> &str {
        let path = self.files().get(file).map_or("", |f| &*f.path);
        let in_overlay = self.layer(Span::new(file, 0, 0)) > 0;
        path.split_once(':').filter(|_| in_overlay).map_or(path, |(_, own)| own)
    }

    /// What a file declares, by its path.
    pub(super) fn kind(&self, file: FileId) -> FileKind {
        kind(self.path_within(file))
    }

    /// Everything that is named anywhere.
    pub(super) fn index(&self) -> &Index {
        self.index.get_or_init(|| Index::new(self))
    }
}

impl From<plan::Workspace> for Workspace {
    fn from(checked: plan::Workspace) -> Workspace {
        Workspace { checked, index: OnceLock::new() }
    }
}
