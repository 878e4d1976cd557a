//! The way from files to a checked pack.

use std::sync::{Arc, OnceLock};

use super::part::PartFiles;
use super::{Pack, Report, Workspace};
use crate::bundle::Bundle;
use crate::check::{self as checks, Quiet};
use crate::diagnostic::Sink;
use crate::graph::Graph;
use crate::link::Linked;
use crate::source::Files;
use crate::typing::program::Program;
use crate::typing::{Memo, Schema, type_regime};
use crate::value::Date;

/// Checks the pack made of these files; every problem of every file is found at once.
#[must_use]
pub fn check(files: Files) -> Report {
    check_layers(files, Vec::new())
}

/// Checks a base with the overlays laid over it, in their order.
#[must_use]
pub fn check_layers(base: Files, overlays: Vec<Files>) -> Report {
    Workspace::layered(base, overlays).into_report()
}

/// What a check made of a pack, for the next check of nearly the same pack.
#[derive(Clone, Debug, Default)]
pub(super) struct Known {
    parts: Vec<PartFiles>,
    typed: Memo,
    quiet: Quiet,
}

/// A base with its overlays, sound or not, and what a check made of them.
#[derive(Debug)]
pub(super) struct Checked {
    pub(super) layers: Vec<Files>,
    known: Known,
    pub(super) linked: Linked,
    pub(super) programs: Vec<Arc<Program>>,
    pub(super) graphs: Vec<Arc<Graph>>,
    /// What of it is needed to weigh subjects, once that was asked for.
    pub(super) bundle: OnceLock<Bundle>,
}

impl Checked {
    /// Checks the same with a change to the files of the last layer, which is the pack being written.
    pub(super) fn changed(&self, change: impl FnOnce(&Files) -> Files) -> (Report, Arc<Checked>) {
        let mut layers = self.layers.clone();
        if let Some(own) = layers.last_mut() {
            *own = change(own);
        }
        check_again(layers, &self.known)
    }

    /// Checks other layers; files that are there already, and the same, are not read again.
    pub(super) fn replaced(&self, layers: Vec<Files>) -> (Report, Arc<Checked>) {
        let shared = |(at, layer): (usize, Files)| match self.layers.get(at) {
            Some(before) => layer.sharing(before),
            None => layer,
        };
        check_again(layers.into_iter().enumerate().map(shared).collect(), &self.known)
    }

    /// The typed program of a day.
    pub(super) fn program(&self, as_of: Date) -> Option<&Arc<Program>> {
        self.linked.regime_of(as_of).and_then(|regime| self.programs.get(regime))
    }
}

/// Checks a base with its overlays; what is known of an earlier state of them is taken over where it still holds.
pub(super) fn check_again(layers: Vec<Files>, before: &Known) -> (Report, Arc<Checked>) {
    let mut sink = Sink::default();
    let (mut parts, mut known) = (Vec::new(), Vec::new());
    let mut joined: Option<Files> = None;
    for (at, layer) in layers.iter().enumerate() {
        let files = match &joined {
            None => layer.clone(),
            Some(below) => layer.clone().numbered_from(below.next()),
        };
        let read = PartFiles::read(files, before.parts.get(at));
        let part = read.part(&mut sink);
        joined = Some(match joined {
            None => read.files().clone(),
            Some(below) => {
                let id = part.declarations.manifest.as_ref().map_or("?", |m| &*m.id.value).to_owned();
                Files::joined(&below, &[(id, read.files().clone())])
            }
        });
        parts.push(part);
        known.push(read);
    }
    let files = Arc::new(joined.unwrap_or_default());
    let readable = parts.iter().all(|part| part.declarations.manifest.is_some());
    sink.explain_places();
    let linked = Linked::new(Arc::clone(&files), parts, &mut sink);
    let schema = Schema::new(&linked, &before.typed, &mut sink);
    let still = before.typed.still(&linked, &schema);
    let graphs = Graph::of_regimes(&linked);
    let mut typed = Vec::new();
    for (regime, graph) in linked.regimes.iter().zip(&graphs) {
        typed.push(type_regime(&linked, &schema, regime, graph, &still, &mut sink));
    }
    let programs: Vec<Arc<Program>> = typed.iter().map(|regime| Arc::clone(&regime.program)).collect();
    let quiet = checks::run(&linked, &programs, &graphs, &before.quiet, &mut sink);
    let sound = !sink.has_errors() && readable;
    let known = Known { parts: known, typed: Memo::new(&linked, &schema, typed), quiet };
    let checked = Arc::new(Checked { layers, known, linked, programs, graphs, bundle: OnceLock::new() });
    let pack = sound.then(|| Pack(Arc::clone(&checked)));
    (Report { diagnostics: sink.into_sorted(), files, pack }, checked)
}
