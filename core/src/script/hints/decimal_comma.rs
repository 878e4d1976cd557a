//! `0,75`: in a rule a comma parts values, and decimals have a point.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::super::ast::{Expr, ExprKind, Function};
use super::super::walk;
use crate::diagnostic::{Diagnostic, Sink};
use crate::source::Span;
use crate::text;

/// What to say of `0,75`.
pub(crate) fn decimal_comma(span: Span, written: &str) -> Diagnostic {
    let point = written.replace(',', ".");
    Diagnostic::error(
        "T1009",
        span,
        text!(
            "Koma memisahkan dua nilai; angka desimal ditulis dengan titik.",
            "A comma parts two values; decimals are written with a point."
        ),
    )
    .with_help(text!("Tulis `{point}`.", "Write `{point}`."))
}

/// How many arguments a builtin takes, where that is fixed; a receiver counts.
fn builtin_arity(name: &str) -> Option<usize> {
    Some(match name {
        "abs" | "floor" | "ceil" | "year" | "month" | "day" | "quarter" | "is_known" | "next"
        | "previous" => 1,
        "round_half_up" | "round_half_even" | "round_down" | "round_up" | "interpolate" | "comparison"
        | "add_days" | "add_months" | "add_years" | "days_between" | "months_between" | "years_between"
        | "steps_between" => 2,
        "clamp" | "date" => 3,
        _ => return None,
    })
}

/// Finds calls that have exactly as many arguments too many as they hold decimal commas.
///
/// Such a call is broken in the tree, so that nobody counts its arguments once more.
pub(crate) fn check(functions: &mut [Function], source: &str, sink: &mut Sink) {
    let own: BTreeMap<Arc<str>, usize> =
        functions.iter().filter(|f| f.private).map(|f| (Arc::clone(&f.name.value), f.params.len())).collect();
    for function in functions {
        walk::each_mut(&mut function.body, &mut |expr| {
            let ExprKind::Call { name, args, .. } = &expr.kind else { return };
            let Some(arity) = own.get(&name.value).copied().or_else(|| builtin_arity(&name.value)) else {
                return;
            };
            let commas = commas(args, source);
            if commas.is_empty() || args.len().checked_sub(arity) != Some(commas.len()) {
                return;
            }
            for span in commas {
                let written = source.get(span.range()).unwrap_or("");
                sink.push(decimal_comma(span, written));
            }
            expr.kind = ExprKind::Broken;
        });
    }
}

/// The places where one argument ends in digits, the next begins with some, and only a comma stands between.
fn commas(args: &[Expr], source: &str) -> Vec<Span> {
    let is_digit = |c: char| c.is_ascii_digit();
    args.iter()
        .zip(args.iter().skip(1))
        .filter_map(|(left, right)| {
            let comma = Span { start: left.span.end, end: right.span.start, ..left.span };
            let (before, after) = (source.get(..left.span.range().end)?, source.get(right.span.range())?);
            let number = before.rsplit(|c: char| !super::super::scan::is_word(c)).next()?;
            let digits = after.find(|c| !is_digit(c)).unwrap_or(after.len());
            let found = source.get(comma.range()) == Some(",")
                && !number.is_empty()
                && number.chars().all(is_digit)
                && digits > 0
                && !after.get(digits..)?.starts_with('.');
            let start = left.span.range().end.saturating_sub(number.len());
            let end = right.span.range().start.saturating_add(digits);
            found.then(|| Span::new(left.span.file, start, end))
        })
        .collect()
}
