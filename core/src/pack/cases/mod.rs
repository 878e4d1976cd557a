//! `cases/*.toml` and `cases/*.csv`: facts given, results expected.

mod document;
mod expectation;
mod raw;
mod sheet;

pub(super) use document::read as read_toml;
pub(super) use sheet::read as read_csv;

use super::names::{bad_name, is_path};
use super::report::Report;
use crate::diagnostic::Diagnostic;
use crate::source::{Span, Spanned};
use crate::text;

/// Checks a name that a case speaks of; it may reach into the items of a list.
fn path_name(report: &mut Report<'_>, text: &str, span: Span) -> Spanned<std::sync::Arc<str>> {
    if !is_path(text) {
        bad_name(report, text, span);
    }
    Spanned::new(std::sync::Arc::from(text), span)
}

/// Warns of a case that expects nothing.
fn without_expectation(report: &mut Report<'_>, span: Span) {
    let found = Diagnostic::warning(
        "T0073",
        span,
        text!(
            "Kasus ini tidak mengharapkan apa pun, jadi tidak menguji apa pun.",
            "This case expects nothing, so it tests nothing."
        ),
    );
    report.push(found.with_help(text!("Tambahkan `expect`.", "Add `expect`.")));
}

#[cfg(test)]
mod tests;
