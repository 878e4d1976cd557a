//! One pass over a column of a chunk: numbers into their lane, with a flag for the whole chunk instead of a branch
//! a row. Only a chunk with nulls or with values that do not count is looked at again, row by row.

#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "what does not fit is flagged by the comparison with the bounds, and written over"
)]

use std::ops::Range;

use arrow_buffer::NullBuffer;

use crate::eval::columnar::lanes::Int;
use crate::eval::columnar::load::{LoadedColumn, MISSING, Reason};
use crate::eval::columnar::run::{spread, wide};

/// A whole number as Arrow stores it.
pub(super) trait Native: Copy + PartialOrd + Send + Sync + 'static {
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

/// What is known of the column besides its numbers.
pub(super) struct Around<'a> {
    /// Which rows are null.
    pub(super) nulls: Option<&'a NullBuffer>,
    /// A number that is safe to calculate with, for rows without value.
    pub(super) safe: i128,
    /// The reason of every value that does not count, where there is only one.
    pub(super) wrong: Option<Reason>,
    /// Reads one row the long way.
    pub(super) read: &'a dyn Fn(usize) -> Result<i128, Reason>,
}

/// How far values lie from those that count: of single ones, and of all rows of a chunk together.
pub(super) trait Far: Copy + Default + Send + Sync {
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

/// Of numbers of two halves: bits of the upper half that are not the sign of the lower, and distances to both bounds,
/// one of which is below zero where the number lies outside.
#[derive(Clone, Copy, Default)]
struct OfHalves {
    upper: i64,
    distances: i64,
}

impl Far for OfHalves {
    #[inline(always)]
    fn or(self, other: OfHalves) -> OfHalves {
        OfHalves { upper: self.upper | other.upper, distances: self.distances | other.distances }
    }
    #[inline(always)]
    fn only_where(self, looked_at: bool) -> OfHalves {
        let mask = i64::from(looked_at).wrapping_neg();
        OfHalves { upper: self.upper & mask, distances: self.distances & mask }
    }
}

/// Adds rows of a column. `convert` gives the number and how far it lies from those that count, `too_far` tells whether
/// that is too far.
///
/// Closures are copied into the loops: what is read through a reference in each row, a compiler cannot tell from what
/// the loop writes, and makes no vectors.
#[inline(always)]
pub(super) fn scan<N: Copy, T: Int, F: Far>(
    values: &[N],
    rows: Range<usize>,
    to: &mut LoadedColumn,
    around: &Around<'_>,
    convert: impl Fn(N) -> (T, F) + Copy,
    too_far: impl Fn(F) -> bool,
) {
    let part = values.get(rows.clone()).unwrap_or(&[]);
    let before = to.len;
    let end = before.saturating_add(part.len());
    to.len = end;
    let safe = T::of(around.safe);
    if !absent_in(around.nulls, &rows) {
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
    absent(around.nulls, &rows, &mut to.reasons);
    let slots = T::room(&mut to.buf, end).get_mut(before..).unwrap_or(&mut []);
    let reasons = to.reasons.get_mut(before..).unwrap_or(&mut []);
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

/// Adds the reason of each row that is null: not given.
pub(super) fn absent(nulls: Option<&NullBuffer>, rows: &Range<usize>, reasons: &mut Vec<Reason>) {
    let before = reasons.len();
    reasons.resize(before.saturating_add(rows.len()), 0);
    let Some(nulls) = nulls else { return };
    let own = reasons.get_mut(before..).unwrap_or_default();
    if rows.end > nulls.len() {
        // INVARIANT: there are as many bits as rows; what has none is not given.
        own.fill(MISSING);
        return;
    }
    let bits = nulls.inner().slice(rows.start, rows.len());
    spread(bits.bit_chunks().iter_padded().map(|word| !word), own);
}

/// Whether any of the rows is null.
pub(super) fn absent_in(nulls: Option<&NullBuffer>, rows: &Range<usize>) -> bool {
    nulls.is_some_and(|nulls| {
        let len = rows.len().min(nulls.len().saturating_sub(rows.start));
        nulls.null_count() > 0 && nulls.slice(rows.start.min(nulls.len()), len).null_count() > 0
    })
}

/// Numbers that are multiplied with a power of ten, or are kept as they are.
#[inline(always)]
pub(super) fn scaled_up<N: Native, T: Int>(
    values: &[N],
    rows: Range<usize>,
    to: &mut LoadedColumn,
    around: &Around<'_>,
    (lo, hi, factor): (i128, i128, i128),
) {
    let least = lo.div_euclid(factor).saturating_add(i128::from(lo.rem_euclid(factor) != 0));
    let within = Within::new(least, hi.div_euclid(factor));
    if factor == 1 {
        let convert = move |n: N| (T::of(n.wide()), n.above(within.from));
        scan(values, rows, to, around, convert, |far| within.lacks(far));
    } else {
        let factor = T::of(factor);
        let convert = move |n: N| (T::of(n.wide()).times(factor), n.above(within.from));
        scan(values, rows, to, around, convert, |far| within.lacks(far));
    }
}

/// Codes that lie as close together as the entries that they stand for: an entry is its code and a difference.
#[inline(always)]
pub(super) fn shifted<N: Native, T: Int>(
    values: &[N],
    rows: Range<usize>,
    to: &mut LoadedColumn,
    around: &Around<'_>,
    (first, last, difference): (i128, i128, i128),
) {
    let within = Within::new(first, last);
    let difference = T::of(difference);
    let convert = move |n: N| (T::of(n.wide()).plus(difference), n.above(within.from));
    scan(values, rows, to, around, convert, |far| within.lacks(far));
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

/// Wide numbers whose bounds fit 63 bits, each as its two halves.
#[inline(always)]
pub(super) fn narrowed<T: Int>(
    halves: &[i64],
    rows: Range<usize>,
    to: &mut LoadedColumn,
    around: &Around<'_>,
    (lo, hi): (i64, i64),
) {
    let (pairs, _) = halves.as_chunks::<2>();
    let convert = move |pair: [i64; 2]| {
        let [low, high] = in_order(pair);
        let distances = low.wrapping_sub(lo) | hi.wrapping_sub(low);
        (T::of_u64(low as u64), OfHalves { upper: high ^ (low >> 63), distances })
    };
    scan(pairs, rows, to, around, convert, |far| (far.upper != 0) | (far.distances < 0));
}

/// Numbers with more decimals than wanted, which must be zeros.
#[inline(always)]
pub(super) fn scaled_down<N: Native, T: Int>(
    values: &[N],
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
    scan(values, rows, to, around, convert, |far| far != 0);
}

/// Numbers that stand for an entry of a table: the keys of a dictionary, the codes of an enum.
#[inline(always)]
pub(super) fn looked_up<N: Native, T: Int>(
    values: &[N],
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
    scan(values, rows, to, around, convert, |far| far != 0);
}

/// The two halves of a wide number as they lie in memory, the lower one first; so put, they lie so again.
#[inline(always)]
pub(super) fn in_order([first, second]: [i64; 2]) -> [i64; 2] {
    if cfg!(target_endian = "big") { [second, first] } else { [first, second] }
}

/// What numbers from the first on stand for, and whether they stand for anything.
#[derive(Clone, Debug, Default)]
pub(super) struct Table {
    /// The number of the first entry.
    pub(super) first: i128,
    /// The entries.
    pub(super) entries: Vec<(i128, bool)>,
}

impl Table {
    /// The first and the last number and the difference to what they stand for, where all stand for something and the
    /// differences are the same.
    pub(super) fn shift(&self) -> Option<(i128, i128, i128)> {
        let (stands, _) = self.entries.first()?;
        let close = (*stands..).zip(&self.entries).all(|(wanted, (own, counts))| *counts && *own == wanted);
        let more = i128::try_from(self.entries.len().checked_sub(1)?).ok()?;
        close.then_some((self.first, self.first.checked_add(more)?, stands.checked_sub(self.first)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::eval::columnar::load::reason_of;

    const BOUNDS: [(i64, i64); 6] =
        [(0, 13_000), (-400, 400), (5, 5), (0, i64::MAX), (i64::MIN + 1, 0), (-(1 << 40), 1 << 40)];

    /// Numbers at the bounds, beside them, and those whose lower half alone would count.
    fn numbers((lo, hi): (i64, i64)) -> Vec<i128> {
        let near = |n: i64| (-2..=2).map(move |more| i128::from(n).wrapping_add(more));
        let close: Vec<i128> = near(lo).chain(near(hi)).chain(near(0)).collect();
        let far =
            close.iter().flat_map(|n| [1i128 << 64, -1 << 64, 5 << 90].map(|more| n.wrapping_add(more)));
        let odd = [i128::MIN, i128::MAX, i64::MIN.into(), i64::MAX.into(), u64::MAX.into()];
        close.iter().copied().chain(far).chain(odd).collect()
    }

    fn read(numbers: &[i128], nulls: Option<&NullBuffer>, (lo, hi): (i64, i64)) -> LoadedColumn {
        let wrong = Some(reason_of(crate::eval::codes::OUT_OF_BOUNDS));
        let around = Around { nulls, safe: lo.into(), wrong, read: &|_| Ok(0) };
        let halves: Vec<i64> =
            numbers.iter().flat_map(|n| in_order([*n as i64, (*n >> 64) as i64])).collect();
        let mut to = LoadedColumn::default();
        // In two parts, as chunks of lists come.
        let middle = numbers.len() / 3;
        narrowed::<i64>(&halves, 0..middle, &mut to, &around, (lo, hi));
        narrowed::<i64>(&halves, middle..numbers.len(), &mut to, &around, (lo, hi));
        to
    }

    fn reason(column: &LoadedColumn, row: usize) -> Reason {
        if column.lacking { column.reasons[row] } else { 0 }
    }

    #[test]
    fn halves_are_read_as_the_whole_number_is() {
        for bounds in BOUNDS {
            let numbers = numbers(bounds);
            let column = read(&numbers, None, bounds);
            assert_eq!(column.len, numbers.len());
            for (row, number) in numbers.iter().enumerate() {
                let counts = (i128::from(bounds.0)..=i128::from(bounds.1)).contains(number);
                assert_eq!(reason(&column, row) == 0, counts, "{number} in {bounds:?}");
                let wanted = if counts { *number } else { bounds.0.into() };
                assert_eq!(column.buf.wide(row), wanted, "{number} in {bounds:?}");
            }
            // Each on its own, so that none hides behind another.
            for number in numbers {
                let counts = (i128::from(bounds.0)..=i128::from(bounds.1)).contains(&number);
                assert_eq!(!read(&[number], None, bounds).lacking, counts, "{number} in {bounds:?}");
            }
        }
    }

    #[test]
    fn what_stands_in_null_rows_is_not_looked_at() {
        for bounds in BOUNDS {
            let numbers = numbers(bounds);
            let nulls: NullBuffer = (0..numbers.len()).map(|row| row % 3 != 1).collect();
            let column = read(&numbers, Some(&nulls), bounds);
            for (row, number) in numbers.iter().enumerate() {
                let counts = (i128::from(bounds.0)..=i128::from(bounds.1)).contains(number);
                let is_null = row % 3 == 1;
                assert_eq!(reason(&column, row) == MISSING, is_null, "{row}");
                let wanted = if counts && !is_null { *number } else { bounds.0.into() };
                assert_eq!(column.buf.wide(row), wanted, "{number} in {bounds:?}");
            }
        }
    }

    #[test]
    fn codes_that_lie_as_close_as_their_entries_are_shifted() {
        let table = |entries: &[(i128, bool)]| Table { first: 1, entries: entries.to_vec() };
        assert_eq!(table(&[(0, true), (1, true), (2, true)]).shift(), Some((1, 3, -1)));
        assert_eq!(table(&[(0, true), (2, true)]).shift(), None, "a gap");
        assert_eq!(table(&[(1, true), (0, true)]).shift(), None, "the other way round");
        assert_eq!(table(&[(0, true), (1, false)]).shift(), None, "one stands for nothing");
        assert_eq!(table(&[]).shift(), None);
        let around = Around { nulls: None, safe: 0, wrong: Some(9), read: &|_| Ok(0) };
        let mut to = LoadedColumn::default();
        shifted::<i8, i8>(&[1, 3, 0, 4, 2, -128, 127], 0..7, &mut to, &around, (1, 3, -1));
        let found: Vec<(i128, Reason)> = (0..7).map(|row| (to.buf.wide(row), reason(&to, row))).collect();
        assert_eq!(found, [(0, 0), (2, 0), (0, 9), (0, 9), (1, 0), (0, 9), (0, 9)]);
        let mut none = LoadedColumn::default();
        shifted::<i8, i16>(&[1, -1], 0..2, &mut none, &around, (300, 310, 0));
        assert_eq!(none.reasons, [9, 9], "bounds beyond the width");
    }
}
