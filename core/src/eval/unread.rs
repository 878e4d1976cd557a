//! What stands for a fact that a source could not read: the value as it was, and the foreign field that it came from.
//!
//! It travels as a value of its own kind, so that a decision record replays to the same invalid fact, in every host.

use indexmap::IndexMap;

use super::seen::Seen;
use crate::value::Raw;

const UNREADABLE: &str = "unreadable";
const CONTRADICTORY: &str = "contradictory";
const FROM: &str = "from";

/// The most characters of a path that a message shows.
const MAX_SHOWN: usize = 200;

/// A value that a source could not read.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Unread<'r> {
    /// One field holds what is no value of the fact.
    Unreadable {
        /// What it holds.
        given: &'r Raw,
        /// Its path.
        from: &'r str,
    },
    /// Several fields of which one should fill the fact differ.
    Contradictory {
        /// Their paths.
        from: &'r str,
    },
}

impl<'r> Unread<'r> {
    /// The value that could not be read, where this is one.
    pub(crate) fn of(seen: Seen<'r>) -> Option<Unread<'r>> {
        let Seen::Map(map) = seen else { return None };
        let Some(Raw::Text(from)) = map.get(FROM).filter(|_| map.len() == 2) else { return None };
        if map.contains_key(CONTRADICTORY) {
            return Some(Unread::Contradictory { from });
        }
        map.get(UNREADABLE).map(|given| Unread::Unreadable { given, from })
    }

    /// Marks a value as one that could not be read.
    pub(crate) fn unreadable(given: Raw, from: String) -> Raw {
        Raw::Map(IndexMap::from([(UNREADABLE.to_owned(), given), (FROM.to_owned(), Raw::Text(from))]))
    }

    /// Marks the contents of several fields as contradicting each other.
    pub(crate) fn contradictory(given: Vec<Raw>, from: String) -> Raw {
        let given = Raw::List(given);
        Raw::Map(IndexMap::from([(CONTRADICTORY.to_owned(), given), (FROM.to_owned(), Raw::Text(from))]))
    }

    /// The path as a message shows it.
    pub(crate) fn from(&self) -> String {
        let (Unread::Unreadable { from, .. } | Unread::Contradictory { from }) = self;
        let shown: String = from.chars().filter(|c| !c.is_control()).take(MAX_SHOWN).collect();
        format!("`{}`", shown.replace(", ", "`, `"))
    }
}
