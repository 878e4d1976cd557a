//! A calculation with its figures: `4 ÷ 12 × 50% × 3,75`.

use super::builtin_words::{Around, builtin_words};
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
    let mut told = Text::default();
    write(&mut told.id, values, taken, frame, Lang::Id, 0)?;
    write(&mut told.en, values, taken, frame, Lang::En, 0)?;
    Some(told)
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

/// Writes a part of the calculation at the end of a text; `None` where it cannot be put into words.
fn write(
    out: &mut String,
    values: &Values,
    expr: &Expr,
    frame: &mut Frame<'_>,
    lang: Lang,
    within: u8,
) -> Option<()> {
    match &expr.kind {
        ExprKind::Binary(op, left, right) => {
            let sign = match op {
                BinaryOp::Add => " + ",
                BinaryOp::Sub => " − ",
                BinaryOp::Mul => " × ",
                BinaryOp::Div => " ÷ ",
                _ => return None,
            };
            let own = strength(*op);
            // The right side of a minus or a division needs brackets even for an operator of the same strength.
            let right_within =
                if matches!(op, BinaryOp::Sub | BinaryOp::Div) { own.saturating_add(1) } else { own };
            if own < within {
                out.push('(');
            }
            write(out, values, left, frame, lang, own)?;
            out.push_str(sign);
            write(out, values, right, frame, lang, right_within)?;
            if own < within {
                out.push(')');
            }
            Some(())
        }
        ExprKind::Unary(UnaryOp::Neg, operand) => {
            out.push('−');
            write(out, values, operand, frame, lang, 3)
        }
        ExprKind::Builtin(builtin, args) => {
            let Around { before, between, after } = builtin_words(*builtin, args.len(), lang)?;
            out.push_str(before);
            for (at, arg) in args.iter().enumerate() {
                match at {
                    0 => {}
                    1 => out.push_str(between.0),
                    _ => out.push_str(between.1),
                }
                write(out, values, arg, frame, lang, 0)?;
            }
            out.push_str(after);
            Some(())
        }
        ExprKind::ListOp(op, list, _) => {
            shown(out, values, expr, frame, lang)?;
            let count = match &*values.look(list, frame).ok()? {
                Value::List(items) => items.len(),
                _ => return None,
            };
            match (op, lang) {
                (ListOp::Sum, Lang::Id) => out.push_str(&format!(" (jumlah dari {count} baris)")),
                (ListOp::Sum, Lang::En) => out.push_str(&format!(" (the sum of {count} rows)")),
                (ListOp::Mean | ListOp::WeightedMean, Lang::Id) => {
                    out.push_str(&format!(" (rata-rata dari {count} baris)"));
                }
                (ListOp::Mean | ListOp::WeightedMean, Lang::En) => {
                    out.push_str(&format!(" (the mean of {count} rows)"));
                }
                _ => {}
            }
            Some(())
        }
        _ => shown(out, values, expr, frame, lang),
    }
}

/// Writes the value that stands at a place of the calculation, with its percent sign where it is a share.
fn shown(out: &mut String, values: &Values, expr: &Expr, frame: &mut Frame<'_>, lang: Lang) -> Option<()> {
    let value = values.look(expr, frame).ok()?;
    let program = values.program();
    let parameter = |name| program.parameters.get(name).and_then(|p| p.unit.as_deref());
    let unit = match &expr.kind {
        ExprKind::Node(id) => program.node(*id).and_then(|node| node.unit.as_deref()),
        ExprKind::Parameter(name, _) => parameter(name),
        ExprKind::Entry { base, .. } | ExprKind::Field { base, .. } => match &base.kind {
            ExprKind::Parameter(name, _) => parameter(name),
            _ => None,
        },
        _ => None,
    };
    words::push_value(out, &value, unit.filter(|u| *u == "%"), lang);
    Some(())
}
