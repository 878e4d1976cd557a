//! What became of cases, as JSON.

use serde_json::{Value as Json, json};

use super::{CaseDifference, CaseReport, CaseResult};
use crate::source::{Files, Span};

impl CaseReport {
    /// The report as JSON, version 1; places as `file:line:column`.
    #[must_use]
    pub fn to_json(&self, files: &Files) -> Json {
        let difference =
            |d: &CaseDifference| json!({ "name": d.name, "at": place(files, d.span), "text": d.text });
        let result = |result: &CaseResult| {
            json!({
                "name": result.name, "at": place(files, result.span), "source": result.source, "passed": result.passed(),
                "differences": result.differences.iter().map(difference).collect::<Vec<_>>(), "errata": result.errata,
            })
        };
        let results: Vec<Json> = self.results.iter().map(result).collect();
        json!({ "v": 1, "passed": self.passed(), "failed": self.failed(), "results": results })
    }
}

/// A place as `file:line:column`.
#[must_use]
pub fn place(files: &Files, span: Span) -> String {
    files.get(span.file).map_or_else(String::new, |file| {
        let place = file.place(span.start);
        format!("{}:{}:{}", file.path, place.line, place.column)
    })
}
