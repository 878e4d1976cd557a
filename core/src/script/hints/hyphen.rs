//! `masa-kerja`: a hyphen is a subtraction, and names have underscores.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::super::ast::{BinaryOp, ExprKind, Function, Statement};
use super::super::scan::is_word;
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
///
/// They are broken in the tree, so that nobody looks for their parts once more.
pub(crate) fn check(functions: &mut [Function], source: &str, sink: &mut Sink) {
    for function in functions {
        let known = names_given(function);
        walk::each_mut(&mut function.body, &mut |expr| {
            let ExprKind::Binary { op: BinaryOp::Sub, op_span, .. } = &expr.kind else { return };
            let Some(whole) = run(source, *op_span) else { return };
            let written = source.get(whole.range()).unwrap_or("");
            let name = written.replace('-', "_");
            if known.contains(name.as_str()) || written.split('-').any(|part| !known.contains(part)) {
                sink.push(joined(whole, written, &name));
                expr.kind = ExprKind::Broken;
            }
        });
    }
}

/// The names that a hyphen joins with no space on either side, as one stretch of text.
fn run(source: &str, hyphen: Span) -> Option<Span> {
    let joins = |c: char| is_word(c) || c == '-';
    let before = source.get(..hyphen.range().start)?;
    let after = source.get(hyphen.range().end..)?;
    let start = before.rfind(|c: char| !joins(c)).map_or(0, |at| {
        let width = before.get(at..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8);
        at.saturating_add(width)
    });
    let length = after.find(|c: char| !joins(c)).unwrap_or(after.len());
    let whole = Span::new(hyphen.file, start, hyphen.range().end.saturating_add(length));
    let written = source.get(whole.range())?;
    // A field or a call is no name of its own: `i.a-b`, `f(x)-b`, `a-b.c`.
    let apart = !before.get(..start)?.ends_with('.')
        && !source.get(whole.range().end..)?.starts_with(['.', '(', '[']);
    let names = written.split('-').all(|part| part.starts_with(|c: char| c.is_ascii_alphabetic()));
    (apart && names).then_some(whole)
}

/// Every name that a function gives: its parameters, what `let` names, and what closures take.
fn names_given(function: &Function) -> BTreeSet<Arc<str>> {
    let mut names: BTreeSet<Arc<str>> = function.params.iter().map(|p| Arc::clone(&p.value)).collect();
    let_names(&function.body.statements, &mut names);
    walk::each(&function.body, &mut |expr| match &expr.kind {
        ExprKind::Closure { params, .. } => names.extend(params.iter().map(|p| Arc::clone(&p.value))),
        ExprKind::Block(block) | ExprKind::If { then: block, .. } => {
            let_names(&block.statements, &mut names);
        }
        _ => {}
    });
    names
}

fn let_names(statements: &[Statement], names: &mut BTreeSet<Arc<str>>) {
    for statement in statements {
        if let Statement::Let { name, .. } = statement {
            names.insert(Arc::clone(&name.value));
        }
    }
}
