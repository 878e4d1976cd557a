//! Reads JSON into values as they arrive. An object that has a key twice is refused: which of the two was meant, nobody
//! can tell, and other readers of JSON take now the first and now the last.

use std::fmt;

use indexmap::IndexMap;
use indexmap::map::Entry;
use serde::de::{Deserialize, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};

use super::Raw;

/// How serde_json hands a number over, so that it keeps its digits: an object with this one key.
///
/// Not a part of its promises; the test below holds it.
const NUMBER: &str = "$serde_json::private::Number";

/// Why a text is no JSON that can be read, and where; lines and columns count from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RawError {
    /// The line.
    pub line: usize,
    /// The column.
    pub column: usize,
    /// Whether it is JSON, but for a key that an object has twice.
    pub twice: bool,
}

impl Raw {
    /// Reads a JSON text; numbers keep their digits.
    ///
    /// # Errors
    /// Where the text is no whole JSON, or an object in it has a key twice.
    pub fn from_json_bytes(bytes: &[u8]) -> Result<Raw, RawError> {
        serde_json::from_slice(bytes).map_err(|error| RawError {
            line: error.line(),
            column: error.column(),
            // Any JSON is a value, so nothing else can be amiss with the data.
            twice: error.is_data(),
        })
    }
}

impl<'de> Deserialize<'de> for Raw {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Raw, D::Error> {
        deserializer.deserialize_any(Reader)
    }
}

struct Reader;

impl<'de> Visitor<'de> for Reader {
    type Value = Raw;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Raw, E> {
        Ok(Raw::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Raw, E> {
        Ok(Raw::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Raw, E> {
        Ok(Raw::Number(value.to_string()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Raw, E> {
        Ok(Raw::Number(value.to_string()))
    }

    fn visit_str<E>(self, words: &str) -> Result<Raw, E> {
        Ok(Raw::Text(words.to_owned()))
    }

    fn visit_string<E>(self, words: String) -> Result<Raw, E> {
        Ok(Raw::Text(words))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Raw, A::Error> {
        let mut read = Vec::new();
        while let Some(item) = items.next_element()? {
            read.push(item);
        }
        Ok(Raw::List(read))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Raw, A::Error> {
        let mut read: IndexMap<String, Raw> = IndexMap::new();
        while let Some(key) = entries.next_key::<String>()? {
            if read.is_empty() && key == NUMBER {
                return entries.next_value().map(Raw::Number);
            }
            match read.entry(key) {
                Entry::Occupied(_) => return Err(A::Error::custom("a key twice")),
                Entry::Vacant(slot) => {
                    slot.insert(entries.next_value()?);
                }
            }
        }
        Ok(Raw::Map(read))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_read_is_what_the_tree_of_json_holds() {
        let text = r#"{"a": [1, -2, 0.10, 1e3, 12345678901234567890123, true, null, "x\n"], "b": {"c": {}}, "a2": 3.0}"#;
        let tree: serde_json::Value = serde_json::from_str(text).unwrap();
        assert_eq!(Raw::from_json_bytes(text.as_bytes()), Ok(Raw::from_json(&tree)));
    }

    #[test]
    fn a_key_twice_is_refused_where_it_stands() {
        let refused = |text: &str| Raw::from_json_bytes(text.as_bytes()).unwrap_err();
        let found = refused("{\"a\": 1,\n \"b\": [{\"c\": 1, \"c\": 2}]}");
        assert_eq!((found.line, found.twice), (2, true));
        assert!(!refused("{\"a\": 1,}").twice, "no JSON");
        assert!(!refused("{\"a\": 1} x").twice, "more than one");
        let deep = "[".repeat(100_000);
        assert!(!refused(&deep).twice, "too deep");
    }
}
