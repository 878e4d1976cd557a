//! A column bound to an input once for a batch, and how its rows are read, chunk by chunk.

use std::ops::Range;

use arrow_array::cast::AsArray;
use arrow_array::types::{
    Date32Type, Decimal32Type, Decimal64Type, Decimal128Type, Int8Type, Int16Type, Int32Type, Int64Type,
    UInt8Type, UInt16Type, UInt32Type, UInt64Type,
};
use arrow_array::{Array, ArrayRef};
use arrow_buffer::{NullBuffer, ScalarBuffer};
use arrow_schema::DataType;
use indexmap::IndexMap;

use super::cell;
use super::halves;
use super::plain;
use crate::eval::codes;
use crate::eval::columnar::bound::ReadCells;
use crate::eval::columnar::code::InputSpec;
use crate::eval::columnar::lanes::{Int, Truth, with_lane, write_bytes};
use crate::eval::columnar::load::{LoadedColumn, MISSING, Reason, reason_of};
use crate::eval::columnar::run::Texts;
use crate::eval::columnar::run::spread;
use crate::eval::columnar::scan::{Absent, Around, Numbers, Table, add_absent};
use crate::typing::program::Shape;
use crate::value::{QuickState, Scheme};

/// A column bound to an input.
pub(super) struct Reader {
    /// The column as it was given.
    array: ArrayRef,
    /// The numbers that the quick way reads: the column itself, or the keys of a dictionary.
    numbers: ArrayRef,
    nulls: Option<NullBuffer>,
    way: Way,
}

/// How a column is read.
enum Way {
    /// There is none.
    Nothing,
    /// Whole numbers.
    Numbers(Numbers),
    /// Whole numbers of 128 bits as their halves, in the order in which they lie.
    Halves(ScalarBuffer<i64>, (i64, i64)),
    /// Truth values.
    Bits,
    /// Names of an enum.
    Names(IndexMap<Box<str>, i128, QuickState>),
    /// Texts of which most are written plainly: numbers, days or truth values.
    Plain(fn(&str, u32) -> Option<i128>),
    /// Texts.
    Words,
    /// Anything, cell by cell.
    Cells,
}

/// Runs a body with the numbers of a column.
macro_rules! with_numbers {
    ($array:expr, $values:ident => $body:expr) => {
        match $array.data_type() {
            DataType::Int8 => {
                let $values = &**$array.as_primitive::<Int8Type>().values();
                $body
            }
            DataType::Int16 => {
                let $values = &**$array.as_primitive::<Int16Type>().values();
                $body
            }
            DataType::Int32 => {
                let $values = &**$array.as_primitive::<Int32Type>().values();
                $body
            }
            DataType::Int64 => {
                let $values = &**$array.as_primitive::<Int64Type>().values();
                $body
            }
            DataType::UInt8 => {
                let $values = &**$array.as_primitive::<UInt8Type>().values();
                $body
            }
            DataType::UInt16 => {
                let $values = &**$array.as_primitive::<UInt16Type>().values();
                $body
            }
            DataType::UInt32 => {
                let $values = &**$array.as_primitive::<UInt32Type>().values();
                $body
            }
            DataType::UInt64 => {
                let $values = &**$array.as_primitive::<UInt64Type>().values();
                $body
            }
            DataType::Date32 => {
                let $values = &**$array.as_primitive::<Date32Type>().values();
                $body
            }
            DataType::Decimal32(..) => {
                let $values = &**$array.as_primitive::<Decimal32Type>().values();
                $body
            }
            DataType::Decimal64(..) => {
                let $values = &**$array.as_primitive::<Decimal64Type>().values();
                $body
            }
            DataType::Decimal128(..) => {
                let $values = &**$array.as_primitive::<Decimal128Type>().values();
                $body
            }
            // INVARIANT: only columns of these types are read by their numbers.
            _ => {}
        }
    };
}

impl Reader {
    /// An input that no column is for.
    pub(super) fn nothing() -> Reader {
        let array: ArrayRef = std::sync::Arc::new(arrow_array::NullArray::new(0));
        Reader { numbers: array.clone(), array, nulls: None, way: Way::Nothing }
    }

    /// Binds a column whose type is accepted; `outer` are the nulls of a record that it is a field of.
    pub(super) fn new(array: ArrayRef, outer: Option<&NullBuffer>, spec: &InputSpec) -> Reader {
        let nulls = NullBuffer::union(outer, array.logical_nulls().as_ref());
        let (way, numbers) = way(&array, spec);
        Reader { array, numbers, nulls, way }
    }

    /// The reason of every value of the column that does not count, where there is only one.
    fn only_reason(&self, spec: &InputSpec) -> Option<Reason> {
        match &self.way {
            Way::Numbers(Numbers::Up(_)) | Way::Halves(..) => Some(reason_of(codes::OUT_OF_BOUNDS)),
            Way::Numbers(Numbers::Entries(_) | Numbers::Shifted(_))
                if self.array.data_type().is_integer() && matches!(spec.shape, Shape::Enum(_)) =>
            {
                Some(reason_of(codes::UNKNOWN_VALUE))
            }
            _ => None,
        }
    }
}

impl ReadCells for Reader {
    fn fill(&self, rows: Range<usize>, spec: &InputSpec, to: &mut LoadedColumn, texts: &mut Texts) {
        let is_null =
            |row: usize| self.nulls.as_ref().is_some_and(|nulls| row >= nulls.len() || nulls.is_null(row));
        let read = |row: usize| if is_null(row) { Err(MISSING) } else { cell::read(&*self.array, row, spec) };
        let wrong = self.only_reason(spec);
        let around = Around { absent: &self.nulls, safe: spec.lo, wrong, read: &read };
        match &self.way {
            Way::Nothing => rows.for_each(|_| to.lack(spec.lo, MISSING)),
            Way::Numbers(numbers) => {
                with_numbers!(self.numbers, values => {
                    numbers.fill(values.get(rows.clone()).unwrap_or_default(), rows, spec, to, &around);
                });
            }
            Way::Halves(halves, bounds) => with_lane!(spec.lane, T => {
                halves::narrowed::<T>(halves, rows, to, &around, *bounds);
            }, any => {}),
            Way::Bits => fill_bits(self.array.as_boolean(), rows, to, &self.nulls),
            Way::Names(names) => {
                for row in rows {
                    let words = if is_null(row) { None } else { cell::text(&*self.array, row) };
                    match words.map(|words| (words, names.get(words.trim()))) {
                        Some((_, Some(number))) => to.push(*number),
                        _ => to.take(read(row), spec),
                    }
                }
            }
            Way::Plain(quickly) => {
                for row in rows {
                    let words = if is_null(row) { None } else { cell::text(&*self.array, row) };
                    match words.and_then(|words| quickly(words, spec.scale)) {
                        Some(number) if number >= spec.lo && number <= spec.hi => to.push(number),
                        _ => to.take(read(row), spec),
                    }
                }
            }
            Way::Words => {
                for row in rows {
                    match cell::words(&*self.array, row).filter(|_| !is_null(row)) {
                        Some(words) => to.push(i128::from(texts.number(&words))),
                        None => to.lack(spec.lo, MISSING),
                    }
                }
            }
            Way::Cells => rows.for_each(|row| to.take(read(row), spec)),
        }
    }
}

fn fill_bits(
    array: &arrow_array::BooleanArray,
    rows: Range<usize>,
    to: &mut LoadedColumn,
    nulls: &Option<NullBuffer>,
) {
    let before = to.len;
    let end = before.saturating_add(rows.len());
    to.len = end;
    let bits = array.values().slice(rows.start, rows.len());
    let slots = Truth::room(&mut to.buf, end).get_mut(before..).unwrap_or_default();
    write_bytes(slots, |bytes| spread(bits.bit_chunks().iter_padded(), bytes));
    add_absent(&rows, to, nulls, before);
}

impl Absent for Option<NullBuffer> {
    fn is_any(&self, rows: &Range<usize>) -> bool {
        self.as_ref().is_some_and(|nulls| {
            let len = rows.len().min(nulls.len().saturating_sub(rows.start));
            nulls.null_count() > 0 && nulls.slice(rows.start.min(nulls.len()), len).null_count() > 0
        })
    }

    fn write(&self, rows: &Range<usize>, reasons: &mut [Reason]) {
        let Some(nulls) = self else { return };
        if rows.end > nulls.len() {
            // INVARIANT: there are as many bits as rows; what has none is not given.
            reasons.fill(MISSING);
            return;
        }
        let bits = nulls.inner().slice(rows.start, rows.len());
        spread(bits.bit_chunks().iter_padded().map(|word| !word), reasons);
    }
}

fn way(array: &ArrayRef, spec: &InputSpec) -> (Way, ArrayRef) {
    use DataType as T;
    let own = |way: Way| (way, array.clone());
    let given = array.data_type();
    if let T::Null = given {
        return own(Way::Nothing);
    }
    if let Some(dictionary) = array.as_any_dictionary_opt() {
        if matches!(spec.shape, Shape::Text) {
            return own(Way::Words);
        }
        let values = dictionary.values();
        let entry = |row: usize| cell::read(&**values, row, spec).map_or((spec.lo, false), |n| (n, true));
        let table = Table { first: 0, entries: (0..values.len()).map(entry).collect() };
        return (Way::Numbers(Numbers::entries(table)), array_of_keys(dictionary));
    }
    match (&spec.shape, given) {
        (Shape::Text, _) => own(Way::Words),
        (Shape::Bool, T::Boolean) => own(Way::Bits),
        (Shape::Date { .. }, T::Date32) => own(Way::Numbers(Numbers::Up(1))),
        (Shape::Number { .. }, T::Utf8 | T::LargeUtf8 | T::Utf8View) => own(Way::Plain(plain::decimal)),
        (Shape::Date { .. }, T::Utf8 | T::LargeUtf8 | T::Utf8View) => {
            own(Way::Plain(|words, _| plain::day(words)))
        }
        (Shape::Bool, T::Utf8 | T::LargeUtf8 | T::Utf8View) => {
            own(Way::Plain(|words, _| plain::truth(words)))
        }
        (Shape::Number { .. }, given) => {
            own(halves(array, spec).unwrap_or_else(|| scaled(given, spec.scale)))
        }
        (Shape::Enum(scheme), given) if given.is_integer() => {
            own(Table::of_codes(scheme).map_or(Way::Cells, |table| Way::Numbers(Numbers::entries(table))))
        }
        (Shape::Enum(scheme), T::Utf8 | T::LargeUtf8 | T::Utf8View) => own(Way::Names(names(scheme))),
        _ => own(Way::Cells),
    }
}

/// Decimals of 128 bits at the scale that is wanted, where the bounds fit half of that.
fn halves(array: &ArrayRef, spec: &InputSpec) -> Option<Way> {
    let DataType::Decimal128(_, scale) = array.data_type() else { return None };
    let (lo, hi) = (i64::try_from(spec.lo).ok()?, i64::try_from(spec.hi).ok()?);
    // Distances to the bounds are told apart from what wraps.
    hi.checked_sub(lo)?;
    if u32::try_from(*scale).ok()? != spec.scale {
        return None;
    }
    let values = array.as_primitive::<Decimal128Type>().values();
    let halves = ScalarBuffer::new(values.inner().clone(), 0, values.len().checked_mul(2)?);
    Some(Way::Halves(halves, (lo, hi)))
}

fn array_of_keys(dictionary: &dyn arrow_array::AnyDictionaryArray) -> ArrayRef {
    arrow_array::make_array(dictionary.keys().to_data())
}

/// Whole numbers and decimals against the decimals that are wanted.
fn scaled(given: &DataType, wanted: u32) -> Way {
    let own = match given {
        DataType::Decimal32(_, scale) | DataType::Decimal64(_, scale) | DataType::Decimal128(_, scale) => {
            i32::from(*scale)
        }
        given if given.is_integer() => 0,
        _ => return Way::Cells,
    };
    Numbers::scaled(own, wanted).map_or(Way::Cells, Way::Numbers)
}

/// The spellings of an enum.
fn names(scheme: &Scheme) -> IndexMap<Box<str>, i128, QuickState> {
    let words = scheme.values.iter().flat_map(|v| v.aliases.iter().chain([&v.id]));
    let named = |word: &std::sync::Arc<str>| {
        scheme.position_of_input(word).map(|at| (Box::from(&**word), i128::from(at)))
    };
    words.filter_map(named).collect()
}
