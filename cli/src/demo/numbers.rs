//! The distribution of a number over a population.

use std::collections::BTreeMap;

use timbang::{Number, Rounding};

/// How many bars a histogram has.
const BARS: u64 = 8;

/// How long the longest bar is.
const LENGTH: u64 = 40;

/// The distribution of a number.
pub(super) struct Distribution {
    /// How many values there are.
    pub(super) count: u64,
    /// The least.
    pub(super) min: Number,
    /// The one in the middle; of two the lower.
    pub(super) median: Number,
    /// The mean, to two decimals.
    pub(super) mean: Option<Number>,
    /// The greatest.
    pub(super) max: Number,
    /// From, up to, and how many.
    pub(super) bars: Vec<Bar>,
}

/// One bar of a histogram: from `from` up to but without `to`; the last one with it.
pub(super) struct Bar {
    /// The lower end.
    pub(super) from: Number,
    /// The upper end.
    pub(super) to: Number,
    /// How many values lie within.
    pub(super) count: u64,
}

impl Distribution {
    /// The distribution of values that were counted; `None` of none.
    pub(super) fn of(values: &BTreeMap<Number, u64>) -> Option<Distribution> {
        let (min, max) = (*values.keys().next()?, *values.keys().next_back()?);
        let count = values.values().fold(0u64, |sum, n| sum.saturating_add(*n));
        let middle = count.div_ceil(2);
        let mut passed = 0u64;
        let median = values.iter().find_map(|(value, n)| {
            passed = passed.saturating_add(*n);
            (passed >= middle).then_some(*value)
        })?;
        let sum = values.iter().try_fold(Number::ZERO, |sum, (value, n)| {
            sum.checked_add(value.checked_mul(Number::from(i64::try_from(*n).ok()?))?)
        });
        let mean = sum
            .and_then(|sum| sum.checked_div(Number::from(i64::try_from(count).ok()?)))
            .and_then(|mean| mean.round(2, Rounding::HalfUp));
        Some(Distribution { count, min, median, mean, max, bars: bars(values, min, max).unwrap_or_default() })
    }
}

fn bars(values: &BTreeMap<Number, u64>, min: Number, max: Number) -> Option<Vec<Bar>> {
    if min == max {
        return Some(Vec::new());
    }
    let number = |n: u64| i64::try_from(n).ok().map(Number::from);
    let width = max.checked_sub(min)?.checked_div(number(BARS)?)?;
    let mut bars = Vec::new();
    for at in 0..BARS {
        let from = min.checked_add(width.checked_mul(number(at)?)?)?;
        let to = min.checked_add(width.checked_mul(number(at.saturating_add(1))?)?)?;
        let is_last = at.saturating_add(1) == BARS;
        let within = values.range(from..).take_while(|(value, _)| **value < to || is_last);
        let count = within.fold(0u64, |sum, (_, n)| sum.saturating_add(*n));
        bars.push(Bar { from, to, count });
    }
    Some(bars)
}

/// A bar of characters; whatever counts is seen.
pub(super) fn bar(count: u64, most: u64) -> String {
    let length = count.saturating_mul(LENGTH).checked_div(most).unwrap_or(0);
    let length = if count > 0 { length.max(1) } else { 0 };
    "█".repeat(usize::try_from(length).unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counted(values: &[i64]) -> BTreeMap<Number, u64> {
        let mut counts = BTreeMap::new();
        for value in values {
            super::super::tally::increment(counts.entry(Number::from(*value)).or_insert(0));
        }
        counts
    }

    #[test]
    fn the_four_figures_and_all_bars_are_right() {
        let found = Distribution::of(&counted(&[0, 1, 1, 80, 79, 40, 40])).unwrap();
        assert_eq!(
            (found.min, found.median, found.max),
            (Number::ZERO, Number::from(40i64), Number::from(80i64))
        );
        assert_eq!(found.mean.unwrap().to_string(), "34.43");
        let counts: Vec<u64> = found.bars.iter().map(|bar| bar.count).collect();
        assert_eq!(counts, [3, 0, 0, 0, 2, 0, 0, 2]);
    }

    #[test]
    fn one_value_needs_no_histogram_and_none_no_distribution() {
        assert!(Distribution::of(&counted(&[7, 7])).unwrap().bars.is_empty());
        assert!(Distribution::of(&BTreeMap::new()).is_none());
    }

    #[test]
    fn a_single_subject_is_seen_beside_a_million() {
        assert_eq!(bar(1, 1_000_000), "█");
        assert_eq!(bar(0, 10), "");
    }
}
