//! What is wrong with a pack: code, message in both languages, places and what to do.

mod codes;
mod nearest;
mod render;

pub use codes::{CodeInfo, code_info, codes};
pub use nearest::{did_you_mean, nearest};
pub use render::{to_json, to_text};

use std::collections::BTreeSet;

use crate::source::Span;
use crate::value::Text;

/// How grave a diagnostic is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The pack cannot be used.
    Error,
    /// The pack can be used, but an author should look.
    Warning,
    /// Worth knowing.
    Note,
}

/// A place and what it has to do with the matter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// The characters meant.
    pub span: Span,
    /// What is to be seen there; may be empty in both languages.
    pub text: Text,
}

/// One finding about a pack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The stable code, such as `T1001`.
    pub code: &'static str,
    /// How grave it is.
    pub severity: Severity,
    /// What is wrong and why.
    pub message: Text,
    /// Where: the first is the main place, the others are involved.
    pub labels: Vec<Label>,
    /// What to do about it.
    pub help: Option<Text>,
    /// The regulation that the place rests on.
    pub basis: Option<String>,
}

impl Diagnostic {
    /// An error at a place.
    #[must_use]
    pub fn error(code: &'static str, span: Span, message: Text) -> Diagnostic {
        let label = Label { span, text: Text { id: String::new(), en: String::new() } };
        Diagnostic { code, severity: Severity::Error, message, labels: vec![label], help: None, basis: None }
    }

    /// A warning at a place.
    #[must_use]
    pub fn warning(code: &'static str, span: Span, message: Text) -> Diagnostic {
        Diagnostic { severity: Severity::Warning, ..Diagnostic::error(code, span, message) }
    }

    /// The same with words at its main place.
    #[must_use]
    pub fn with_label(mut self, text: Text) -> Diagnostic {
        if let Some(first) = self.labels.first_mut() {
            first.text = text;
        }
        self
    }

    /// The same with one more place involved.
    #[must_use]
    pub fn with_place(mut self, span: Span, text: Text) -> Diagnostic {
        self.labels.push(Label { span, text });
        self
    }

    /// The same with what to do about it.
    #[must_use]
    pub fn with_help(mut self, help: Text) -> Diagnostic {
        self.help = Some(help);
        self
    }

    /// The same with the regulation concerned.
    #[must_use]
    pub fn with_basis(mut self, basis: Option<&str>) -> Diagnostic {
        self.basis = basis.map(str::to_owned);
        self
    }

    /// The main place.
    #[must_use]
    pub fn span(&self) -> Span {
        self.labels.first().map(|l| l.span).unwrap_or_default()
    }
}

/// Collects diagnostics; the passes of a check write into it.
#[derive(Clone, Debug, Default)]
pub struct Sink {
    found: Vec<Diagnostic>,
    // What was found where: only findings that share both can be the same.
    seen: BTreeSet<(&'static str, Span)>,
    // INVARIANT: apart from each other, none empty, and in order.
    explained: Vec<Span>,
    hidden: usize,
    // What was pushed since the recording began, told or not.
    recorded: Option<Vec<Diagnostic>>,
}

impl Sink {
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
        let new = self.seen.insert((diagnostic.code, diagnostic.span()));
        if new || !self.found.contains(&diagnostic) {
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
        let told = self.found.iter().filter(|d| d.severity == Severity::Error).count();
        told.saturating_add(self.hidden)
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

    /// The findings in the order in which they were found.
    #[must_use]
    pub fn into_found(self) -> Vec<Diagnostic> {
        self.found
    }

    /// The findings in the order of their places.
    #[must_use]
    pub fn into_sorted(self) -> Vec<Diagnostic> {
        let mut found = self.found;
        found.sort_by_key(|d| (d.span(), d.severity, d.code));
        found
    }
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
