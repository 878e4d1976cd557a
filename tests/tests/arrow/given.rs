//! The facts of a population as a record batch, each kind of fact in one of the types that hosts send.

use std::sync::Arc;

use arrow_array::types::{Decimal128Type, Decimal256Type, Int8Type, Int32Type, UInt16Type};
use arrow_array::{
    Array, ArrayRef, BooleanArray, Date32Array, Date64Array, Decimal64Array, DictionaryArray, Float64Array,
    Int64Array, LargeListArray, LargeStringArray, ListArray, PrimitiveArray, RecordBatch, StringArray,
    StringViewArray, StructArray, TimestampMicrosecondArray, TimestampNanosecondArray,
};
use arrow_buffer::{NullBuffer, OffsetBuffer, i256};
use arrow_schema::{Field, Fields};
use timbang::typing::program::{ListShape, Program, Shape};
use timbang::{Date, Facts, Number, Raw, date};

/// In which of its types each kind of fact is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Style {
    /// The closest: decimals of the declared scale, names of enums in dictionaries, days.
    Plain,
    /// Everything a text, as CSV readers give it.
    Text,
    /// Texts with long offsets, numbers with more decimals, long lists, instants.
    Long,
    /// Texts as views, integers and floats where the values allow it.
    Loose,
    /// Everything in dictionaries, decimals in 64 bits.
    Dictionary,
    /// Decimals in 256 bits, codes of enums as integers.
    Wide,
}

pub(crate) const STYLES: [Style; 6] =
    [Style::Plain, Style::Text, Style::Long, Style::Loose, Style::Dictionary, Style::Wide];

/// The facts as a batch with a column for each fact of the program.
pub(crate) fn batch(program: &Program, people: &[Facts], style: Style) -> RecordBatch {
    let columns = program.nodes().filter_map(|(_, node)| {
        let fact = node.fact()?;
        let given: Vec<Option<&Raw>> = people.iter().map(|facts| facts.get(&node.path)).collect();
        Some((node.path.to_string(), column(&fact.shape, &given, style)))
    });
    RecordBatch::try_from_iter(columns).unwrap()
}

/// One column.
pub(crate) fn column(shape: &Shape, given: &[Option<&Raw>], style: Style) -> ArrayRef {
    match shape {
        Shape::List(list) => lists(list, given, style),
        shape => quick(shape, given, style).unwrap_or_else(|| texts(given, style)),
    }
}

fn words(raw: &Raw) -> Option<String> {
    match raw {
        Raw::Null | Raw::List(_) | Raw::Map(_) => None,
        Raw::Bool(yes) => Some(yes.to_string()),
        Raw::Number(digits) => Some(digits.clone()),
        Raw::Text(words) => Some(words.clone()),
    }
}

fn texts(given: &[Option<&Raw>], style: Style) -> ArrayRef {
    let words: Vec<Option<String>> = given.iter().map(|raw| raw.and_then(words)).collect();
    let all = words.iter().map(Option::as_deref);
    match style {
        Style::Long => Arc::new(all.collect::<LargeStringArray>()),
        Style::Loose => Arc::new(all.collect::<StringViewArray>()),
        Style::Dictionary => Arc::new(all.collect::<DictionaryArray<UInt16Type>>()),
        _ => Arc::new(all.collect::<StringArray>()),
    }
}

/// A column of a type of its own, where all values can be written in it.
fn quick(shape: &Shape, given: &[Option<&Raw>], style: Style) -> Option<ArrayRef> {
    if style == Style::Text {
        return None;
    }
    let words: Vec<Option<String>> =
        given.iter().map(|raw| raw.and_then(words).filter(|w| !w.trim().is_empty())).collect();
    match shape {
        Shape::Number { scale, .. } => numbers(&words, scale.unwrap_or(0), style),
        Shape::Bool => {
            let bits = all(&words, |w| match w {
                "true" | "ya" => Some(true),
                "false" | "tidak" => Some(false),
                _ => None,
            })?;
            Some(Arc::new(BooleanArray::from(bits)))
        }
        Shape::Date { .. } => {
            let days = all(&words, day)?;
            let times = |n: i64| days.iter().map(move |d| d.map(|d| i64::from(d) * n));
            Some(match style {
                Style::Long => Arc::new(times(86_400_000_000).collect::<TimestampMicrosecondArray>()),
                Style::Loose if days.iter().flatten().all(|d| d.abs() < 100_000) => Arc::new(
                    times(86_400_000_000_000).collect::<TimestampNanosecondArray>().with_timezone("UTC"),
                ),
                Style::Wide => Arc::new(times(86_400_000).collect::<Date64Array>()),
                _ => Arc::new(Date32Array::from(days)),
            })
        }
        Shape::Enum(scheme) => match style {
            Style::Plain => {
                Some(Arc::new(words.iter().map(Option::as_deref).collect::<DictionaryArray<Int8Type>>()))
            }
            Style::Wide => {
                let code = |w: &str| {
                    let at = scheme.position_of_input(w)?;
                    let value = scheme.values.get(usize::from(at))?;
                    value
                        .aliases
                        .iter()
                        .find_map(|alias| alias.parse::<i64>().ok().filter(|n| n.to_string() == **alias))
                };
                Some(Arc::new(Int64Array::from(all(&words, code)?)))
            }
            _ => None,
        },
        Shape::Text | Shape::List(_) => None,
    }
}

fn all<T>(words: &[Option<String>], read: impl Fn(&str) -> Option<T>) -> Option<Vec<Option<T>>> {
    words.iter().map(|w| w.as_deref().map(|w| read(w.trim()).ok_or(())).transpose().ok()).collect()
}

fn numbers(words: &[Option<String>], scale: u32, style: Style) -> Option<ArrayRef> {
    let scaled = |scale: u32| all(words, move |w| w.parse::<Number>().ok()?.to_scaled(scale));
    let decimal = |scale: u32| -> Option<ArrayRef> {
        let digits = scaled(scale)?.into_iter().collect::<PrimitiveArray<Decimal128Type>>();
        Some(Arc::new(digits.with_precision_and_scale(38, scale as i8).ok()?))
    };
    match style {
        Style::Long => decimal(scale + 3),
        Style::Loose => match scaled(0) {
            Some(whole) => {
                let whole: Option<Vec<Option<i64>>> = whole
                    .into_iter()
                    .map(|n| n.map(|n| i64::try_from(n).map_err(|_| ())).transpose().ok())
                    .collect();
                let whole = whole?;
                if whole.iter().flatten().all(|n| n.abs() < 1 << 50) && scale == 0 {
                    return Some(Arc::new(
                        whole.iter().map(|n| n.map(|n| n as f64)).collect::<Float64Array>(),
                    ));
                }
                Some(Arc::new(Int64Array::from(whole)))
            }
            None => decimal(scale),
        },
        Style::Dictionary => {
            let digits: Option<Vec<Option<i64>>> = scaled(scale)?
                .into_iter()
                .map(|n| n.map(|n| i64::try_from(n).map_err(|_| ())).transpose().ok())
                .collect();
            let values = Decimal64Array::from(digits?).with_precision_and_scale(18, scale as i8).ok()?;
            let keys: PrimitiveArray<Int32Type> =
                (0..values.len()).map(|n| (!values.is_null(n)).then_some(n as i32)).collect();
            Some(Arc::new(DictionaryArray::try_new(keys, Arc::new(values)).ok()?))
        }
        Style::Wide => {
            let digits = scaled(scale)?.into_iter().map(|n| n.map(i256::from_i128));
            let digits = digits.collect::<PrimitiveArray<Decimal256Type>>();
            Some(Arc::new(digits.with_precision_and_scale(76, scale as i8).ok()?))
        }
        Style::Plain | Style::Text => decimal(scale),
    }
}

fn day(words: &str) -> Option<i32> {
    let found: Date = Date::from_text(words, timbang::DateOrder::YearFirst)
        .or_else(|_| Date::from_text(words, timbang::DateOrder::DayFirst))
        .ok()?;
    i32::try_from(date(1970, 1, 1).days_to(found)).ok()
}

fn lists(list: &ListShape, given: &[Option<&Raw>], style: Style) -> ArrayRef {
    let (mut lens, mut known, mut rows) = (Vec::new(), Vec::new(), Vec::new());
    for raw in given {
        match raw {
            Some(Raw::List(items)) => {
                lens.push(items.len());
                known.push(true);
                rows.extend(items.iter().map(|item| match item {
                    Raw::Map(map) => map,
                    other => panic!("{other:?} is no record"),
                }));
            }
            _ => {
                lens.push(0);
                known.push(false);
            }
        }
    }
    let columns: Vec<(Field, ArrayRef)> = list
        .fields
        .iter()
        .map(|field| {
            let given: Vec<Option<&Raw>> = rows.iter().map(|row| row.get(&*field.name)).collect();
            let array = column(&field.shape, &given, style);
            (Field::new(&*field.name, array.data_type().clone(), true), array)
        })
        .collect();
    let (fields, arrays): (Vec<Field>, Vec<ArrayRef>) = columns.into_iter().unzip();
    let records = StructArray::try_new_with_length(Fields::from(fields), arrays, None, rows.len()).unwrap();
    let item = Arc::new(Field::new("item", records.data_type().clone(), true));
    let nulls = Some(NullBuffer::from(known));
    match style {
        Style::Long => Arc::new(
            LargeListArray::try_new(item, OffsetBuffer::from_lengths(lens), Arc::new(records), nulls)
                .unwrap(),
        ),
        _ => Arc::new(
            ListArray::try_new(item, OffsetBuffer::from_lengths(lens), Arc::new(records), nulls).unwrap(),
        ),
    }
}
