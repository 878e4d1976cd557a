//! The names in `cases/*.toml`: what is given and what is expected.

use super::manifest::words;
use super::{Builder, Shape};
use crate::pack::outline::{Entry, Item, get};

impl Builder<'_> {
    /// Reads a file of cases.
    pub(super) fn cases(&mut self, document: &[Entry]) {
        self.given(document);
        for case in get(document, "case").map(Item::items).unwrap_or_default() {
            self.given(case.entries());
            for word in words(case.entries(), "without") {
                self.path(word);
            }
            for expected in get(case.entries(), "expect").map(Item::entries).unwrap_or_default() {
                if expected.key.text == "triggers" {
                    for word in expected.item.items().iter().filter_map(Item::word) {
                        self.code(&word.text, word.span);
                    }
                    continue;
                }
                let shape = self.path(&expected.key).map_or(Shape::Other, |symbol| self.shape(&symbol));
                self.expected(&shape, &expected.item);
            }
        }
    }

    fn given(&mut self, entries: &[Entry]) {
        for given in get(entries, "given").map(Item::entries).unwrap_or_default() {
            if let Some(symbol) = self.path(&given.key) {
                let shape = self.shape(&symbol);
                self.held(&shape, &given.item);
            }
        }
    }

    /// A value as it is given: rows, a value of an enum, or one with who judged it.
    fn held(&mut self, shape: &Shape, item: &Item) {
        match (shape, item) {
            (Shape::Enum(scheme), Item::Text(word)) => self.enum_value(scheme, word),
            (_, Item::Text(word)) => self.code(&word.text, word.span),
            (_, Item::List(items)) => items.iter().for_each(|item| self.held(shape, item)),
            (Shape::Rows(record, list), Item::Table(entries)) => {
                for entry in entries {
                    let Some(symbol) = self.member(record, list.as_deref(), &entry.key.text) else {
                        continue;
                    };
                    self.add(symbol.clone(), entry.key.span, false);
                    let inner = self.shape(&symbol);
                    self.held(&inner, &entry.item);
                }
            }
            (_, Item::Table(entries)) => {
                if let Some(value) = get(entries, "value") {
                    self.held(shape, value);
                }
            }
            _ => {}
        }
    }

    fn expected(&mut self, shape: &Shape, item: &Item) {
        match item {
            Item::Table(entries) => {
                for key in ["met", "not_met", "undetermined", "not_applicable"] {
                    for word in words(entries, key) {
                        self.path(word);
                    }
                }
                for key in ["result", "computed", "published"] {
                    if let Some(inner) = get(entries, key) {
                        self.expected(shape, inner);
                    }
                }
                self.held(shape, item);
            }
            Item::List(items) => items.iter().for_each(|item| self.expected(shape, item)),
            _ => self.held(shape, item),
        }
    }
}
