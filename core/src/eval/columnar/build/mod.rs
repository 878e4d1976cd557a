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
mod tables;
mod values;
mod written;

use std::collections::BTreeMap;
use std::sync::Arc;

use indexmap::IndexMap;

use super::code::{CauseSet, Code, Domain, Op, Reg};
use crate::typing::program::{LocalId, NodeId, Program};
use crate::value::{Causes, Date, Node};

pub(crate) use inputs::bounds;
use values::Val;

/// What has no instruction; the rule is left to the reference evaluator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Unsupported(&'static str);

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
        known: IndexMap::new(),
        cause_sets: IndexMap::new(),
        lists: BTreeMap::new(),
        crosses: BTreeMap::new(),
        columns: BTreeMap::new(),
        nodes: BTreeMap::new(),
        applies: BTreeMap::new(),
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
    /// Instructions that stand already: the same work is done once.
    known: IndexMap<Op, Vec<Reg>>,
    cause_sets: IndexMap<Vec<crate::value::Cause>, CauseSet>,
    /// The domain of each list by fact and field.
    lists: BTreeMap<(NodeId, Option<usize>), Domain>,
    /// For each row of the first domain all rows of the second.
    crosses: BTreeMap<(Domain, Domain), Domain>,
    /// The inputs by fact and field.
    columns: BTreeMap<(NodeId, Option<(Domain, usize)>), Reg>,
    /// What each node came to.
    nodes: BTreeMap<NodeId, Val>,
    /// The condition of each rule that has one.
    applies: BTreeMap<NodeId, Reg>,
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
        if let Some(found) = self.cause_sets.get(&key) {
            return *found;
        }
        let set = CauseSet(u32::try_from(self.code.causes.len()).unwrap_or(u32::MAX));
        self.code.causes.push(causes.clone());
        self.cause_sets.insert(key, set);
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
