//! Texts as most files write them, read without the long way: plain decimals, days, truth values. What is written in
//! any other way is left to [`super::cell`], which says what it means.

use crate::eval::columnar::calendar;
use crate::value::Date;

/// The most digits that are read here: no sum of so many overflows.
const MOST: usize = 18;

/// A plain decimal such as `-12.5` as a whole number at a scale.
pub(super) fn decimal(words: &str, scale: u32) -> Option<i128> {
    let words = words.trim().as_bytes();
    let (negative, digits) = match words.split_first()? {
        (b'-', rest) => (true, rest),
        _ => (false, words),
    };
    if digits.len() > MOST || !digits.first()?.is_ascii_digit() || !digits.last()?.is_ascii_digit() {
        return None;
    }
    let (mut number, mut decimals) = (0i64, None::<u32>);
    for byte in digits {
        match (byte, decimals) {
            (b'0'..=b'9', _) => {
                number = number.wrapping_mul(10).wrapping_add(i64::from(byte.wrapping_sub(b'0')));
                decimals = decimals.map(|count| count.saturating_add(1));
            }
            (b'.', None) => decimals = Some(0),
            _ => return None,
        }
    }
    let more = scale.checked_sub(decimals.unwrap_or(0))?;
    let number = i128::from(number).checked_mul(10i128.checked_pow(more)?)?;
    Some(if negative { number.wrapping_neg() } else { number })
}

/// A day such as `2025-12-31` as days since 1970.
pub(super) fn day(words: &str) -> Option<i128> {
    let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = *words.trim().as_bytes() else { return None };
    let number = |digits: &[u8]| {
        digits.iter().try_fold(0i16, |sum, digit| {
            let digit = digit.is_ascii_digit().then(|| i16::from(digit.wrapping_sub(b'0')))?;
            Some(sum.wrapping_mul(10).wrapping_add(digit))
        })
    };
    let (year, month, day) = (number(&[y1, y2, y3, y4])?, number(&[m1, m2])?, number(&[d1, d2])?);
    let date = Date::from_parts(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?)?;
    Some(i128::from(calendar::days_of(date)))
}

/// A truth value in lower case.
pub(super) fn truth(words: &str) -> Option<i128> {
    match words.trim() {
        "ya" | "true" => Some(1),
        "tidak" | "false" => Some(0),
        _ => None,
    }
}
