//! Division of whole numbers with a named rounding.

use super::super::lanes::Int;
use super::column::Arg;
use super::wide::wide;
use crate::value::Rounding;

/// Divides; the divisor is at least one wherever there is a value.
pub(super) fn divide<T: Int>(
    to: &mut [T],
    a: Arg<'_, T>,
    b: Arg<'_, T>,
    rounding: Rounding,
    (lo, hi): (i128, i128),
) {
    let zero = T::default();
    if let (Arg::Each(a), Arg::One(b)) = (a, b)
        && let Some(by) = Reciprocal::new(b.wide(), rounding, lo, hi)
    {
        by.divide(to, a);
        return;
    }
    wide(|| {
        for (row, to) in to.iter_mut().enumerate() {
            *to = rounded(a.at(row, zero), b.at(row, zero), rounding);
        }
    });
}

/// The quotient of two numbers, rounded; zero where the divisor is zero.
#[inline(always)]
pub(crate) fn rounded<T: Int>(n: T, d: T, rounding: Rounding) -> T {
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

/// Division of numbers from zero to a bound by a constant, as a multiplication and a shift.
///
/// Source: Granlund and Montgomery, "Division by Invariant Integers using Multiplication", 1994. With
/// `m = ceil(2^s / d)`, `floor(n / d) = (n * m) >> s` for every `n <= most` where `(m * d - 2^s) * most < 2^s`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Reciprocal {
    factor: u64,
    shift: u32,
    added: u64,
    /// Whether every product fits in 32 bits.
    short: bool,
}

impl Reciprocal {
    fn new(divisor: i128, rounding: Rounding, lo: i128, hi: i128) -> Option<Reciprocal> {
        let d = u64::try_from(divisor).ok().filter(|d| *d > 0)?;
        let added = match rounding {
            Rounding::Down | Rounding::Floor => 0,
            Rounding::Up | Rounding::Ceil => d.checked_sub(1)?,
            // An odd divisor has no tie, so that half of it, rounded down, is enough.
            Rounding::HalfUp => d / 2,
            Rounding::HalfEven => return None,
        };
        if lo < 0 {
            return None;
        }
        let most = u64::try_from(hi).ok()?.checked_add(added)?;
        for shift in 0..63u32 {
            let power = 1u64.checked_shl(shift)?;
            let factor = power.checked_add(d)?.checked_sub(1)?.checked_div(d)?;
            let over = u128::from(factor).checked_mul(u128::from(d))?.checked_sub(u128::from(power))?;
            let product = u128::from(factor).checked_mul(u128::from(most))?;
            if over.checked_mul(u128::from(most))? < u128::from(power) && product < 1 << 63 {
                let short = product < 1 << 31 && most < 1 << 31 && shift < 31;
                return Some(Reciprocal { factor, shift, added, short });
            }
        }
        None
    }

    fn divide<T: Int>(self, to: &mut [T], from: &[T]) {
        let Reciprocal { factor, shift, added, short } = self;
        if short {
            let (factor, added) = (low(factor), low(added));
            wide(|| {
                for (to, n) in to.iter_mut().zip(from) {
                    let n = n.low_u32().wrapping_add(added);
                    *to = T::of_u32(n.wrapping_mul(factor).wrapping_shr(shift));
                }
            });
        } else {
            wide(|| {
                for (to, n) in to.iter_mut().zip(from) {
                    let n = n.low_u64().wrapping_add(added);
                    *to = T::of_u64(n.wrapping_mul(factor).wrapping_shr(shift));
                }
            });
        }
    }
}

fn low(n: u64) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reciprocal_divides_as_division_does() {
        let roundings = [Rounding::Down, Rounding::Up, Rounding::Floor, Rounding::Ceil, Rounding::HalfUp];
        for divisor in (1i64..140).chain([365, 999, 1_000, 12_000, 100_000]) {
            for most in [divisor, 7 * divisor, 9_000_000] {
                for rounding in roundings {
                    let by = Reciprocal::new(divisor.into(), rounding, 0, most.into()).unwrap();
                    let numbers: Vec<i64> = (0..=most)
                        .step_by(usize::try_from(most / 997 + 1).unwrap())
                        .chain([most, most / 2 / divisor * divisor + divisor / 2])
                        .filter(|n| *n <= most)
                        .collect();
                    let mut found = vec![0i64; numbers.len()];
                    by.divide(&mut found, &numbers);
                    for (n, found) in numbers.iter().zip(found) {
                        assert_eq!(found, rounded(*n, divisor, rounding), "{n} / {divisor} {rounding:?}");
                    }
                }
            }
        }
    }
}
