//! The names that a rule or a table rests on.

use std::sync::Arc;

use crate::pack::decl::{BoundDecl, CellDecl, TableDecl, TestDecl};
use crate::script::ast::{Arm, Block, Expr, ExprKind, Function, Ident, Pattern, Statement};
use crate::source::Spanned;

/// The inputs of a function: its parameters, the names of its `@applies`, and the rule that names its item.
pub(super) fn of_function(function: &Function) -> Vec<Ident> {
    let mut inputs = function.params.clone();
    if let Some(condition) = &function.doc.tags.applies {
        names_of(condition, &mut |name| add(&mut inputs, name));
    }
    inputs
}

/// The inputs of a table: its columns, and the words in its cells that may name parameters.
pub(super) fn of_table(table: &TableDecl, is_parameter: impl Fn(&str) -> bool) -> Vec<Ident> {
    let mut inputs = table.inputs.clone();
    for row in &table.rows {
        for cell in &row.tests {
            let CellDecl::Tests(tests) = &cell.value else { continue };
            for word in tests.iter().flat_map(words_of).filter(|w| is_parameter(w)) {
                add(&mut inputs, Spanned::new(Arc::clone(word), cell.span));
            }
        }
    }
    inputs
}

fn add(inputs: &mut Vec<Ident>, name: Ident) {
    if !inputs.iter().any(|known| known.value == name.value) {
        inputs.push(name);
    }
}

fn words_of(test: &TestDecl) -> impl Iterator<Item = &Arc<str>> {
    let bounds = match test {
        TestDecl::Equal(bound) | TestDecl::Compare(_, bound) => [Some(bound), None],
        TestDecl::Range { lo, hi, .. } => [Some(lo), Some(hi)],
    };
    bounds.into_iter().flatten().filter_map(|bound| match bound {
        BoundDecl::Word(word) => Some(word),
        _ => None,
    })
}

/// Tells each free name of an expression; the parameters of closures and the names of `let` are not free.
pub(super) fn names_of(expr: &Expr, tell: &mut dyn FnMut(Ident)) {
    visit(expr, &mut Vec::new(), tell);
}

fn visit(expr: &Expr, bound: &mut Vec<Arc<str>>, tell: &mut dyn FnMut(Ident)) {
    match &expr.kind {
        ExprKind::Name(name) => {
            if !bound.contains(name) {
                tell(Spanned::new(Arc::clone(name), expr.span));
            }
        }
        ExprKind::Field { base, .. } => visit(base, bound, tell),
        ExprKind::Index { base, index } => {
            visit(base, bound, tell);
            visit(index, bound, tell);
        }
        ExprKind::Call { args, .. } | ExprKind::Array(args) => {
            args.iter().for_each(|arg| visit(arg, bound, tell));
        }
        ExprKind::Unary { operand, .. } => visit(operand, bound, tell),
        ExprKind::Binary { left, right, .. } => {
            visit(left, bound, tell);
            visit(right, bound, tell);
        }
        ExprKind::If { condition, then, otherwise } => {
            visit(condition, bound, tell);
            visit_block(then, bound, tell);
            if let Some(otherwise) = otherwise {
                visit(otherwise, bound, tell);
            }
        }
        ExprKind::Switch { subject, arms } => {
            visit(subject, bound, tell);
            arms.iter().for_each(|arm| visit_arm(arm, bound, tell));
        }
        ExprKind::Block(block) => visit_block(block, bound, tell),
        ExprKind::Closure { params, body } => {
            let depth = bound.len();
            bound.extend(params.iter().map(|p| Arc::clone(&p.value)));
            visit(body, bound, tell);
            bound.truncate(depth);
        }
        ExprKind::Number(_) | ExprKind::Bool(_) | ExprKind::Text(_) | ExprKind::Broken => {}
    }
}

fn visit_arm(arm: &Arm, bound: &mut Vec<Arc<str>>, tell: &mut dyn FnMut(Ident)) {
    for pattern in &arm.patterns {
        if let Pattern::Value(value) = pattern {
            visit(value, bound, tell);
        }
    }
    if let Some(guard) = &arm.guard {
        visit(guard, bound, tell);
    }
    visit(&arm.body, bound, tell);
}

fn visit_block(block: &Block, bound: &mut Vec<Arc<str>>, tell: &mut dyn FnMut(Ident)) {
    let depth = bound.len();
    for statement in &block.statements {
        match statement {
            Statement::Let { name, value } => {
                visit(value, bound, tell);
                bound.push(Arc::clone(&name.value));
            }
            Statement::Return { value, .. } => visit(value, bound, tell),
            Statement::Branch(branch) => visit(branch, bound, tell),
        }
    }
    if let Some(value) = &block.value {
        visit(value, bound, tell);
    }
    bound.truncate(depth);
}
