//! How dates, numbers and truth values are written.

/// Writes a whole number of `10^-scale` as a plain decimal without trailing zeros.
pub(super) fn decimal(units: u64, scale: usize) -> String {
    let digits = format!("{units:0width$}", width = scale.saturating_add(1));
    let (whole, fraction) = digits.split_at(digits.len().saturating_sub(scale));
    let fraction = fraction.trim_end_matches('0');
    if fraction.is_empty() { whole.to_owned() } else { format!("{whole}.{fraction}") }
}

/// Writes a date.
pub(super) fn date(year: u64, month: u64, day: u64) -> String {
    format!("{year:04}-{month:02}-{day:02}")
}

/// Writes a truth value as tables and cases do.
pub(super) fn yes_no(value: bool) -> String {
    (if value { "ya" } else { "tidak" }).to_owned()
}
