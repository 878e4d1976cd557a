//! The words in the cells of tables.

use std::sync::Arc;

use super::{Builder, Symbol};
use crate::link::Symbol as Linked;
use crate::pack::outline::Word;

impl Builder<'_> {
    /// The words of a cell of an input: values of its enum, else parameters.
    pub(super) fn test(&mut self, cell: &Word, scheme: Option<&Arc<str>>) {
        for bound in cell.text.split('|').flat_map(|part| part.split("..")) {
            let word = bound
                .trim()
                .trim_start_matches(['<', '>', '=', '[', '('])
                .trim_end_matches([']', ')'])
                .trim();
            if !word.is_empty() {
                let symbol = self.word(word, scheme);
                self.refer(symbol, cell.part(word));
            }
        }
    }

    fn word(&self, word: &str, scheme: Option<&Arc<str>>) -> Option<Symbol> {
        if let Some(scheme) = scheme {
            return Some(Symbol::Value(Arc::clone(scheme), Arc::from(word)));
        }
        let is_parameter = matches!(self.linked.names.get(word), Some(Linked::Parameter(_)));
        is_parameter.then(|| Symbol::Name(Arc::from(word)))
    }

    /// The values of a cell of a result, or of one that is given or expected in a case.
    pub(super) fn values(&mut self, cell: &Word, scheme: Option<&Arc<str>>) {
        for part in cell.text.split('|').map(str::trim) {
            match scheme {
                Some(scheme) if self.has_value(scheme, part) => {
                    self.add(Symbol::Value(Arc::clone(scheme), Arc::from(part)), cell.part(part), false);
                }
                Some(_) => {}
                None => self.code(part, cell.part(part)),
            }
        }
    }

    /// Whether an enum has a value of this spelling.
    pub(super) fn has_value(&self, scheme: &str, value: &str) -> bool {
        let decl = self.linked.declarations.enums.iter().find(|e| &*e.name.value == scheme);
        decl.is_some_and(|e| e.values.iter().any(|v| &*v.id.value == value))
    }

    /// The one enum that has all these values; for the columns of helpers, which are named freely.
    pub(super) fn enum_with<'w>(&self, words: impl Iterator<Item = &'w str> + Clone) -> Option<Arc<str>> {
        words.clone().next()?;
        let fits = |name: &str| words.clone().all(|word| self.has_value(name, word));
        let mut found = self.linked.declarations.enums.iter().filter(|e| fits(&e.name.value));
        let first = found.next()?;
        found.next().is_none().then(|| Arc::clone(&first.name.value))
    }
}
