//! Compares the two evaluators over a case.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};

use timbang::source::Files;
use timbang::{Date, Facts, Pack, date};

use super::rules::LATER;
use super::{Case, Overlay};

/// What came of a case.
#[derive(Clone, Debug)]
pub enum Verdict {
    /// The checker refused the pack, with these codes.
    Refused(Vec<String>),
    /// The evaluators agree: how many results of subjects were compared.
    Agreed(usize),
    /// They do not, in words.
    Different(Vec<String>),
}

/// Counts of many cases.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    /// Packs that were drawn.
    pub drawn: usize,
    /// Packs that the checker refused.
    pub refused: usize,
    /// Results of subjects that were compared.
    pub compared: usize,
    /// How often each code was the reason.
    pub codes: BTreeMap<String, usize>,
}

impl Case {
    /// The files of its pack.
    #[must_use]
    pub fn files(&self) -> Vec<(String, String)> {
        let mut files = self.files.clone();
        files.extend(self.tables.iter().cloned());
        files.extend(written(&self.rules));
        files
    }

    /// What the checker makes of the pack and of its overlay.
    #[must_use]
    pub fn check(&self) -> timbang::Report {
        let files = |files: &[(String, String)]| {
            Files::from_map(files.iter().map(|(path, text)| (path.as_str(), text.as_str())))
        };
        let base = files(&self.files());
        match &self.overlay {
            None => timbang::check(base),
            Some(overlay) => timbang::plan::check_layers(base, vec![files(&overlay.files())]),
        }
    }
}

impl Overlay {
    /// The files of the overlay.
    #[must_use]
    pub fn files(&self) -> Vec<(String, String)> {
        let mut files = self.files.clone();
        files.extend(written(&self.rules));
        files
    }
}

/// Rules as files: later versions stand in a file of their own.
fn written(rules: &[String]) -> Vec<(String, String)> {
    let (mut now, mut later) = ("//! @basis contoh\n".to_owned(), "//! @basis contoh\n".to_owned());
    for rule in rules {
        let (first, second) = rule.split_once(LATER).unwrap_or((rule, ""));
        now.push_str(&format!("\n{first}"));
        // A helper is seen in its own file.
        let second = if rule.contains("private fn") { first } else { second };
        later.push_str(&format!("\n{second}"));
    }
    // What a file says of all its rules stands above one.
    let all = [("uji/a.rhai", now), ("uji/b.rhai", later)].into_iter();
    all.filter(|(_, text)| text.contains("fn ")).map(|(path, text)| (path.to_owned(), text)).collect()
}

fn days() -> [Date; 3] {
    [date(2018, 12, 31), date(2024, 2, 29), date(2025, 3, 31)]
}

/// Compares the evaluators over every rule of a case, on several days.
#[must_use]
pub fn judge(case: &Case) -> Verdict {
    match catch_unwind(AssertUnwindSafe(|| compared(case))) {
        Ok(verdict) => verdict,
        Err(_) => Verdict::Different(vec!["an evaluator stopped in panic".to_owned()]),
    }
}

fn compared(case: &Case) -> Verdict {
    let report = case.check();
    let Some(pack) = report.pack else {
        let errors = report.diagnostics.iter().filter(|d| d.severity == timbang::diagnostic::Severity::Error);
        return Verdict::Refused(errors.map(|d| d.code.to_owned()).collect());
    };
    match agreement(&pack, case) {
        Ok((count, told)) if told.is_empty() => Verdict::Agreed(count),
        Ok((_, told)) => Verdict::Different(told),
        Err(told) => Verdict::Different(vec![told]),
    }
}

fn agreement(pack: &Pack, case: &Case) -> Result<(usize, Vec<String>), String> {
    let words = |error: timbang::Error| error.to_string();
    let subjects: Result<Vec<Facts>, _> =
        case.subjects.iter().map(|facts| Facts::from_json_text(&facts.to_string())).collect();
    let subjects = subjects.map_err(words)?;
    let (mut count, mut told) = (0, Vec::new());
    for day in days() {
        let every: Vec<String> =
            pack.program(day).rules().map(|(_, node, _)| node.path.to_string()).collect();
        if every.is_empty() {
            continue;
        }
        count += every.len() * subjects.len();
        let found = pack.plan(day, every).map_err(words)?.agreement(&subjects, false);
        told.extend(found.differences.into_iter().map(|words| format!("{day} {words}")));
    }
    Ok((count, told))
}

impl Tally {
    /// Counts one more case.
    pub fn add(&mut self, verdict: &Verdict) {
        self.drawn += 1;
        match verdict {
            Verdict::Refused(codes) => {
                self.refused += 1;
                let mut codes = codes.clone();
                codes.sort();
                codes.dedup();
                for code in codes {
                    *self.codes.entry(code).or_default() += 1;
                }
            }
            Verdict::Agreed(count) => self.compared += count,
            Verdict::Different(_) => {}
        }
    }
}

/// The errors that the checker finds in a case, as an author sees them.
#[must_use]
pub fn told(case: &Case) -> Vec<String> {
    let report = case.check();
    let errors = report.diagnostics.iter().filter(|d| d.severity == timbang::diagnostic::Severity::Error);
    errors
        .map(|d| timbang::diagnostic::to_text(std::slice::from_ref(d), &report.files, timbang::Lang::En))
        .collect()
}
