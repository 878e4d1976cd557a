//! What a block gives: values that are dropped, values that are missing.

use super::super::ast::{Block, Expr, ExprKind, Function, Statement};
use crate::diagnostic::{Diagnostic, Sink};
use crate::source::Span;
use crate::text;

/// What to say of `;` behind the last value of a block.
pub(crate) fn semicolon_after_value(span: Span) -> Diagnostic {
    Diagnostic::warning(
        "T1022",
        span,
        text!(
            "Titik koma setelah nilai terakhir: nilainya tetap dipakai, tetapi tampak seolah dibuang.",
            "A semicolon after the last value: the value is used all the same, but looks as if it were dropped."
        ),
    )
    .with_help(text!("Hapus `;` itu.", "Remove the `;`."))
}

/// What to say of `let x == 5;`.
pub(crate) fn double_equals(span: Span) -> Diagnostic {
    Diagnostic::error(
        "T1018",
        span,
        text!(
            "`==` membandingkan; untuk memberi nama pada nilai dipakai `=`.",
            "`==` compares; to give a value a name, write `=`."
        ),
    )
    .with_help(text!("Tulis `=`.", "Write `=`."))
}

fn dropped(span: Span) -> Diagnostic {
    Diagnostic::error(
        "T1021",
        span,
        text!(
            "Nilai ini dibuang: yang diberikan hanya nilai terakhir dari blok.",
            "This value is dropped: a block gives only its last value."
        ),
    )
    .with_help(text!(
        "Tulis `return` di depannya bila ini hasilnya, `else` untuk cabang lain, atau hapus.",
        "Write `return` before it where it is the result, `else` for the other way, or remove it."
    ))
}

fn no_else(span: Span) -> Diagnostic {
    Diagnostic::error(
        "T1023",
        span,
        text!(
            "`if` ini dipakai sebagai nilai, tetapi tidak ada nilai bila syaratnya salah.",
            "This `if` is used as a value, but there is none where its condition is false."
        ),
    )
    .with_help(text!(
        "Tambahkan `else {{ ... }}` dengan nilai untuk keadaan lainnya.",
        "Add `else {{ ... }}` with the value for all other cases."
    ))
}

fn no_value(span: Span) -> Diagnostic {
    Diagnostic::error("T1024", span, text!("Blok ini tidak memberi nilai.", "This block gives no value."))
        .with_help(text!(
            "Akhiri dengan sebuah nilai tanpa titik koma, atau `return`.",
            "End it in a value without a semicolon, or in `return`."
        ))
}

/// Says of every block of a function what is dropped and what is missing, and turns what stands last in
/// a block that nobody asks for a value into a statement.
pub(crate) fn settle(function: &mut Function, sink: &mut Sink) {
    if function.doc.tags.interpreted.is_none() {
        value_block(&mut function.body, sink);
    }
}

/// Settles an expression that is asked for its value.
pub(crate) fn settle_expr(expr: &mut Expr, sink: &mut Sink) {
    match &mut expr.kind {
        ExprKind::Number(_)
        | ExprKind::Bool(_)
        | ExprKind::Text(_)
        | ExprKind::Name(_)
        | ExprKind::Broken => {}
        ExprKind::Field { base: inner, .. }
        | ExprKind::Unary { operand: inner, .. }
        | ExprKind::Closure { body: inner, .. } => settle_expr(inner, sink),
        ExprKind::Index { base: left, index: right } | ExprKind::Binary { left, right, .. } => {
            settle_expr(left, sink);
            settle_expr(right, sink);
        }
        ExprKind::Call { args: items, .. } | ExprKind::Array(items) => {
            for item in items {
                settle_expr(item, sink);
            }
        }
        ExprKind::If { condition, then, otherwise } => {
            settle_expr(condition, sink);
            value_block(then, sink);
            match otherwise {
                Some(otherwise) => settle_expr(otherwise, sink),
                None => sink.push(no_else(Span { end: expr.span.start.saturating_add(2), ..expr.span })),
            }
        }
        ExprKind::Switch { subject, arms } => {
            settle_expr(subject, sink);
            for arm in arms {
                if let Some(guard) = &mut arm.guard {
                    settle_expr(guard, sink);
                }
                settle_expr(&mut arm.body, sink);
            }
        }
        ExprKind::Block(block) => value_block(block, sink),
    }
}

/// Settles a block that is asked for its value.
fn value_block(block: &mut Block, sink: &mut Sink) {
    // An `if` at the end whose ways all return needs no `else` to be a value: what follows is missing.
    settle_statements(&mut block.statements, sink);
    match &mut block.value {
        Some(value) => settle_expr(value, sink),
        None if block.statements.last().is_some_and(always_returns) => {}
        None => {
            let end = Span { start: block.span.end.saturating_sub(1), ..block.span };
            sink.push(no_value(end));
            block.value = Some(Box::new(Expr { kind: ExprKind::Broken, span: end }));
        }
    }
}

/// Settles a block that nobody asks for a value.
fn statement_block(block: &mut Block, sink: &mut Sink) {
    if let Some(value) = block.value.take() {
        block.statements.push(Statement::Branch(*value));
    }
    settle_statements(&mut block.statements, sink);
}

fn settle_statements(statements: &mut [Statement], sink: &mut Sink) {
    for statement in statements {
        match statement {
            Statement::Let { value, .. } | Statement::Return { value, .. } => settle_expr(value, sink),
            Statement::Branch(expr) => settle_branch(expr, sink),
        }
    }
}

fn settle_branch(expr: &mut Expr, sink: &mut Sink) {
    match &mut expr.kind {
        ExprKind::If { condition, then, otherwise } => {
            settle_expr(condition, sink);
            statement_block(then, sink);
            if let Some(otherwise) = otherwise {
                settle_branch(otherwise, sink);
            }
        }
        ExprKind::Switch { subject, arms } => {
            settle_expr(subject, sink);
            for arm in arms {
                if let Some(guard) = &mut arm.guard {
                    settle_expr(guard, sink);
                }
                settle_branch(&mut arm.body, sink);
            }
        }
        ExprKind::Block(block) => statement_block(block, sink),
        ExprKind::Broken => {}
        _ => {
            sink.push(dropped(expr.span));
            expr.kind = ExprKind::Broken;
        }
    }
}

/// Whether no way leads past a statement.
fn always_returns(statement: &Statement) -> bool {
    match statement {
        Statement::Return { .. } => true,
        Statement::Let { .. } => false,
        Statement::Branch(expr) => expr_returns(expr),
    }
}

fn expr_returns(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::Broken => true,
        ExprKind::Block(block) => block_returns(block),
        ExprKind::If { then, otherwise: Some(otherwise), .. } => {
            block_returns(then) && expr_returns(otherwise)
        }
        ExprKind::Switch { arms, .. } => !arms.is_empty() && arms.iter().all(|arm| expr_returns(&arm.body)),
        _ => false,
    }
}

fn block_returns(block: &Block) -> bool {
    block.statements.iter().any(always_returns)
}
