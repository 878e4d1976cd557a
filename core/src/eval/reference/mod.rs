//! The reference evaluator: walks the typed tree, one subject at a time. It is the meaning of a rule.

mod builtins;
mod expressions;
mod interpreted;
mod lists;
mod numbers;
mod tables;
mod truths;
mod used;

use std::sync::Arc;

use super::Given;
use super::codes;
use crate::script::ast::Kind;
use crate::typing::program::{Body, Expr, ExprKind, Node as ProgramNode, NodeId, Program, Rule, Version};
use crate::value::{Cause, Causes, Date, Node, Value};

pub use expressions::Taken;
pub use tables::{RowFound, find_row};
pub use used::{Used, used};

/// What a node has that was not worked out.
static NOTHING: Causes = Causes::none();

/// The values of every node of a subject, as far as they were worked out.
#[derive(Clone, Debug)]
pub struct Values {
    program: Arc<Program>,
    as_of: Date,
    nodes: Given,
}

/// What an expression sees: the local names, the item at hand, and the rule that it belongs to.
#[derive(Clone, Debug)]
pub struct Frame<'a> {
    /// The rule's name, for causes.
    pub path: &'a Arc<str>,
    /// The local names by number.
    pub locals: Vec<Node>,
    /// The fields of the item at hand.
    pub item: Option<&'a Arc<[Node]>>,
}

impl Values {
    /// Works out the given nodes for a subject; each must come after everything that it rests on.
    ///
    /// What was given stays as it is: the facts, and the rules that a value stands in for.
    #[must_use]
    pub fn new(program: &Arc<Program>, as_of: Date, given: Given, order: &[NodeId]) -> Values {
        let mut values = Values { program: Arc::clone(program), as_of, nodes: given };
        for id in order {
            let Some(node) = program.node(*id) else { continue };
            match &node.body {
                Body::Fact(fact) => {
                    if values.nodes.get(*id).is_none() {
                        values.nodes.insert(*id, Err(fact.missing.clone()));
                    }
                }
                Body::Rule(rule) => match rule.list {
                    None => {
                        if values.nodes.get(*id).is_none() {
                            let value = values.rule(node, rule, None);
                            values.nodes.insert(*id, value);
                        }
                    }
                    Some((list, slot)) => values.rule_of_list(node, rule, list, slot),
                },
            }
        }
        values
    }

    /// Values of which some nodes are known already, as another evaluator has worked them out.
    pub(crate) fn of_nodes(program: &Arc<Program>, as_of: Date, known: Vec<(NodeId, Node)>) -> Values {
        let mut nodes = Given::new(program.nodes.len());
        for (id, node) in known {
            nodes.insert(id, node);
        }
        Values::of_given(program, as_of, nodes)
    }

    /// Values of which all are known already.
    pub(crate) fn of_given(program: &Arc<Program>, as_of: Date, nodes: Given) -> Values {
        Values { program: Arc::clone(program), as_of, nodes }
    }

    /// The program that was run.
    #[must_use]
    pub fn program(&self) -> &Arc<Program> {
        &self.program
    }

    /// The date of the plan.
    #[must_use]
    pub fn as_of(&self) -> Date {
        self.as_of
    }

    /// What a node has; none without causes where it was not worked out.
    pub fn get(&self, id: NodeId) -> Node {
        self.see(id).map_or_else(|causes| Err(causes.clone()), |value| Ok(value.clone()))
    }

    /// What a node has, where it stands.
    ///
    /// # Errors
    /// The causes; none where the node was not worked out.
    pub fn see(&self, id: NodeId) -> Result<&Value, &Causes> {
        self.nodes.get(id).map_or(Err(&NOTHING), Node::as_ref)
    }

    /// The rows of a list with their fields and rules, or the causes of there being none.
    ///
    /// # Errors
    /// The causes of the list.
    pub fn rows(&self, list: NodeId) -> Result<Vec<Arc<[Node]>>, Causes> {
        match self.get(list)? {
            Value::List(rows) => Ok(rows
                .iter()
                .filter_map(|row| match row {
                    Value::Record(fields) => Some(Arc::clone(fields)),
                    _ => None,
                })
                .collect()),
            _ => Ok(Vec::new()),
        }
    }

    /// What a rule of a list has for each row.
    ///
    /// # Errors
    /// The causes of the list.
    pub fn column(&self, list: NodeId, slot: usize) -> Result<Vec<Node>, Causes> {
        let rows = self.rows(list)?;
        Ok(rows.iter().map(|row| row.get(slot).cloned().unwrap_or_else(|| Err(Causes::default()))).collect())
    }

    /// What an expression sees in a rule, for one item where the rule is of a list.
    #[must_use]
    pub fn frame<'a>(
        &self,
        node: &'a ProgramNode,
        version: &Version,
        item: Option<&'a Arc<[Node]>>,
    ) -> Frame<'a> {
        // Most rules name nothing, and making no room is quicker than making room for nothing.
        let locals = match version.locals {
            0 => Vec::new(),
            count => vec![Err(Causes::default()); count],
        };
        Frame { path: &node.path, locals, item }
    }

    /// The version of a rule that holds: the only one, or the one of the item's date.
    ///
    /// # Errors
    /// The causes of the item's date, or `unregulated` where no version holds on it.
    pub fn version<'r>(
        &self,
        node: &ProgramNode,
        rule: &'r Rule,
        item: Option<&Arc<[Node]>>,
    ) -> Result<&'r Version, Causes> {
        let unregulated = || Causes::one(Cause::Unregulated(Arc::clone(&node.path), None));
        let Some(slot) = rule.dated_by else { return rule.versions.first().ok_or_else(unregulated) };
        let date =
            item.and_then(|fields| fields.get(slot)).cloned().unwrap_or_else(|| Err(Causes::default()))?;
        let Value::Date(day) = date else { return Err(unregulated()) };
        rule.versions.iter().find(|version| version.period.contains(day)).ok_or_else(unregulated)
    }

    pub(crate) fn rule(&self, node: &ProgramNode, rule: &Rule, item: Option<&Arc<[Node]>>) -> Node {
        let version = self.version(node, rule, item)?;
        let mut frame = self.frame(node, version, item);
        if let Some(condition) = &version.applies
            && !self.truth(condition, &mut frame)?
        {
            return Err(Causes::one(Cause::NotApplicable(Arc::clone(&node.path))));
        }
        let value = self.eval(&version.body, &mut frame)?;
        if let (Some(range), Value::Number(number)) = (version.range, &value)
            && (*number < range.lo || *number > range.hi)
        {
            return Err(failed(&frame, codes::OUT_OF_RANGE));
        }
        Ok(value)
    }

    fn rule_of_list(&mut self, node: &ProgramNode, rule: &Rule, list: NodeId, slot: usize) {
        let Ok(rows) = self.rows(list) else { return };
        let mut done = Vec::new();
        for row in rows {
            // A value that a case gave stands in for the rule.
            let given =
                row.get(slot).is_some_and(|node| node.as_ref().map_or_else(|c| !c.is_empty(), |_| true));
            if given {
                done.push(Value::Record(row));
                continue;
            }
            let value = self.rule(node, rule, Some(&row));
            let mut fields = row.to_vec();
            if let Some(field) = fields.get_mut(slot) {
                *field = value;
            }
            done.push(Value::Record(fields.into()));
        }
        self.nodes.insert(list, Ok(Value::List(done.into())));
    }

    /// Whether an operand of `all_of` or `any_of` that has no value is a requirement whose own condition is false.
    #[must_use]
    pub fn is_skipped(&self, operand: &Expr, causes: &Causes) -> bool {
        matches!(operand.kind, ExprKind::Node(id) if self.is_skipped_requirement(id, causes))
    }

    /// Whether a node that has no value is a requirement whose own condition is false.
    #[must_use]
    pub fn is_skipped_requirement(&self, id: NodeId, causes: &Causes) -> bool {
        let Some(node) = self.program.node(id) else { return false };
        let Some(rule) = node.rule().filter(|rule| rule.kind == Kind::Requirement) else { return false };
        if !causes.is_only(&Cause::NotApplicable(Arc::clone(&node.path))) {
            return false;
        }
        // A `-` in a helper table leaves the same cause, but it is no condition of the requirement's own.
        let Ok(version) = self.version(node, rule, None) else { return false };
        let mut frame = self.frame(node, version, None);
        version.applies.as_ref().is_some_and(|own| self.eval(own, &mut frame) == Ok(Value::Bool(false)))
    }
}

/// The cause of a rule that could not be worked out.
fn failed(frame: &Frame<'_>, code: &'static str) -> Causes {
    Causes::one(Cause::Failed(Arc::clone(frame.path), code))
}
