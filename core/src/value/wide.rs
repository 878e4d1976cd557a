//! Arithmetic on 256 bits, as far as exact fractions of 128-bit integers need it.

/// A number of 256 bits: its high and its low half.
pub(super) type Wide = (u128, u128);

/// The greatest common divisor; of zero and another, the other.
pub(super) fn gcd(mut a: u128, mut b: u128) -> u128 {
    while b != 0 {
        if let (Ok(a), Ok(b)) = (u64::try_from(a), u64::try_from(b)) {
            // Most numbers are short, and dividing these is many times as quick.
            return u128::from(short_gcd(a, b));
        }
        (a, b) = (b, a.checked_rem(b).unwrap_or(0));
    }
    a
}

/// The greatest common divisor of short numbers.
pub(super) fn short_gcd(mut a: u64, mut b: u64) -> u64 {
    if a == 1 || b == 1 {
        return 1;
    }
    while b != 0 {
        (a, b) = (b, a.checked_rem(b).unwrap_or(0));
    }
    a
}

/// The full product of two 128-bit numbers.
pub(super) fn mul(a: u128, b: u128) -> Wide {
    const MASK: u128 = (1 << 64) - 1;
    let (a1, a0, b1, b0) = (a >> 64, a & MASK, b >> 64, b & MASK);
    // Each partial product of two 64-bit halves fits in 128 bits, so the wrapping forms never wrap.
    let low = a0.wrapping_mul(b0);
    let mid1 = a1.wrapping_mul(b0).wrapping_add(low >> 64);
    let mid2 = a0.wrapping_mul(b1).wrapping_add(mid1 & MASK);
    let high = a1.wrapping_mul(b1).wrapping_add(mid1 >> 64).wrapping_add(mid2 >> 64);
    (high, (mid2 << 64) | (low & MASK))
}

/// The sum; the caller sees to it that it fits.
pub(super) fn add(a: Wide, b: Wide) -> Wide {
    let (low, carry) = a.1.overflowing_add(b.1);
    (a.0.wrapping_add(b.0).wrapping_add(u128::from(carry)), low)
}

/// The difference of a number and a smaller one.
pub(super) fn sub(a: Wide, b: Wide) -> Wide {
    let (low, borrow) = a.1.overflowing_sub(b.1);
    (a.0.wrapping_sub(b.0).wrapping_sub(u128::from(borrow)), low)
}

/// The quotient and the remainder, or `None` where the divisor is zero or the quotient has more than 128 bits.
pub(super) fn div(a: Wide, by: u128) -> Option<(u128, u128)> {
    let (high, low) = a;
    if high == 0 {
        return Some((low.checked_div(by)?, low.checked_rem(by)?));
    }
    if high >= by {
        return None;
    }
    let (mut rest, mut quotient) = (high, 0u128);
    for bit in (0..128u32).rev() {
        let carried = rest >> 127 == 1;
        rest = (rest << 1) | ((low >> bit) & 1);
        quotient <<= 1;
        // INVARIANT: rest < 2 * by before this step, so that one subtraction is enough; what it carries out is the carry.
        if carried || rest >= by {
            rest = rest.wrapping_sub(by);
            quotient |= 1;
        }
    }
    Some((quotient, rest))
}

/// The remainder, or `None` where the divisor is zero.
pub(super) fn rem(a: Wide, by: u128) -> Option<u128> {
    div((a.0.checked_rem(by)?, a.1), by).map(|(_, rest)| rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn division_undoes_multiplication() {
        let numbers = [1, 2, 3, 10, u128::from(u64::MAX), 1 << 127, u128::MAX - 1, u128::MAX, 10u128.pow(38)];
        for a in numbers {
            for b in numbers {
                let product = mul(a, b);
                assert_eq!(div(product, b), Some((a, 0)), "{a} * {b} / {b}");
                let more = add(product, (0, b - 1));
                assert_eq!(div(more, b), Some((a, b - 1)), "with a remainder");
                assert_eq!(rem(more, b), Some(b - 1));
                assert_eq!(sub(more, product), (0, b - 1));
            }
        }
        assert_eq!(div((5, 0), 5), None, "a quotient of 129 bits");
        assert_eq!(div((0, 5), 0), None);
        assert_eq!(rem((7, 0), 0), None);
    }
}
