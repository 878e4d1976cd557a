//! The names in `parameters/*.toml`.

use std::sync::Arc;

use super::facts::name_of;
use super::{Builder, Symbol};
use crate::pack::outline::{Entry, Item, get};

impl Builder<'_> {
    /// Reads a file of parameters.
    pub(super) fn parameters(&mut self, document: &[Entry]) {
        for decl in document.iter().filter(|entry| entry.key.text != "defaults") {
            let name = name_of(&decl.key);
            self.define(Symbol::Name(Arc::clone(&name)), decl.key.span);
            // An overlay repeats a parameter without its key and scheme.
            let of_base = self.linked.declarations.parameters.iter().find(|p| p.name.value == name);
            let mut enums = [of_base.and_then(|p| p.key.clone()), of_base.and_then(|p| p.scheme.clone())]
                .map(|known| known.map(|ident| ident.value));
            for (key, known) in ["key", "scheme"].into_iter().zip(&mut enums) {
                if let Some(word) = get(decl.item.entries(), key).and_then(Item::word) {
                    self.type_name(word);
                    *known = Some(name_of(word));
                }
            }
            let [key, scheme] = enums;
            let dated = get(decl.item.entries(), "values").map(Item::items).unwrap_or_default();
            let values = dated.iter().filter_map(|dated| get(dated.entries(), "value"));
            for value in values.chain(get(decl.item.entries(), "value")) {
                self.value(&name, key.as_ref(), scheme.as_ref(), value);
            }
        }
    }

    fn value(
        &mut self,
        parameter: &Arc<str>,
        key: Option<&Arc<str>>,
        scheme: Option<&Arc<str>>,
        item: &Item,
    ) {
        match item {
            Item::Text(word) => {
                self.refer(scheme.map(|s| Symbol::Value(Arc::clone(s), name_of(word))), word.span);
            }
            Item::List(items) => items.iter().for_each(|item| self.value(parameter, key, scheme, item)),
            Item::Table(entries) => {
                for entry in entries {
                    match key {
                        Some(key) => {
                            let symbol = Symbol::Value(Arc::clone(key), name_of(&entry.key));
                            self.refer(Some(symbol), entry.key.span);
                        }
                        None => {
                            let symbol = Symbol::Part(Arc::clone(parameter), name_of(&entry.key));
                            self.define(symbol, entry.key.span);
                        }
                    }
                    // What stands under a key is a value of its own.
                    self.value(parameter, None, scheme, &entry.item);
                }
            }
            Item::Other => {}
        }
    }
}
