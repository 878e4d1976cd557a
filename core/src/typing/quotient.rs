//! How long the fraction behind a number may get: what its denominator divides and how great its numerator is.

use std::cmp::Ordering;

use super::number_type::NumberType;
use crate::value::{MAX_SCALE, Number, Rounding};

/// What is known of a fraction in lowest terms whose decimals may never end.
///
/// The denominator divides `fixed * v` for some whole `v` of at most `varying`: twelfths stay twelfths however
/// many are added, while each division by a number that is not known yet may bring a denominator of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quotient {
    /// The part of the denominator that is the same for every subject.
    pub fixed: i128,
    /// The greatest that the other part may be.
    pub varying: i128,
    /// The greatest that the numerator may be without its sign, where the range does not say it more closely.
    pub numerator: Option<i128>,
}

/// The most digits of a finite decimal.
pub(super) const DIGITS: u32 = 38;

impl Quotient {
    /// The fraction of a finite decimal.
    fn of_scale(scale: u32) -> Option<Quotient> {
        Some(Quotient { fixed: 10i128.checked_pow(scale)?, varying: 1, numerator: None })
    }

    /// The greatest that the denominator may be.
    pub(super) fn denominator(self) -> Option<i128> {
        self.fixed.checked_mul(self.varying)
    }

    /// Either of the two.
    pub(super) fn join(self, other: Quotient) -> Option<Quotient> {
        let numerator = self.numerator.zip(other.numerator).map(|(a, b)| a.max(b));
        let varying = self.varying.max(other.varying);
        match common_multiple(self.fixed, other.fixed) {
            Some(fixed) => Some(Quotient { fixed, varying, numerator }),
            None => {
                let varying = self.denominator()?.max(other.denominator()?);
                Some(Quotient { fixed: 1, varying, numerator })
            }
        }
    }

    /// The sum of the two.
    pub(super) fn plus(self, other: Quotient) -> Option<Quotient> {
        let fixed = common_multiple(self.fixed, other.fixed)?;
        Some(Quotient { fixed, varying: self.varying.checked_mul(other.varying)?, numerator: None })
    }

    /// The sum of at most so many.
    pub(super) fn summed(self, most: u32) -> Option<Quotient> {
        let varying = if self.varying == 1 { Some(1) } else { self.varying.checked_pow(most) };
        Some(Quotient { fixed: self.fixed, varying: varying?, numerator: None })
    }
}

fn common_multiple(a: i128, b: i128) -> Option<i128> {
    let (mut x, mut y) = (a, b);
    while y != 0 {
        (x, y) = (y, x.checked_rem(y)?);
    }
    a.checked_div(x)?.checked_mul(b)
}

impl NumberType {
    /// The fraction behind the number, where a bound of its denominator is known.
    pub(super) fn fraction(self) -> Option<Quotient> {
        match self.scale {
            Some(scale) => Quotient::of_scale(scale),
            None => self.quotient,
        }
    }

    /// The greatest that the number may be without its sign.
    pub(super) fn magnitude(self) -> Option<Number> {
        Some(self.lo?.checked_abs()?.max(self.hi?.checked_abs()?))
    }

    /// The greatest that the numerator of its fraction may be without its sign.
    pub(super) fn numerator(self) -> Option<i128> {
        let fraction = self.fraction()?;
        let by_range = self.magnitude().zip(fraction.denominator()).and_then(|(most, denominator)| {
            let denominator = Number::from_fraction(denominator, 1)?;
            let exact = most.checked_mul(denominator);
            exact.or_else(|| most.round(0, Rounding::Ceil)?.checked_mul(denominator))
        });
        let by_range = by_range.and_then(|n| n.round(0, Rounding::Floor)).and_then(Number::to_integer);
        match (by_range, fraction.numerator) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        }
    }

    /// The fraction of the product.
    pub(super) fn fraction_of_product(self, other: NumberType) -> Option<Quotient> {
        let (a, b) = (self.fraction()?, other.fraction()?);
        Some(Quotient {
            fixed: a.fixed.checked_mul(b.fixed)?,
            varying: a.varying.checked_mul(b.varying)?,
            numerator: self.numerator().zip(other.numerator()).and_then(|(a, b)| a.checked_mul(b)),
        })
    }

    /// The fraction of the quotient: the divisor's numerator comes to stand below, its denominator above.
    pub(super) fn fraction_of_quotient(self, other: NumberType) -> Option<Quotient> {
        let a = self.fraction()?;
        let (fixed, varying, above) = match other.constant() {
            Some(by) => (by.numerator().checked_abs()?, 1, Some(by.denominator())),
            None => (1, other.numerator()?, other.fraction()?.denominator()),
        };
        Some(Quotient {
            fixed: a.fixed.checked_mul(fixed)?,
            varying: a.varying.checked_mul(varying)?,
            numerator: self.numerator().zip(above).and_then(|(a, b)| a.checked_mul(b)),
        })
    }

    /// The divisor without zero: what is left below and above it, as far as there is anything.
    pub(super) fn without_zero(self) -> Option<[Option<(Number, Number)>; 2]> {
        let (lo, hi) = (self.lo?, self.hi?);
        let least = Number::from_fraction(1, self.fraction()?.denominator()?)?;
        let below = (lo < Number::ZERO).then(|| Some((lo, hi.min(least.checked_neg()?))));
        let above = (hi > Number::ZERO).then_some((lo.max(least), hi));
        Some([below.flatten().filter(|(a, b)| a <= b), above.filter(|(a, b)| a <= b)])
    }

    /// Whether every such number is proven to fit: a finite decimal in 38 digits, a quotient in two integers of
    /// 128 bits.
    #[must_use]
    pub fn fits(self) -> bool {
        let Some(scale) = self.scale else {
            return self.fraction().and_then(Quotient::denominator).is_some() && self.numerator().is_some();
        };
        let most = self.magnitude().and_then(|most| most.round(scale, Rounding::Floor));
        let digits = most.filter(|_| scale <= MAX_SCALE).and_then(|most| most.to_scaled(scale));
        let limit = 10i128.checked_pow(DIGITS);
        digits.zip(limit).is_some_and(|(digits, limit)| digits.cmp(&limit) == Ordering::Less)
    }

    /// Bounds of a quotient that are long fractions themselves, moved outward to decimals that are short.
    pub(super) fn coarse(mut self) -> NumberType {
        const LONG: i128 = 1_000_000_000_000;
        let short = |n: Number, rounding| {
            let near = (n.denominator() > LONG).then(|| n.round(12, rounding)).flatten();
            near.unwrap_or(n)
        };
        if self.scale.is_none() {
            self.lo = self.lo.map(|lo| short(lo, Rounding::Floor));
            self.hi = self.hi.map(|hi| short(hi, Rounding::Ceil));
        }
        self
    }
}
