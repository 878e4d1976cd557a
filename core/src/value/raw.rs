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
            Raw::Number(digits) => match serde_json::from_str::<serde_json::Number>(digits) {
                Ok(number) => serde_json::Value::Number(number),
                Err(_) => serde_json::Value::String(digits.clone()),
            },
            Raw::Text(s) => serde_json::Value::String(s.clone()),
            Raw::List(items) => serde_json::Value::Array(items.iter().map(Raw::to_json).collect()),
            Raw::Map(map) => {
                serde_json::Value::Object(map.iter().map(|(k, v)| (k.clone(), v.to_json())).collect())
            }
        }
    }
}
