//! The comparisons of rules and the bounds of tables' cells, and which of them cases already stand at.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::eval::reference::Values;
use crate::outcome::Outcome;
use crate::script::ast::BinaryOp;
use crate::source::Span;
use crate::typing::program::{Expr, ExprKind, Node as ProgramNode, Test, Version};
use crate::typing::walk;
use crate::value::Value;

/// What is compared: the threshold is an expression in a rule, a value in a cell of a table.
pub(super) struct Site<'a> {
    /// Where it is written.
    pub(super) span: Span,
    /// What is compared.
    pub(super) compared: &'a Expr,
    threshold: Threshold<'a>,
}

#[derive(Clone, Copy)]
pub(super) enum Threshold<'a> {
    Expr(&'a Expr),
    Value(&'a Value),
}

impl Site<'_> {
    /// The expression of the threshold; nothing for a cell of a table.
    pub(super) fn threshold(&self) -> Option<&Expr> {
        match self.threshold {
            Threshold::Expr(expr) => Some(expr),
            Threshold::Value(_) => None,
        }
    }

    /// What is compared and with what, as these values have it; nothing where either is not known.
    pub(super) fn sides(
        &self,
        values: &Values,
        node: &ProgramNode,
        version: &Version,
    ) -> Option<(Value, Value)> {
        let mut frame = values.frame(node, version, None);
        let compared = values.eval(self.compared, &mut frame).ok()?;
        let threshold = match self.threshold {
            Threshold::Expr(expr) => values.eval(expr, &mut frame).ok()?,
            Threshold::Value(value) => value.clone(),
        };
        Some((compared, threshold))
    }
}

/// The comparisons of a version of a rule.
pub(super) fn sites(version: &Version) -> Vec<Site<'_>> {
    let mut found = Vec::new();
    for expr in version.applies.iter().chain([&version.body]) {
        walk::each(expr, &mut |inner: &Expr| match &inner.kind {
            ExprKind::Binary(BinaryOp::Lt | BinaryOp::Le | BinaryOp::Gt | BinaryOp::Ge, left, right) => {
                let swap = facts_of_constant(left) && !facts_of_constant(right);
                let (compared, threshold) = if swap { (right, left) } else { (left, right) };
                found.push(Site { span: inner.span, compared, threshold: Threshold::Expr(threshold) });
            }
            ExprKind::Table { table, inputs, .. } => {
                for row in &table.rows {
                    for (tests, input) in row.tests.iter().zip(inputs) {
                        for bound in tests.iter().flatten().flat_map(bounds) {
                            let threshold = Threshold::Value(bound);
                            found.push(Site { span: row.span, compared: input, threshold });
                        }
                    }
                }
            }
            _ => {}
        });
    }
    found
}

/// The bounds of a cell; a cell that asks for one value has no sides.
fn bounds(test: &Test) -> Vec<&Value> {
    match test {
        Test::Equal(_) => Vec::new(),
        Test::Compare(_, bound) => vec![bound],
        Test::Range { lo, hi, .. } => vec![lo, hi],
    }
}

/// Whether an expression reads nothing of the subject.
fn facts_of_constant(expr: &Expr) -> bool {
    let mut constant = true;
    walk::each(expr, &mut |inner: &Expr| {
        constant &= !matches!(inner.kind, ExprKind::Node(_) | ExprKind::ItemField(..) | ExprKind::Local(..));
    });
    constant
}

/// What is compared with what, at each comparison of each rule, in the cases of a pack.
#[derive(Default)]
pub(super) struct Held(BTreeMap<(Span, Arc<str>), Vec<Stand>>);

/// Where a case stands at a comparison. Dates are compared with days of the plan, so what counts is how far they lie
/// apart; other thresholds are the law's own figures.
#[derive(PartialEq, Eq)]
enum Stand {
    /// So many days from the one to the other.
    Days(i64),
    /// What is compared, and the threshold.
    Values(Value, Value),
}

impl Stand {
    fn of((compared, threshold): (Value, Value)) -> Stand {
        match (compared, threshold) {
            (Value::Date(compared), Value::Date(threshold)) => Stand::Days(threshold.days_to(compared)),
            (compared, threshold) => Stand::Values(compared, threshold),
        }
    }
}

impl Held {
    /// Notes where these outcomes of cases stand, at comparisons of what the cases work out.
    pub(super) fn of<'a>(outcomes: impl Iterator<Item = &'a Outcome>) -> Held {
        let mut held = Held::default();
        for outcome in outcomes {
            let plan = outcome.plan();
            for id in plan.order().iter().filter(|id| !outcome.is_given(**id)) {
                let Some(node) = plan.program().node(*id) else { continue };
                let Some(rule) = node.rule().filter(|rule| rule.list.is_none()) else { continue };
                for version in &rule.versions {
                    held.note(outcome.values(), node, version);
                }
            }
        }
        held
    }

    fn note(&mut self, values: &Values, node: &ProgramNode, version: &Version) {
        for site in sites(version) {
            let known = [Some(site.compared), site.threshold()];
            if known.into_iter().flatten().any(reads_a_local) {
                continue;
            }
            let Some(sides) = site.sides(values, node, version) else { continue };
            let (stand, seen) =
                (Stand::of(sides), self.0.entry((site.span, Arc::clone(&node.path))).or_default());
            if !seen.contains(&stand) {
                seen.push(stand);
            }
        }
    }

    /// Says whether a case stands there already.
    pub(super) fn has(&self, site: &Site<'_>, rule: &Arc<str>, sides: (Value, Value)) -> bool {
        let stand = Stand::of(sides);
        self.0.get(&(site.span, Arc::clone(rule))).is_some_and(|seen| seen.contains(&stand))
    }
}

/// Whether an expression reads what only has a value while its rule is worked out.
fn reads_a_local(expr: &Expr) -> bool {
    let mut found = false;
    walk::each(expr, &mut |inner: &Expr| {
        found |= matches!(inner.kind, ExprKind::ItemField(..) | ExprKind::Local(..));
    });
    found
}
