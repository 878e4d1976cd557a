//! Diagnostics as plain text and as JSON.

use serde_json::{Value as Json, json};

use super::{Diagnostic, Severity};
use crate::source::Files;
use crate::value::Lang;

impl Severity {
    /// The word for the severity.
    #[must_use]
    pub fn word(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (Severity::Error, Lang::Id) => "galat",
            (Severity::Error, Lang::En) => "error",
            (Severity::Warning, Lang::Id) => "peringatan",
            (Severity::Warning, Lang::En) => "warning",
            (Severity::Note, Lang::Id) => "catatan",
            (Severity::Note, Lang::En) => "note",
        }
    }
}

/// Writes diagnostics one a paragraph, with file, line and column.
#[must_use]
pub fn to_text(diagnostics: &[Diagnostic], files: &Files, lang: Lang) -> String {
    let mut out = String::new();
    for d in diagnostics {
        let at = files.get(d.span().file).map_or_else(String::new, |file| {
            let place = file.place(d.span().start);
            format!("{}:{}:{}: ", file.path, place.line, place.column)
        });
        out.push_str(&format!("{at}{}[{}]: {}\n", d.severity.word(lang), d.code, d.message.get(lang)));
        if let Some(help) = &d.help {
            out.push_str(&format!("  = {}\n", help.get(lang)));
        }
        if let Some(basis) = &d.basis {
            out.push_str(&format!("  = {basis}\n"));
        }
    }
    out
}

/// Writes diagnostics as JSON: code, severity, both texts, places with line, column, offset and length.
#[must_use]
pub fn to_json(diagnostics: &[Diagnostic], files: &Files) -> Json {
    let labels = |d: &Diagnostic| -> Vec<Json> {
        d.labels
            .iter()
            .filter_map(|label| {
                let file = files.get(label.span.file)?;
                let (start, end) = (file.place(label.span.start), file.place(label.span.end));
                let length = file.slice(label.span).chars().count();
                Some(json!({
                    "file": &*file.path,
                    "line": start.line, "column": start.column,
                    "end_line": end.line, "end_column": end.column,
                    "offset": label.span.start, "length": length,
                    "text": label.text,
                }))
            })
            .collect()
    };
    diagnostics
        .iter()
        .map(|d| {
            json!({
                "code": d.code,
                "severity": Severity::word(d.severity, Lang::En),
                "message": d.message,
                "help": d.help,
                "basis": d.basis,
                "labels": labels(d),
            })
        })
        .collect()
}
