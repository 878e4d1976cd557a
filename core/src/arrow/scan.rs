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
use crate::eval::columnar::run::wide;

/// A whole number as Arrow stores it.
pub(super) trait Native: Copy + PartialOrd + Send + Sync + 'static {
    /// The number in the widest lane.
    fn wide(self) -> i128;
    /// The nearest number of this width.
    fn nearest(wide: i128) -> Self;
}

macro_rules! natives {
    ($($int:ident),*) => {$(
        impl Native for $int {
            #[inline(always)]
            fn wide(self) -> i128 {
                i128::from(self)
            }
            fn nearest(wide: i128) -> $int {
                wide.clamp(i128::from($int::MIN), i128::from($int::MAX)) as $int
            }
        }
    )*};
}
natives!(i8, i16, i32, i64, i128, u8, u16, u32, u64);

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

/// Adds rows of a column.
#[inline(always)]
pub(super) fn scan<N: Copy, T: Int>(
    values: &[N],
    rows: Range<usize>,
    to: &mut LoadedColumn,
    around: &Around<'_>,
    convert: impl Fn(N) -> (T, bool),
) {
    let LoadedColumn { buf, reasons, lacking } = to;
    let part = values.get(rows.clone()).unwrap_or(&[]);
    let before = buf.len();
    let end = before.saturating_add(part.len());
    let slots = T::slots(buf, end).get_mut(before..).unwrap_or(&mut []);
    let fine = wide(|| {
        let mut bad = 0u8;
        for (slot, value) in slots.iter_mut().zip(part) {
            let (number, counts) = convert(*value);
            *slot = number;
            bad |= u8::from(!counts);
        }
        bad == 0
    });
    let absent = absent_in(around.nulls, &rows);
    if fine && !absent {
        if *lacking {
            reasons.resize(end, 0);
        }
        return;
    }
    *lacking = true;
    reasons.resize(before, 0);
    for ((slot, value), row) in slots.iter_mut().zip(part).zip(rows) {
        let found = if around.nulls.is_some_and(|nulls| row >= nulls.len() || nulls.is_null(row)) {
            Err(MISSING)
        } else if convert(*value).1 {
            reasons.push(0);
            continue;
        } else if let Some(reason) = around.wrong {
            Err(reason)
        } else {
            (around.read)(row)
        };
        match found {
            Ok(number) => {
                *slot = T::of(number);
                reasons.push(0);
            }
            Err(reason) => {
                *slot = T::of(around.safe);
                reasons.push(reason);
            }
        }
    }
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
    let most = hi.div_euclid(factor);
    let (from, until) = (N::nearest(least), N::nearest(most));
    // Bounds beyond the width leave nothing that counts.
    let any = from.wide() <= most && until.wide() >= least;
    if factor == 1 {
        scan(values, rows, to, around, |n: N| (T::of(n.wide()), any & (n >= from) & (n <= until)));
    } else {
        let factor = T::of(factor);
        scan(values, rows, to, around, |n: N| {
            (T::of(n.wide()).times(factor), any & (n >= from) & (n <= until))
        });
    }
}

/// Wide numbers whose bounds fit 64 bits: the upper half must be nothing but the sign.
#[inline(always)]
pub(super) fn narrowed<T: Int>(
    values: &[i128],
    rows: Range<usize>,
    to: &mut LoadedColumn,
    around: &Around<'_>,
    (lo, hi): (i64, i64),
) {
    scan(values, rows, to, around, |wide: i128| {
        let low = wide as i64;
        let sign = (wide >> 64) as i64 ^ (low >> 63);
        (T::of(i128::from(low)), (sign == 0) & (low >= lo) & (low <= hi))
    });
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
    scan(values, rows, to, around, |n: N| {
        let Ok(narrow) = i64::try_from(n.wide()) else { return (T::default(), false) };
        let whole = narrow.checked_div(divisor).unwrap_or(0);
        let rest = narrow.checked_rem(divisor).unwrap_or(1);
        let wide = i128::from(whole);
        (T::of(wide), (rest == 0) & (wide >= lo) & (wide <= hi))
    });
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
    scan(values, rows, to, around, |n: N| {
        let at = usize::try_from(n.wide().wrapping_sub(table.first)).unwrap_or(usize::MAX);
        match table.entries.get(at) {
            Some((number, counts)) => (T::of(*number), *counts),
            None => (T::default(), false),
        }
    });
}

/// What numbers from the first on stand for, and whether they stand for anything.
#[derive(Clone, Debug, Default)]
pub(super) struct Table {
    /// The number of the first entry.
    pub(super) first: i128,
    /// The entries.
    pub(super) entries: Vec<(i128, bool)>,
}
