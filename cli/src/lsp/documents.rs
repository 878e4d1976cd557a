//! The files that are open in the editor, as they stand there.

use std::collections::BTreeMap;

use lsp_types::TextDocumentContentChangeEvent;

use super::positions::Lines;

/// The open files by address.
#[derive(Default)]
pub(super) struct Documents(BTreeMap<String, String>);

impl Documents {
    /// Opens a file.
    pub(super) fn open(&mut self, uri: &str, text: String) {
        self.0.insert(uri.to_owned(), text);
    }

    /// Closes a file.
    pub(super) fn close(&mut self, uri: &str) {
        self.0.remove(uri);
    }

    /// The text of an open file.
    pub(super) fn get(&self, uri: &str) -> Option<&str> {
        self.0.get(uri).map(String::as_str)
    }

    /// The open files.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(uri, text)| (uri.as_str(), text.as_str()))
    }

    /// Takes changes in their order; each is about the text that the one before left.
    pub(super) fn change(&mut self, uri: &str, changes: Vec<TextDocumentContentChangeEvent>) {
        let Some(text) = self.0.get_mut(uri) else { return };
        for change in changes {
            let Some(range) = change.range else {
                *text = change.text;
                continue;
            };
            let lines = Lines::new(text);
            let (start, end) = (lines.offset(range.start), lines.offset(range.end));
            text.replace_range(start..end.max(start), &change.text);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use lsp_types::{Position, Range};

    #[test]
    fn changes_follow_each_other() {
        let mut documents = Documents::default();
        documents.open("a", "é𝄞x\nb".to_owned());
        let at = |line, from, to, text: &str| TextDocumentContentChangeEvent {
            range: Some(Range {
                start: Position { line, character: from },
                end: Position { line, character: to },
            }),
            range_length: None,
            text: text.to_owned(),
        };
        documents.change("a", vec![at(0, 1, 3, "y\n"), at(1, 0, 1, "z"), at(9, 0, 0, "!")]);
        assert_eq!(documents.get("a"), Some("éy\nz\nb!"));
        let whole = TextDocumentContentChangeEvent { range: None, range_length: None, text: "c".to_owned() };
        documents.change("a", vec![whole]);
        assert_eq!(documents.get("a"), Some("c"));
    }
}
