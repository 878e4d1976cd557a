//! Numbers against fractions of unbounded integers: what fits is exact, and only what does not fit is refused.

#![expect(clippy::arithmetic_side_effects, reason = "integers of unbounded size do not overflow")]

use num_bigint::BigInt;
use num_rational::Ratio;
use proptest::prelude::*;
use timbang::{Number, Rounding};

type Exact = Ratio<BigInt>;

fn exact(n: Number) -> Exact {
    Exact::new(BigInt::from(n.numerator()), BigInt::from(n.denominator()))
}

fn fits(exact: &Exact) -> bool {
    let most = BigInt::from(i128::MAX);
    exact.numer() <= &most && -exact.numer() <= most && exact.denom() <= &most
}

/// Exactly the result where it fits, and nothing where it does not.
fn is_exact(found: Option<Number>, wanted: &Exact) -> bool {
    match found {
        Some(found) => exact(found) == *wanted,
        None => !fits(wanted),
    }
}

/// Integers of every size, with many near zero, near powers of two and ten, and near the ends.
fn integers() -> impl Strategy<Value = i128> {
    let near = |base: i128| (-3i128..=3).prop_map(move |d| base.saturating_add(d).max(-i128::MAX));
    prop_oneof![
        -20i128..=20,
        -1_000_000i128..=1_000_000,
        any::<i64>().prop_map(i128::from),
        any::<i128>().prop_map(|n| n.max(-i128::MAX)),
        (0u32..127).prop_flat_map(move |bit| near(1i128 << bit)),
        (0u32..38).prop_flat_map(move |power| near(10i128.pow(power))),
        near(i128::MAX),
        near(-i128::MAX),
    ]
}

fn numbers() -> impl Strategy<Value = Number> {
    let decimals = (integers(), 0u32..=37).prop_filter_map("fits", |(n, s)| Number::from_scaled(n, s));
    let quotients = (integers(), integers()).prop_filter_map("fits", |(n, d)| Number::from_fraction(n, d));
    let small = (-500i128..500, 1i128..60).prop_filter_map("fits", |(n, d)| Number::from_fraction(n, d));
    prop_oneof![decimals, quotients, small]
}

const ROUNDINGS: [Rounding; 6] =
    [Rounding::HalfUp, Rounding::HalfEven, Rounding::Down, Rounding::Up, Rounding::Floor, Rounding::Ceil];

/// The rounding by its definition, over unbounded integers.
fn rounded(n: &Exact, scale: u32, rounding: Rounding) -> Exact {
    let factor = BigInt::from(10).pow(scale);
    let scaled = n * &factor;
    let (zero, half) = (Exact::from(BigInt::from(0)), Exact::new(BigInt::from(1), BigInt::from(2)));
    let (floor, ceil) = (scaled.floor(), scaled.ceil());
    let (toward, away) =
        if scaled < zero { (ceil.clone(), floor.clone()) } else { (floor.clone(), ceil.clone()) };
    let from_toward = if scaled < zero { &toward - &scaled } else { &scaled - &toward };
    let is_even = (toward.to_integer() % BigInt::from(2)) == BigInt::from(0);
    let whole = match rounding {
        Rounding::Down => toward,
        Rounding::Up => away,
        Rounding::Floor => floor,
        Rounding::Ceil => ceil,
        _ if from_toward < half => toward,
        _ if from_toward > half => away,
        Rounding::HalfUp => away,
        Rounding::HalfEven => {
            if is_even {
                toward
            } else {
                away
            }
        }
    };
    whole / Exact::from(factor)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn arithmetic_is_exact(a in numbers(), b in numbers()) {
        let (x, y) = (exact(a), exact(b));
        prop_assert!(is_exact(a.checked_add(b), &(&x + &y)), "{a} + {b}");
        prop_assert!(is_exact(a.checked_sub(b), &(&x - &y)), "{a} - {b}");
        prop_assert!(is_exact(a.checked_mul(b), &(&x * &y)), "{a} * {b}");
        if b.is_zero() {
            prop_assert_eq!(a.checked_div(b), None);
        } else {
            prop_assert!(is_exact(a.checked_div(b), &(&x / &y)), "{a} / {b}");
        }
        prop_assert!(is_exact(a.checked_neg(), &-&x));
        prop_assert_eq!(a.cmp(&b), x.cmp(&y), "{} against {}", a, b);
        prop_assert_eq!(a == b, x == y);
    }

    #[test]
    fn what_a_sum_shares_is_taken_out(a in numbers(), b in numbers()) {
        // Sums whose parts are wide and whose reduced result is not.
        if let Some(rest) = b.checked_sub(a) {
            prop_assert_eq!(a.checked_add(rest), Some(b));
            prop_assert_eq!(rest.checked_add(a), Some(b));
        }
    }

    #[test]
    fn roundings_are_as_defined(n in numbers(), scale in 0u32..=37) {
        for rounding in ROUNDINGS {
            let wanted = rounded(&exact(n), scale, rounding);
            prop_assert!(is_exact(n.round(scale, rounding), &wanted), "{n} to {scale}, {rounding:?}");
        }
    }

    #[test]
    fn ties_are_ties(whole in -1_000i128..1_000, scale in 0u32..20, off in -1i128..=1) {
        // Exactly in the middle, and a little beside it.
        let wide = 10i128.pow(scale).checked_mul(1_000_000).and_then(|den| {
            Number::from_fraction(whole.checked_mul(1_000_000)?.checked_add(500_000)?.checked_add(off)?, den)
        });
        let n = wide.ok_or_else(|| TestCaseError::reject("does not fit"))?;
        for rounding in ROUNDINGS {
            prop_assert!(is_exact(n.round(scale, rounding), &rounded(&exact(n), scale, rounding)), "{n} {rounding:?}");
        }
    }

    #[test]
    fn what_is_written_is_read_again(n in numbers()) {
        let written = n.to_string();
        match n.scale().and_then(|scale| n.to_scaled(scale)) {
            Some(_) => prop_assert_eq!(written.parse::<Number>().ok(), Some(n), "{}", written),
            None => prop_assert_eq!(written, format!("{}/{}", n.numerator(), n.denominator())),
        }
    }

    #[test]
    fn the_scale_is_the_least_that_is_exact(n in numbers()) {
        let exact_at = |scale: u32| rounded(&exact(n), scale, Rounding::Down) == exact(n);
        match n.scale() {
            Some(scale) => {
                prop_assert!(exact_at(scale));
                prop_assert!(scale == 0 || !exact_at(scale.saturating_sub(1)));
            }
            None => prop_assert!(!exact_at(130), "no power of ten up to 130 makes it whole"),
        }
    }

    #[test]
    fn any_text_is_read_or_refused(text in "[-+]?[0-9]{0,45}(\\.[0-9]{0,45})?([eE][-+]?[0-9]{1,6})?") {
        if let Ok(n) = text.parse::<Number>() {
            let shifted = text.to_lowercase();
            let (mantissa, exponent) = shifted.split_once('e').unwrap_or((&shifted, "0"));
            let (whole, part) = mantissa.split_once('.').unwrap_or((mantissa, ""));
            let digits: BigInt = format!("{whole}{part}").trim_start_matches('+').parse().map_err(|_| TestCaseError::fail("no digits"))?;
            if digits != BigInt::from(0) {
                let exponent: i64 = exponent.parse().map_err(|_| TestCaseError::fail("no exponent"))?;
                let shift = exponent.saturating_sub(i64::try_from(part.len()).unwrap_or(0));
                let power = BigInt::from(10).pow(u32::try_from(shift.unsigned_abs()).unwrap_or(0));
                let wanted = if shift < 0 { Exact::new(digits, power) } else { Exact::from(digits * power) };
                prop_assert_eq!(exact(n), wanted);
            } else {
                prop_assert!(n.is_zero());
            }
        }
    }
}
