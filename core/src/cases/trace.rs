//! Finds the arms and table rows that an evaluation took, by evaluating once more.

use std::collections::BTreeSet;

use crate::eval::reference::{Frame, RowFound, Taken, Values, find_row};
use crate::source::Span;
use crate::typing::program::{Arm, Expr, ExprKind, LocalId, Step};
use crate::value::{Node, Value, all_values};

/// What was taken: arms and rows by their places.
#[derive(Clone, Debug, Default)]
pub(super) struct Taking {
    /// The place of the branch and the number of the way.
    pub(super) arms: BTreeSet<(Span, usize)>,
    /// The places of rows.
    pub(super) rows: BTreeSet<Span>,
}

fn set(frame: &mut Frame<'_>, id: LocalId, node: Node) {
    if let Some(slot) = frame.locals.get_mut(id.0) {
        *slot = node;
    }
}

/// Adds what an expression took; the frame holds the local names as they are before it.
pub(super) fn trace(values: &Values, expr: &Expr, frame: &mut Frame<'_>, found: &mut Taking) {
    match &expr.kind {
        ExprKind::Const(_)
        | ExprKind::Literal(..)
        | ExprKind::Local(..)
        | ExprKind::Catalogue
        | ExprKind::NotInForce(_)
        | ExprKind::NotRegulated(_)
        | ExprKind::AsOf
        | ExprKind::Node(_)
        | ExprKind::ItemField(..)
        | ExprKind::Parameter(..) => {}
        ExprKind::Field { base: inner, .. }
        | ExprKind::At(_, _, inner)
        | ExprKind::Unary(_, inner)
        | ExprKind::IsKnown(inner) => trace(values, inner, frame, found),
        ExprKind::Entry { base: left, key: right } | ExprKind::Binary(_, left, right) => {
            trace(values, left, frame, found);
            trace(values, right, frame, found);
        }
        ExprKind::Coalesce(left, right) => {
            trace(values, left, frame, found);
            if values.eval(left, frame).is_err() {
                trace(values, right, frame, found);
            }
        }
        ExprKind::If(condition, then, otherwise) => {
            trace(values, condition, frame, found);
            if let Ok(value) = values.eval(condition, frame) {
                let yes = value == Value::Bool(true);
                found.arms.insert((expr.span, usize::from(!yes)));
                trace(values, if yes { then } else { otherwise }, frame, found);
            }
        }
        ExprKind::Switch(subject, arms) => {
            if let Some(arm) = chosen(values, subject, arms, frame, found) {
                trace(values, &arm.body, frame, found);
            }
        }
        ExprKind::Block(steps) => {
            trace_steps(values, steps, frame, found);
        }
        ExprKind::List(items)
        | ExprKind::Builtin(_, items)
        | ExprKind::Interpreted { args: items, .. }
        | ExprKind::Combine { operands: items, .. } => {
            items.iter().for_each(|item| trace(values, item, frame, found));
        }
        ExprKind::ListOp(_, list, closures) => {
            trace(values, list, frame, found);
            let Ok(Value::List(items)) = values.eval(list, frame) else { return };
            for closure in closures {
                for item in items.iter() {
                    closure.params.iter().for_each(|param| set(frame, *param, Ok(item.clone())));
                    trace(values, &closure.body, frame, found);
                }
            }
        }
        ExprKind::Call { args, body, .. } => {
            args.iter().for_each(|(_, arg)| trace(values, arg, frame, found));
            let nodes: Vec<Node> = args.iter().map(|(_, arg)| values.eval(arg, frame)).collect();
            // A call needs every argument, so without one its body is not reached.
            let Ok(given) = all_values(&nodes) else { return };
            args.iter().zip(given).for_each(|((id, _), value)| set(frame, *id, Ok(value)));
            trace(values, body, frame, found);
        }
        ExprKind::Table { table, inputs, called, .. } => {
            inputs.iter().for_each(|input| trace(values, input, frame, found));
            let nodes: Vec<Node> = inputs.iter().map(|input| values.eval(input, frame)).collect();
            if *called && all_values(&nodes).is_err() {
                return;
            }
            if let RowFound::Row(number) = find_row(table, &nodes) {
                found.rows.extend(table.rows.get(number).map(|row| row.span));
            }
        }
    }
}

/// The arm of a switch that was taken; the guards that were asked before it count too.
fn chosen<'a, B>(
    values: &Values,
    subject: &Expr,
    arms: &'a [Arm<B>],
    frame: &mut Frame<'_>,
    found: &mut Taking,
) -> Option<&'a Arm<B>> {
    trace(values, subject, frame, found);
    let Taken::Arm(number) = values.choose(subject, arms, frame) else { return None };
    let arm = arms.get(number)?;
    found.arms.insert((arm.span, 0));
    Some(arm)
}

/// Whether the steps gave a value.
fn trace_steps(values: &Values, steps: &[Step], frame: &mut Frame<'_>, found: &mut Taking) -> bool {
    for step in steps {
        match step {
            Step::Let(id, value) => {
                trace(values, value, frame, found);
                let node = values.eval(value, frame);
                set(frame, *id, node);
            }
            Step::Give(value) => {
                trace(values, value, frame, found);
                return true;
            }
            Step::Branch(condition, then, otherwise) => {
                trace(values, condition, frame, found);
                let Ok(value) = values.eval(condition, frame) else { return true };
                let yes = value == Value::Bool(true);
                found.arms.insert((condition.span, usize::from(!yes)));
                if trace_steps(values, if yes { then } else { otherwise }, frame, found) {
                    return true;
                }
            }
            Step::Choose(subject, arms) => match chosen(values, subject, arms, frame, found) {
                Some(arm) if trace_steps(values, &arm.body, frame, found) => return true,
                Some(_) => {}
                None => {
                    // A subject that is not known ends the block; one that no arm fits goes on.
                    if !matches!(values.choose(subject, arms, frame), Taken::Nothing) {
                        return true;
                    }
                }
            },
        }
    }
    false
}
