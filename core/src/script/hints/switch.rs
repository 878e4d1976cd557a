//! Arms of a `switch` that can never be reached, or that rhai tries in another order than written.

use std::collections::BTreeMap;

use super::super::ast::{Arm, Expr, ExprKind, Function, Pattern};
use super::super::walk;
use crate::diagnostic::{Diagnostic, Sink};
use crate::source::Span;
use crate::text;
use crate::value::Number;

/// Checks every `switch` of the functions.
pub(crate) fn check(functions: &mut [Function], sink: &mut Sink) {
    for function in functions {
        walk::each_mut(&mut function.body, &mut |expr| check_expr(expr, sink));
        if let Some(applies) = &mut function.doc.tags.applies {
            walk::each_of_mut(applies, &mut |expr| check_expr(expr, sink));
        }
    }
}

fn check_expr(expr: &mut Expr, sink: &mut Sink) {
    let ExprKind::Switch { arms, .. } = &mut expr.kind else { return };
    check_any(arms, sink);
    let mut values: BTreeMap<Literal<'_>, Span> = BTreeMap::new();
    let mut ranges: Vec<&Pattern> = Vec::new();
    let mut first_range: Option<Span> = None;
    for arm in arms.iter() {
        for pattern in &arm.patterns {
            let own = span(pattern);
            match (literal(pattern), first_range) {
                (Some(Literal::Number(_)), Some(range)) => sink.push(value_after_range(own, range)),
                (Some(value), _) => {
                    if let Some(first) = values.get(&value) {
                        sink.push(overlaps(own, *first));
                    } else if arm.guard.is_none() {
                        values.insert(value, own);
                    }
                }
                (None, _) => {
                    if let Some(first) = ranges.iter().find(|earlier| overlap(earlier, pattern)) {
                        sink.push(overlaps(own, span(first)));
                    }
                    if matches!(pattern, Pattern::Range { .. }) {
                        first_range = first_range.or(Some(own));
                        if arm.guard.is_none() && ranges.len() < MAX_RANGES {
                            ranges.push(pattern);
                        }
                    }
                }
            }
        }
    }
}

/// The most ranges of one `switch` that are compared with each other.
const MAX_RANGES: usize = 1000;

/// A single value to the left of `=>`.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Literal<'t> {
    Number(Number),
    Text(&'t str),
    Bool(bool),
}

fn literal(pattern: &Pattern) -> Option<Literal<'_>> {
    let Pattern::Value(value) = pattern else { return None };
    match &value.kind {
        ExprKind::Number(number) => Some(Literal::Number(*number)),
        ExprKind::Text(text) => Some(Literal::Text(text)),
        ExprKind::Bool(bool) => Some(Literal::Bool(*bool)),
        _ => None,
    }
}

/// Checks the arms of `_`; the tree keeps none that has a condition.
fn check_any(arms: &mut [Arm], sink: &mut Sink) {
    let count = arms.len();
    for (at, arm) in arms.iter_mut().enumerate() {
        if !arm.patterns.is_empty() || matches!(arm.body.kind, ExprKind::Broken) {
            continue;
        }
        let place = Span { end: arm.span.start.saturating_add(1), ..arm.span };
        if arm.guard.take().is_some() {
            sink.push(guarded_any(place));
        } else if at.saturating_add(1) < count {
            sink.push(any_not_last(place));
        }
    }
}

fn span(pattern: &Pattern) -> Span {
    match pattern {
        Pattern::Value(value) => value.span,
        Pattern::Range { span, .. } => *span,
    }
}

/// Whether two ranges share a number.
fn overlap(left: &Pattern, right: &Pattern) -> bool {
    let Pattern::Range { lo: a_lo, hi: a_hi, inclusive: a_in, .. } = left else { return false };
    let Pattern::Range { lo: b_lo, hi: b_hi, inclusive: b_in, .. } = right else { return false };
    below(*a_lo, *b_hi, *b_in) && below(*b_lo, *a_hi, *a_in)
}

fn below(lo: Number, hi: Number, inclusive: bool) -> bool {
    lo < hi || (inclusive && lo == hi)
}

fn overlaps(span: Span, first: Span) -> Diagnostic {
    Diagnostic::error(
        "T1025",
        span,
        text!(
            "Pilihan ini beririsan dengan pilihan sebelumnya, sehingga urutan menentukan hasil.",
            "This choice overlaps an earlier one, so their order would decide the result."
        ),
    )
    .with_place(first, text!("pilihan sebelumnya", "the earlier choice"))
    .with_help(text!(
        "Buat setiap nilai termasuk tepat satu cabang: `0..10`, lalu `10..20`.",
        "Let each value belong to exactly one arm: `0..10`, then `10..20`."
    ))
}

fn value_after_range(span: Span, range: Span) -> Diagnostic {
    Diagnostic::error(
        "T1026",
        span,
        text!(
            "Nilai tunggal berada di bawah rentang, padahal nilai tunggal selalu diperiksa lebih dahulu.",
            "A single value stands below a range, although single values are always tried first."
        ),
    )
    .with_place(range, text!("rentang pertama", "the first range"))
    .with_help(text!("Pindahkan ke atas semua rentang.", "Move it above all ranges."))
}

fn any_not_last(span: Span) -> Diagnostic {
    Diagnostic::error(
        "T1026",
        span,
        text!(
            "`_` menangkap semua nilai, sehingga cabang di bawahnya tidak pernah tercapai.",
            "`_` takes every value, so the arms below it are never reached."
        ),
    )
    .with_help(text!("Pindahkan `_ => ...` ke baris terakhir.", "Move `_ => ...` to the last line."))
}

fn guarded_any(span: Span) -> Diagnostic {
    Diagnostic::error("T1026", span, text!("`_` tidak dapat diberi syarat `if`.", "`_` cannot have an `if`."))
        .with_help(text!(
            "Tulis `_ => if ... {{ ... }} else {{ ... }}`.",
            "Write `_ => if ... {{ ... }} else {{ ... }}`."
        ))
}
