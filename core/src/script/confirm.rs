//! rhai itself compiles what this folder's parser accepted: a file must be sound under both.

use rhai::{Engine, ParseError};

use super::scan::Scanner;
use crate::diagnostic::Diagnostic;
use crate::source::{FileId, Span};
use crate::text;

/// How deep rhai may read; it counts each bracket two or three times and each operator in a row once.
const MAX_DEPTH: usize = 640;

/// What rhai says against a file, or `None` where it accepts it.
pub(crate) fn confirm(file: FileId, source: &str) -> Option<Diagnostic> {
    let mut engine = Engine::new_raw();
    engine.set_max_expr_depths(MAX_DEPTH, MAX_DEPTH);
    // Without this a rule that the sandbox refuses would pass the check and then be in force on no day.
    super::interpreted::forbid(&mut engine);
    let error = engine.compile(source).err()?;
    let span = place(file, source, &error);
    let words = error.0.to_string();
    Some(
        Diagnostic::error(
            "T1060",
            span,
            text!(
                "Berkas ini tidak diterima rhai, bahasa yang mendasari aturan: {words}.",
                "This file is not accepted by rhai, the language that rules are written in: {words}."
            ),
        )
        .with_help(text!(
            "Periksa tempat ini dan yang tepat sebelumnya; rhai sering menunjuk satu kata terlambat.",
            "Look at this place and the one just before it; rhai often points a word late."
        )),
    )
}

/// The word at which rhai stopped.
fn place(file: FileId, source: &str, error: &ParseError) -> Span {
    let (Some(line), column) = (error.1.line(), error.1.position().unwrap_or(1)) else {
        return Span::new(file, source.len(), source.len());
    };
    let start: usize = source
        .split_inclusive('\n')
        .take(line.saturating_sub(1))
        .fold(0, |sum, l| sum.saturating_add(l.len()));
    let rest = source.get(start..).unwrap_or("");
    let inside = rest.char_indices().nth(column.saturating_sub(1)).map_or(rest.len(), |(at, _)| at);
    let start = start.saturating_add(inside);
    let mut scanner = Scanner::new(source, start);
    scanner.eat_word();
    if scanner.at() == start {
        scanner.next();
    }
    Span::new(file, start, scanner.at())
}
