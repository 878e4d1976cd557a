//! Fractions as people and programs read them: exact, and rounded with the rounding told.

use crate::outcome::words;
use crate::value::{Lang, Number, Rounding};

/// How many decimals rounded figures have on the wire.
pub(super) const DECIMALS: u32 = 4;

/// A count of a count, exactly.
pub(super) fn share(part: u64, of: u64) -> Option<Number> {
    Number::from_fraction(i128::from(part), i128::from(of))
}

/// The number with exactly four decimals, rounded half up.
pub(super) fn rounded(number: Number) -> Option<String> {
    let digits = number.round(DECIMALS, Rounding::HalfUp)?.to_scaled(DECIMALS)?;
    let (sign, digits) = (if digits < 0 { "-" } else { "" }, digits.unsigned_abs());
    let (whole, part) = (digits.checked_div(10_000)?, digits.checked_rem(10_000)?);
    Some(format!("{sign}{whole}.{part:04}"))
}

/// A share as a percentage with one decimal, rounded half up: `12,3%`.
pub(super) fn percent(part: u64, of: u64, lang: Lang) -> String {
    share(part, of).map_or_else(|| "–".to_owned(), |share| percent_of(share, lang))
}

/// A number as a percentage with one decimal, rounded half up.
pub(super) fn percent_of(share: Number, lang: Lang) -> String {
    fixed(share.checked_mul(Number::from(100u32)), 1, lang)
        .map_or_else(|| "–".to_owned(), |words| format!("{words}%"))
}

/// A number with this many decimals, rounded half up, also where they are zeros.
pub(super) fn fixed(number: Option<Number>, decimals: u32, lang: Lang) -> Option<String> {
    let rounded = number?.round(decimals, Rounding::HalfUp)?;
    let mut shown = words::number(rounded, Some(""), lang);
    let point = if lang == Lang::Id { ',' } else { '.' };
    let have = shown.rsplit_once(point).map_or(0, |(_, part)| part.len());
    if have == 0 && decimals > 0 {
        shown.push(point);
    }
    let want = usize::try_from(decimals).unwrap_or(0);
    (have..want).for_each(|_| shown.push('0'));
    Some(shown)
}

/// A number as people read it, with at most four decimals and the sign of a change.
pub(super) fn signed(number: Number, lang: Lang) -> String {
    let shown = words::number(number.round(DECIMALS, Rounding::HalfUp).unwrap_or(number), Some(""), lang);
    if number.is_negative() || number.is_zero() {
        shown.replace('-', "\u{2212}")
    } else {
        format!("+{shown}")
    }
}

/// A count as people read it.
pub(super) fn count(count: u64, lang: Lang) -> String {
    words::number(Number::from_scaled(i128::from(count), 0).unwrap_or(Number::ZERO), Some(""), lang)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_exact_until_they_are_shown() {
        assert_eq!(share(81, 263).unwrap().to_string(), "81/263");
        assert_eq!(rounded(share(81, 263).unwrap()).unwrap(), "0.3080");
        assert_eq!(percent(1, 3, Lang::Id), "33,3%");
        assert_eq!(percent(2, 2, Lang::En), "100.0%");
        assert_eq!(percent(0, 0, Lang::En), "–");
        assert_eq!(signed(Number::from(-3i64), Lang::Id), "\u{2212}3");
        assert_eq!(signed("1250.5".parse().unwrap(), Lang::Id), "+1.250,5");
        assert_eq!(count(1_234, Lang::Id), "1.234");
    }
}
