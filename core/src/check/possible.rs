//! Which values of an enum, or which truth value, something can have where a condition around it holds.
//!
//! The ranges of numbers are narrowed while rules are typed; values of enums have their schemes only afterwards.

use crate::script::ast::{BinaryOp, UnaryOp};
use crate::typing::Type;
use crate::typing::program::{Expr, ExprKind};
use crate::typing::{Place, place};
use crate::value::Value;

/// For each place what its values can be, by position; a truth value is the position 0 or 1.
pub(super) type Known = Vec<(Place, Vec<bool>)>;

/// What the expression can be, or `None` where it is neither of an enum nor a truth value.
pub(super) fn possible(expr: &Expr, known: &Known) -> Option<Vec<bool>> {
    let count = match &expr.ty {
        Type::Bool => 2,
        Type::Enum(scheme) => scheme.values.len(),
        _ => return None,
    };
    if let Some(at) = constant(expr) {
        return Some((0..count).map(|value| value == at).collect());
    }
    let own = place(expr);
    let told: Vec<&Vec<bool>> = known.iter().filter(|(at, _)| Some(*at) == own).map(|(_, set)| set).collect();
    let within = |value: usize| told.iter().all(|set| set.get(value).copied().unwrap_or(true));
    Some((0..count).map(within).collect())
}

/// The position of a value that is written in the rule or is a parameter's.
pub(super) fn constant(expr: &Expr) -> Option<usize> {
    match &expr.kind {
        ExprKind::Const(Value::Enum(value)) | ExprKind::Parameter(_, Value::Enum(value)) => {
            Some(usize::from(value.index()))
        }
        ExprKind::Const(Value::Bool(value)) => Some(usize::from(*value)),
        _ => None,
    }
}

/// Whether the comparison comes out the same whatever its sides can be.
pub(super) fn verdict(op: BinaryOp, left: &Expr, right: &Expr, known: &Known) -> Option<bool> {
    if constant(left).is_some() && (constant(right).is_some() || matches!(right.kind, ExprKind::List(_))) {
        return None;
    }
    let (a, b) = (possible(left, known)?, others(right, known)?);
    let mut found: Option<bool> = None;
    for value in positions(&a) {
        let outcomes = if matches!(op, BinaryOp::In | BinaryOp::NotIn) {
            let within = b.get(value).copied().unwrap_or(false);
            vec![within == (op == BinaryOp::In)]
        } else {
            positions(&b).map(|other| holds(op, value, other)).collect::<Option<Vec<bool>>>()?
        };
        for outcome in outcomes {
            if found.is_some_and(|so_far| so_far != outcome) {
                return None;
            }
            found = Some(outcome);
        }
    }
    found
}

/// The other side: what it can be, or of a list of values that are written out all of them.
fn others(expr: &Expr, known: &Known) -> Option<Vec<bool>> {
    let ExprKind::List(items) = &expr.kind else { return possible(expr, known) };
    let mut all: Option<Vec<bool>> = None;
    for item in items {
        constant(item)?;
        let one = possible(item, known)?;
        all = Some(match all {
            Some(so_far) => so_far.iter().zip(&one).map(|(a, b)| *a || *b).collect(),
            None => one,
        });
    }
    all
}

/// What follows for the places in a condition where it holds, or where it does not.
pub(super) fn follows(condition: &Expr, wanted: bool, known: &Known) -> Known {
    match &condition.kind {
        ExprKind::Unary(UnaryOp::Not, inner) => follows(inner, !wanted, known),
        ExprKind::Binary(BinaryOp::And, left, right) if wanted => both(left, right, true, known),
        ExprKind::Binary(BinaryOp::Or, left, right) if !wanted => both(left, right, false, known),
        ExprKind::Binary(op, left, right) => {
            let mut found = Known::new();
            let (Some(a), Some(b)) = (possible(left, known), others(right, known)) else { return found };
            let member = matches!(op, BinaryOp::In | BinaryOp::NotIn);
            let can = |value: usize, turned: bool| {
                if member {
                    return (b.get(value) == Some(&true)) == ((*op == BinaryOp::In) == wanted);
                }
                let other = if turned { &a } else { &b };
                positions(other).any(|other| {
                    let (x, y) = if turned { (other, value) } else { (value, other) };
                    holds(*op, x, y).is_none_or(|outcome| outcome == wanted)
                })
            };
            let kept = |set: &[bool], turned: bool| -> Vec<bool> {
                set.iter().enumerate().map(|(value, possible)| *possible && can(value, turned)).collect()
            };
            found.extend(place(left).map(|at| (at, kept(&a, false))));
            if !member {
                found.extend(place(right).map(|at| (at, kept(&b, true))));
            }
            found
        }
        _ => match (&condition.ty, place(condition)) {
            (Type::Bool, Some(at)) => vec![(at, vec![!wanted, wanted])],
            _ => Known::new(),
        },
    }
}

fn both(left: &Expr, right: &Expr, wanted: bool, known: &Known) -> Known {
    let mut found = follows(left, wanted, known);
    found.extend(follows(right, wanted, known));
    found
}

/// The positions that are possible.
pub(super) fn positions(set: &[bool]) -> impl Iterator<Item = usize> + '_ {
    set.iter().enumerate().filter(|(_, possible)| **possible).map(|(at, _)| at)
}

fn holds(op: BinaryOp, a: usize, b: usize) -> Option<bool> {
    Some(match op {
        BinaryOp::Eq => a == b,
        BinaryOp::Ne => a != b,
        BinaryOp::Lt => a < b,
        BinaryOp::Le => a <= b,
        BinaryOp::Gt => a > b,
        BinaryOp::Ge => a >= b,
        _ => return None,
    })
}
