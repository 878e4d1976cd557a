//! The names in `pack.toml`: outputs, and exceptions for protected facts.

use super::facts::name_of;
use super::{Builder, Symbol};
use crate::pack::outline::{Entry, Item, Word, get};

impl Builder<'_> {
    /// Reads `pack.toml`.
    pub(super) fn manifest(&mut self, document: &[Entry]) {
        for word in words(document, "outputs") {
            self.path(word);
        }
        for exception in get(document, "exception").map(Item::items).unwrap_or_default() {
            for key in ["fact", "rule", "consumers"] {
                for word in words(exception.entries(), key) {
                    self.path(word);
                }
            }
        }
    }

    /// Adds a name, or each name of a path such as `indikator.capaian`; tells what the last stands for.
    pub(super) fn path(&mut self, word: &Word) -> Option<Symbol> {
        let mut parts = word.text.split('.');
        let first = parts.next()?;
        let mut symbol = match self.linked.names.contains_key(first) {
            true => Symbol::Name(name_of(&Word { text: first.to_owned(), span: word.span })),
            false => return None,
        };
        self.add(symbol.clone(), word.part(first), false);
        for part in parts {
            let super::Shape::Rows(record, list) = self.shape(&symbol) else { return None };
            symbol = self.member(&record, list.as_deref(), part)?;
            self.add(symbol.clone(), word.part(part), false);
        }
        Some(symbol)
    }
}

/// The text under a key, or the texts of the list there.
pub(super) fn words<'e>(entries: &'e [Entry], key: &str) -> Vec<&'e Word> {
    get(entries, key).map(Item::items).unwrap_or_default().iter().filter_map(Item::word).collect()
}
