//! What became of the numbers of an output: sums, means and how the differences are spread, in memory that is bounded.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use crate::value::Number;

/// A span of differences: from 1, 2 or 5 times a power of ten up to the next of these.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Bin(
    // Its place among the spans of growth, from 1 on; below zero among those of decline; 0 is no difference.
    i32,
);

/// The least power of ten that has spans of its own; what is nearer to zero is in the first of them.
const LEAST: i32 = -4;

/// The greatest power of ten that has spans of its own; what is farther from zero is in the last of them.
const MOST: i32 = 18;

impl Bin {
    /// The span of a difference.
    #[must_use]
    pub fn of(difference: Number) -> Bin {
        if difference.is_zero() {
            return Bin(0);
        }
        let size = difference.checked_abs().unwrap_or(difference);
        let mut at = 1i32;
        while at < LAST && bound(at).is_some_and(|upper| size >= upper) {
            at = at.saturating_add(1);
        }
        Bin(if difference.is_negative() { at.saturating_neg() } else { at })
    }

    /// The ends of the span, the lower first: of growth the lower is in it, of decline the upper. The end farther from
    /// zero is absent in the outermost span.
    #[must_use]
    pub fn ends(self) -> (Option<Number>, Option<Number>) {
        let place = self.0.saturating_abs();
        let near = if place == 1 { Some(Number::ZERO) } else { bound(place.saturating_sub(1)) };
        let far = if place >= LAST { None } else { bound(place) };
        match self.0.cmp(&0) {
            Ordering::Equal => (Some(Number::ZERO), Some(Number::ZERO)),
            Ordering::Greater => (near, far),
            Ordering::Less => (far.and_then(Number::checked_neg), near.and_then(Number::checked_neg)),
        }
    }

    /// Whether the span is of declines.
    #[must_use]
    pub fn is_decline(self) -> bool {
        self.0 < 0
    }

    /// Whether this is no difference at all.
    #[must_use]
    pub fn is_none(self) -> bool {
        self.0 == 0
    }
}

/// How many spans there are on each side of zero.
const LAST: i32 = 3 * (MOST - LEAST + 1);

/// The upper end of the span with this place: 2, 5 and 10 times each power of ten.
fn bound(place: i32) -> Option<Number> {
    let index = place.checked_sub(1)?;
    let digit = [2i128, 5, 10].get(usize::try_from(index.checked_rem(3)?).ok()?).copied()?;
    let power = index.checked_div(3)?.checked_add(LEAST)?;
    let ten = 10i128.checked_pow(power.unsigned_abs())?;
    if power < 0 {
        Number::from_fraction(digit, ten)
    } else {
        Number::from_fraction(digit.checked_mul(ten)?, 1)
    }
}

/// The numbers of an output over a population.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Spread {
    /// How many subjects have a number before, and their sum; no sum where it does not fit 38 digits.
    pub before: Sum,
    /// The same after.
    pub after: Sum,
    /// How many have one before and after, and the sum of the differences.
    pub difference: Sum,
    /// The greatest decline, or the least growth.
    pub least: Option<Number>,
    /// The greatest growth, or the least decline.
    pub greatest: Option<Number>,
    /// How many differences lie in each span.
    pub bins: BTreeMap<Bin, u64>,
}

/// A count of numbers and their sum.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sum {
    /// How many.
    pub count: u64,
    /// Their sum; absent where it has too many digits.
    pub sum: Option<Number>,
}

impl Default for Sum {
    fn default() -> Sum {
        Sum { count: 0, sum: Some(Number::ZERO) }
    }
}

impl Sum {
    fn add(&mut self, number: Number) {
        self.count = self.count.saturating_add(1);
        self.sum = self.sum.and_then(|sum| sum.checked_add(number));
    }

    /// The mean as an exact fraction.
    #[must_use]
    pub fn mean(&self) -> Option<Number> {
        self.sum?.checked_div(Number::from_scaled(i128::from(self.count), 0)?)
    }
}

impl Spread {
    /// Counts the numbers of a subject.
    pub(super) fn add(&mut self, before: Option<Number>, after: Option<Number>) {
        before.into_iter().for_each(|number| self.before.add(number));
        after.into_iter().for_each(|number| self.after.add(number));
        let (Some(before), Some(after)) = (before, after) else { return };
        let Some(difference) = after.checked_sub(before) else { return };
        self.difference.add(difference);
        self.least = Some(self.least.map_or(difference, |least| least.min(difference)));
        self.greatest = Some(self.greatest.map_or(difference, |greatest| greatest.max(difference)));
        let count = self.bins.entry(Bin::of(difference)).or_default();
        *count = count.saturating_add(1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn n(words: &str) -> Number {
        words.parse().unwrap()
    }

    #[test]
    fn a_difference_lies_in_its_span() {
        let numbers = [
            "0.0000001",
            "0.0001",
            "0.00015",
            "0.01",
            "1",
            "1.99",
            "2",
            "4.999",
            "5",
            "10",
            "19",
            "1000000",
            "5e30",
        ];
        for words in numbers {
            let (lower, upper) = Bin::of(n(words)).ends();
            assert!(lower.unwrap() <= n(words), "{words}");
            assert!(upper.is_none_or(|upper| n(words) < upper), "{words}");
            let (lower, upper) = Bin::of(n(words).checked_neg().unwrap()).ends();
            assert!(upper.unwrap() >= n(words).checked_neg().unwrap(), "-{words}");
            assert!(lower.is_none_or(|lower| n(words).checked_neg().unwrap() > lower), "-{words}");
        }
        assert_eq!(Bin::of(n("7")).ends(), (Some(n("5")), Some(n("10"))));
        assert_eq!(Bin::of(n("-7")).ends(), (Some(n("-10")), Some(n("-5"))));
        assert!(Bin::of(n("-7")) < Bin::of(n("-1")) && Bin::of(n("-1")) < Bin::of(n("0")));
        assert!(Bin::of(n("0")) < Bin::of(n("0.5")) && Bin::of(n("0.5")) < Bin::of(n("3")));
    }

    #[test]
    fn sums_and_means_are_exact() {
        let mut spread = Spread::default();
        spread.add(Some(n("1")), Some(n("2.5")));
        spread.add(Some(n("4")), Some(n("4")));
        spread.add(Some(n("10")), None);
        spread.add(Some(n("3")), Some(n("2")));
        assert_eq!(spread.before, Sum { count: 4, sum: Some(n("18")) });
        assert_eq!(spread.after, Sum { count: 3, sum: Some(n("8.5")) });
        assert_eq!(spread.difference, Sum { count: 3, sum: Some(n("0.5")) });
        assert_eq!(spread.difference.mean(), Number::from_fraction(1, 6));
        assert_eq!((spread.least, spread.greatest), (Some(n("-1")), Some(n("1.5"))));
        assert_eq!(spread.bins.values().sum::<u64>(), 3);
    }
}
