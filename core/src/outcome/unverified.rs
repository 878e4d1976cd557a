//! Figures whose source nobody has seen, as far as a result rests on them.

use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock};

use super::{Outcome, words};
use crate::eval::reference::{Used, used};
use crate::text;
use crate::typing::program::{Node as ProgramNode, NodeId, Rule, Version};
use crate::value::{Node, Text, Value};

/// A figure that a result rests on and whose source nobody has seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unverified {
    /// What it is: a parameter, or a row of a table.
    pub label: Text,
    /// The citation.
    pub basis: Option<Arc<str>>,
    /// What there is to say of it.
    pub note: Option<Arc<str>>,
}

/// What one node looked at itself.
#[derive(Debug, Default)]
pub(super) struct Looked {
    figures: Vec<Unverified>,
    inputs: Vec<NodeId>,
}

impl Outcome {
    /// The unverified figures that a node rests on, directly or not: those of arms that were not taken are left out.
    #[must_use]
    pub fn unverified(&self, id: NodeId) -> Vec<Unverified> {
        let mut found: Vec<Unverified> = Vec::new();
        let mut seen = BTreeSet::from([id]);
        let mut open = vec![id];
        while let Some(id) = open.pop() {
            let Some(looked) = self.looked(id) else { continue };
            for figure in &looked.figures {
                if !found.contains(figure) {
                    found.push(figure.clone());
                }
            }
            open.extend(looked.inputs.iter().copied().filter(|input| seen.insert(*input)));
        }
        found
    }

    /// What a node looked at itself, found once for all that rests on it.
    fn looked(&self, id: NodeId) -> Option<&Looked> {
        let nodes = self.values().program().nodes.len();
        let all = self.0.looked.get_or_init(|| (0..nodes).map(|_| OnceLock::new()).collect());
        all.get(id.0).map(|slot| slot.get_or_init(|| self.look(id)))
    }

    fn look(&self, id: NodeId) -> Looked {
        let mut found = Looked::default();
        let program = self.values().program();
        let Some(node) = program.node(id) else { return found };
        let Some(rule) = node.rule().filter(|_| !self.is_given(id)) else { return found };
        let items: Vec<Option<Arc<[Node]>>> = match rule.list {
            None => vec![None],
            Some((list, _)) => {
                let rows = self.values().rows(list).unwrap_or_default();
                rows.into_iter().map(Some).collect()
            }
        };
        for item in items {
            let Some((version, used)) = self.looked_at(node, rule, item.as_ref()) else { continue };
            for figure in self.unverified_among(version, &used) {
                if !found.figures.contains(&figure) {
                    found.figures.push(figure);
                }
            }
            let fields = rule.list.and_then(|(list, _)| program.list_fields.get(&list));
            let of_list = used.fields.iter().filter_map(|slot| fields?.get(*slot));
            let rules = of_list.filter_map(|field| program.by_name.get(&field.path).copied());
            found.inputs.extend(used.nodes.iter().copied().chain(rules));
        }
        found
    }

    /// What a rule looked at for one item, or for the subject.
    fn looked_at<'r>(
        &self,
        node: &ProgramNode,
        rule: &'r Rule,
        item: Option<&Arc<[Node]>>,
    ) -> Option<(&'r Version, Used)> {
        let values = self.values();
        let version = values.version(node, rule, item).ok()?;
        let mut frame = values.frame(node, version, item);
        let mut found = Used::default();
        let holds = version.applies.as_ref().is_none_or(|condition| {
            used(values, condition, &mut frame, &mut found);
            values.eval(condition, &mut frame) == Ok(Value::Bool(true))
        });
        if holds {
            // A table that is called in the middle of a rule reads local names, which get their values here.
            if version.locals > 0 {
                drop(values.eval(&version.body, &mut frame));
            }
            used(values, &version.body, &mut frame, &mut found);
        }
        if let Some(code) = &rule.item_from {
            used(values, code, &mut frame, &mut found);
        }
        Some((version, found))
    }

    /// The unverified figures among what a version of a rule looked at itself.
    pub(crate) fn unverified_among(&self, version: &Version, used: &Used) -> Vec<Unverified> {
        let program = self.values().program();
        let declared = &self.plan().pack().linked().declarations.parameters;
        let mut found: Vec<Unverified> = Vec::new();
        for name in &used.parameters {
            // A version that is dated by its item reads the values of its own days.
            let values = declared.iter().find(|p| p.name.value == *name).map(|p| &p.values);
            let value = values.into_iter().flatten().find(|value| value.period.covers(&version.period));
            if let Some(value) = value.filter(|value| !value.verified) {
                found.push(Unverified {
                    label: words::label_of(program, name),
                    basis: value.basis.as_ref().map(|basis| Arc::from(basis.value.as_str())),
                    note: value.note.as_deref().map(Arc::from),
                });
            }
        }
        for (table, number) in &used.rows {
            let Some(row) = table.rows.get(*number).filter(|row| !row.verified) else { continue };
            let (name, line) = (table.label.as_deref().unwrap_or(&table.file), row.line);
            let figure = Unverified {
                label: text!("{name}, baris {line}", "{name}, line {line}"),
                basis: row.basis.clone().or_else(|| version.basis.clone()),
                note: row.note.clone(),
            };
            if !found.contains(&figure) {
                found.push(figure);
            }
        }
        found
    }
}
