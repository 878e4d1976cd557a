//! What an author should know of a pack that could be read and typed: one file a check.

mod arms;
mod basis;
mod cycles;
mod figures;
mod outputs;
mod personal;
mod possible;
mod protected;
mod tables;
mod texts;
mod unused;

use std::sync::Arc;

use crate::diagnostic::Sink;
use crate::graph::Graph;
use crate::link::Linked;
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

/// Every check, in the order in which they are told.
const CHECKS: [fn(&Subject<'_>, &mut Sink); 10] = [
    cycles::check,
    basis::check,
    outputs::check,
    personal::check,
    protected::check,
    tables::check,
    texts::check,
    unused::check,
    arms::check,
    figures::check,
];

/// Runs every check.
pub(crate) fn run(subject: &Subject<'_>, sink: &mut Sink) {
    for check in CHECKS {
        check(subject, sink);
    }
}
