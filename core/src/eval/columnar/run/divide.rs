//! Division of whole numbers with a named rounding.

use super::super::lanes::Int;
use super::column::Arg;
use super::wide::wide;
use crate::value::Rounding;

/// Divides; the divisor is at least one wherever there is a value.
pub(super) fn divide<T: Int>(to: &mut [T], a: Arg<'_, T>, b: Arg<'_, T>, rounding: Rounding) {
    let zero = T::default();
    wide(|| {
        for (row, to) in to.iter_mut().enumerate() {
            *to = rounded(a.at(row, zero), b.at(row, zero), rounding);
        }
    });
}

#[inline(always)]
fn rounded<T: Int>(n: T, d: T, rounding: Rounding) -> T {
    let zero = T::default();
    let one = T::of(1);
    let (whole, rest) = n.parts(d);
    if rest == zero {
        return whole;
    }
    let negative = rest < zero;
    let size = if negative { zero.minus(rest) } else { rest };
    let twice = size.plus(size);
    let away = match rounding {
        Rounding::Down => false,
        Rounding::Up => true,
        Rounding::Floor => negative,
        Rounding::Ceil => !negative,
        Rounding::HalfUp => twice >= d,
        Rounding::HalfEven => twice > d || (twice == d && whole.parts(T::of(2)).1 != zero),
    };
    match (away, negative) {
        (false, _) => whole,
        (true, false) => whole.plus(one),
        (true, true) => whole.minus(one),
    }
}
