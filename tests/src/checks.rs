//! Runs the cases of `suite/checks`: a pack, and what a check of it must find and where.

use indexmap::IndexMap;
use serde::Deserialize;
use serde_json::Value as Json;
use timbang::diagnostic::{Severity, to_text};
use timbang::host;
use timbang::source::Files;

use crate::suite;
use crate::wire::amiss;

/// A file of `suite/checks`, named by the code that it is about.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CheckFile {
    /// Its cases.
    pub case: Vec<CheckCase>,
}

/// A pack and what a check of it must find.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CheckCase {
    /// What the case is about.
    pub name: String,
    /// The files of the pack that it extends; the case's own files are then an overlay.
    #[serde(default)]
    pub base: IndexMap<String, String>,
    /// The files of another overlay on the same base, laid after the case's own.
    #[serde(default)]
    pub beside: IndexMap<String, String>,
    /// The files of the pack, by path.
    pub files: IndexMap<String, String>,
    /// Every error, every finding of the code that the file is about, and those warnings that the case wants to see.
    pub expect: Vec<Finding>,
}

/// A finding: its code and its main place.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Finding {
    /// The file.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
    /// How many characters.
    pub length: usize,
    /// The stable code.
    pub code: String,
}

/// What a check found: each with whether it is an error.
type Found = Vec<(Finding, bool)>;

/// Runs one case through the library and through the host's function; `own` is the code that its file is about.
///
/// # Errors
/// What is not as expected, in words.
pub fn run(case: &CheckCase, own: &str) -> Result<(), String> {
    let files = suite::pack(&case.files);
    let report = if case.base.is_empty() {
        timbang::check(files.clone())
    } else {
        let beside = (!case.beside.is_empty()).then(|| suite::pack(&case.beside));
        let overlays = std::iter::once(files.clone()).chain(beside).collect();
        timbang::plan::check_layers(suite::pack(&case.base), overlays)
    };
    let by_library = by_library(&report);
    let told = if case.base.is_empty() { host::check(files) } else { host::report_json(&report) };
    let by_host = by_host(&told)?;
    if by_library != by_host {
        return Err(format!(
            "the library and the host tell different things\n  library {by_library:?}\n  host {by_host:?}"
        ));
    }
    let mut wrong = differences(&by_library, &case.expect, own);
    wrong.extend(amiss(&told, "ReportWire"));
    if report.pack.is_some() == case_fails(&by_library) {
        wrong.push("a pack is given exactly where there is no error".to_owned());
    }
    if wrong.is_empty() {
        return Ok(());
    }
    let told = to_text(&report.diagnostics, &report.files, timbang::Lang::Id);
    Err(format!("{}\n  what the check says:\n{told}", wrong.join("\n  ")))
}

fn case_fails(found: &Found) -> bool {
    found.iter().any(|(_, error)| *error)
}

/// What was found but not expected, and the reverse; of warnings only those of the code `own` must be expected.
#[must_use]
pub fn differences(found: &[(Finding, bool)], expected: &[Finding], own: &str) -> Vec<String> {
    let mut rest: Vec<&(Finding, bool)> = found.iter().collect();
    let mut wrong = Vec::new();
    for wanted in expected {
        match rest.iter().position(|(finding, _)| finding == wanted) {
            Some(at) => {
                rest.remove(at);
            }
            None => wrong.push(format!("not found: {wanted:?}")),
        }
    }
    let counts = rest.iter().filter(|(finding, error)| *error || finding.code == own);
    wrong.extend(counts.map(|(f, _)| format!("not expected: {f:?}")));
    wrong
}

fn by_library(report: &timbang::plan::Report) -> Found {
    let one = |d: &timbang::diagnostic::Diagnostic, files: &Files| {
        let file = files.get(d.span().file)?;
        let place = file.place(d.span().start);
        let finding = Finding {
            code: d.code.to_owned(),
            file: file.path.to_string(),
            line: place.line,
            column: place.column,
            length: file.slice(d.span()).chars().count(),
        };
        Some((finding, d.severity == Severity::Error))
    };
    let mut found: Found = report.diagnostics.iter().filter_map(|d| one(d, &report.files)).collect();
    found.sort();
    found
}

fn by_host(report: &Json) -> Result<Found, String> {
    let told = report.get("diagnostics").and_then(Json::as_array).ok_or("the report has no diagnostics")?;
    let mut found = Vec::new();
    for diagnostic in told {
        let place = diagnostic.pointer("/labels/0").ok_or("a diagnostic has no place")?;
        let text = |at: &Json, key: &str| {
            at.get(key).and_then(Json::as_str).map(str::to_owned).ok_or(format!("no {key}"))
        };
        let number = |key: &str| {
            let number = place.get(key).and_then(Json::as_u64).and_then(|n| usize::try_from(n).ok());
            number.ok_or(format!("no {key}"))
        };
        let finding = Finding {
            code: text(diagnostic, "code")?,
            file: text(place, "file")?,
            line: number("line")?,
            column: number("column")?,
            length: number("length")?,
        };
        found.push((finding, text(diagnostic, "severity")? == "error"));
    }
    found.sort();
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finding(code: &str, line: usize) -> Finding {
        Finding { code: code.to_owned(), file: "a.rhai".to_owned(), line, column: 1, length: 2 }
    }

    #[test]
    fn what_is_amiss_is_told_from_both_sides() {
        let found = [(finding("T1001", 3), true), (finding("T1303", 1), false)];
        let wrong = |expected: &[Finding], own| differences(&found, expected, own).len();
        assert_eq!(wrong(&[finding("T1001", 3)], "T1001"), 0, "a warning need not be expected");
        assert_eq!(wrong(&[finding("T1001", 3)], "T1303"), 1, "but in the file of its code");
        assert_eq!(wrong(&[finding("T1001", 3), finding("T1303", 1)], "T1303"), 0);
        assert_eq!(wrong(&[], "T1001"), 1, "an error must be expected");
        assert_eq!(wrong(&[finding("T1001", 4)], "T1001"), 2, "the place counts");
        assert_eq!(wrong(&[finding("T1001", 3), finding("T1001", 3)], "T1001"), 1, "once is once");
    }
}
