//! The Wilson score interval of a share, worked out in whole numbers.
//!
//! E. B. Wilson, Probable inference, the law of succession, and statistical inference, JASA 22 (1927). With `x` of `n` and
//! `z` the quantile of the normal distribution, the ends are
//!
//! ```text
//! (2x + z² ∓ √(z² (4x(n − x)/n + z²))) / (2 (n + z²))
//! ```
//!
//! Every term is kept in units of 10⁻⁹ and the root is that of a whole number, so that an end is off by less than 10⁻⁸
//! before it is rounded, once, to four decimals.

use crate::compare::exact::DECIMALS;
use crate::value::Number;

/// The units in which terms are kept.
const UNIT: u128 = 1_000_000_000;

/// The square of the 97.5% quantile of the normal distribution, 3.841458821, in these units.
const Z_SQUARED: u128 = 3_841_458_821;

/// The most subjects for which no term exceeds 128 bits.
const MOST: u64 = 1_000_000_000_000;

/// A 95% confidence interval of a share, in ten-thousandths, each end rounded to the nearest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Interval {
    /// The lower end.
    pub lower: u32,
    /// The upper end.
    pub upper: u32,
}

impl Interval {
    /// An end as a number between zero and one.
    #[must_use]
    pub fn share(end: u32) -> Number {
        Number::from_scaled(i128::from(end), DECIMALS).unwrap_or(Number::ZERO)
    }

    /// Whether all of this lies below all of the other.
    #[must_use]
    pub fn is_below(self, other: Interval) -> bool {
        self.upper < other.lower
    }
}

/// The 95% Wilson score interval of `part` of `of`; `None` where there is nobody, or more than 10¹².
///
/// # Example: 81 of 263, as R. G. Newcombe has it (Statistics in Medicine 17, 1998, table I)
///
/// ```
/// let interval = timbang::compare::wilson(81, 263).ok_or("nobody")?;
/// assert_eq!((interval.lower, interval.upper), (2553, 3662));
/// # Ok::<(), &str>(())
/// ```
#[must_use]
pub fn wilson(part: u64, of: u64) -> Option<Interval> {
    if of == 0 || of > MOST || part > of {
        return None;
    }
    let (x, n) = (u128::from(part), u128::from(of));
    let spread = x.checked_mul(n.checked_sub(x)?)?.checked_mul(4)?.checked_mul(UNIT)?.checked_div(n)?;
    let root = Z_SQUARED.checked_mul(spread.checked_add(Z_SQUARED)?)?.isqrt();
    let centre = x.checked_mul(2)?.checked_mul(UNIT)?.checked_add(Z_SQUARED)?;
    let below = n.checked_mul(UNIT)?.checked_add(Z_SQUARED)?.checked_mul(2)?;
    let end = |top: u128| -> Option<u32> {
        // To the nearest: half of what is divided by is added.
        let scaled = top.checked_mul(20_000)?.checked_add(below)?;
        u32::try_from(scaled.checked_div(below.checked_mul(2)?)?).ok()
    };
    Some(Interval {
        lower: end(centre.saturating_sub(root))?,
        upper: end(centre.checked_add(root)?)?.min(10_000),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_intervals_are_those_that_were_published() {
        // R. G. Newcombe, Two-sided confidence intervals for the single proportion: comparison of seven methods,
        // Statistics in Medicine 17 (1998), table I, method 3.
        for (x, n, lower, upper) in
            [(81, 263, 2553, 3662), (15, 148, 624, 1605), (0, 20, 0, 1611), (1, 29, 61, 1718)]
        {
            assert_eq!(wilson(x, n), Some(Interval { lower, upper }), "{x} of {n}");
        }
    }

    #[test]
    fn the_ends_hold_for_any_count() {
        assert_eq!(wilson(0, 0), None);
        assert_eq!(wilson(2, 1), None);
        assert_eq!(wilson(0, MOST + 1), None);
        for n in [1u64, 2, 3, 7, 100, 12_345, 999_999_937, MOST] {
            for x in [0, 1, n / 3, n / 2, n - 1, n] {
                let (x, own) = (x.min(n), wilson(x.min(n), n).unwrap());
                let other = wilson(n - x, n).unwrap();
                assert!(own.lower <= own.upper && own.upper <= 10_000, "{x} of {n}: {own:?}");
                // The interval of those who do not is that of those who do, turned around, but for one rounding.
                assert!(own.lower.abs_diff(10_000 - other.upper) <= 1, "{x} of {n}: {own:?} {other:?}");
                let share = u128::from(x) * 10_000 / u128::from(n);
                assert!(
                    u128::from(own.lower) <= share + 1 && share <= u128::from(own.upper) + 1,
                    "{x} of {n}"
                );
            }
        }
    }
}
