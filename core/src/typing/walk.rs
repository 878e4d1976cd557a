//! Visits every part of a typed expression.

use super::program::{Arm, Expr, ExprKind, Pattern, Step};

/// Tells an expression and every expression within it.
pub fn each<'a>(expr: &'a Expr, tell: &mut dyn FnMut(&'a Expr)) {
    tell(expr);
    match &expr.kind {
        ExprKind::Const(_)
        | ExprKind::Literal(..)
        | ExprKind::AsOf
        | ExprKind::Catalogue
        | ExprKind::Node(_)
        | ExprKind::Parameter(..)
        | ExprKind::ItemField(..)
        | ExprKind::Local(..)
        | ExprKind::NotInForce(_)
        | ExprKind::NotRegulated(_) => {}
        ExprKind::Field { base: inner, .. }
        | ExprKind::Unary(_, inner)
        | ExprKind::IsKnown(inner)
        | ExprKind::At(_, _, inner) => each(inner, tell),
        ExprKind::Entry { base: left, key: right }
        | ExprKind::Binary(_, left, right)
        | ExprKind::Coalesce(left, right) => {
            each(left, tell);
            each(right, tell);
        }
        ExprKind::If(condition, then, otherwise) => {
            each(condition, tell);
            each(then, tell);
            each(otherwise, tell);
        }
        ExprKind::Switch(subject, arms) => {
            each(subject, tell);
            for arm in arms {
                head(arm, tell);
                each(&arm.body, tell);
            }
        }
        ExprKind::Block(steps) => each_step(steps, tell),
        ExprKind::List(items)
        | ExprKind::Builtin(_, items)
        | ExprKind::Combine { operands: items, .. }
        | ExprKind::Interpreted { args: items, .. }
        | ExprKind::Table { inputs: items, .. } => items.iter().for_each(|item| each(item, tell)),
        ExprKind::ListOp(_, list, closures) => {
            each(list, tell);
            closures.iter().for_each(|closure| each(&closure.body, tell));
        }
        ExprKind::Call { args, body, .. } => {
            args.iter().for_each(|(_, arg)| each(arg, tell));
            each(body, tell);
        }
    }
}

fn head<'a, B>(arm: &'a Arm<B>, tell: &mut dyn FnMut(&'a Expr)) {
    for pattern in &arm.patterns {
        if let Pattern::Value(value) = pattern {
            each(value, tell);
        }
    }
    if let Some(guard) = &arm.guard {
        each(guard, tell);
    }
}

fn each_step<'a>(steps: &'a [Step], tell: &mut dyn FnMut(&'a Expr)) {
    for step in steps {
        match step {
            Step::Let(_, value) | Step::Give(value) => each(value, tell),
            Step::Branch(condition, then, otherwise) => {
                each(condition, tell);
                each_step(then, tell);
                each_step(otherwise, tell);
            }
            Step::Choose(subject, arms) => {
                each(subject, tell);
                for arm in arms {
                    head(arm, tell);
                    each_step(&arm.body, tell);
                }
            }
        }
    }
}
