//! The lines of a comment, sorted into prose and tags.

use std::ops::Range;

use crate::source::{FileId, Span};

/// The lines of one comment.
#[derive(Clone, Debug, Default)]
pub(super) struct Lines {
    /// The lines before the tags, trimmed; an empty one parts paragraphs.
    pub(super) prose: Vec<Range<usize>>,
    /// The tags in order.
    pub(super) tags: Vec<TagLine>,
    /// Lines after a tag that belong to none.
    pub(super) lost: Vec<Span>,
}

/// One tag as written.
#[derive(Clone, Debug)]
pub(super) struct TagLine {
    /// Its name with the `@`.
    pub(super) name: Span,
    /// The lines of its argument, trimmed; none is empty.
    pub(super) pieces: Vec<Range<usize>>,
}

impl TagLine {
    /// Where the argument stands; the name where there is none.
    pub(super) fn argument(&self) -> Span {
        match (self.pieces.first(), self.pieces.last()) {
            (Some(first), Some(last)) => Span::new(self.name.file, first.start, last.end),
            _ => self.name,
        }
    }

    /// The argument in one line.
    pub(super) fn text(&self, text: &str) -> String {
        let pieces: Vec<&str> = self.pieces.iter().filter_map(|piece| text.get(piece.clone())).collect();
        pieces.join(" ")
    }
}

/// Sorts the lines of a comment.
pub(super) fn lines(file: FileId, text: &str, words: &[Range<usize>]) -> Lines {
    let mut sorted = Lines::default();
    // Whether an indented line would still belong to the last tag.
    let mut open = false;
    for line in words {
        let written = text.get(line.clone()).unwrap_or("");
        let trimmed = trim(text, line.clone());
        let content = text.get(trimmed.clone()).unwrap_or("");
        let indent = written.len().saturating_sub(written.trim_start().len());
        if content.is_empty() {
            open = false;
            if sorted.tags.is_empty() {
                sorted.prose.push(trimmed);
            }
        } else if content.starts_with('@') {
            sorted.tags.push(tag(file, text, trimmed));
            open = true;
        } else if sorted.tags.is_empty() {
            sorted.prose.push(trimmed);
        } else if let (Some(last), true) = (sorted.tags.last_mut(), open && indent > 1) {
            last.pieces.push(trimmed);
        } else {
            sorted.lost.push(Span::new(file, trimmed.start, trimmed.end));
        }
    }
    sorted
}

fn tag(file: FileId, text: &str, line: Range<usize>) -> TagLine {
    let content = text.get(line.clone()).unwrap_or("");
    let length = content.find(|c: char| c.is_whitespace() || c == ':').unwrap_or(content.len());
    let end = line.start.saturating_add(length);
    let argument = trim(text, end..line.end);
    TagLine {
        name: Span::new(file, line.start, end),
        pieces: if argument.is_empty() { Vec::new() } else { vec![argument] },
    }
}

/// A range without the blanks at its ends.
pub(super) fn trim(text: &str, range: Range<usize>) -> Range<usize> {
    let words = text.get(range.clone()).unwrap_or("");
    let front = words.len().saturating_sub(words.trim_start().len());
    let back = words.len().saturating_sub(words.trim_end().len());
    let start = range.start.saturating_add(front).min(range.end);
    start..range.end.saturating_sub(back).max(start)
}
