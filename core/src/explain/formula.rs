//! A calculation with its figures: `4 ÷ 12 × 50% × 3,75`.

use super::builtin_words::builtin_words;
use crate::eval::reference::{Frame, Taken, Values};
use crate::outcome::words;
use crate::script::ast::{BinaryOp, UnaryOp};
use crate::typing::lists::ListOp;
use crate::typing::program::{Expr, ExprKind, Step};
use crate::value::{Lang, Text, Value};

/// The calculation of a rule, where it is one.
pub(super) fn formula(values: &Values, expr: &Expr, frame: &mut Frame<'_>) -> Option<Text> {
    let taken = taken(values, expr, frame)?;
    // A bare value is no calculation.
    let calculates =
        matches!(taken.kind, ExprKind::Binary(..) | ExprKind::Builtin(..) | ExprKind::ListOp(..));
    if !calculates || taken.ty.as_number().is_none() {
        return None;
    }
    Some(Text {
        id: write(values, taken, frame, Lang::Id, 0)?,
        en: write(values, taken, frame, Lang::En, 0)?,
    })
}

/// The arm that gave the value.
fn taken<'e>(values: &Values, expr: &'e Expr, frame: &mut Frame<'_>) -> Option<&'e Expr> {
    match &expr.kind {
        ExprKind::If(condition, then, otherwise) => match values.eval(condition, frame) {
            Ok(Value::Bool(true)) => taken(values, then, frame),
            Ok(_) => taken(values, otherwise, frame),
            Err(_) => None,
        },
        ExprKind::Switch(subject, arms) => match values.choose(subject, arms, frame) {
            Taken::Arm(number) => taken(values, &arms.get(number)?.body, frame),
            _ => None,
        },
        ExprKind::Block(steps) => match steps.last()? {
            Step::Give(value) => taken(values, value, frame),
            _ => None,
        },
        _ => Some(expr),
    }
}

/// How tightly an operator binds: a weaker one within a stronger is put in brackets.
fn strength(op: BinaryOp) -> u8 {
    match op {
        BinaryOp::Add | BinaryOp::Sub => 1,
        _ => 2,
    }
}

fn write(values: &Values, expr: &Expr, frame: &mut Frame<'_>, lang: Lang, within: u8) -> Option<String> {
    match &expr.kind {
        ExprKind::Binary(op, left, right) => {
            let sign = match op {
                BinaryOp::Add => "+",
                BinaryOp::Sub => "−",
                BinaryOp::Mul => "×",
                BinaryOp::Div => "÷",
                _ => return None,
            };
            let own = strength(*op);
            // The right side of a minus or a division needs brackets even for an operator of the same strength.
            let right_within =
                if matches!(op, BinaryOp::Sub | BinaryOp::Div) { own.saturating_add(1) } else { own };
            let left = write(values, left, frame, lang, own)?;
            let right = write(values, right, frame, lang, right_within)?;
            let written = format!("{left} {sign} {right}");
            Some(if own < within { format!("({written})") } else { written })
        }
        ExprKind::Unary(UnaryOp::Neg, operand) => {
            Some(format!("−{}", write(values, operand, frame, lang, 3)?))
        }
        ExprKind::Builtin(builtin, args) => {
            let mut written = Vec::new();
            for arg in args {
                written.push(write(values, arg, frame, lang, 0)?);
            }
            builtin_words(*builtin, &written, lang)
        }
        ExprKind::ListOp(op, list, _) => {
            let value = shown(values, expr, frame, lang)?;
            let count = match values.eval(list, frame) {
                Ok(Value::List(items)) => items.len(),
                _ => return None,
            };
            let word = match (op, lang) {
                (ListOp::Sum, Lang::Id) => format!("jumlah dari {count} baris"),
                (ListOp::Sum, Lang::En) => format!("the sum of {count} rows"),
                (ListOp::Mean | ListOp::WeightedMean, Lang::Id) => format!("rata-rata dari {count} baris"),
                (ListOp::Mean | ListOp::WeightedMean, Lang::En) => format!("the mean of {count} rows"),
                _ => return Some(value),
            };
            Some(format!("{value} ({word})"))
        }
        _ => shown(values, expr, frame, lang),
    }
}

/// The value that stands at a place of the calculation, with its percent sign where it is a share.
fn shown(values: &Values, expr: &Expr, frame: &mut Frame<'_>, lang: Lang) -> Option<String> {
    let value = values.eval(expr, frame).ok()?;
    let program = values.program();
    let unit = match &expr.kind {
        ExprKind::Node(id) => program.node(*id).and_then(|node| node.unit.clone()),
        ExprKind::Parameter(name, _) => program.parameters.get(name).and_then(|p| p.unit.clone()),
        ExprKind::Entry { base, .. } | ExprKind::Field { base, .. } => match &base.kind {
            ExprKind::Parameter(name, _) => program.parameters.get(name).and_then(|p| p.unit.clone()),
            _ => None,
        },
        _ => None,
    };
    Some(words::value(&value, unit.as_deref().filter(|u| *u == "%"), lang))
}
