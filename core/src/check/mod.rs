//! What an author should know of a pack that could be read and typed: one file a check.

mod arms;
mod basis;
mod cycles;
mod figures;
mod gaps;
mod literals;
mod open_enums;
mod opened;
mod outputs;
mod personal;
mod possible;
mod protected;
mod quiet;
mod revoked;
mod shadows;
mod sources;
mod tables;
mod texts;
mod unasked;
mod unmet;
mod unused;
mod unverified;

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::diagnostic::Sink;
use crate::graph::Graph;
use crate::link::{Linked, Regime};
use crate::source::Span;
use crate::typing::program::Program;

use quiet::Listening;
pub(crate) use quiet::Quiet;

/// What the checks look at.
struct Subject<'a> {
    /// The linked pack.
    linked: &'a Linked,
    /// The program of each regime.
    programs: &'a [Arc<Program>],
    /// The graph of each regime.
    graphs: &'a [Arc<Graph>],
    /// The rules in which nothing can be found.
    rules: Listening,
}

impl<'a> Subject<'a> {
    /// The graphs, each once, with the first regime of which it is.
    fn distinct_graphs(&self) -> impl Iterator<Item = (&'a Regime, &'a Graph)> {
        let graphs = self.graphs;
        let each = self.linked.regimes.iter().zip(graphs).enumerate();
        each.filter(|(at, (_, graph))| !graphs.iter().take(*at).any(|other| Arc::ptr_eq(graph, other)))
            .map(|(_, (regime, graph))| (regime, &**graph))
    }

    /// The names that some rule rests on directly, in some regime.
    fn used(&self) -> BTreeSet<&'a str> {
        self.distinct_graphs().flat_map(|(_, graph)| graph.used()).map(|name| &**name).collect()
    }

    /// Whether a place is of the topmost pack.
    fn is_own(&self, span: Span) -> bool {
        self.linked.layers.is_top(span)
    }
}

/// Every check, in the order in which they are told.
const CHECKS: [fn(&Subject<'_>, &mut Sink); 20] = [
    cycles::check,
    basis::check,
    outputs::check,
    personal::check,
    opened::check,
    sources::check,
    protected::check,
    open_enums::check,
    tables::check,
    texts::check,
    revoked::check,
    gaps::check,
    unused::check,
    unasked::check,
    unmet::check,
    literals::check,
    shadows::check,
    unverified::check,
    arms::check,
    figures::check,
];

/// Runs every check; what is known of an earlier state of the pack is taken over where it still holds.
pub(crate) fn run(
    linked: &Linked,
    programs: &[Arc<Program>],
    graphs: &[Arc<Graph>],
    before: &Quiet,
    sink: &mut Sink,
) -> Quiet {
    let subject = Subject { linked, programs, graphs, rules: Listening::to(programs, before) };
    for check in CHECKS {
        check(&subject, sink);
    }
    subject.rules.heard(programs)
}
