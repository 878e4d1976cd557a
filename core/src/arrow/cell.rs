//! Reads one cell the long way: what a fact means when it is given in some Arrow type. The quick ways are held
//! equal to this one, and this one says of what reads the facts of the reference evaluator.

use std::borrow::Cow;

use arrow_array::cast::AsArray;
use arrow_array::types::{
    Date32Type, Date64Type, Decimal32Type, Decimal64Type, Decimal128Type, Decimal256Type, Float16Type,
    Float32Type, Float64Type, Int8Type, Int16Type, Int32Type, Int64Type, TimestampMicrosecondType,
    TimestampMillisecondType, TimestampNanosecondType, TimestampSecondType, UInt8Type, UInt16Type,
    UInt32Type, UInt64Type,
};
use arrow_array::{Array, ArrayRef};
use arrow_schema::{DataType, TimeUnit};
use indexmap::IndexMap;

use super::floats::{Float, decode};
use crate::eval::codes;
use crate::eval::columnar::code::InputSpec;
use crate::eval::columnar::load::{MISSING, Reason, number_of, reason_of};
use crate::typing::program::Shape;
use crate::value::{Raw, date};

/// The number of a row in the lane of its input, or why there is none. Texts are read with [`words`].
pub(super) fn read(array: &dyn Array, row: usize, spec: &InputSpec) -> Result<i128, Reason> {
    if row >= array.len() || array.is_null(row) {
        return Err(MISSING);
    }
    if let Some((key, values)) = entry(array, row) {
        return read(&**values, key.ok_or(MISSING)?, spec);
    }
    if matches!(spec.shape, Shape::Date { .. })
        && let Some(day) = day(array, row)
    {
        return match day {
            None => Err(reason_of(codes::WRONG_TYPE)),
            Some(day) if i128::from(day) < spec.lo || i128::from(day) > spec.hi => {
                Err(reason_of(codes::OUT_OF_BOUNDS))
            }
            Some(day) => Ok(i128::from(day)),
        };
    }
    number_of(&raw(array, row)?, spec)
}

/// The value of a cell as it arrives, or why there is none.
pub(super) fn raw(array: &dyn Array, row: usize) -> Result<Raw, Reason> {
    if let DataType::Boolean = array.data_type() {
        return Ok(Raw::Bool(array.as_boolean().value(row)));
    }
    if let Some(words) = text(array, row) {
        return if words.trim().is_empty() { Err(MISSING) } else { Ok(Raw::Text(words.to_owned())) };
    }
    if let Some(digits) = digits(array, row) {
        return Ok(Raw::Number(digits));
    }
    let float = match array.data_type() {
        DataType::Float16 => f64::from(array.as_primitive::<Float16Type>().value(row)),
        DataType::Float32 => f64::from(array.as_primitive::<Float32Type>().value(row)),
        DataType::Float64 => array.as_primitive::<Float64Type>().value(row),
        _ => return Err(reason_of(codes::WRONG_TYPE)),
    };
    match decode(float) {
        Float::Whole(number) => Ok(Raw::Number(number.to_string())),
        Float::TooLong => Err(reason_of(codes::TOO_LONG)),
        Float::NotWhole => Err(reason_of(codes::WRONG_TYPE)),
    }
}

/// A cell as facts are given, whatever its fact may be; what cannot be one is a record, which is no value of any fact.
pub(super) fn as_raw(array: &dyn Array, row: usize) -> Raw {
    if row >= array.len() || array.is_null(row) {
        return Raw::Null;
    }
    if let Some((key, values)) = entry(array, row) {
        return key.map_or(Raw::Null, |key| as_raw(&**values, key));
    }
    let unreadable = || Raw::Map(IndexMap::new());
    match day(array, row) {
        Some(day) => {
            let date = day.and_then(|day| date(1970, 1, 1).add_days(day));
            date.map_or_else(unreadable, |date| Raw::Text(date.to_string()))
        }
        None => match raw(array, row) {
            Ok(raw) => raw,
            Err(MISSING) => Raw::Null,
            Err(_) => unreadable(),
        },
    }
}

/// The words of a row where the fact is a text; numbers as their digits.
pub(super) fn words(array: &dyn Array, row: usize) -> Option<Cow<'_, str>> {
    if row >= array.len() || array.is_null(row) {
        return None;
    }
    if let Some((key, values)) = entry(array, row) {
        return words(&**values, key?);
    }
    match text(array, row) {
        Some(words) => (!words.trim().is_empty()).then_some(Cow::Borrowed(words)),
        None => digits(array, row).map(Cow::Owned),
    }
}

/// The text of a row of a column of texts.
pub(super) fn text(array: &dyn Array, row: usize) -> Option<&str> {
    Some(match array.data_type() {
        DataType::Utf8 => array.as_string::<i32>().value(row),
        DataType::LargeUtf8 => array.as_string::<i64>().value(row),
        DataType::Utf8View => array.as_string_view().value(row),
        _ => return None,
    })
}

fn digits(array: &dyn Array, row: usize) -> Option<String> {
    Some(match array.data_type() {
        DataType::Int8 => array.as_primitive::<Int8Type>().value(row).to_string(),
        DataType::Int16 => array.as_primitive::<Int16Type>().value(row).to_string(),
        DataType::Int32 => array.as_primitive::<Int32Type>().value(row).to_string(),
        DataType::Int64 => array.as_primitive::<Int64Type>().value(row).to_string(),
        DataType::UInt8 => array.as_primitive::<UInt8Type>().value(row).to_string(),
        DataType::UInt16 => array.as_primitive::<UInt16Type>().value(row).to_string(),
        DataType::UInt32 => array.as_primitive::<UInt32Type>().value(row).to_string(),
        DataType::UInt64 => array.as_primitive::<UInt64Type>().value(row).to_string(),
        DataType::Decimal32(..) => array.as_primitive::<Decimal32Type>().value_as_string(row),
        DataType::Decimal64(..) => array.as_primitive::<Decimal64Type>().value_as_string(row),
        DataType::Decimal128(..) => array.as_primitive::<Decimal128Type>().value_as_string(row),
        DataType::Decimal256(..) => array.as_primitive::<Decimal256Type>().value_as_string(row),
        _ => return None,
    })
}

/// The day of a row of a column of days or instants: `None` inside for an instant that is not a midnight.
pub(super) fn day(array: &dyn Array, row: usize) -> Option<Option<i64>> {
    let (count, a_day) = match array.data_type() {
        DataType::Date32 => (i64::from(array.as_primitive::<Date32Type>().value(row)), 1),
        DataType::Date64 => (array.as_primitive::<Date64Type>().value(row), 86_400_000),
        DataType::Timestamp(unit, _) => match unit {
            TimeUnit::Second => (array.as_primitive::<TimestampSecondType>().value(row), 86_400),
            TimeUnit::Millisecond => {
                (array.as_primitive::<TimestampMillisecondType>().value(row), 86_400_000)
            }
            TimeUnit::Microsecond => {
                (array.as_primitive::<TimestampMicrosecondType>().value(row), 86_400_000_000)
            }
            TimeUnit::Nanosecond => {
                (array.as_primitive::<TimestampNanosecondType>().value(row), 86_400_000_000_000)
            }
        },
        _ => return None,
    };
    let is_midnight = count.checked_rem(a_day) == Some(0);
    Some(is_midnight.then(|| count.checked_div(a_day).unwrap_or(0)))
}

/// The key of a row of a dictionary and the dictionary's values.
pub(super) fn entry(array: &dyn Array, row: usize) -> Option<(Option<usize>, &ArrayRef)> {
    let dictionary = array.as_any_dictionary_opt()?;
    let keys = dictionary.keys();
    let key = match keys.data_type() {
        DataType::Int8 => usize::try_from(keys.as_primitive::<Int8Type>().value(row)).ok(),
        DataType::Int16 => usize::try_from(keys.as_primitive::<Int16Type>().value(row)).ok(),
        DataType::Int32 => usize::try_from(keys.as_primitive::<Int32Type>().value(row)).ok(),
        DataType::Int64 => usize::try_from(keys.as_primitive::<Int64Type>().value(row)).ok(),
        DataType::UInt8 => Some(usize::from(keys.as_primitive::<UInt8Type>().value(row))),
        DataType::UInt16 => Some(usize::from(keys.as_primitive::<UInt16Type>().value(row))),
        DataType::UInt32 => usize::try_from(keys.as_primitive::<UInt32Type>().value(row)).ok(),
        DataType::UInt64 => usize::try_from(keys.as_primitive::<UInt64Type>().value(row)).ok(),
        _ => None,
    };
    Some((key, dictionary.values()))
}
