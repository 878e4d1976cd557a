//! Why an output of a subject moved: what differs first on the way from the facts to it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::compare::cell::same_value;
use crate::eval::reference::{Used, used};
use crate::outcome::Outcome;
use crate::typing::program::{NodeId, Program};
use crate::value::{Causes, Node, Value};

/// What differs between two plans, as far as it moved a subject.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Root {
    /// A parameter has another value.
    Parameter(Arc<str>),
    /// The rule, table or requirement itself is otherwise: what it rests on is the same.
    Rule(Arc<str>),
    /// A rule, a table or a requirement is new.
    Added(Arc<str>),
    /// A rule, a table or a requirement is no more.
    Removed(Arc<str>),
    /// A fact is read otherwise: it is new, or its type or bounds are others.
    Fact(Arc<str>),
    /// The day of the rules is another.
    Date,
}

impl Root {
    /// The word on the wire, and the name where it has one.
    #[must_use]
    pub fn word(&self) -> (&'static str, Option<&str>) {
        match self {
            Root::Parameter(name) => ("parameter", Some(name)),
            Root::Rule(name) => ("rule", Some(name)),
            Root::Added(name) => ("added", Some(name)),
            Root::Removed(name) => ("removed", Some(name)),
            Root::Fact(name) => ("fact", Some(name)),
            Root::Date => ("date", None),
        }
    }
}

/// Why an output moved.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Because {
    /// What differs first.
    pub root: Root,
    /// The direct input of the output through which it came, such as the requirement of a promotion; absent where the
    /// output reads it itself.
    pub through: Option<Arc<str>>,
}

/// What a node looked at in one of the plans.
#[derive(Default)]
struct Looked {
    nodes: Vec<Arc<str>>,
    parameters: Vec<Arc<str>>,
    as_of: bool,
}

/// Finds what differs first on the way to an output, in the order of the graph.
///
/// Only arms that were taken in one of the plans are followed. A node whose value differs although nothing that it
/// looked at does is otherwise itself. One subject may have several reasons; each is told once, with the first way on
/// which it was met.
pub(super) fn because(before: &Outcome, after: &Outcome, output: &Arc<str>) -> Vec<Because> {
    let mut found: BTreeMap<Root, Option<Arc<str>>> = BTreeMap::new();
    let mut seen: BTreeSet<Arc<str>> = BTreeSet::from([Arc::clone(output)]);
    let mut open: Vec<(Arc<str>, Option<Arc<str>>)> = vec![(Arc::clone(output), None)];
    while let Some((name, through)) = open.pop() {
        let mut tell = |root: Root| {
            found.entry(root).or_insert_with(|| through.clone());
        };
        let (old, new) = (find(before, &name), find(after, &name));
        let (Some(old), Some(new)) = (old, new) else {
            let is_fact = |outcome: &Outcome, id: Option<NodeId>| {
                id.and_then(|id| outcome.values().program().node(id))
                    .is_some_and(|node| node.fact().is_some())
            };
            tell(match (old, new) {
                _ if is_fact(before, old) || is_fact(after, new) => Root::Fact(name),
                (None, _) => Root::Added(name),
                (_, None) => Root::Removed(name),
                _ => continue,
            });
            continue;
        };
        if before.values().program().node(old).is_some_and(|node| node.fact().is_some()) {
            tell(Root::Fact(name));
            continue;
        }
        let (a, b) = (looked(before, old), looked(after, new));
        let mut told = false;
        for parameter in a.parameters.iter().chain(&b.parameters) {
            if !same_parameter(before, after, parameter) {
                tell(Root::Parameter(Arc::clone(parameter)));
                told = true;
            }
        }
        if (a.as_of || b.as_of) && before.values().as_of() != after.values().as_of() {
            tell(Root::Date);
            told = true;
        }
        for input in a.nodes.iter().chain(&b.nodes) {
            if differs(before, after, input) {
                told = true;
                if seen.insert(Arc::clone(input)) {
                    let way = through.clone().or_else(|| Some(Arc::clone(input)));
                    open.push((Arc::clone(input), way));
                }
            }
        }
        if !told {
            found.entry(Root::Rule(name)).or_insert(through);
        }
    }
    found.into_iter().map(|(root, through)| Because { root, through }).collect()
}

/// The node with this name, as far as the plan works it out.
fn find(outcome: &Outcome, name: &str) -> Option<NodeId> {
    let found = outcome.values().program().find(name).map(|(id, _)| id)?;
    outcome.plan().order().binary_search(&found).is_ok().then_some(found)
}

fn same_parameter(before: &Outcome, after: &Outcome, name: &str) -> bool {
    let value = |program: &Program| program.parameters.get(name).map(|parameter| parameter.value.clone());
    match (value(before.values().program()), value(after.values().program())) {
        (Some(a), Some(b)) => same_value(&a, &b),
        (a, b) => a.is_none() && b.is_none(),
    }
}

/// What a name has in a plan: one node, or one for each row.
fn results(outcome: &Outcome, id: NodeId) -> Result<Vec<Node>, Causes> {
    let values = outcome.values();
    match values.program().node(id).and_then(|node| node.rule()).and_then(|rule| rule.list) {
        Some((list, slot)) => values.column(list, slot),
        None => Ok(vec![values.get(id)]),
    }
}

/// Whether a name has something else in the two plans; here the causes of there being no value count too.
fn differs(before: &Outcome, after: &Outcome, name: &str) -> bool {
    let (Some(old), Some(new)) = (find(before, name), find(after, name)) else { return true };
    let is_list = |outcome: &Outcome, id: NodeId| {
        let program = outcome.values().program();
        program.node(id).is_some_and(|node| node.fact().is_some()) && program.list_fields.contains_key(&id)
    };
    let (a, b) = match (is_list(before, old), is_list(after, new)) {
        // The rows of a list hold what its rules made of them; only what was given counts here.
        (true, true) => (given_rows(before, old), given_rows(after, new)),
        _ => (results(before, old), results(after, new)),
    };
    let same = |a: &Node, b: &Node| match (a, b) {
        (Ok(a), Ok(b)) => same_value(a, b),
        (Err(a), Err(b)) => a == b,
        _ => false,
    };
    match (a, b) {
        (Ok(a), Ok(b)) => a.len() != b.len() || !a.iter().zip(&b).all(|(a, b)| same(a, b)),
        (Err(a), Err(b)) => a != b,
        _ => true,
    }
}

fn given_rows(outcome: &Outcome, list: NodeId) -> Result<Vec<Node>, Causes> {
    let values = outcome.values();
    let program = values.program();
    let count = match program.node(list).and_then(|node| node.fact()).map(|fact| &fact.shape) {
        Some(crate::typing::program::Shape::List(shape)) => shape.fields.len(),
        _ => usize::MAX,
    };
    let rows = values.rows(list)?;
    Ok(rows.iter().map(|row| Ok(Value::Record(row.iter().take(count).cloned().collect()))).collect())
}

fn looked(outcome: &Outcome, id: NodeId) -> Looked {
    let values = outcome.values();
    let program = values.program();
    let Some(node) = program.node(id) else { return Looked::default() };
    let Some(rule) = node.rule() else { return Looked::default() };
    let name = |id: &NodeId| program.node(*id).map(|node| Arc::clone(&node.path));
    if let Some((list, _)) = rule.list {
        // Each row may have taken another arm: everything that the rule names counts.
        let reads_date = rule.versions.iter().any(|version| {
            let mut found = false;
            crate::typing::walk::each(&version.body, &mut |expr| {
                found |= matches!(expr.kind, crate::typing::program::ExprKind::AsOf);
            });
            found
        });
        let nodes = node.inputs.iter().chain([&list]).filter_map(name).collect();
        return Looked { nodes, parameters: node.parameters.clone(), as_of: reads_date };
    }
    let Ok(version) = values.version(node, rule, None) else { return Looked::default() };
    let (mut frame, mut found) = (values.frame(node, version, None), Used::default());
    let applies = version.applies.as_ref().is_none_or(|condition| {
        used(values, condition, &mut frame, &mut found);
        matches!(values.eval(condition, &mut frame), Ok(Value::Bool(true)))
    });
    if applies {
        // Local names get their values on the way; the value itself is known already.
        drop(values.eval(&version.body, &mut frame));
        used(values, &version.body, &mut frame, &mut found);
    }
    Looked {
        nodes: found.nodes.iter().filter_map(name).collect(),
        parameters: found.parameters,
        as_of: found.as_of,
    }
}
