//! How dates, numbers and truth values are written.

use timbang::Date;

/// Writes a whole number of `10^-scale` as a plain decimal without trailing zeros.
pub(super) fn decimal(units: u64, scale: usize) -> String {
    let digits = format!("{units:0width$}", width = scale.saturating_add(1));
    let (whole, fraction) = digits.split_at(digits.len().saturating_sub(scale));
    let fraction = fraction.trim_end_matches('0');
    if fraction.is_empty() { whole.to_owned() } else { format!("{whole}.{fraction}") }
}

/// Gives a day; parts that are no date give the nearest day that is one.
pub(super) fn day(year: u64, month: u64, day: u64) -> Date {
    let small = |part: u64| i8::try_from(part).unwrap_or(i8::MAX);
    timbang::date(i16::try_from(year).unwrap_or(i16::MAX), small(month), small(day))
}

/// Gives the day that many months later, or earlier.
pub(super) fn months_later(from: Date, months: i64) -> Date {
    from.add_months(months).unwrap_or(from)
}

/// Gives the day that many days later, or earlier.
pub(super) fn days_later(from: Date, days: i64) -> Date {
    from.add_days(days).unwrap_or(from)
}

/// Writes a truth value as tables and cases do.
pub(super) fn yes_no(value: bool) -> String {
    (if value { "ya" } else { "tidak" }).to_owned()
}

/// Writes what there is, and an empty cell where there is nothing.
pub(super) fn if_any<T: ToString>(value: Option<T>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}
