//! The names in `sources/*.toml`.

use super::Builder;
use crate::pack::outline::{Entry, Item, get};

impl Builder<'_> {
    /// Reads a source.
    pub(super) fn source(&mut self, document: &[Entry]) {
        for fact in get(document, "fact").map(Item::entries).unwrap_or_default() {
            self.path(&fact.key);
        }
        for list in get(document, "list").map(Item::entries).unwrap_or_default() {
            let Some(symbol) = self.path(&list.key) else { continue };
            let super::Shape::Rows(record, own) = self.shape(&symbol) else { continue };
            for field in list.item.entries().iter().filter(|field| field.key.text != "from") {
                let symbol = self.member(&record, own.as_deref(), &field.key.text);
                self.refer(symbol, field.key.span);
            }
        }
    }
}
