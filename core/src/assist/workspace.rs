//! A pack as an editor sees it: sound or not, with whatever of it could be read.

use std::sync::{Arc, OnceLock};

use super::index::Index;
use crate::diagnostic::Sink;
use crate::graph::Graph;
use crate::link::{Linked, Part};
use crate::pack::places::{FileKind, kind};
use crate::plan::{Pack, Report, check, check_layers};
use crate::source::{FileId, Files, SourceFile, Span, digest};
use crate::typing::program::Program;
use crate::typing::{Memo, Schema, type_regime};
use crate::value::{Date, date};
use crate::{pack, script};

/// A pack as an editor sees it: sound or not, with whatever of it could be read.
///
/// It is made anew after each change; everything that is asked of it is then a look-up. Files of the lowest
/// pack go by their paths, those of an overlay by `id:path`, as in [`Report::files`].
#[derive(Debug)]
pub struct Workspace {
    report: Report,
    state: State,
    index: OnceLock<Index>,
}

#[derive(Debug)]
enum State {
    Sound(Pack),
    Broken(Box<(Linked, Vec<Arc<Program>>)>),
}

impl Workspace {
    /// Checks a pack with the packs that it is laid over, the lowest first.
    #[must_use]
    pub fn new(layers: Vec<Files>) -> Workspace {
        let mut above = layers.clone().into_iter();
        let base = above.next().unwrap_or_default();
        let overlays: Vec<Files> = above.collect();
        let report = if overlays.is_empty() { check(base) } else { check_layers(base, overlays) };
        Workspace::from_report(report, layers)
    }

    /// Takes the report of a check that was made already; the layers are those that were checked.
    #[must_use]
    pub fn from_report(report: Report, layers: Vec<Files>) -> Workspace {
        let state = match &report.pack {
            Some(pack) => State::Sound(pack.clone()),
            None => State::Broken(Box::new(read(&report, layers))),
        };
        Workspace { report, state, index: OnceLock::new() }
    }

    /// What the check found.
    #[must_use]
    pub fn report(&self) -> &Report {
        &self.report
    }

    /// The files of all layers.
    #[must_use]
    pub fn files(&self) -> &Files {
        &self.report.files
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
        match &self.state {
            State::Sound(pack) => pack.linked(),
            State::Broken(broken) => &broken.0,
        }
    }

    /// The typed program of each regime, in their order.
    #[must_use]
    pub fn programs(&self) -> Vec<Arc<Program>> {
        match &self.state {
            State::Sound(pack) => pack.regimes().iter().map(|r| pack.program(day_of(r))).collect(),
            State::Broken(broken) => broken.1.clone(),
        }
    }

    /// The typed program of a day.
    #[must_use]
    pub fn program(&self, day: Date) -> Option<Arc<Program>> {
        match &self.state {
            State::Sound(pack) => Some(pack.program(day)),
            State::Broken(broken) => {
                let at = broken.0.regime_of(day)?;
                broken.1.get(at).map(Arc::clone)
            }
        }
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

fn day_of(regime: &crate::link::Regime) -> Date {
    regime.period.from.or(regime.period.until).unwrap_or_else(|| date(2000, 1, 1))
}

/// Reads a pack that is not sound; its problems stand in the report already.
fn read(report: &Report, layers: Vec<Files>) -> (Linked, Vec<Arc<Program>>) {
    let mut sink = Sink::default();
    let (mut parts, mut next) = (Vec::new(), FileId(0));
    for files in layers {
        let files = files.numbered_from(next);
        next = files.next();
        parts.push(Part {
            declarations: pack::read(&files, &mut sink),
            scripts: script::read(&files, &mut sink),
            digest: digest(&files),
            first: files.iter().next().map_or(next, |(id, _)| id),
        });
    }
    let linked = Linked::new(Arc::clone(&report.files), parts, &mut sink);
    let schema = Schema::new(&linked, &Memo::default(), &mut sink);
    let mut programs = Vec::new();
    for regime in &linked.regimes {
        let graph = Graph::new(&linked, regime);
        programs.push(type_regime(&linked, &schema, regime, &graph, &Memo::default(), &mut sink).program);
    }
    (linked, programs)
}
