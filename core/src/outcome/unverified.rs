//! Figures whose source nobody has seen, as far as a result rests on them.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::{Outcome, words};
use crate::eval::reference::{RowFound, find_row};
use crate::text;
use crate::typing::program::{Expr, ExprKind, Node as ProgramNode, NodeId, Rule};
use crate::typing::walk;
use crate::value::{Node, Text};

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

impl Outcome {
    /// The unverified figures that a node rests on, directly or not.
    #[must_use]
    pub fn unverified(&self, id: NodeId) -> Vec<Unverified> {
        let program = self.values().program();
        let mut found: Vec<Unverified> = Vec::new();
        let mut seen = BTreeSet::from([id]);
        let mut open = vec![id];
        while let Some(id) = open.pop() {
            let Some(node) = program.node(id) else { continue };
            for figure in self.own_unverified(node) {
                if !found.contains(&figure) {
                    found.push(figure);
                }
            }
            open.extend(node.inputs.iter().filter(|input| seen.insert(**input)));
        }
        found
    }

    /// The unverified figures that a node rests on itself.
    #[must_use]
    pub fn own_unverified(&self, node: &ProgramNode) -> Vec<Unverified> {
        let program = self.values().program();
        let mut found = Vec::new();
        for parameter in node.parameters.iter().filter_map(|name| program.parameters.get(name)) {
            if !parameter.verified {
                found.push(Unverified {
                    label: words::label_of(program, &parameter.name),
                    basis: parameter.basis.clone(),
                    note: parameter.note.clone(),
                });
            }
        }
        if let Some(rule) = node.rule() {
            match rule.list {
                None => self.rows_taken(node, rule, None, &mut found),
                Some((list, _)) => {
                    for row in self.values().rows(list).unwrap_or_default() {
                        self.rows_taken(node, rule, Some(&row), &mut found);
                    }
                }
            }
        }
        found
    }

    fn rows_taken(
        &self,
        node: &ProgramNode,
        rule: &Rule,
        item: Option<&Arc<[Node]>>,
        found: &mut Vec<Unverified>,
    ) {
        let values = self.values();
        let Ok(version) = values.version(node, rule, item) else { return };
        let mut frame = values.frame(node, version, item);
        // A table that is called in the middle of a rule reads local names, which get their values here.
        drop(values.eval(&version.body, &mut frame));
        let mut tables: Vec<&Expr> = Vec::new();
        walk::each(&version.body, &mut |expr| {
            if matches!(expr.kind, ExprKind::Table { .. }) {
                tables.push(expr);
            }
        });
        for expr in tables {
            let ExprKind::Table { table, inputs, .. } = &expr.kind else { continue };
            let nodes: Vec<Node> = inputs.iter().map(|input| values.eval(input, &mut frame)).collect();
            let RowFound::Row(number) = find_row(table, &nodes) else { continue };
            let Some(row) = table.rows.get(number).filter(|row| !row.verified) else { continue };
            let name = table.label.as_deref().unwrap_or(&table.file);
            let line = row.line;
            let figure = Unverified {
                label: text!("{name}, baris {line}", "{name}, line {line}"),
                basis: row.basis.clone().or_else(|| version.basis.clone()),
                note: row.note.clone(),
            };
            if !found.contains(&figure) {
                found.push(figure);
            }
        }
    }
}
