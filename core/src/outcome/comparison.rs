//! Both sides of what a requirement compares, and how much is missing.

use std::cmp::Ordering;
use std::sync::Arc;

use super::{Outcome, words};
use crate::eval::reference::{Frame, Taken};
use crate::script::ast::BinaryOp;
use crate::typing::Type;
use crate::typing::program::{Expr, ExprKind, Step};
use crate::value::{Lang, Node, Number, Text, Value};

/// One comparison with both its sides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparison {
    /// The left side.
    pub left: Side,
    /// The operator: `==`, `!=`, `<`, `<=`, `>` or `>=`.
    pub op: &'static str,
    /// The right side.
    pub right: Side,
    /// Whether it holds; `None` where a side is not known.
    pub holds: Option<bool>,
    /// How much is missing, where it does not hold and that can be counted.
    pub shortfall: Option<Shortfall>,
}

/// One side of a comparison.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Side {
    /// What it is.
    pub label: Arc<Text>,
    /// What it has.
    pub value: Node,
    /// Its unit.
    pub unit: Option<Arc<str>>,
}

/// How much is missing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shortfall {
    /// The amount.
    pub amount: Number,
    /// Its unit, of one or of several.
    pub unit: Option<Text>,
}

/// The comparisons that decide an expression, in the order in which they are written.
///
/// The frame must be one in which the whole expression has been worked out, so that local names have their values.
pub(crate) fn comparisons(outcome: &Outcome, expr: &Expr, frame: &mut Frame<'_>) -> Vec<Comparison> {
    let mut found = Vec::new();
    collect(outcome, expr, frame, &mut found);
    found
}

fn collect(outcome: &Outcome, expr: &Expr, frame: &mut Frame<'_>, found: &mut Vec<Comparison>) {
    match &expr.kind {
        ExprKind::Binary(BinaryOp::And | BinaryOp::Or, left, right) => {
            collect(outcome, left, frame, found);
            collect(outcome, right, frame, found);
        }
        ExprKind::Binary(op, left, right) => {
            if let Some(word) = word(*op) {
                found.push(compare(outcome, *op, word, left, right, frame));
            }
        }
        ExprKind::Combine { operands, .. } => {
            for operand in operands {
                collect(outcome, operand, frame, found);
            }
        }
        ExprKind::If(condition, then, otherwise) => match outcome.values().eval(condition, frame) {
            Ok(Value::Bool(true)) => collect(outcome, then, frame, found),
            Ok(_) => collect(outcome, otherwise, frame, found),
            Err(_) => collect(outcome, condition, frame, found),
        },
        ExprKind::Switch(subject, arms) => {
            if let Taken::Arm(number) = outcome.values().choose(subject, arms, frame)
                && let Some(arm) = arms.get(number)
            {
                collect(outcome, &arm.body, frame, found);
            }
        }
        ExprKind::Block(steps) => {
            for step in steps {
                if let Step::Give(value) = step {
                    collect(outcome, value, frame, found);
                }
            }
        }
        ExprKind::Call { body, .. } => collect(outcome, body, frame, found),
        _ => {}
    }
}

fn word(op: BinaryOp) -> Option<&'static str> {
    Some(match op {
        BinaryOp::Eq => "==",
        BinaryOp::Ne => "!=",
        BinaryOp::Lt => "<",
        BinaryOp::Le => "<=",
        BinaryOp::Gt => ">",
        BinaryOp::Ge => ">=",
        _ => return None,
    })
}

fn compare(
    outcome: &Outcome,
    op: BinaryOp,
    word: &'static str,
    left: &Expr,
    right: &Expr,
    frame: &mut Frame<'_>,
) -> Comparison {
    let (a, b) = (side(outcome, left, frame), side(outcome, right, frame));
    let ordering = match (&a.value, &b.value) {
        (Ok(x), Ok(y)) => Some(crate::value::order(x, y)),
        _ => None,
    };
    let equal = match (&a.value, &b.value) {
        (Ok(x), Ok(y)) => Some(x == y),
        _ => None,
    };
    let holds = match op {
        BinaryOp::Eq => equal,
        BinaryOp::Ne => equal.map(|e| !e),
        BinaryOp::Lt => ordering.map(|o| o == Ordering::Less),
        BinaryOp::Le => ordering.map(|o| o != Ordering::Greater),
        BinaryOp::Gt => ordering.map(|o| o == Ordering::Greater),
        _ => ordering.map(|o| o != Ordering::Less),
    };
    let counted = matches!(op, BinaryOp::Lt | BinaryOp::Le | BinaryOp::Gt | BinaryOp::Ge);
    let shortfall = if holds == Some(false) && counted {
        gap(&a.value, &b.value).map(|amount| {
            let unit = a.unit.as_deref().or(b.unit.as_deref());
            Shortfall { amount, unit: words::unit_of_gap(&left.ty, unit, amount) }
        })
    } else {
        None
    };
    Comparison { left: a, op: word, right: b, holds, shortfall }
}

fn gap(a: &Node, b: &Node) -> Option<Number> {
    match (a.as_ref().ok()?, b.as_ref().ok()?) {
        (Value::Number(a), Value::Number(b)) => b.checked_sub(*a)?.checked_abs(),
        (Value::Date(a), Value::Date(b)) => Number::from(a.days_to(*b)).checked_abs(),
        (Value::Enum(a), Value::Enum(b)) => {
            Number::from(i64::from(b.index()).saturating_sub(i64::from(a.index()))).checked_abs()
        }
        _ => None,
    }
}

fn side(outcome: &Outcome, expr: &Expr, frame: &mut Frame<'_>) -> Side {
    let value = outcome.values().eval(expr, frame);
    let program = outcome.values().program();
    let (label, unit) = match &expr.kind {
        ExprKind::Node(id) => match program.node(*id) {
            Some(node) => (outcome.label(*id), node.unit.clone()),
            None => (plain(""), None),
        },
        ExprKind::Parameter(name, _) | ExprKind::At(name, ..) => {
            let label = outcome.sheet().parameter(name);
            let label = label.unwrap_or_else(|| Arc::new(words::label_of(program, name)));
            (label, program.parameters.get(name).and_then(|p| p.unit.clone()))
        }
        ExprKind::Entry { base, .. } => {
            let of = side(outcome, base, frame);
            (of.label, of.unit)
        }
        ExprKind::AsOf => (Arc::new(crate::text!("tanggal penetapan", "the date asked for")), None),
        ExprKind::Field { base, slot, .. } => match &base.ty {
            Type::Record(record) => {
                let field = record.fields.get(*slot);
                let label = field.map(|f| f.label.as_deref().unwrap_or(&f.path));
                (plain(label.unwrap_or("")), field.and_then(|f| f.unit.clone()))
            }
            _ => (plain(""), None),
        },
        ExprKind::ItemField(_, name) => (plain(name), None),
        // A constant is its own label.
        ExprKind::Const(shown) => {
            let told = |lang| words::value(shown, None, lang);
            (Arc::new(Text { id: told(Lang::Id), en: told(Lang::En) }), None)
        }
        _ => (plain(outcome.plan().bundle().quote(expr.span)), None),
    };
    Side { label, value, unit }
}

fn plain(words: &str) -> Arc<Text> {
    Arc::new(Text { id: words.to_owned(), en: words.to_owned() })
}
