//! The names in `facts.toml`: enums with their values, records with their fields, facts.

use std::sync::Arc;

use super::{Builder, Symbol};
use crate::pack::outline::{Entry, Item, Word, get};

impl Builder<'_> {
    /// Reads a file of facts.
    pub(super) fn facts(&mut self, document: &[Entry]) {
        for decl in get(document, "enum").map(Item::entries).unwrap_or_default() {
            let name = name_of(&decl.key);
            self.define(Symbol::Enum(Arc::clone(&name)), decl.key.span);
            for value in get(decl.item.entries(), "values").map(Item::items).unwrap_or_default() {
                if let Some(word) = value.word().or_else(|| get(value.entries(), "id").and_then(Item::word)) {
                    self.define(Symbol::Value(Arc::clone(&name), name_of(word)), word.span);
                }
            }
        }
        for decl in get(document, "record").map(Item::entries).unwrap_or_default() {
            let record = name_of(&decl.key);
            self.define(Symbol::Record(Arc::clone(&record)), decl.key.span);
            for field in decl.item.entries() {
                self.define(Symbol::Field(Arc::clone(&record), name_of(&field.key)), field.key.span);
                self.field(&field.item);
            }
        }
        for fact in get(document, "fact").map(Item::entries).unwrap_or_default() {
            self.define(Symbol::Name(name_of(&fact.key)), fact.key.span);
            self.field(&fact.item);
        }
    }

    /// The type of a fact or field, the record of its rows, and the fields that key and order them.
    fn field(&mut self, item: &Item) {
        if let Some(word) = item.word() {
            self.type_name(word);
            return;
        }
        let entries = item.entries();
        if let Some(word) = get(entries, "type").and_then(Item::word) {
            self.type_name(word);
        }
        let Some(record) = get(entries, "record").and_then(Item::word) else { return };
        self.refer(Some(Symbol::Record(name_of(record))), record.span);
        for key in ["key", "order"].into_iter().filter_map(|key| get(entries, key)) {
            for word in key.items().iter().filter_map(Item::word) {
                self.refer(Some(Symbol::Field(name_of(record), name_of(word))), word.span);
            }
        }
    }
}

/// The word as a name.
pub(super) fn name_of(word: &Word) -> Arc<str> {
    Arc::from(word.text.as_str())
}
