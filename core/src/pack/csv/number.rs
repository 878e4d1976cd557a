//! Numbers in cells: a decimal point in a comma file, a decimal comma in a semicolon file.

use crate::pack::report::Report;
use crate::source::Span;
use crate::text;
use crate::value::Number;

/// What a cell is as a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::pack) enum CellNumber {
    /// It is this number.
    Is {
        /// The number.
        number: Number,
        /// Its digits with a decimal point; a percentage is written out.
        digits: String,
    },
    /// It was meant as a number, but is none here.
    Bad(BadNumber),
    /// It is something else: a word, a date, a code with leading zeros.
    Not,
}

/// Why digits in a cell are no number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::pack) enum BadNumber {
    /// The decimal sign is that of the other kind of file.
    DecimalSign,
    /// Thousands are set apart.
    Thousands,
    /// More digits than can be kept exactly.
    TooLong,
}

/// Reads a cell.
pub(in crate::pack) fn number(cell: &str, decimal_comma: bool) -> CellNumber {
    let (body, percent) = cell.strip_suffix('%').map_or((cell, false), |body| (body, true));
    let digits = body.strip_prefix(['-', '+']).unwrap_or(body);
    let numeric = digits.bytes().all(|b| b.is_ascii_digit() || b == b'.' || b == b',');
    let edges = |c: char| c.is_ascii_digit();
    if !numeric || !digits.starts_with(edges) || !digits.ends_with(edges) {
        return CellNumber::Not;
    }
    let (points, commas) = (digits.matches('.').count(), digits.matches(',').count());
    let (own, other) = if decimal_comma { (commas, points) } else { (points, commas) };
    let sign = if decimal_comma { ',' } else { '.' };
    if other > 0 || own > 1 {
        let foreign = if decimal_comma { '.' } else { ',' };
        let thousands = is_grouped(digits, sign) || is_grouped(digits, foreign);
        return match (points.saturating_add(commas), own) {
            (1, 0) => CellNumber::Bad(BadNumber::DecimalSign),
            _ if thousands => CellNumber::Bad(BadNumber::Thousands),
            // More signs than any number has: a code such as 1.2.3.
            _ => CellNumber::Not,
        };
    }
    let whole = digits.split(sign).next().unwrap_or(digits);
    if whole.len() > 1 && whole.starts_with('0') {
        return CellNumber::Not;
    }
    let plain = body.trim_start_matches('+').replace(',', ".");
    match plain.parse::<Number>() {
        Ok(number) if percent => match number.checked_div(Number::from(100u32)) {
            Some(number) => CellNumber::Is { number, digits: number.to_string() },
            None => CellNumber::Bad(BadNumber::TooLong),
        },
        Ok(number) => CellNumber::Is { number, digits: plain },
        Err(_) => CellNumber::Bad(BadNumber::TooLong),
    }
}

// Groups of three digits after the first, and perhaps decimals after the other sign.
fn is_grouped(digits: &str, separator: char) -> bool {
    let other = if separator == '.' { ',' } else { '.' };
    let whole = digits.split_once(other).map_or(digits, |(whole, _)| whole);
    let mut groups = whole.split(separator);
    let first = groups.next().unwrap_or("");
    let mut rest = 0usize;
    for group in groups {
        rest = rest.saturating_add(1);
        if group.len() != 3 {
            return false;
        }
    }
    rest > 0 && (1..=3).contains(&first.len())
}

/// Says why digits are no number.
pub(in crate::pack) fn report_bad_number(
    report: &mut Report<'_>,
    span: Span,
    bad: BadNumber,
    decimal_comma: bool,
) {
    let (code, message) = match bad {
        BadNumber::DecimalSign if decimal_comma => (
            "T0045",
            text!(
                "Berkas ini memakai titik koma sebagai pemisah, jadi desimalnya koma; titik dapat terbaca sebagai ribuan.",
                "This file is separated by semicolons, so its decimals have a comma; a point may be read as thousands."
            ),
        ),
        BadNumber::DecimalSign => (
            "T0045",
            text!(
                "Berkas ini memakai koma sebagai pemisah, jadi desimalnya titik.",
                "This file is separated by commas, so its decimals have a point."
            ),
        ),
        BadNumber::Thousands => (
            "T0045",
            text!(
                "Angka ini memakai pemisah ribuan, yang dapat terbaca sebagai desimal.",
                "This number has separators of thousands, which may be read as decimals."
            ),
        ),
        BadNumber::TooLong => (
            "T0014",
            text!(
                "Angka ini terlalu panjang untuk disimpan dengan tepat; batasnya 38 digit.",
                "This number is too long to be kept exactly; the limit is 38 digits."
            ),
        ),
    };
    let help = if decimal_comma {
        text!("Tulis seperti 12,5 atau 1800000.", "Write it like 12,5 or 1800000.")
    } else {
        text!("Tulis seperti 12.5 atau 1800000.", "Write it like 12.5 or 1800000.")
    };
    report.error(code, span, message, help);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn digits(cell: &str, decimal_comma: bool) -> Option<String> {
        match number(cell, decimal_comma) {
            CellNumber::Is { digits, .. } => Some(digits),
            _ => None,
        }
    }

    #[test]
    fn the_decimal_sign_follows_the_separator() {
        assert_eq!(digits("3.130", false).as_deref(), Some("3.130"));
        assert_eq!(digits("-3,13", true).as_deref(), Some("-3.13"));
        assert_eq!(digits("75%", false).as_deref(), Some("0.75"));
        assert_eq!(digits("7,5%", true).as_deref(), Some("0.075"));
        assert_eq!(number("3,13", false), CellNumber::Bad(BadNumber::DecimalSign));
        assert_eq!(number("3.13", true), CellNumber::Bad(BadNumber::DecimalSign));
        assert_eq!(number("1.800", true), CellNumber::Bad(BadNumber::DecimalSign));
    }

    #[test]
    fn thousands_are_told_from_codes() {
        assert_eq!(number("1.800.000", false), CellNumber::Bad(BadNumber::Thousands));
        assert_eq!(number("1.800.000,50", true), CellNumber::Bad(BadNumber::Thousands));
        assert_eq!(number("1,800,000.50", false), CellNumber::Bad(BadNumber::Thousands));
        for code in ["1.2.3", "007", "III/c", "2025-01-01", "12a", "-", ".5", "5."] {
            assert_eq!(number(code, false), CellNumber::Not, "{code}");
        }
        assert_eq!(number(&"9".repeat(50), false), CellNumber::Bad(BadNumber::TooLong));
    }
}
