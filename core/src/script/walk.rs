//! Walks over every expression of a syntax tree, the outer before the inner.

use super::ast::{Arm, Block, Expr, ExprKind, Pattern, Statement};

/// Calls the function with each expression of a block, whatever it stands in.
///
/// The tree's height is bounded where it is built, so the recursion is too.
pub fn each<'t>(block: &'t Block, found: &mut dyn FnMut(&'t Expr)) {
    for statement in &block.statements {
        match statement {
            Statement::Let { value, .. } | Statement::Return { value, .. } => each_of(value, found),
            Statement::Branch(expr) => each_of(expr, found),
        }
    }
    if let Some(value) = &block.value {
        each_of(value, found);
    }
}

/// Calls the function with an expression and each that stands in it.
pub fn each_of<'t>(expr: &'t Expr, found: &mut dyn FnMut(&'t Expr)) {
    found(expr);
    match &expr.kind {
        ExprKind::Number(_)
        | ExprKind::Bool(_)
        | ExprKind::Text(_)
        | ExprKind::Name(_)
        | ExprKind::Broken => {}
        ExprKind::Field { base, .. } => each_of(base, found),
        ExprKind::Index { base, index } => {
            each_of(base, found);
            each_of(index, found);
        }
        ExprKind::Call { args: items, .. } | ExprKind::Array(items) => {
            for item in items {
                each_of(item, found);
            }
        }
        ExprKind::Unary { operand, .. } => each_of(operand, found),
        ExprKind::Binary { left, right, .. } => {
            each_of(left, found);
            each_of(right, found);
        }
        ExprKind::If { condition, then, otherwise } => {
            each_of(condition, found);
            each(then, found);
            if let Some(otherwise) = otherwise {
                each_of(otherwise, found);
            }
        }
        ExprKind::Switch { subject, arms } => {
            each_of(subject, found);
            for arm in arms {
                each_of_arm(arm, found);
            }
        }
        ExprKind::Block(block) => each(block, found),
        ExprKind::Closure { body, .. } => each_of(body, found),
    }
}

fn each_of_arm<'t>(arm: &'t Arm, found: &mut dyn FnMut(&'t Expr)) {
    for pattern in &arm.patterns {
        if let Pattern::Value(value) = pattern {
            found(value);
        }
    }
    if let Some(guard) = &arm.guard {
        each_of(guard, found);
    }
    each_of(&arm.body, found);
}

/// Calls the function with each expression of a block to be changed, the outer before the inner.
pub(crate) fn each_mut(block: &mut Block, found: &mut dyn FnMut(&mut Expr)) {
    for statement in &mut block.statements {
        match statement {
            Statement::Let { value, .. } | Statement::Return { value, .. } => each_of_mut(value, found),
            Statement::Branch(expr) => each_of_mut(expr, found),
        }
    }
    if let Some(value) = &mut block.value {
        each_of_mut(value, found);
    }
}

/// Calls the function with an expression and with each that stands in what it made of it.
pub(crate) fn each_of_mut(expr: &mut Expr, found: &mut dyn FnMut(&mut Expr)) {
    found(expr);
    match &mut expr.kind {
        ExprKind::Number(_)
        | ExprKind::Bool(_)
        | ExprKind::Text(_)
        | ExprKind::Name(_)
        | ExprKind::Broken => {}
        ExprKind::Field { base: inner, .. }
        | ExprKind::Unary { operand: inner, .. }
        | ExprKind::Closure { body: inner, .. } => each_of_mut(inner, found),
        ExprKind::Index { base: left, index: right } | ExprKind::Binary { left, right, .. } => {
            each_of_mut(left, found);
            each_of_mut(right, found);
        }
        ExprKind::Call { args: items, .. } | ExprKind::Array(items) => {
            for item in items {
                each_of_mut(item, found);
            }
        }
        ExprKind::If { condition, then, otherwise } => {
            each_of_mut(condition, found);
            each_mut(then, found);
            if let Some(otherwise) = otherwise {
                each_of_mut(otherwise, found);
            }
        }
        ExprKind::Switch { subject, arms } => {
            each_of_mut(subject, found);
            for arm in arms {
                if let Some(guard) = &mut arm.guard {
                    each_of_mut(guard, found);
                }
                each_of_mut(&mut arm.body, found);
            }
        }
        ExprKind::Block(block) => each_mut(block, found),
    }
}
