//! One pass over a column of a chunk: numbers into their lane, with a flag for the whole chunk instead of a branch
//! a row. Only a chunk with nulls or with values that do not count is looked at again, row by row.

#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "what does not fit is flagged by the comparison with the bounds, and written over"
)]

use std::ops::Range;

use super::code::InputSpec;
use super::lanes::{Int, Lane, with_lane};
use super::load::{LoadedColumn, Reason};
use super::run::wide;
use crate::value::Scheme;

/// A whole number as it was given.
pub(crate) trait Native: Copy + PartialOrd + Send + Sync + 'static {
    /// The number in the widest lane.
    fn wide(self) -> i128;
    /// The nearest number of this width.
    fn nearest(wide: i128) -> Self;
    /// A distance upwards.
    type Distance: Far + Ord;
    /// The distance from a number upwards, around the end of the width where it lies below.
    fn above(self, from: Self) -> Self::Distance;
}

macro_rules! natives {
    ($($int:ident $distance:ident),*) => {$(
        impl Native for $int {
            #[inline(always)]
            fn wide(self) -> i128 {
                i128::from(self)
            }
            fn nearest(wide: i128) -> $int {
                wide.clamp(i128::from($int::MIN), i128::from($int::MAX)) as $int
            }
            type Distance = $distance;
            #[inline(always)]
            fn above(self, from: $int) -> $distance {
                self.wrapping_sub(from) as $distance
            }
        }
    )*};
}
natives!(i8 u8, i16 u16, i32 u32, i64 u64, i128 u128, u8 u8, u16 u16, u32 u32, u64 u64);

/// Which rows of a column were not given.
pub(crate) trait Absent {
    /// Whether any of these was not.
    fn is_any(&self, rows: &Range<usize>) -> bool;
    /// Writes for each of these rows whether it was: nothing, or `MISSING`.
    fn write(&self, rows: &Range<usize>, reasons: &mut [Reason]);
}

/// What is known of the column besides its numbers.
pub(crate) struct Around<'a> {
    /// Which rows have none.
    pub(crate) absent: &'a dyn Absent,
    /// A number that is safe to calculate with, for rows without value.
    pub(crate) safe: i128,
    /// The reason of every value that does not count, where there is only one.
    pub(crate) wrong: Option<Reason>,
    /// Reads one row the long way.
    pub(crate) read: &'a dyn Fn(usize) -> Result<i128, Reason>,
}

/// How far values lie from those that count: of single ones, and of all rows of a chunk together.
pub(crate) trait Far: Copy + Default + Send + Sync {
    /// The farther.
    fn or(self, other: Self) -> Self;
    /// Near, but where a row is looked at.
    fn only_where(self, looked_at: bool) -> Self;
}

macro_rules! far {
    ($($int:ident),*) => {$(
        impl Far for $int {
            #[inline(always)]
            fn or(self, other: $int) -> $int {
                self.max(other)
            }
            #[inline(always)]
            fn only_where(self, looked_at: bool) -> $int {
                if looked_at { self } else { 0 }
            }
        }
    )*};
}
far!(u8, u16, u32, u64, u128);

/// Adds the cells of some rows of a column. `convert` gives the number and how far it lies from those that count, `too_far` tells whether
/// that is too far.
///
/// Closures are copied into the loops: what is read through a reference in each row, a compiler cannot tell from what
/// the loop writes, and makes no vectors.
#[inline(always)]
pub(crate) fn scan<N: Copy, T: Int, F: Far>(
    part: &[N],
    rows: Range<usize>,
    to: &mut LoadedColumn,
    around: &Around<'_>,
    convert: impl Fn(N) -> (T, F) + Copy,
    too_far: impl Fn(F) -> bool,
) {
    let before = to.len;
    let end = before.saturating_add(part.len());
    to.len = end;
    let safe = T::of(around.safe);
    if !around.absent.is_any(&rows) {
        let slots = T::room(&mut to.buf, end).get_mut(before..).unwrap_or(&mut []);
        let far = wide(move || {
            let mut far = F::default();
            for (slot, value) in slots.iter_mut().zip(part) {
                let (number, own) = convert(*value);
                *slot = number;
                far = far.or(own);
            }
            far
        });
        if !too_far(far) {
            if to.lacking {
                to.reasons.resize(end, 0);
            }
            return;
        }
    }
    to.lacking = true;
    to.reasons.resize(before, 0);
    to.reasons.resize(end, 0);
    let slots = T::room(&mut to.buf, end).get_mut(before..).unwrap_or(&mut []);
    let reasons = to.reasons.get_mut(before..).unwrap_or(&mut []);
    around.absent.write(&rows, reasons);
    let known = &*reasons;
    let to_write = &mut *slots;
    let far = wide(move || {
        let mut far = F::default();
        for ((slot, value), reason) in to_write.iter_mut().zip(part).zip(known) {
            let (number, own) = convert(*value);
            *slot = if *reason == 0 { number } else { safe };
            far = far.or(own.only_where(*reason == 0));
        }
        far
    });
    if !too_far(far) {
        return;
    }
    for (((slot, value), reason), row) in slots.iter_mut().zip(part).zip(reasons).zip(rows) {
        if *reason != 0 || !too_far(convert(*value).1) {
            continue;
        }
        let found = around.wrong.map_or_else(|| (around.read)(row), Err);
        (*slot, *reason) = match found {
            Ok(number) => (T::of(number), 0),
            Err(reason) => (safe, reason),
        };
    }
}

/// Adds the reasons of the rows of a column that has no other than that a row was not given.
pub(crate) fn add_absent(rows: &Range<usize>, to: &mut LoadedColumn, absent: &dyn Absent, before: usize) {
    let is_any = absent.is_any(rows);
    if is_any {
        to.lacking = true;
        to.reasons.resize(before, 0);
    }
    if to.lacking {
        to.reasons.resize(before.saturating_add(rows.len()), 0);
    }
    if is_any {
        absent.write(rows, to.reasons.get_mut(before..).unwrap_or_default());
    }
}

/// Numbers that are multiplied with a power of ten, or are kept as they are.
#[inline(always)]
fn scaled_up<N: Native, T: Int>(
    part: &[N],
    rows: Range<usize>,
    to: &mut LoadedColumn,
    around: &Around<'_>,
    (lo, hi, factor): (i128, i128, i128),
) {
    let least = lo.div_euclid(factor).saturating_add(i128::from(lo.rem_euclid(factor) != 0));
    let within = Within::new(least, hi.div_euclid(factor));
    if factor == 1 && cfg!(not(feature = "compact")) {
        let convert = move |n: N| (T::of(n.wide()), n.above(within.from));
        scan(part, rows, to, around, convert, |far| within.lacks(far));
    } else {
        let factor = T::of(factor);
        let convert = move |n: N| (T::of(n.wide()).times(factor), n.above(within.from));
        scan(part, rows, to, around, convert, |far| within.lacks(far));
    }
}

/// Codes that lie as close together as the entries that they stand for: an entry is its code and a difference.
#[inline(always)]
fn shifted<N: Native, T: Int>(
    part: &[N],
    rows: Range<usize>,
    to: &mut LoadedColumn,
    around: &Around<'_>,
    (first, last, difference): (i128, i128, i128),
) {
    let within = Within::new(first, last);
    let difference = T::of(difference);
    let convert = move |n: N| (T::of(n.wide()).plus(difference), n.above(within.from));
    scan(part, rows, to, around, convert, |far| within.lacks(far));
}

/// Bounds in the width of the numbers that are read.
#[derive(Clone, Copy)]
struct Within<N: Native> {
    from: N,
    /// How far from there numbers count; none where bounds beyond the width leave nothing that does.
    span: Option<N::Distance>,
}

impl<N: Native> Within<N> {
    fn new(least: i128, most: i128) -> Within<N> {
        let (from, until) = (N::nearest(least), N::nearest(most));
        let some = from.wide() <= most && until.wide() >= least;
        Within { from, span: some.then(|| until.above(from)) }
    }

    fn lacks(self, far: N::Distance) -> bool {
        self.span.is_none_or(|span| far > span)
    }
}

/// Numbers with more decimals than wanted, which must be zeros.
#[inline(always)]
fn scaled_down<N: Native, T: Int>(
    part: &[N],
    rows: Range<usize>,
    to: &mut LoadedColumn,
    around: &Around<'_>,
    (lo, hi, divisor): (i128, i128, i64),
) {
    let convert = move |n: N| {
        let Ok(narrow) = i64::try_from(n.wide()) else { return (T::default(), 1u8) };
        let whole = narrow.checked_div(divisor).unwrap_or(0);
        let rest = narrow.checked_rem(divisor).unwrap_or(1);
        let wide = i128::from(whole);
        (T::of(wide), u8::from((rest != 0) | (wide < lo) | (wide > hi)))
    };
    scan(part, rows, to, around, convert, |far| far != 0);
}

/// Numbers that stand for an entry of a table: the keys of a dictionary, the codes of an enum.
#[inline(always)]
fn looked_up<N: Native, T: Int>(
    part: &[N],
    rows: Range<usize>,
    to: &mut LoadedColumn,
    around: &Around<'_>,
    table: &Table,
) {
    let convert = |n: N| {
        let at = usize::try_from(n.wide().wrapping_sub(table.first)).unwrap_or(usize::MAX);
        match table.entries.get(at) {
            Some((number, counts)) => (T::of(*number), u8::from(!*counts)),
            None => (T::default(), 1u8),
        }
    };
    scan(part, rows, to, around, convert, |far| far != 0);
}

/// What numbers from the first on stand for, and whether they stand for anything.
#[derive(Clone, Debug, Default)]
pub(crate) struct Table {
    /// The number of the first entry.
    pub(crate) first: i128,
    /// The entries.
    pub(crate) entries: Vec<(i128, bool)>,
}

impl Table {
    /// The codes of an enum that are plain numbers, where they lie close together.
    pub(crate) fn of_codes(scheme: &Scheme) -> Option<Table> {
        let words = scheme.values.iter().flat_map(|v| v.aliases.iter().chain([&v.id]));
        let numbers: Vec<i128> = words.filter_map(|word| word.parse().ok()).collect();
        let (Some(first), Some(last)) = (numbers.iter().min(), numbers.iter().max()) else {
            return Some(Table::default());
        };
        if last.saturating_sub(*first) > MOST_CODES {
            return None;
        }
        let entry = |number: i128| match scheme.position_of_input(&number.to_string()) {
            Some(at) => (i128::from(at), true),
            None => (0, false),
        };
        Some(Table { first: *first, entries: (*first..=*last).map(entry).collect() })
    }

    /// The first and the last number and the difference to what they stand for, where all stand for something and the
    /// differences are the same.
    fn shift(&self) -> Option<(i128, i128, i128)> {
        let (stands, _) = self.entries.first()?;
        let close = (*stands..).zip(&self.entries).all(|(wanted, (own, counts))| *counts && *own == wanted);
        let more = i128::try_from(self.entries.len().checked_sub(1)?).ok()?;
        close.then_some((self.first, self.first.checked_add(more)?, stands.checked_sub(self.first)?))
    }
}

/// The most entries of a table of codes.
const MOST_CODES: i128 = 4_096;

/// How whole numbers become those of an input.
pub(crate) enum Numbers {
    /// Multiplied with a power of ten.
    Up(i128),
    /// Divided by a power of ten.
    Down(i64),
    /// From a first to a last, that stand for an entry: the number and a difference.
    Shifted((i128, i128, i128)),
    /// Each stands for an entry.
    Entries(Table),
}

impl Numbers {
    /// Numbers with so many decimals against those that are wanted; none where the power of ten is too large.
    pub(crate) fn scaled(own: i32, wanted: u32) -> Option<Numbers> {
        let more = i32::try_from(wanted).unwrap_or(i32::MAX).saturating_sub(own);
        let power = |n: i32| u32::try_from(n).ok().and_then(|n| 10i128.checked_pow(n));
        if more >= 0 {
            power(more).map(Numbers::Up)
        } else {
            power(more.saturating_neg()).and_then(|n| i64::try_from(n).ok()).map(Numbers::Down)
        }
    }

    /// Numbers that stand for entries, the quickest way where they lie as close as these.
    pub(crate) fn entries(table: Table) -> Numbers {
        table.shift().map_or(Numbers::Entries(table), Numbers::Shifted)
    }

    /// Adds the cells of some rows of a column.
    #[inline]
    pub(crate) fn fill<N: Native>(
        &self,
        part: &[N],
        rows: Range<usize>,
        spec: &InputSpec,
        to: &mut LoadedColumn,
        around: &Around<'_>,
    ) {
        // What is rare is not worth a loop of its own where loops are to be few.
        if cfg!(feature = "compact") && spec.lane != Lane::I64 {
            return rows.for_each(|row| to.take((around.read)(row), spec));
        }
        match self {
            Numbers::Up(factor) => with_lane!(spec.lane, T => {
                scaled_up::<_, T>(part, rows, to, around, (spec.lo, spec.hi, *factor));
            }, any => {}),
            Numbers::Down(divisor) => with_lane!(spec.lane, T => {
                scaled_down::<_, T>(part, rows, to, around, (spec.lo, spec.hi, *divisor));
            }, any => {}),
            Numbers::Shifted(shift) => with_lane!(spec.lane, T => {
                shifted::<_, T>(part, rows, to, around, *shift);
            }, any => {}),
            Numbers::Entries(table) => with_lane!(spec.lane, T => {
                looked_up::<_, T>(part, rows, to, around, table);
            }, any => {}),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct AllGiven;

    impl Absent for AllGiven {
        fn is_any(&self, _rows: &Range<usize>) -> bool {
            false
        }
        fn write(&self, _rows: &Range<usize>, _reasons: &mut [Reason]) {}
    }

    fn reason(column: &LoadedColumn, row: usize) -> Reason {
        if column.lacking { column.reasons[row] } else { 0 }
    }

    #[test]
    fn codes_that_lie_as_close_as_their_entries_are_shifted() {
        let table = |entries: &[(i128, bool)]| Table { first: 1, entries: entries.to_vec() };
        assert_eq!(table(&[(0, true), (1, true), (2, true)]).shift(), Some((1, 3, -1)));
        assert_eq!(table(&[(0, true), (2, true)]).shift(), None, "a gap");
        assert_eq!(table(&[(1, true), (0, true)]).shift(), None, "the other way round");
        assert_eq!(table(&[(0, true), (1, false)]).shift(), None, "one stands for nothing");
        assert_eq!(table(&[]).shift(), None);
        let around = Around { absent: &AllGiven, safe: 0, wrong: Some(9), read: &|_| Ok(0) };
        let mut to = LoadedColumn::default();
        shifted::<i8, i8>(&[1, 3, 0, 4, 2, -128, 127], 0..7, &mut to, &around, (1, 3, -1));
        let found: Vec<(i128, Reason)> = (0..7).map(|row| (to.buf.wide(row), reason(&to, row))).collect();
        assert_eq!(found, [(0, 0), (2, 0), (0, 9), (0, 9), (1, 0), (0, 9), (0, 9)]);
        let mut none = LoadedColumn::default();
        shifted::<i8, i16>(&[1, -1], 0..2, &mut none, &around, (300, 310, 0));
        assert_eq!(none.reasons, [9, 9], "bounds beyond the width");
    }
}
