//! The texts of a run, each once: rows keep their numbers.

use std::sync::Arc;

use indexmap::IndexSet;

use super::super::code::Code;
use crate::value::QuickState;

/// The texts that were met, each with its number.
#[derive(Clone, Debug, Default)]
pub(crate) struct Texts {
    known: IndexSet<Arc<str>, QuickState>,
    fixed: usize,
}

impl Texts {
    /// The texts that instructions name have the first numbers.
    pub(crate) fn new(code: &Code) -> Texts {
        let known: IndexSet<Arc<str>, QuickState> = code.texts.iter().cloned().collect();
        let fixed = known.len();
        Texts { known, fixed }
    }

    /// The number of a text.
    pub(crate) fn number(&mut self, text: &str) -> i32 {
        let at = match self.known.get_index_of(text) {
            Some(at) => at,
            None => self.known.insert_full(Arc::from(text)).0,
        };
        i32::try_from(at).unwrap_or(i32::MAX)
    }

    /// The text of a number.
    pub(crate) fn text(&self, number: i32) -> &str {
        usize::try_from(number).ok().and_then(|at| self.known.get_index(at)).map_or("", |text| text)
    }

    /// The text of a number, shared.
    pub(crate) fn shared(&self, number: i128) -> Arc<str> {
        let found = usize::try_from(number).ok().and_then(|at| self.known.get_index(at));
        found.map_or_else(|| Arc::from(""), Arc::clone)
    }

    /// Forgets the texts of the chunk before.
    pub(crate) fn clear(&mut self) {
        self.known.truncate(self.fixed);
    }
}
