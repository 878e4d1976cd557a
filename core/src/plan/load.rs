//! The way from files to a checked pack.

use std::sync::Arc;

use super::pack::Inner;
use super::{Pack, Report};
use crate::check as checks;
use crate::diagnostic::Sink;
use crate::graph::Graph;
use crate::link::{Linked, Part};
use crate::source::{Files, digest};
use crate::typing::{Schema, type_regime};
use crate::{pack, script};

/// Checks the pack made of these files; every problem of every file is found at once.
#[must_use]
pub fn check(files: Files) -> Report {
    check_layers(files, Vec::new())
}

/// Checks a base with the overlays laid over it, in their order.
#[must_use]
pub fn check_layers(base: Files, overlays: Vec<Files>) -> Report {
    let mut sink = Sink::default();
    let mut parts = vec![read_part(&base, &mut sink)];
    let mut joined = base;
    for overlay in overlays {
        let overlay = overlay.numbered_from(joined.next());
        let part = read_part(&overlay, &mut sink);
        let id = part.declarations.manifest.as_ref().map_or("?", |m| &*m.id.value).to_owned();
        joined = Files::joined(&joined, &[(id, overlay)]);
        parts.push(part);
    }
    let files = Arc::new(joined);
    let readable = parts.iter().all(|part| part.declarations.manifest.is_some());
    sink.explain_places();
    let linked = Linked::new(Arc::clone(&files), parts, &mut sink);
    let schema = Schema::new(&linked, &mut sink);
    let graphs: Vec<Graph> = linked.regimes.iter().map(|regime| Graph::new(&linked, regime)).collect();
    let mut programs = Vec::new();
    for (regime, graph) in linked.regimes.iter().zip(&graphs) {
        programs.push(Arc::new(type_regime(&linked, &schema, regime, graph, &mut sink)));
    }
    checks::run(&checks::Subject { linked: &linked, programs: &programs, graphs: &graphs }, &mut sink);
    let sound = !sink.has_errors() && readable;
    Report {
        diagnostics: sink.into_sorted(),
        files,
        pack: sound.then(|| Pack(Arc::new(Inner { linked, programs, graphs }))),
    }
}

fn read_part(files: &Files, sink: &mut Sink) -> Part {
    Part {
        declarations: pack::read(files, sink),
        scripts: script::read(files, sink),
        digest: digest(files),
        first: files.iter().next().map_or(files.next(), |(id, _)| id),
    }
}
