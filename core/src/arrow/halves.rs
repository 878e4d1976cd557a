//! Decimals of 128 bits whose bounds fit 63, read as their two halves, of which a compiler makes vectors.

#![expect(
    clippy::cast_sign_loss,
    reason = "what does not fit is flagged by the comparison with the bounds, and written over"
)]

use std::ops::Range;

use crate::eval::columnar::lanes::Int;
use crate::eval::columnar::load::LoadedColumn;
use crate::eval::columnar::scan::{Around, Far, scan};

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

/// Wide numbers whose bounds fit 63 bits, each as its two halves.
#[inline(always)]
pub(crate) fn narrowed<T: Int>(
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
    scan(pairs.get(rows.clone()).unwrap_or_default(), rows, to, around, convert, |far| {
        (far.upper != 0) | (far.distances < 0)
    });
}

/// The two halves of a wide number as they lie in memory, the lower one first; so put, they lie so again.
#[inline(always)]
pub(crate) fn in_order([first, second]: [i64; 2]) -> [i64; 2] {
    if cfg!(target_endian = "big") { [second, first] } else { [first, second] }
}

#[cfg(test)]
#[expect(clippy::cast_possible_truncation, reason = "numbers are taken apart into their halves")]
mod tests {
    use arrow_buffer::NullBuffer;

    use super::*;
    use crate::eval::columnar::load::{MISSING, Reason, reason_of};

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

    fn read(numbers: &[i128], nulls: Option<NullBuffer>, (lo, hi): (i64, i64)) -> LoadedColumn {
        let wrong = Some(reason_of(crate::eval::codes::OUT_OF_BOUNDS));
        let around = Around { absent: &nulls, safe: lo.into(), wrong, read: &|_| Ok(0) };
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
            let column = read(&numbers, Some(nulls), bounds);
            for (row, number) in numbers.iter().enumerate() {
                let counts = (i128::from(bounds.0)..=i128::from(bounds.1)).contains(number);
                let is_null = row % 3 == 1;
                assert_eq!(reason(&column, row) == MISSING, is_null, "{row}");
                let wanted = if counts && !is_null { *number } else { bounds.0.into() };
                assert_eq!(column.buf.wide(row), wanted, "{number} in {bounds:?}");
            }
        }
    }
}
