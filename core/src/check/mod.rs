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
mod revoked;
mod shadows;
mod sources;
mod tables;
mod texts;
mod unasked;
mod unmet;
mod unused;
mod unverified;

use std::sync::Arc;

use crate::diagnostic::Sink;
use crate::graph::Graph;
use crate::link::Linked;
use crate::source::Span;
use crate::typing::program::Program;

/// What the checks look at.
pub(crate) struct Subject<'a> {
    /// The linked pack.
    pub(crate) linked: &'a Linked,
    /// The program of each regime.
    pub(crate) programs: &'a [Arc<Program>],
    /// The graph of each regime.
    pub(crate) graphs: &'a [Graph],
}

impl Subject<'_> {
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

/// Runs every check.
pub(crate) fn run(subject: &Subject<'_>, sink: &mut Sink) {
    for check in CHECKS {
        check(subject, sink);
    }
}
