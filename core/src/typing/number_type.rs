//! The scale and range of a number that is not known yet.

use std::cmp::Ordering;

use super::quotient::Quotient;
use crate::value::{MAX_SCALE, Number};

/// What the checker knows of a number: its decimals and the bounds it lies within.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NumberType {
    /// The most decimals it may have; `None` for a quotient, which may never end.
    pub scale: Option<u32>,
    /// The least it may be, where that is known.
    pub lo: Option<Number>,
    /// The greatest it may be, where that is known.
    pub hi: Option<Number>,
    /// Of a quotient, how long its fraction may get, where that is known.
    pub quotient: Option<Quotient>,
}

type Op = fn(Number, Number) -> Option<Number>;

impl NumberType {
    /// A number of which nothing is known but its scale.
    #[must_use]
    pub fn of_scale(scale: u32) -> NumberType {
        NumberType { scale: Some(scale), lo: None, hi: None, quotient: None }
    }

    /// A decimal within bounds.
    #[must_use]
    pub fn within(scale: Option<u32>, lo: Option<Number>, hi: Option<Number>) -> NumberType {
        NumberType { scale, lo, hi, quotient: None }
    }

    /// A number that never exists, so that whatever is said of it is true; this says nothing odd.
    #[must_use]
    pub fn of_nothing() -> NumberType {
        NumberType::whole(1, 2)
    }

    /// A whole number within bounds.
    #[must_use]
    pub fn whole(lo: i64, hi: i64) -> NumberType {
        NumberType::within(Some(0), Some(Number::from(lo)), Some(Number::from(hi)))
    }

    /// Exactly this number.
    #[must_use]
    pub fn exactly(number: Number) -> NumberType {
        NumberType::within(number.scale(), Some(number), Some(number))
    }

    /// The number itself, where only one is possible.
    #[must_use]
    pub fn constant(self) -> Option<Number> {
        self.lo.filter(|lo| self.hi == Some(*lo))
    }

    /// Either of the two.
    #[must_use]
    pub fn join(self, other: NumberType) -> NumberType {
        NumberType {
            scale: both(self.scale, other.scale, |a, b| Some(a.max(b))),
            lo: both(self.lo, other.lo, |a, b| Some(a.min(b))),
            hi: both(self.hi, other.hi, |a, b| Some(a.max(b))),
            quotient: self.either(other),
        }
    }

    /// The sum.
    #[must_use]
    pub fn plus(self, other: NumberType) -> NumberType {
        NumberType {
            scale: both(self.scale, other.scale, |a, b| Some(a.max(b))),
            lo: both(self.lo, other.lo, Number::checked_add),
            hi: both(self.hi, other.hi, Number::checked_add),
            quotient: both(self.fraction(), other.fraction(), Quotient::plus),
        }
        .coarse()
    }

    /// The difference.
    #[must_use]
    pub fn minus(self, other: NumberType) -> NumberType {
        self.plus(other.negated())
    }

    /// The number with its sign turned.
    #[must_use]
    pub fn negated(self) -> NumberType {
        NumberType {
            scale: self.scale,
            lo: self.hi.and_then(Number::checked_neg),
            hi: self.lo.and_then(Number::checked_neg),
            quotient: self.quotient,
        }
    }

    /// The product.
    #[must_use]
    pub fn times(self, other: NumberType) -> NumberType {
        let scale = both(self.scale, other.scale, |a, b| a.checked_add(b).filter(|s| *s <= MAX_SCALE));
        let (lo, hi) = corners((self.lo, self.hi), (other.lo, other.hi), Number::checked_mul);
        NumberType { scale, lo, hi, quotient: self.fraction_of_product(other) }.coarse()
    }

    /// The quotient; the scale stays finite where the divisor is a constant made of twos and fives.
    #[must_use]
    pub fn over(self, other: NumberType) -> NumberType {
        let inverse = other.constant().and_then(|n| Number::ONE.checked_div(n)).and_then(Number::scale);
        let scale = both(self.scale, inverse, |a, b| a.checked_add(b).filter(|s| *s <= MAX_SCALE));
        // A divisor of zero gives no value, so that the quotient is what the rest of the divisor's range gives.
        let parts = other.without_zero().into_iter().flatten().flatten();
        let ends =
            parts.map(|(lo, hi)| corners((self.lo, self.hi), (Some(lo), Some(hi)), Number::checked_div));
        let joined = ends
            .reduce(|a, b| (both(a.0, b.0, |x, y| Some(x.min(y))), both(a.1, b.1, |x, y| Some(x.max(y)))));
        let (lo, hi) = joined.unwrap_or_default();
        NumberType { scale, lo, hi, quotient: self.fraction_of_quotient(other) }.coarse()
    }

    /// The remainder of a division, which has the sign of the dividend and is less than the divisor.
    #[must_use]
    pub fn modulo(self, other: NumberType) -> NumberType {
        let most = both(self.magnitude(), other.magnitude(), |a, b| Some(a.min(b)));
        let lo = match self.lo {
            Some(lo) if !lo.is_negative() => Some(Number::ZERO),
            _ => most.and_then(Number::checked_neg),
        };
        let hi = if self.hi.is_some_and(Number::is_negative) { Some(Number::ZERO) } else { most };
        NumberType { lo, hi, ..self.plus(other) }
    }

    /// The multiple of the divisor that a remainder is taken from: no further from zero than the dividend.
    pub(super) fn multiple_below(self, other: NumberType) -> NumberType {
        let most = self.magnitude();
        NumberType { lo: most.and_then(Number::checked_neg), hi: most, ..other }
    }

    /// The number without its sign.
    #[must_use]
    pub fn abs(self) -> NumberType {
        let turned = self.negated();
        let lo = match (self.lo, self.hi) {
            (Some(lo), _) if !lo.is_negative() => Some(lo),
            (_, Some(hi)) if hi.is_negative() => turned.lo,
            _ => Some(Number::ZERO),
        };
        NumberType { lo, hi: both(self.hi, turned.hi, |a, b| Some(a.max(b))), ..self }
    }

    /// The smaller of the two.
    #[must_use]
    pub fn min(self, other: NumberType) -> NumberType {
        NumberType {
            scale: both(self.scale, other.scale, |a, b| Some(a.max(b))),
            lo: both(self.lo, other.lo, |a, b| Some(a.min(b))),
            hi: either(self.hi, other.hi, Ordering::Less),
            quotient: self.either(other),
        }
    }

    /// The larger of the two.
    #[must_use]
    pub fn max(self, other: NumberType) -> NumberType {
        NumberType {
            scale: both(self.scale, other.scale, |a, b| Some(a.max(b))),
            lo: either(self.lo, other.lo, Ordering::Greater),
            hi: both(self.hi, other.hi, |a, b| Some(a.max(b))),
            quotient: self.either(other),
        }
    }

    /// The number brought to a scale by a rounding that never goes past the next step.
    #[must_use]
    pub fn rounded(self, scale: u32) -> NumberType {
        let kept = self.scale.map_or(scale, |own| own.min(scale));
        let lo = self.lo.and_then(|n| n.round(scale, crate::value::Rounding::Floor));
        let hi = self.hi.and_then(|n| n.round(scale, crate::value::Rounding::Ceil));
        NumberType::within(Some(kept), lo, hi)
    }

    /// The sum of at most so many of these.
    #[must_use]
    pub fn summed(self, most: u32) -> NumberType {
        let times = Number::from(most);
        let lo = self.lo.and_then(|n| n.min(Number::ZERO).checked_mul(times));
        let hi = self.hi.and_then(|n| n.max(Number::ZERO).checked_mul(times));
        let quotient = self.fraction().and_then(|f| f.summed(most));
        NumberType { scale: self.scale, lo, hi, quotient }.coarse()
    }

    /// A mean, which lies among what it is the mean of.
    #[must_use]
    pub fn as_mean_of(self, item: NumberType) -> NumberType {
        NumberType { scale: None, lo: item.lo, hi: item.hi, quotient: self.fraction() }.coarse()
    }

    /// Whether one such number may be below zero and another above.
    #[must_use]
    pub fn has_both_signs(self) -> bool {
        self.lo.is_none_or(Number::is_negative) && self.hi.is_none_or(|hi| hi > Number::ZERO)
    }

    /// Whether a number lies within the bounds and has no more decimals.
    #[must_use]
    pub fn holds(self, number: Number) -> bool {
        let scale = self.scale.is_none_or(|most| number.scale().is_some_and(|own| own <= most));
        scale && self.lo.is_none_or(|lo| lo <= number) && self.hi.is_none_or(|hi| number <= hi)
    }

    /// Whether zero lies within the bounds.
    #[must_use]
    pub fn may_be_zero(self) -> bool {
        self.lo.is_none_or(|lo| lo <= Number::ZERO) && self.hi.is_none_or(|hi| hi >= Number::ZERO)
    }

    fn either(self, other: NumberType) -> Option<Quotient> {
        both(self.fraction(), other.fraction(), Quotient::join)
    }
}

type Ends = (Option<Number>, Option<Number>);

/// The least and the greatest that an operation gives at the ends of two ranges.
fn corners(a: Ends, b: Ends, op: Op) -> Ends {
    let ends = [(a.0, b.0), (a.0, b.1), (a.1, b.0), (a.1, b.1)];
    let found: Option<Vec<Number>> = ends.into_iter().map(|(a, b)| both(a, b, op)).collect();
    let found = found.unwrap_or_default();
    (found.iter().min().copied(), found.iter().max().copied())
}

fn both<A, B, C>(a: Option<A>, b: Option<B>, op: impl Fn(A, B) -> Option<C>) -> Option<C> {
    a.zip(b).and_then(|(a, b)| op(a, b))
}

fn either(a: Option<Number>, b: Option<Number>, wanted: Ordering) -> Option<Number> {
    match (a, b) {
        (Some(a), Some(b)) => Some(if a.cmp(&b) == wanted { a } else { b }),
        (a, b) => a.or(b),
    }
}
