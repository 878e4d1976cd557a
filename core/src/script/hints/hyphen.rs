//! `masa-kerja`: a hyphen is a subtraction, and names have underscores.

use std::collections::BTreeSet;

use super::super::ast::{BinaryOp, Expr, ExprKind, Function, Statement};
use super::super::walk;
use crate::diagnostic::{Diagnostic, Sink};
use crate::source::Span;
use crate::text;

/// What to say of a hyphen where a name is being given.
pub(crate) fn given(span: Span, written: &str) -> Diagnostic {
    joined(span, written, &written.replace('-', "_"))
}

/// What to say of a name in several pieces.
pub(crate) fn joined(span: Span, written: &str, name: &str) -> Diagnostic {
    Diagnostic::error(
        "T1028",
        span,
        text!(
            "`{written}` bukan satu nama: nama tidak memuat tanda hubung atau spasi.",
            "`{written}` is not one name: a name has no hyphen and no space."
        ),
    )
    .with_help(text!(
        "Tulis `{name}`; bila maksudnya pengurangan, beri spasi: `a - b`.",
        "Write `{name}`; where a subtraction is meant, put spaces: `a - b`."
    ))
}

/// Finds subtractions without spaces whose parts are no names, or make one together.
pub(crate) fn check(functions: &[Function], source: &str, sink: &mut Sink) {
    for function in functions {
        let known = names_given(function);
        walk::each(&function.body, &mut |expr| {
            let ExprKind::Binary { op: BinaryOp::Sub, left, right, .. } = &expr.kind else { return };
            let (Some(first), ExprKind::Name(second)) = (last_name(left), &right.kind) else { return };
            let whole = Span { start: first.1.start, ..right.span };
            let written = source.get(whole.range()).unwrap_or("");
            if written.contains(|c: char| !super::super::scan::is_word(c) && c != '-') {
                return;
            }
            let name = written.replace('-', "_");
            if known.contains(name.as_str()) || !known.contains(first.0) || !known.contains(&**second) {
                sink.push(joined(whole, written, &name));
            }
        });
    }
}

/// The name in which an expression ends, and its place.
fn last_name(expr: &Expr) -> Option<(&str, Span)> {
    match &expr.kind {
        ExprKind::Name(name) => Some((name, expr.span)),
        ExprKind::Binary { op: BinaryOp::Sub, right, .. } => last_name(right),
        _ => None,
    }
}

/// Every name that a function gives: its parameters, what `let` names, and what closures take.
fn names_given(function: &Function) -> BTreeSet<&str> {
    let mut names: BTreeSet<&str> = function.params.iter().map(|p| &*p.value).collect();
    let_names(&function.body.statements, &mut names);
    walk::each(&function.body, &mut |expr| match &expr.kind {
        ExprKind::Closure { params, .. } => names.extend(params.iter().map(|p| &*p.value)),
        ExprKind::Block(block) | ExprKind::If { then: block, .. } => {
            let_names(&block.statements, &mut names);
        }
        _ => {}
    });
    names
}

fn let_names<'t>(statements: &'t [Statement], names: &mut BTreeSet<&'t str>) {
    for statement in statements {
        if let Statement::Let { name, .. } = statement {
            names.insert(&name.value);
        }
    }
}
