//! Places as editors count them: lines from 0, and UTF-16 units within them.

use lsp_types::{Position, Range};

/// Where each line of a text begins; lines end as the protocol has them end.
pub(super) struct Lines<'t> {
    text: &'t str,
    starts: Vec<usize>,
}

impl<'t> Lines<'t> {
    /// Finds the lines of a text.
    pub(super) fn new(text: &'t str) -> Lines<'t> {
        let mut starts = vec![0];
        let bytes = text.as_bytes();
        for (at, byte) in bytes.iter().enumerate() {
            let next = at.saturating_add(1);
            if *byte == b'\n' || (*byte == b'\r' && bytes.get(next) != Some(&b'\n')) {
                starts.push(next);
            }
        }
        Lines { text, starts }
    }

    /// The place of a byte.
    pub(super) fn position(&self, offset: usize) -> Position {
        let offset = offset.min(self.text.len());
        let line = self.starts.partition_point(|start| *start <= offset).saturating_sub(1);
        let start = self.starts.get(line).copied().unwrap_or(0);
        let units = self.text.get(start..offset).unwrap_or("").encode_utf16().count();
        let small = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Position { line: small(line), character: small(units) }
    }

    /// The range of some bytes.
    pub(super) fn range(&self, bytes: std::ops::Range<usize>) -> Range {
        Range { start: self.position(bytes.start), end: self.position(bytes.end) }
    }

    /// The byte of a place; one behind the end of a line is the end of that line, and one within a character stands
    /// before it.
    pub(super) fn offset(&self, position: Position) -> usize {
        let wide = |n: u32| usize::try_from(n).unwrap_or(usize::MAX);
        let line = wide(position.line);
        let Some(start) = self.starts.get(line).copied() else { return self.text.len() };
        let end = self.starts.get(line.saturating_add(1)).copied().unwrap_or(self.text.len());
        let content = self.text.get(start..end).unwrap_or("").trim_end_matches(['\r', '\n']);
        let mut left = wide(position.character);
        for (at, c) in content.char_indices() {
            let Some(less) = left.checked_sub(c.len_utf16()).filter(|_| left > 0) else {
                return start.saturating_add(at);
            };
            left = less;
        }
        start.saturating_add(content.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_count_utf16_units() {
        // é is one unit of two bytes, 𝄞 two units of four bytes.
        let text = "aé𝄞b\r\nx≥y\rz\n";
        let lines = Lines::new(text);
        for (offset, line, character) in [
            (0, 0, 0),
            (1, 0, 1),
            (3, 0, 2),
            (7, 0, 4),
            (8, 0, 5),
            (10, 1, 0),
            (11, 1, 1),
            (14, 1, 2),
            (16, 2, 0),
            (18, 3, 0),
        ] {
            let position = Position { line, character };
            assert_eq!(lines.position(offset), position, "{offset}");
            assert_eq!(lines.offset(position), offset, "{position:?}");
        }
        assert_eq!(lines.offset(Position { line: 0, character: 3 }), 3, "within a pair");
        assert_eq!(lines.offset(Position { line: 0, character: 99 }), 8, "behind the end of a line");
        assert_eq!(lines.offset(Position { line: 99, character: 0 }), text.len());
    }
}
