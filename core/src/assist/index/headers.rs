//! The names in the headers of TOML files: `[[jp_minimal.values]]` names a parameter anew each time.

use std::sync::Arc;

use super::{Builder, Symbol};
use crate::pack::outline::Word;
use crate::pack::places::FileKind;
use crate::source::{FileId, Span};

impl Builder<'_> {
    /// Reads the headers of a file.
    pub(super) fn headers(&mut self, kind: FileKind, file: FileId, text: &str) {
        let mut start = 0usize;
        for line in text.split_inclusive('\n') {
            if let Some(parts) = header(line) {
                let words: Vec<Word> = parts.iter().map(|part| word(file, start, line, part)).collect();
                self.header(kind, &words);
            }
            start = start.saturating_add(line.len());
        }
    }

    fn header(&mut self, kind: FileKind, words: &[Word]) {
        let own = |word: &Word| -> Arc<str> { Arc::from(word.text.as_str()) };
        match (kind, words) {
            (FileKind::Parameters, [name, ..]) if name.text != "defaults" => {
                self.refer(Some(Symbol::Name(own(name))), name.span);
            }
            (FileKind::Facts, [what, name, rest @ ..]) => {
                let symbol = match what.text.as_str() {
                    "enum" => Symbol::Enum(own(name)),
                    "record" => Symbol::Record(own(name)),
                    _ => Symbol::Name(own(name)),
                };
                self.refer(Some(symbol), name.span);
                if let (Some(field), "record") = (rest.first(), what.text.as_str()) {
                    self.refer(Some(Symbol::Field(own(name), own(field))), field.span);
                }
            }
            (FileKind::Source, [list, name, ..]) if list.text == "list" => {
                self.refer(Some(Symbol::Name(own(name))), name.span);
            }
            (FileKind::CasesToml, [.., part, name]) if ["given", "expect"].contains(&part.text.as_str()) => {
                self.path(name);
            }
            _ => {}
        }
    }
}

/// The keys of a header line.
fn header(line: &str) -> Option<Vec<&str>> {
    let inner = line.trim_start().strip_prefix('[')?;
    let inner = inner.strip_prefix('[').unwrap_or(inner);
    let (inner, _) = inner.split_once(']')?;
    Some(inner.split('.').map(|part| part.trim().trim_matches(['"', '\''])).collect())
}

fn word(file: FileId, start: usize, line: &str, part: &str) -> Word {
    // Both pointers are of one text, so their difference is the offset of the part.
    let at = start.saturating_add(part.as_ptr().addr().saturating_sub(line.as_ptr().addr()));
    Word { text: part.to_owned(), span: Span::new(file, at, at.saturating_add(part.len())) }
}
