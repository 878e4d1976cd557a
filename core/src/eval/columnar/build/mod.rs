//! Brings the typed program of a plan into instructions.
//!
//! Every rule is tried in full; one that uses what has no instruction is left to the reference evaluator, row by
//! row, and [`Code`] says so.

mod builtins;
mod by_row;
mod choice;
mod chosen;
mod emit;
mod expressions;
mod finish;
mod inputs;
mod kept;
mod lists;
mod numbers;
mod quotients;
mod rules;
mod seen;
mod tables;
mod values;
mod written;

use std::collections::BTreeMap;
use std::sync::Arc;

use indexmap::IndexMap;

use super::code::{CauseSet, CauseSets, Code, Domain, kinds_of};
use crate::typing::program::{LocalId, NodeId, Program};
use crate::value::{Causes, Date, Node};

pub(crate) use inputs::bounds;
use seen::{Known, Seen};
use values::Val;

/// What has no instruction; the rule is left to the reference evaluator.
///
/// A compact build does not say what: nobody asks there, and a register or the lack of one fits into one number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Unsupported(#[cfg(not(feature = "compact"))] &'static str);

#[cfg(not(feature = "compact"))]
const fn unsupported(what: &'static str) -> Unsupported {
    Unsupported(what)
}

#[cfg(feature = "compact")]
const fn unsupported(_: &'static str) -> Unsupported {
    Unsupported()
}

impl Unsupported {
    #[cfg(not(feature = "compact"))]
    const fn what(self) -> &'static str {
        self.0
    }

    #[cfg(feature = "compact")]
    const fn what(self) -> &'static str {
        ""
    }
}

/// The result of bringing an expression into instructions.
type Built<T = Val> = Result<T, Unsupported>;

/// What a plan is made of.
pub(crate) struct Wanted<'a> {
    /// The typed program.
    pub(crate) program: &'a Arc<Program>,
    /// The date of the plan.
    pub(crate) as_of: Date,
    /// The nodes that the outputs rest on, in order.
    pub(crate) order: &'a [NodeId],
    /// The outputs.
    pub(crate) outputs: Vec<(Arc<str>, NodeId)>,
    /// Values that stand in for rules, as cases give them.
    pub(crate) stand_ins: BTreeMap<NodeId, Node>,
}

/// The instructions of a plan.
pub(crate) fn build(wanted: &Wanted<'_>) -> Code {
    let mut builder = Builder {
        wanted,
        code: Code::default(),
        known: Known::default(),
        cause_sets: IndexMap::default(),
        crosses: Vec::new(),
        nodes: vec![Seen::default(); wanted.program.nodes.len()],
        locals: Vec::new(),
        path: Arc::from(""),
        item: None,
        at: super::code::SUBJECTS,
    };
    builder.start();
    for id in wanted.order {
        builder.node(*id);
    }
    builder.finish()
}

struct Builder<'a> {
    wanted: &'a Wanted<'a>,
    code: Code,
    /// Instructions that stand already.
    known: Known,
    /// The sets of causes that instructions name, in the order of their numbers.
    cause_sets: CauseSets,
    /// For each row of the first domain all rows of the second: that pair, and the rows.
    crosses: Vec<((Domain, Domain), Domain)>,
    /// What each node came to, by its number.
    nodes: Vec<Seen>,
    /// The local names of the rule at hand.
    locals: Vec<(LocalId, Val)>,
    /// The name of the rule at hand, for causes.
    path: Arc<str>,
    /// The rows whose item is at hand, and the list that they are of.
    item: Option<(Domain, NodeId)>,
    /// The rows for which the expression at hand is worked out.
    at: Domain,
}

impl Builder<'_> {
    /// The number of a set of causes.
    fn cause_set(&mut self, causes: &Causes) -> CauseSet {
        let key: Vec<_> = causes.iter().cloned().collect();
        let entry = self.cause_sets.entry(key);
        let set = CauseSet(u32::try_from(entry.index()).unwrap_or(u32::MAX));
        entry.or_insert_with(|| (causes.clone(), kinds_of(causes)));
        set
    }

    fn cause(&mut self, cause: crate::value::Cause) -> CauseSet {
        self.cause_set(&Causes::one(cause))
    }

    /// The cause of the rule at hand having failed.
    fn failed(&mut self, code: &'static str) -> CauseSet {
        let path = Arc::clone(&self.path);
        self.cause(crate::value::Cause::Failed(path, code))
    }
}
