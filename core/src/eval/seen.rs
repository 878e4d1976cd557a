//! One value as it was given, where it stands.

use indexmap::IndexMap;

use crate::value::Raw;

/// One value as it was given, where it stands: in a tree, or in the text that it came in.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Seen<'a> {
    /// Nothing was given.
    Null,
    /// A truth value.
    Bool(bool),
    /// The digits of a number.
    Number(&'a str),
    /// A text.
    Text(&'a str),
    /// A list.
    List(&'a [Raw]),
    /// A record.
    Map(&'a IndexMap<String, Raw>),
}

impl<'a> From<&'a Raw> for Seen<'a> {
    fn from(raw: &'a Raw) -> Seen<'a> {
        match raw {
            Raw::Null => Seen::Null,
            Raw::Bool(value) => Seen::Bool(*value),
            Raw::Number(digits) => Seen::Number(digits),
            Raw::Text(words) => Seen::Text(words),
            Raw::List(items) => Seen::List(items),
            Raw::Map(map) => Seen::Map(map),
        }
    }
}

impl Seen<'_> {
    /// Whether nothing was given: null, or a text without characters, which is how files and portals write it.
    pub(crate) fn is_nothing(self) -> bool {
        match self {
            Seen::Null => true,
            Seen::Text(words) => trimmed(words).is_empty(),
            _ => false,
        }
    }

    /// The value apart from where it stands.
    pub(crate) fn to_raw(self) -> Raw {
        match self {
            Seen::Null => Raw::Null,
            Seen::Bool(value) => Raw::Bool(value),
            Seen::Number(digits) => Raw::Number(digits.to_owned()),
            Seen::Text(words) => Raw::Text(words.to_owned()),
            Seen::List(items) => Raw::List(items.to_vec()),
            Seen::Map(map) => Raw::Map(map.clone()),
        }
    }
}

/// The words without spaces around them; most have none.
pub(super) fn trimmed(words: &str) -> &str {
    let bytes = words.as_bytes();
    match (bytes.first(), bytes.last()) {
        (Some(first), Some(last)) if first.is_ascii_graphic() && last.is_ascii_graphic() => words,
        _ => words.trim(),
    }
}
