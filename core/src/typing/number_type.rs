//! The scale and range of a number that is not known yet.

use std::cmp::Ordering;

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
}

type Op = fn(Number, Number) -> Option<Number>;

impl NumberType {
    /// A number of which nothing is known but its scale.
    #[must_use]
    pub fn of_scale(scale: u32) -> NumberType {
        NumberType { scale: Some(scale), lo: None, hi: None }
    }

    /// A whole number within bounds.
    #[must_use]
    pub fn whole(lo: i64, hi: i64) -> NumberType {
        NumberType { scale: Some(0), lo: Some(Number::from(lo)), hi: Some(Number::from(hi)) }
    }

    /// Exactly this number.
    #[must_use]
    pub fn exactly(number: Number) -> NumberType {
        NumberType { scale: number.scale(), lo: Some(number), hi: Some(number) }
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
        }
    }

    /// The sum.
    #[must_use]
    pub fn plus(self, other: NumberType) -> NumberType {
        NumberType {
            scale: both(self.scale, other.scale, |a, b| Some(a.max(b))),
            lo: both(self.lo, other.lo, Number::checked_add),
            hi: both(self.hi, other.hi, Number::checked_add),
        }
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
        }
    }

    /// The product.
    #[must_use]
    pub fn times(self, other: NumberType) -> NumberType {
        let scale = both(self.scale, other.scale, |a, b| a.checked_add(b).filter(|s| *s <= MAX_SCALE));
        self.corners(other, Number::checked_mul, scale)
    }

    /// The quotient; the scale stays finite where the divisor is a constant made of twos and fives.
    #[must_use]
    pub fn over(self, other: NumberType) -> NumberType {
        let inverse = other.constant().and_then(|n| Number::ONE.checked_div(n)).and_then(Number::scale);
        let scale = both(self.scale, inverse, |a, b| a.checked_add(b).filter(|s| *s <= MAX_SCALE));
        if other.may_be_zero() {
            return NumberType { scale, lo: None, hi: None };
        }
        self.corners(other, Number::checked_div, scale)
    }

    /// The remainder of a division.
    #[must_use]
    pub fn modulo(self, other: NumberType) -> NumberType {
        let scale = both(self.scale, other.scale, |a, b| Some(a.max(b)));
        NumberType { scale, lo: None, hi: None }
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
        NumberType { scale: self.scale, lo, hi: both(self.hi, turned.hi, |a, b| Some(a.max(b))) }
    }

    /// The smaller of the two.
    #[must_use]
    pub fn min(self, other: NumberType) -> NumberType {
        NumberType {
            scale: both(self.scale, other.scale, |a, b| Some(a.max(b))),
            lo: both(self.lo, other.lo, |a, b| Some(a.min(b))),
            hi: either(self.hi, other.hi, Ordering::Less),
        }
    }

    /// The larger of the two.
    #[must_use]
    pub fn max(self, other: NumberType) -> NumberType {
        NumberType {
            scale: both(self.scale, other.scale, |a, b| Some(a.max(b))),
            lo: either(self.lo, other.lo, Ordering::Greater),
            hi: both(self.hi, other.hi, |a, b| Some(a.max(b))),
        }
    }

    /// The number brought to a scale by a rounding that never goes past the next step.
    #[must_use]
    pub fn rounded(self, scale: u32) -> NumberType {
        let kept = self.scale.map_or(scale, |own| own.min(scale));
        let lo = self.lo.and_then(|n| n.round(scale, crate::value::Rounding::Floor));
        let hi = self.hi.and_then(|n| n.round(scale, crate::value::Rounding::Ceil));
        NumberType { scale: Some(kept), lo, hi }
    }

    /// The sum of at most so many of these.
    #[must_use]
    pub fn summed(self, most: u32) -> NumberType {
        let times = Number::from(most);
        let lo = self.lo.and_then(|n| n.min(Number::ZERO).checked_mul(times));
        let hi = self.hi.and_then(|n| n.max(Number::ZERO).checked_mul(times));
        NumberType { scale: self.scale, lo, hi }
    }

    /// Whether zero lies within the bounds.
    #[must_use]
    pub fn may_be_zero(self) -> bool {
        self.lo.is_none_or(|lo| lo <= Number::ZERO) && self.hi.is_none_or(|hi| hi >= Number::ZERO)
    }

    fn corners(self, other: NumberType, op: Op, scale: Option<u32>) -> NumberType {
        let ends = [(self.lo, other.lo), (self.lo, other.hi), (self.hi, other.lo), (self.hi, other.hi)];
        let found: Option<Vec<Number>> = ends.into_iter().map(|(a, b)| both(a, b, op)).collect();
        let found = found.unwrap_or_default();
        NumberType { scale, lo: found.iter().min().copied(), hi: found.iter().max().copied() }
    }
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
