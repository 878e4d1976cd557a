//! The keys by which rows of two tables are matched.

use arrow_array::Array;
use arrow_array::cast::AsArray;
use arrow_array::types::{
    Int8Type, Int16Type, Int32Type, Int64Type, UInt8Type, UInt16Type, UInt32Type, UInt64Type,
};
use arrow_schema::DataType;

/// The key of a row: a whole number or a text. Numbers come in the order of numbers, texts in that of their bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Key<'a> {
    /// There is none.
    None,
    /// A whole number.
    Number(i128),
    /// A text.
    Text(&'a str),
}

/// A key that outlives its column.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) enum OwnKey {
    /// There is none.
    #[default]
    None,
    /// A whole number.
    Number(i128),
    /// A text.
    Text(String),
}

impl Key<'_> {
    /// The key without its column.
    pub(super) fn to_own(self) -> OwnKey {
        match self {
            Key::None => OwnKey::None,
            Key::Number(number) => OwnKey::Number(number),
            Key::Text(words) => OwnKey::Text(words.to_owned()),
        }
    }

    /// The key as a row of a file has it; empty where there is none.
    pub(super) fn words(self) -> String {
        match self {
            Key::None => String::new(),
            Key::Number(number) => number.to_string(),
            Key::Text(words) => words.to_owned(),
        }
    }
}

impl OwnKey {
    /// The key to compare with.
    pub(super) fn get(&self) -> Key<'_> {
        match self {
            OwnKey::None => Key::None,
            OwnKey::Number(number) => Key::Number(*number),
            OwnKey::Text(words) => Key::Text(words),
        }
    }
}

/// Whether keys of this type are numbers, where a column of it can be a key at all.
pub(super) fn are_numbers(given: &DataType) -> Option<bool> {
    match given {
        DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View => Some(false),
        DataType::Dictionary(_, values) => are_numbers(values),
        given => given.is_integer().then_some(true),
    }
}

fn text(words: &str) -> Key<'_> {
    match words.trim() {
        "" => Key::None,
        words => Key::Text(words),
    }
}

/// The key of a row.
pub(super) fn key(column: &dyn Array, row: usize) -> Key<'_> {
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
