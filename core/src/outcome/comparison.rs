//! Both sides of what a requirement compares, and how much is missing.

use std::cmp::Ordering;
use std::sync::Arc;

use super::words;
use crate::eval::reference::{Frame, Taken, Values};
use crate::script::ast::BinaryOp;
use crate::source::Files;
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
    pub label: Text,
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
    /// Its unit.
    pub unit: Option<Text>,
}

/// The comparisons that decide an expression, in the order in which they are written.
///
/// The frame must be one in which the whole expression has been worked out, so that local names have their values.
pub(crate) fn comparisons(values: &Values, files: &Files, expr: &Expr, frame: &mut Frame<'_>) -> Vec<Comparison> {
    let mut found = Vec::new();
    collect(values, files, expr, frame, &mut found);
    found
}

fn collect(values: &Values, files: &Files, expr: &Expr, frame: &mut Frame<'_>, found: &mut Vec<Comparison>) {
    match &expr.kind {
        ExprKind::Binary(BinaryOp::And | BinaryOp::Or, left, right) => {
            collect(values, files, left, frame, found);
            collect(values, files, right, frame, found);
        }
        ExprKind::Binary(op, left, right) => {
            if let Some(word) = word(*op) {
                found.push(compare(values, files, *op, word, left, right, frame));
            }
        }
        ExprKind::Combine { operands, .. } => {
            for operand in operands {
                collect(values, files, operand, frame, found);
            }
        }
        ExprKind::If(condition, then, otherwise) => match values.eval(condition, frame) {
            Ok(Value::Bool(true)) => collect(values, files, then, frame, found),
            Ok(_) => collect(values, files, otherwise, frame, found),
            Err(_) => collect(values, files, condition, frame, found),
        },
        ExprKind::Switch(subject, arms) => {
            if let Taken::Arm(number) = values.choose(subject, arms, frame)
                && let Some(arm) = arms.get(number)
            {
                collect(values, files, &arm.body, frame, found);
            }
        }
        ExprKind::Block(steps) => {
            for step in steps {
                if let Step::Give(value) = step {
                    collect(values, files, value, frame, found);
                }
            }
        }
        ExprKind::Call { body, .. } => collect(values, files, body, frame, found),
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
    values: &Values,
    files: &Files,
    op: BinaryOp,
    word: &'static str,
    left: &Expr,
    right: &Expr,
    frame: &mut Frame<'_>,
) -> Comparison {
    let (a, b) = (side(values, files, left, frame), side(values, files, right, frame));
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
            Shortfall { amount, unit: words::unit_of_gap(&left.ty, unit) }
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

fn side(values: &Values, files: &Files, expr: &Expr, frame: &mut Frame<'_>) -> Side {
    let value = values.eval(expr, frame);
    let program = values.program();
    let (label, unit) = match &expr.kind {
        ExprKind::Node(id) => match program.node(*id) {
            Some(node) => (words::labels(node), node.unit.clone()),
            None => (plain(""), None),
        },
        ExprKind::Parameter(name, _) | ExprKind::At(name, ..) => {
            (words::label_of(program, name), program.parameters.get(name).and_then(|p| p.unit.clone()))
        }
        ExprKind::Entry { base, .. } => {
            let of = side(values, files, base, frame);
            (of.label, of.unit)
        }
        ExprKind::AsOf => (crate::text!("tanggal penetapan", "the date asked for"), None),
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
            (Text { id: words::value(shown, None, Lang::Id), en: words::value(shown, None, Lang::En) }, None)
        }
        _ => (plain(files.slice(expr.span)), None),
    };
    Side { label, value, unit }
}

fn plain(words: &str) -> Text {
    Text { id: words.to_owned(), en: words.to_owned() }
}
