//! The way from files to a checked pack.

use std::sync::Arc;

use super::Pack;
use super::pack::Inner;
use crate::check as checks;
use crate::diagnostic::{Diagnostic, Sink};
use crate::graph::Graph;
use crate::link::Linked;
use crate::source::{Files, digest};
use crate::typing::{Schema, type_regime};
use crate::{pack, script};

/// What a check of a pack found, and the pack where it is sound.
#[derive(Clone, Debug)]
pub struct Report {
    /// All findings, in the order of their places.
    pub diagnostics: Vec<Diagnostic>,
    /// The files, for the text of places.
    pub files: Arc<Files>,
    /// The pack, where there is no error.
    pub pack: Option<Pack>,
}

/// Checks the pack made of these files; every problem of every file is found at once.
#[must_use]
pub fn check(files: Files) -> Report {
    let files = Arc::new(files);
    let mut sink = Sink::default();
    let declarations = pack::read(&files, &mut sink);
    let scripts = script::read(&files, &mut sink);
    let linked = Linked::new(Arc::clone(&files), declarations, scripts, &mut sink);
    let schema = Schema::new(&linked, &mut sink);
    let graphs: Vec<Graph> = linked.regimes.iter().map(|regime| Graph::new(&linked, regime)).collect();
    let mut programs = Vec::new();
    for (regime, graph) in linked.regimes.iter().zip(&graphs) {
        programs.push(Arc::new(type_regime(&linked, &schema, regime, graph, &mut sink)));
    }
    checks::run(&checks::Subject { linked: &linked, programs: &programs, graphs: &graphs }, &mut sink);
    let digest = digest(&files);
    let sound = !sink.has_errors() && linked.declarations.manifest.is_some();
    Report {
        diagnostics: sink.into_sorted(),
        files,
        pack: sound.then(|| Pack(Arc::new(Inner { linked, programs, graphs, digest }))),
    }
}
