//! The names in `sources/*.toml`.

use super::{Builder, Shape, Symbol};
use crate::pack::outline::{Entry, Item, get};

impl Builder<'_> {
    /// Reads a source.
    pub(super) fn source(&mut self, document: &[Entry]) {
        for fact in get(document, "fact").map(Item::entries).unwrap_or_default() {
            let symbol = self.path(&fact.key);
            self.foreign_values(symbol.as_ref(), &fact.item);
        }
        for list in get(document, "list").map(Item::entries).unwrap_or_default() {
            let Some(symbol) = self.path(&list.key) else { continue };
            let Shape::Rows(record, own) = self.shape(&symbol) else { continue };
            for field in list.item.entries().iter().filter(|field| field.key.text != "from") {
                let symbol = self.member(&record, own.as_deref(), &field.key.text);
                self.refer(symbol.clone(), field.key.span);
                self.foreign_values(symbol.as_ref(), &field.item);
            }
        }
    }

    /// The values of an enum that contents of a foreign field stand for.
    fn foreign_values(&mut self, symbol: Option<&Symbol>, item: &Item) {
        let Some(Shape::Enum(scheme)) = symbol.map(|symbol| self.shape(symbol)) else { return };
        for value in get(item.entries(), "values").map(Item::entries).unwrap_or_default() {
            if let Some(word) = value.item.word() {
                self.enum_value(&scheme, word);
            }
        }
    }
}
