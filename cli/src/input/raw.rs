//! A cell of a column as a row has it.

use arrow_array::Array;
use arrow_array::cast::AsArray;
use arrow_array::types::{
    Date32Type, Date64Type, Decimal32Type, Decimal64Type, Decimal128Type, Decimal256Type, Float32Type,
    Float64Type, Int8Type, Int16Type, Int32Type, Int64Type, TimestampMicrosecondType,
    TimestampMillisecondType, TimestampNanosecondType, TimestampSecondType, UInt8Type, UInt16Type,
    UInt32Type, UInt64Type,
};
use arrow_schema::{DataType, TimeUnit};
use timbang::{Raw, date};

/// A cell as it came: texts and digits as they are, days as texts, lists and records as such; blank texts are null.
///
/// What has no exact words, such as a float with a fraction, becomes a value that no fact takes.
pub(crate) fn raw_of(column: &dyn Array, row: usize) -> Raw {
    use DataType as T;
    if row >= column.len() || column.is_null(row) {
        return Raw::Null;
    }
    macro_rules! digits {
        ($kind:ty) => {
            Raw::Number(column.as_primitive::<$kind>().value(row).to_string())
        };
    }
    macro_rules! decimal {
        ($kind:ty) => {
            Raw::Number(column.as_primitive::<$kind>().value_as_string(row))
        };
    }
    match column.data_type() {
        T::Boolean => Raw::Bool(column.as_boolean().value(row)),
        T::Utf8 => words(column.as_string::<i32>().value(row)),
        T::LargeUtf8 => words(column.as_string::<i64>().value(row)),
        T::Utf8View => words(column.as_string_view().value(row)),
        T::Int8 => digits!(Int8Type),
        T::Int16 => digits!(Int16Type),
        T::Int32 => digits!(Int32Type),
        T::Int64 => digits!(Int64Type),
        T::UInt8 => digits!(UInt8Type),
        T::UInt16 => digits!(UInt16Type),
        T::UInt32 => digits!(UInt32Type),
        T::UInt64 => digits!(UInt64Type),
        T::Decimal32(..) => decimal!(Decimal32Type),
        T::Decimal64(..) => decimal!(Decimal64Type),
        T::Decimal128(..) => decimal!(Decimal128Type),
        T::Decimal256(..) => decimal!(Decimal256Type),
        T::Float32 => float(column.as_primitive::<Float32Type>().value(row).to_string()),
        T::Float64 => float(column.as_primitive::<Float64Type>().value(row).to_string()),
        T::Dictionary(..) => match column.as_any_dictionary_opt() {
            Some(dictionary) => match raw_of(dictionary.keys(), row) {
                Raw::Number(at) => at.parse().map_or(Raw::Null, |at| raw_of(&**dictionary.values(), at)),
                _ => Raw::Null,
            },
            None => Raw::Null,
        },
        T::Struct(_) => {
            let records = column.as_struct();
            let fields = records.column_names().into_iter().map(str::to_owned).zip(records.columns());
            Raw::Map(fields.map(|(name, field)| (name, raw_of(&**field, row))).collect())
        }
        T::List(_) => items(&*column.as_list::<i32>().value(row)),
        T::LargeList(_) => items(&*column.as_list::<i64>().value(row)),
        T::FixedSizeList(..) => items(&*column.as_fixed_size_list().value(row)),
        T::ListView(_) => items(&*column.as_list_view::<i32>().value(row)),
        T::LargeListView(_) => items(&*column.as_list_view::<i64>().value(row)),
        _ => day(column, row),
    }
}

fn words(words: &str) -> Raw {
    if words.trim().is_empty() { Raw::Null } else { Raw::Text(words.to_owned()) }
}

/// A float with a whole value is a number; no other has an exact one.
fn float(shown: String) -> Raw {
    let is_whole = shown.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    if is_whole { Raw::Number(shown) } else { no_value() }
}

fn no_value() -> Raw {
    Raw::List(vec![Raw::Null])
}

fn items(items: &dyn Array) -> Raw {
    Raw::List((0..items.len()).map(|at| raw_of(items, at)).collect())
}

fn day(column: &dyn Array, row: usize) -> Raw {
    let (count, a_day) = match column.data_type() {
        DataType::Date32 => (i64::from(column.as_primitive::<Date32Type>().value(row)), 1),
        DataType::Date64 => (column.as_primitive::<Date64Type>().value(row), 86_400_000),
        DataType::Timestamp(unit, _) => match unit {
            TimeUnit::Second => (column.as_primitive::<TimestampSecondType>().value(row), 86_400),
            TimeUnit::Millisecond => {
                (column.as_primitive::<TimestampMillisecondType>().value(row), 86_400_000)
            }
            TimeUnit::Microsecond => {
                (column.as_primitive::<TimestampMicrosecondType>().value(row), 86_400_000_000)
            }
            TimeUnit::Nanosecond => {
                (column.as_primitive::<TimestampNanosecondType>().value(row), 86_400_000_000_000)
            }
        },
        _ => return no_value(),
    };
    let days = (count.checked_rem(a_day) == Some(0)).then(|| count.checked_div(a_day)).flatten();
    let date = days.and_then(|days| date(1970, 1, 1).add_days(days));
    date.map_or_else(no_value, |date| Raw::Text(date.to_string()))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use arrow_array::{ArrayRef, Date32Array, Decimal128Array, DictionaryArray, Float64Array, Int64Array};

    use super::*;

    #[test]
    fn cells_keep_their_digits_and_days_become_texts() {
        let decimals = Decimal128Array::from(vec![1250]).with_precision_and_scale(6, 2).unwrap();
        let names: DictionaryArray<Int8Type> = vec![Some("baik"), None].into_iter().collect();
        for (column, row, wanted) in [
            (Arc::new(Int64Array::from(vec![Some(7), None])) as ArrayRef, 0, Raw::Number("7".to_owned())),
            (Arc::new(Int64Array::from(vec![Some(7), None])), 1, Raw::Null),
            (Arc::new(decimals), 0, Raw::Number("12.50".to_owned())),
            (Arc::new(Date32Array::from(vec![20_454])), 0, Raw::Text("2026-01-01".to_owned())),
            (Arc::new(names.clone()), 0, Raw::Text("baik".to_owned())),
            (Arc::new(names), 1, Raw::Null),
            (Arc::new(Float64Array::from(vec![3.0])), 0, Raw::Number("3".to_owned())),
            (Arc::new(Float64Array::from(vec![0.5])), 0, no_value()),
        ] {
            assert_eq!(raw_of(&*column, row), wanted);
        }
    }
}
