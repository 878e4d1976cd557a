//! One cell and the places of its parts.

use crate::source::Span;

/// The text of a cell without quotes and without spaces at its edges.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::pack) struct Cell {
    /// The text; a doubled quote has become one.
    pub(in crate::pack) text: String,
    /// Its place, without the quotes around it.
    pub(in crate::pack) span: Span,
    /// Whether it stands in quotes.
    pub(in crate::pack) quoted: bool,
    // Where the text has a quote that the file has twice, so that places are found without counting anew.
    doubled: Vec<usize>,
}

impl Cell {
    /// The cell whose text in the file is `raw`, which begins at `span`.
    pub(in crate::pack) fn new(raw: &str, span: Span, quoted: bool) -> Cell {
        let text = if quoted { raw.replace("\"\"", "\"") } else { raw.to_owned() };
        let doubled = if quoted { text.match_indices('"').map(|(at, _)| at).collect() } else { Vec::new() };
        Cell { text, span, quoted, doubled }
    }

    /// Whether nothing is written.
    pub(in crate::pack) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// The place of some bytes of the text.
    pub(in crate::pack) fn part(&self, start: usize, end: usize) -> Span {
        let first = self.span.range().start;
        let at = |offset: usize| {
            let doubled = self.doubled.partition_point(|quote| *quote < offset);
            first.saturating_add(offset.min(self.text.len())).saturating_add(doubled)
        };
        Span::new(self.span.file, at(start), at(end))
    }

    /// The place of a part of the text, which must be a slice of it.
    pub(in crate::pack) fn place_of(&self, part: &str) -> Span {
        // Both pointers are of one text, so their difference is the offset of the part.
        let offset = part.as_ptr().addr().saturating_sub(self.text.as_ptr().addr());
        self.part(offset, offset.saturating_add(part.len()))
    }
}
