//! Where the passes of a check put what they find.

use std::collections::{BTreeMap, BTreeSet};

use super::{Diagnostic, Severity};
use crate::source::{FileId, Span};
use crate::text;

/// How many errors of one file are told, and how many other findings; nobody reads more, and a file of another kind
/// would have some on every line.
const MAX_OF_PACK: usize = 200;

/// The same of what a single file's own reader finds: later stages still have room for theirs.
const MAX_OF_FILE: usize = 150;

/// Collects diagnostics; the passes of a check write into it.
#[derive(Clone, Debug)]
pub struct Sink {
    found: Vec<Diagnostic>,
    // What was found where: only findings that share both can be the same.
    seen: BTreeSet<(&'static str, Span)>,
    // INVARIANT: apart from each other, none empty, and in order.
    explained: Vec<Span>,
    hidden: usize,
    // How many errors and how many other findings each file has, told or not.
    counts: BTreeMap<FileId, (usize, usize)>,
    most: usize,
    // What was pushed since the recording began, told or not.
    recorded: Option<Vec<Diagnostic>>,
}

impl Default for Sink {
    fn default() -> Sink {
        Sink::of_at_most(MAX_OF_PACK)
    }
}

impl Sink {
    /// A sink for the findings of a single file, which a pack's own sink takes in whole.
    #[must_use]
    pub fn of_file() -> Sink {
        Sink::of_at_most(MAX_OF_FILE)
    }

    fn of_at_most(most: usize) -> Sink {
        Sink {
            found: Vec::new(),
            seen: BTreeSet::new(),
            explained: Vec::new(),
            hidden: 0,
            counts: BTreeMap::new(),
            most,
            recorded: None,
        }
    }

    /// Adds a finding, unless the very same one is there already, or its place is explained.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        if let Some(recorded) = &mut self.recorded {
            recorded.push(diagnostic.clone());
        }
        if self.is_explained(diagnostic.span()) {
            if diagnostic.severity == Severity::Error {
                self.hide_error();
            }
            return;
        }
        let is_error = diagnostic.severity == Severity::Error;
        let (errors, others) = self.counts.entry(diagnostic.span().file).or_default();
        let count = if is_error { errors } else { others };
        if *count >= self.most {
            *count = count.saturating_add(1);
            return;
        }
        let new = self.seen.insert((diagnostic.code, diagnostic.span()));
        if new || !self.found.contains(&diagnostic) {
            *count = count.saturating_add(1);
            self.found.push(diagnostic);
        }
    }

    /// Does a piece of work, and gives beside its result everything that it pushed, told or not: pushed again in
    /// its stead, that has the same effect.
    pub fn record<T>(&mut self, work: impl FnOnce(&mut Sink) -> T) -> (T, Vec<Diagnostic>) {
        let outer = self.recorded.replace(Vec::new());
        let result = work(self);
        (result, std::mem::replace(&mut self.recorded, outer).unwrap_or_default())
    }

    /// Whether an error at this place would only be counted, because its file has so many.
    #[must_use]
    pub fn is_full(&self, span: Span) -> bool {
        self.counts.get(&span.file).is_some_and(|(errors, _)| *errors >= self.most)
    }

    /// Counts an error that is not told, because it only follows from one that is.
    pub fn hide_error(&mut self) {
        self.hidden = self.hidden.saturating_add(1);
    }

    /// Takes the errors found so far to explain their places: what later stages find there only follows from them.
    pub fn explain_places(&mut self) {
        let errors = self.found.iter().filter(|d| d.severity == Severity::Error);
        let mut spans: Vec<Span> = errors.map(|d| at_least_one(d.span())).collect();
        spans.sort();
        self.explained.clear();
        for span in spans {
            match self.explained.last_mut() {
                Some(last) if last.file == span.file && span.start <= last.end => {
                    last.end = last.end.max(span.end);
                }
                _ => self.explained.push(span),
            }
        }
    }

    /// Whether an error of an earlier stage stands at this place, or in a part of it.
    #[must_use]
    pub fn is_explained(&self, span: Span) -> bool {
        let span = at_least_one(span);
        // The first that does not end before the span begins.
        let first = self.explained.partition_point(|e| (e.file, e.end) <= (span.file, span.start));
        self.explained.get(first).is_some_and(|e| e.file == span.file && e.start < span.end)
    }

    /// Whether an error was found.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.found.iter().any(|d| d.severity == Severity::Error)
    }

    /// How many errors there were, those too that only follow from others.
    #[must_use]
    pub fn errors(&self) -> usize {
        self.counts.values().fold(self.hidden, |sum, (errors, _)| sum.saturating_add(*errors))
    }

    /// How many findings there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.found.len()
    }

    /// Whether nothing was found.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// The findings in the order in which they were found; of a file with very many the first, and how many more
    /// there are.
    #[must_use]
    pub fn into_found(self) -> Vec<Diagnostic> {
        let mut found = self.found;
        for (file, (errors, others)) in self.counts {
            let over = |count: usize| count.saturating_sub(self.most);
            let (errors, more) = (over(errors), over(errors).saturating_add(over(others)));
            if more > 0 {
                found.push(not_shown(Span::new(file, 0, 0), more, errors > 0));
            }
        }
        found
    }

    /// The findings in the order of their places, as [`into_found`](Sink::into_found) gives them.
    #[must_use]
    pub fn into_sorted(self) -> Vec<Diagnostic> {
        let mut found = self.into_found();
        found.sort_by_key(|d| (d.span(), d.severity, d.code));
        found
    }
}

/// Says how many findings of a file are not shown.
pub(crate) fn not_shown(span: Span, count: usize, with_error: bool) -> Diagnostic {
    let message = text!(
        "Berkas ini masih mempunyai {count} temuan lain yang tidak ditampilkan.",
        "This file has {count} more findings that are not shown."
    );
    let severity = if with_error { Severity::Error } else { Severity::Warning };
    Diagnostic { severity, ..Diagnostic::error("T0005", span, message) }.with_help(text!(
        "Perbaiki yang ditampilkan dahulu: sering kali satu sebab berulang di banyak baris. \
         Periksa juga apakah isi berkas ini memang sesuai dengan namanya.",
        "Mend those that are shown first: often one cause repeats on many lines. \
         Check also that the content of this file is what its name says."
    ))
}

/// An empty place stands for the character after it.
fn at_least_one(span: Span) -> Span {
    Span { end: span.end.max(span.start.saturating_add(1)), ..span }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::FileId;

    fn error(code: &'static str, start: usize, end: usize) -> Diagnostic {
        Diagnostic::error(code, Span::new(FileId(0), start, end), crate::text!("a", "b"))
    }

    #[test]
    fn of_very_many_findings_the_first_are_told_and_the_rest_counted() {
        let mut sink = Sink::default();
        for start in 0..1000 {
            sink.push(Diagnostic {
                severity: Severity::Warning,
                ..error("T1304", start, start.saturating_add(1))
            });
        }
        assert!(!sink.has_errors());
        sink.push(error("T1001", 5000, 5001));
        assert_eq!(sink.errors(), 1);
        let found = sink.into_sorted();
        assert_eq!(found.len(), MAX_OF_PACK.saturating_add(2), "warnings leave room for the error");
        assert_eq!(found.first().map(|d| (d.code, d.severity)), Some(("T0005", Severity::Warning)));
    }

    #[test]
    fn what_follows_from_an_earlier_error_is_not_told() {
        let mut sink = Sink::default();
        for (start, end) in [(10, 14), (30, 30), (12, 20)] {
            sink.push(error("T1001", start, end));
        }
        sink.explain_places();
        let told = |start, end| {
            let mut sink = sink.clone();
            sink.push(error("T1201", start, end));
            (sink.len() == 4, sink.errors())
        };
        assert_eq!(told(0, 10), (true, 4), "before");
        assert_eq!(told(9, 11), (false, 4), "it still counts as an error");
        assert_eq!(told(15, 16), (false, 4), "within");
        assert_eq!(told(20, 30), (true, 4), "between");
        assert_eq!(told(0, 100), (false, 4), "around");
        assert_eq!(told(30, 31), (false, 4), "at an empty place");
        assert_eq!(told(31, 40), (true, 4), "behind");
        let elsewhere = Span::new(FileId(1), 12, 13);
        assert!(!sink.is_explained(elsewhere), "another file");
    }
}
