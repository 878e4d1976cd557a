//! The keys by which rows of two tables are matched.

use std::cmp::Ordering;

use arrow_array::Array;
use arrow_array::cast::AsArray;
use arrow_array::types::{
    Int8Type, Int16Type, Int32Type, Int64Type, UInt8Type, UInt16Type, UInt32Type, UInt64Type,
};
use arrow_schema::DataType;

/// The key of a row: a whole number or a text. Numbers come in the order of numbers, texts in that of their bytes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Key {
    /// There is none.
    None,
    /// A whole number.
    Number(i128),
    /// A text.
    Text(String),
}

/// Whether a column of this type can be a key.
pub(super) fn can_be_key(given: &DataType) -> bool {
    match given {
        DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View => true,
        DataType::Dictionary(_, values) => can_be_key(values),
        given => given.is_integer(),
    }
}

/// The key of a row.
pub(super) fn key(column: &dyn Array, row: usize) -> Key {
    if row >= column.len() || column.is_null(row) {
        return Key::None;
    }
    let text = |words: &str| match words.trim() {
        "" => Key::None,
        words => Key::Text(words.to_owned()),
    };
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

/// Whether a key comes before the one that was read before it.
pub(super) fn falls(before: Option<&Key>, next: &Key) -> bool {
    before.is_some_and(|before| next.cmp(before) == Ordering::Less)
}
