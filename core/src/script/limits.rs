//! How large a rule file may be.

use crate::diagnostic::Diagnostic;
use crate::source::{FileId, Span};
use crate::text;

/// The most bytes of a rule file.
const MAX_BYTES: usize = 1024 * 1024;

/// The most lines of a file and characters of a line: beyond them rhai's own places would be wrong.
const MAX_COUNT: usize = 65_000;

/// What is too large about a file, or `None` where nothing is.
pub(super) fn check(file: FileId, text: &str) -> Option<Diagnostic> {
    if text.len() > MAX_BYTES {
        return Some(too_large(Span::new(file, 0, 0)).with_label(text!(
            "berkas lebih dari {MAX_BYTES} bita",
            "the file has more than {MAX_BYTES} bytes"
        )));
    }
    let mut start = 0usize;
    for (count, line) in text.split_inclusive('\n').enumerate() {
        let end = start.saturating_add(line.len());
        let shown = start.saturating_add(line.trim_end_matches(['\r', '\n']).len());
        if count >= MAX_COUNT {
            return Some(too_large(Span::new(file, start, shown)).with_label(text!(
                "berkas lebih dari {MAX_COUNT} baris",
                "the file has more than {MAX_COUNT} lines"
            )));
        }
        if line.len() > MAX_COUNT && line.chars().count() > MAX_COUNT {
            return Some(too_large(Span::new(file, start, shown)).with_label(text!(
                "baris lebih dari {MAX_COUNT} karakter",
                "the line has more than {MAX_COUNT} characters"
            )));
        }
        start = end;
    }
    None
}

fn too_large(span: Span) -> Diagnostic {
    Diagnostic::error(
        "T1001",
        span,
        text!(
            "Berkas aturan ini terlalu besar untuk dibaca: batasnya 1 MiB, {MAX_COUNT} baris, dan {MAX_COUNT} karakter sebaris.",
            "This rule file is too large to be read: the limits are 1 MiB, {MAX_COUNT} lines, and {MAX_COUNT} characters in a line."
        ),
    )
    .with_help(text!(
        "Bagi menjadi beberapa berkas, satu pokok bahasan setiap berkas.",
        "Split it into several files, one topic each."
    ))
}
