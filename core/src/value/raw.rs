//! Values as they arrive, before the schema has given them a type.

use indexmap::IndexMap;

/// A value as a host or a file hands it over.
///
/// Numbers are kept as their text, so that none passes through a binary float.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Raw {
    /// Nothing was given.
    Null,
    /// A truth value.
    Bool(bool),
    /// The digits of a number.
    Number(String),
    /// A text; dates and enum values arrive as texts.
    Text(String),
    /// A list.
    List(Vec<Raw>),
    /// A record.
    Map(IndexMap<String, Raw>),
}

impl Raw {
    /// Reads a JSON value; numbers keep their digits.
    #[must_use]
    pub fn from_json(value: &serde_json::Value) -> Raw {
        match value {
            serde_json::Value::Null => Raw::Null,
            serde_json::Value::Bool(b) => Raw::Bool(*b),
            serde_json::Value::Number(n) => Raw::Number(n.to_string()),
            serde_json::Value::String(s) => Raw::Text(s.clone()),
            serde_json::Value::Array(items) => Raw::List(items.iter().map(Raw::from_json).collect()),
            serde_json::Value::Object(map) => {
                Raw::Map(map.iter().map(|(k, v)| (k.clone(), Raw::from_json(v))).collect())
            }
        }
    }

    /// Writes the value as JSON; numbers keep their digits.
    #[must_use]
    pub fn to_json(&self) -> serde_json::Value {
        match self {
            Raw::Null => serde_json::Value::Null,
            Raw::Bool(b) => serde_json::Value::Bool(*b),
            Raw::Number(digits) => json_number(digits.clone()),
            Raw::Text(s) => serde_json::Value::String(s.clone()),
            Raw::List(items) => serde_json::Value::Array(items.iter().map(Raw::to_json).collect()),
            Raw::Map(map) => {
                serde_json::Value::Object(map.iter().map(|(k, v)| (k.clone(), v.to_json())).collect())
            }
        }
    }

    /// Makes JSON of the value; numbers keep their digits.
    fn into_json(self) -> serde_json::Value {
        match self {
            Raw::Null => serde_json::Value::Null,
            Raw::Bool(b) => serde_json::Value::Bool(b),
            Raw::Number(digits) => json_number(digits),
            Raw::Text(s) => serde_json::Value::String(s),
            Raw::List(items) => serde_json::Value::Array(items.into_iter().map(Raw::into_json).collect()),
            Raw::Map(map) => {
                serde_json::Value::Object(map.into_iter().map(|(k, v)| (k, v.into_json())).collect())
            }
        }
    }
}

/// The tree of a JSON text that the engine itself wrote.
///
/// It goes by way of the values that facts are read into: serde_json's own reading of trees weighs in a browser.
pub(crate) fn tree_of(text: &str) -> serde_json::Value {
    // INVARIANT: it is whole JSON, and no key stands in it twice.
    Raw::from_json_bytes(text.as_bytes()).map(Raw::into_json).unwrap_or_default()
}

/// A number with its digits, or a text where they are none.
pub(crate) fn json_number(digits: String) -> serde_json::Value {
    match digits.trim_matches([' ', '\t', '\n', '\r']).parse() {
        Ok(number) => serde_json::Value::Number(number),
        Err(_) => serde_json::Value::String(digits),
    }
}
