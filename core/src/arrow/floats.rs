//! What a binary float holds, exactly and without calculating in floats.

/// What a float is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Float {
    /// A whole number.
    Whole(i128),
    /// A whole number with more digits than can be kept.
    TooLong,
    /// No whole number, or none at all.
    NotWhole,
}

const MOST: u128 = 10u128.pow(38);

/// Takes a float apart. Source: IEEE 754, binary64.
pub(super) fn decode(float: f64) -> Float {
    let bits = float.to_bits();
    let exponent = (bits >> 52) & 0x7ff;
    let fraction = bits & ((1 << 52) - 1);
    if exponent == 0x7ff {
        return Float::NotWhole;
    }
    if exponent == 0 {
        return if fraction == 0 { Float::Whole(0) } else { Float::NotWhole };
    }
    let digits = u128::from(fraction | (1 << 52));
    let whole = match exponent.checked_sub(1075) {
        Some(left) if left <= 74 => digits << left,
        Some(_) => return Float::TooLong,
        None => {
            let right = 1075u64.saturating_sub(exponent);
            if right > 52 || digits.trailing_zeros() < u32::try_from(right).unwrap_or(u32::MAX) {
                return Float::NotWhole;
            }
            digits >> right
        }
    };
    match i128::try_from(whole) {
        Ok(number) if whole < MOST => {
            Float::Whole(if float.is_sign_negative() { number.saturating_neg() } else { number })
        }
        _ => Float::TooLong,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn floats_are_taken_apart_exactly() {
        let whole = [
            (0.0, 0),
            (1.0, 1),
            (-3.0, -3),
            (1e6, 1_000_000),
            (-987_654_321.0, -987_654_321),
            (9_007_199_254_740_992.0, 1 << 53),
            (-1_152_921_504_606_846_976.0, -(1 << 60)),
        ];
        for (float, number) in whole {
            assert_eq!(decode(float), Float::Whole(number), "{float}");
        }
        for f in [
            0.5,
            -1.5,
            1e-300,
            f64::NAN,
            f64::INFINITY,
            f64::NEG_INFINITY,
            f64::MIN_POSITIVE / 2.0,
            4_503_599_627_370_495.5,
        ] {
            assert_eq!(decode(f), Float::NotWhole, "{f}");
        }
        for f in [1e39, f64::MAX, -f64::MAX] {
            assert_eq!(decode(f), Float::TooLong, "{f}");
        }
        assert_eq!(decode(-0.0), Float::Whole(0));
        assert_eq!(decode(1e30), Float::Whole(1_000_000_000_000_000_019_884_624_838_656));
    }
}
