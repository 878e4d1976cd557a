//! What the readers of one file write their findings into.

use std::collections::BTreeSet;

use crate::diagnostic::{Diagnostic, Severity, Sink, not_shown};
use crate::source::{FileId, SourceFile, Span};
use crate::value::Text;

/// How many findings of one file are shown; a file of another kind would have one on every line.
pub(super) const MAX_FINDINGS: usize = 100;

/// Collects the findings about one file, so that a broken place is told of once.
pub(super) struct Report<'a> {
    sink: &'a mut Sink,
    file: FileId,
    text: &'a str,
    line_starts: Vec<usize>,
    // Lines that the TOML parser could not read: what it made of them is a guess.
    broken_lines: BTreeSet<usize>,
    shown: usize,
    hidden: usize,
    hidden_error: bool,
}

impl<'a> Report<'a> {
    /// The report of a file.
    pub(super) fn new(sink: &'a mut Sink, file: FileId, source: &'a SourceFile) -> Report<'a> {
        let text: &str = &source.text;
        let after = text.bytes().enumerate().filter(|(_, b)| *b == b'\n').map(|(at, _)| at.saturating_add(1));
        let line_starts = std::iter::once(0).chain(after).collect();
        Report {
            sink,
            file,
            text,
            line_starts,
            broken_lines: BTreeSet::new(),
            shown: 0,
            hidden: 0,
            hidden_error: false,
        }
    }

    /// The text of the file.
    pub(super) fn text(&self) -> &'a str {
        self.text
    }

    /// The file.
    pub(super) fn file(&self) -> FileId {
        self.file
    }

    /// The span of these bytes of the file.
    pub(super) fn span(&self, start: usize, end: usize) -> Span {
        Span::new(self.file, start, end)
    }

    /// The line of a byte, from 1.
    pub(super) fn line(&self, offset: usize) -> usize {
        self.line_starts.partition_point(|start| *start <= offset).max(1)
    }

    /// The first line without its end: where a finding about the whole file points.
    pub(super) fn first_line(&self) -> Span {
        let line = self.text.lines().next().unwrap_or("");
        self.span(0, line.len())
    }

    /// Whether some line could not be read, so that what is missing may stand there.
    pub(super) fn is_broken(&self) -> bool {
        !self.broken_lines.is_empty()
    }

    /// Whether the line of a byte could not be read.
    pub(super) fn is_broken_at(&self, offset: usize) -> bool {
        self.is_broken() && self.broken_lines.contains(&self.line(offset))
    }

    /// Reports that a place is no TOML; only the first finding of a line is shown.
    pub(super) fn broken(&mut self, diagnostic: Diagnostic) {
        let line = self.line(diagnostic.span().range().start);
        if self.broken_lines.insert(line) {
            self.show(diagnostic);
        }
    }

    /// Reports a finding, unless its line could not be read in the first place.
    pub(super) fn push(&mut self, diagnostic: Diagnostic) {
        if !self.is_broken_at(diagnostic.span().range().start) {
            self.show(diagnostic);
        }
    }

    /// Reports an error.
    pub(super) fn error(&mut self, code: &'static str, span: Span, message: Text, help: Text) {
        self.push(Diagnostic::error(code, span, message).with_help(help));
    }

    fn show(&mut self, diagnostic: Diagnostic) {
        if self.shown < MAX_FINDINGS {
            self.shown = self.shown.saturating_add(1);
            self.sink.push(diagnostic);
        } else {
            self.hidden = self.hidden.saturating_add(1);
            self.hidden_error |= diagnostic.severity == Severity::Error;
        }
    }

    /// Says how many findings were not shown.
    pub(super) fn finish(self) {
        if self.hidden == 0 {
            return;
        }
        self.sink.push(not_shown(self.first_line(), self.hidden, self.hidden_error));
    }
}
