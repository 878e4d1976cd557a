//! The keys by which rows of two tables are matched.

use std::hash::{Hash, Hasher};

use arrow_array::Array;
use arrow_array::cast::AsArray;
use arrow_array::types::{
    Int8Type, Int16Type, Int32Type, Int64Type, UInt8Type, UInt16Type, UInt32Type, UInt64Type,
};
use arrow_schema::DataType;
use indexmap::Equivalent;

/// The key of a row: a whole number or a text. Numbers come in the order of numbers, texts in that of their bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Key<'a> {
    /// There is none.
    None,
    /// A whole number.
    Number(i128),
    /// A text, without the spaces around it.
    Text(&'a str),
}

/// A key that outlives the column it was read from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum OwnKey {
    /// There is none.
    #[default]
    None,
    /// A whole number.
    Number(i128),
    /// A text, without the spaces around it.
    Text(String),
}

/// What keys of a column are, so that those of two tables can be told to be of one kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyKind {
    /// Whole numbers.
    Numbers,
    /// Texts.
    Texts,
}

impl KeyKind {
    /// What keys a column of this type holds; nothing where it cannot hold keys.
    #[must_use]
    pub fn of(given: &DataType) -> Option<KeyKind> {
        match given {
            DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View => Some(KeyKind::Texts),
            DataType::Dictionary(_, values) => KeyKind::of(values),
            given => given.is_integer().then_some(KeyKind::Numbers),
        }
    }
}

impl Key<'_> {
    /// The key without its column.
    #[must_use]
    pub fn to_own(self) -> OwnKey {
        match self {
            Key::None => OwnKey::None,
            Key::Number(number) => OwnKey::Number(number),
            Key::Text(words) => OwnKey::Text(words.to_owned()),
        }
    }

    /// The key as a row of a file has it; empty where there is none.
    #[must_use]
    pub fn words(self) -> String {
        match self {
            Key::None => String::new(),
            Key::Number(number) => number.to_string(),
            Key::Text(words) => words.to_owned(),
        }
    }
}

impl OwnKey {
    /// The key to compare with.
    #[must_use]
    pub fn get(&self) -> Key<'_> {
        match self {
            OwnKey::None => Key::None,
            OwnKey::Number(number) => Key::Number(*number),
            OwnKey::Text(words) => Key::Text(words),
        }
    }
}

// INVARIANT: a key and its own form have one hash, so that either finds the other in a map.
impl Hash for OwnKey {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.get().hash(state);
    }
}

impl Equivalent<OwnKey> for Key<'_> {
    fn equivalent(&self, own: &OwnKey) -> bool {
        *self == own.get()
    }
}

/// The key of a row.
#[must_use]
pub fn key(column: &dyn Array, row: usize) -> Key<'_> {
    fn text(words: &str) -> Key<'_> {
        match words.trim() {
            "" => Key::None,
            words => Key::Text(words),
        }
    }
    if row >= column.len() || column.is_null(row) {
        return Key::None;
    }
    match column.data_type() {
        DataType::Utf8 => text(column.as_string::<i32>().value(row)),
        DataType::LargeUtf8 => text(column.as_string::<i64>().value(row)),
        DataType::Utf8View => text(column.as_string_view().value(row)),
        DataType::Int8 => Key::Number(column.as_primitive::<Int8Type>().value(row).into()),
        DataType::Int16 => Key::Number(column.as_primitive::<Int16Type>().value(row).into()),
        DataType::Int32 => Key::Number(column.as_primitive::<Int32Type>().value(row).into()),
        DataType::Int64 => Key::Number(column.as_primitive::<Int64Type>().value(row).into()),
        DataType::UInt8 => Key::Number(column.as_primitive::<UInt8Type>().value(row).into()),
        DataType::UInt16 => Key::Number(column.as_primitive::<UInt16Type>().value(row).into()),
        DataType::UInt32 => Key::Number(column.as_primitive::<UInt32Type>().value(row).into()),
        DataType::UInt64 => Key::Number(column.as_primitive::<UInt64Type>().value(row).into()),
        DataType::Dictionary(..) => match column.as_any_dictionary_opt() {
            Some(dictionary) => match key(dictionary.keys(), row) {
                Key::Number(at) => {
                    usize::try_from(at).map_or(Key::None, |at| key(&**dictionary.values(), at))
                }
                other => other,
            },
            None => Key::None,
        },
        _ => Key::None,
    }
}
