//! A pack that passed its checks.

use std::fmt;
use std::sync::Arc;

use super::load::Checked;
use super::{Plan, Report};
use crate::bundle::Bundle;
use crate::graph::Graph;
use crate::link::{Layer, Linked, Regime};
use crate::source::{Files, Span, digest, read_folder};
use crate::typing::program::Program;
use crate::value::{Date, Error};

/// A pack that passed its checks: immutable, cheap to clone, shared between threads.
#[derive(Clone)]
pub struct Pack(pub(super) Arc<Checked>);

impl Pack {
    /// Reads and checks the pack in a folder.
    ///
    /// # Errors
    /// `T3001`, `T3002` where the folder cannot be read; `T3006` where the pack has errors: [`check`](super::check)
    /// tells each of them.
    pub fn from_dir(folder: impl AsRef<std::path::Path>) -> Result<Pack, Error> {
        Pack::from_files(read_folder(folder.as_ref())?)
    }

    /// Checks the pack made of these files.
    ///
    /// # Errors
    /// `T3006` where the pack has errors.
    pub fn from_files(files: Files) -> Result<Pack, Error> {
        super::check(files).into_pack()
    }

    /// Checks the pack with other contents of one file, or with one more; of an overlay's own files.
    ///
    /// The report is the one that a check from the start gives, but takes a fraction of its time: what the change does
    /// not touch is taken over. A pack that is being written and may be broken meanwhile is a [`Workspace`].
    ///
    /// [`Workspace`]: super::Workspace
    #[must_use]
    pub fn with_file(&self, path: &str, contents: impl Into<Vec<u8>>) -> Report {
        self.0.changed(|files| files.with_file(path, contents.into())).0
    }

    /// Checks the pack with another text in a place of any of its layers; `None` where the place is in none of its files.
    ///
    /// Overlays name their base by its digest: where the base is changed here, they name the changed one.
    pub(crate) fn with_text(&self, span: Span, text: &str) -> Option<Report> {
        let linked = &self.0.linked;
        let number = linked.layers.of(span);
        let joined = linked.files.get(span.file)?;
        let range = span.range();
        let (before, after) = (joined.text.get(..range.start)?, joined.text.get(range.end..)?);
        let edited = format!("{before}{text}{after}");
        let path = match linked.layers.layer(span).filter(|_| number > 0) {
            Some(layer) => joined.path.strip_prefix(&*layer.id)?.strip_prefix(':')?,
            None => &joined.path,
        };
        let mut layers = self.0.layers.clone();
        let mut renamed: Vec<(String, String)> = Vec::new();
        for (at, layer) in layers.iter_mut().enumerate().skip(number) {
            let old = digest(layer);
            if at == number {
                *layer = layer.with_file(path, edited.clone().into_bytes());
            } else if let Some(manifest) = layer.find("pack.toml").and_then(|id| layer.get(id)) {
                let pinned =
                    renamed.iter().fold(manifest.text.to_string(), |text, (old, new)| text.replace(old, new));
                *layer = layer.with_file("pack.toml", pinned.into_bytes());
            }
            renamed.push((old, digest(layer)));
        }
        Some(self.0.replaced(layers).0)
    }

    /// Compiles the pack for a date and a choice of outputs; without any, for the pack's default outputs.
    ///
    /// Costly beside evaluating: build a plan once and use it for many subjects.
    ///
    /// # Errors
    /// `T3003` for an output that does not exist, `T3004` for one that is not in force on the date.
    pub fn plan<S: AsRef<str>>(
        &self,
        as_of: Date,
        outputs: impl IntoIterator<Item = S>,
    ) -> Result<Plan, Error> {
        self.bundle().plan(as_of, outputs)
    }

    /// What of the pack is needed to weigh subjects, which can be written down as one file.
    #[must_use]
    pub fn bundle(&self) -> &Bundle {
        self.0.bundle.get_or_init(|| Bundle::of(&self.0.linked, &self.0.programs))
    }

    /// The id of the pack.
    #[must_use]
    pub fn id(&self) -> &str {
        self.bundle().id()
    }

    /// The version of the pack.
    #[must_use]
    pub fn version(&self) -> &str {
        self.bundle().version()
    }

    /// The title of the pack.
    #[must_use]
    pub fn title(&self) -> &str {
        self.bundle().title()
    }

    /// What the pack weighs: `pegawai`, `unit`.
    #[must_use]
    pub fn subject(&self) -> &str {
        self.bundle().subject()
    }

    /// The digest of the pack's own files; of an overlay those of its base do not count.
    #[must_use]
    pub fn digest(&self) -> &str {
        self.bundle().digest()
    }

    /// The base and the overlays that the pack is made of, from the base up.
    pub fn layers(&self) -> impl DoubleEndedIterator<Item = &Layer> {
        self.bundle().layers()
    }

    /// Checks a base with the overlays laid over it, in their order.
    ///
    /// # Errors
    /// `T3006` where they have errors together.
    pub fn from_layers(base: Files, overlays: Vec<Files>) -> Result<Pack, Error> {
        super::check_layers(base, overlays).into_pack()
    }

    /// The default outputs of the pack.
    #[must_use]
    pub fn default_outputs(&self) -> &[Arc<str>] {
        self.bundle().default_outputs()
    }

    /// The files that the pack was made of, layer by layer from the base up.
    #[must_use]
    pub fn files(&self) -> &[Files] {
        &self.0.layers
    }

    /// The linked pack: declarations, rule files and regimes.
    #[must_use]
    pub fn linked(&self) -> &Linked {
        &self.0.linked
    }

    /// The spans of time in which every name means the same.
    #[must_use]
    pub fn regimes(&self) -> &[Regime] {
        &self.0.linked.regimes
    }

    /// The typed program of a day.
    #[must_use]
    pub fn program(&self, as_of: Date) -> Arc<Program> {
        // INVARIANT: the programs of a pack are at hand, so that none has to be read.
        self.bundle().program(as_of).unwrap_or_default()
    }

    /// The dependency graph of a day.
    #[must_use]
    pub fn graph(&self, as_of: Date) -> Option<&Graph> {
        self.0.linked.regime_of(as_of).and_then(|n| self.0.graphs.get(n)).map(|graph| &**graph)
    }
}

impl AsRef<Bundle> for Pack {
    fn as_ref(&self) -> &Bundle {
        self.bundle()
    }
}

impl fmt::Debug for Pack {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Pack({} {})", self.id(), self.version())
    }
}
