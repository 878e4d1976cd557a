//! Days since 1970 and the calendar, in whole numbers.

use super::code::Unit;
use crate::value::Date;

/// The first day of the year -9999, as far as dates go.
pub(crate) const FIRST_DAY: i64 = -4_371_587;
/// The last day of the year 9999.
pub(crate) const LAST_DAY: i64 = 2_932_896;

/// The year, month and day of a count of days since 1970-01-01.
///
/// Source: Howard Hinnant, "chrono-compatible low-level date algorithms", with years that begin in March.
#[inline(always)]
pub(crate) fn civil(days: i64) -> (i64, i64, i64) {
    let shifted = days.wrapping_add(719_468);
    let era = shifted.div_euclid(146_097);
    let of_era = shifted.rem_euclid(146_097);
    let year_of_era =
        (of_era.wrapping_sub(of_era / 1_460).wrapping_add(of_era / 36_524).wrapping_sub(of_era / 146_096))
            / 365;
    let of_year = of_era.wrapping_sub(
        year_of_era.wrapping_mul(365).wrapping_add(year_of_era / 4).wrapping_sub(year_of_era / 100),
    );
    let shifted_month = of_year.wrapping_mul(5).wrapping_add(2) / 153;
    let day = of_year.wrapping_sub(shifted_month.wrapping_mul(153).wrapping_add(2) / 5).wrapping_add(1);
    let month =
        if shifted_month < 10 { shifted_month.wrapping_add(3) } else { shifted_month.wrapping_sub(9) };
    let year = era.wrapping_mul(400).wrapping_add(year_of_era).wrapping_add(i64::from(month <= 2));
    (year, month, day)
}

/// The count of days since 1970-01-01.
#[inline(always)]
pub(crate) fn days(year: i64, month: i64, day: i64) -> i64 {
    let year = year.wrapping_sub(i64::from(month <= 2));
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    let shifted_month = if month > 2 { month.wrapping_sub(3) } else { month.wrapping_add(9) };
    let of_year = (shifted_month.wrapping_mul(153).wrapping_add(2) / 5).wrapping_add(day).wrapping_sub(1);
    let of_era_days =
        of_era.wrapping_mul(365).wrapping_add(of_era / 4).wrapping_sub(of_era / 100).wrapping_add(of_year);
    era.wrapping_mul(146_097).wrapping_add(of_era_days).wrapping_sub(719_468)
}

/// How many days a month has.
#[inline(always)]
pub(crate) fn month_length(year: i64, month: i64) -> i64 {
    match month {
        2 => {
            let leap = year.rem_euclid(4) == 0 && (year.rem_euclid(100) != 0 || year.rem_euclid(400) == 0);
            28i64.wrapping_add(i64::from(leap))
        }
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// The day some months later, clipped to the month's last; outside the calendar none.
#[inline(always)]
pub(crate) fn add_months(day: i64, months: i64) -> Option<i64> {
    let (year, month, of_month) = civil(day);
    let total = year.checked_mul(12)?.checked_add(month)?.checked_sub(1)?.checked_add(months)?;
    let (year, month) = (total.div_euclid(12), total.rem_euclid(12).wrapping_add(1));
    if !(-9999..=9999).contains(&year) {
        return None;
    }
    Some(days(year, month, of_month.min(month_length(year, month))))
}

/// The largest whole count of months `n` with `add_months(from, n) <= to`.
#[inline(always)]
pub(crate) fn months_between(from: i64, to: i64) -> i64 {
    let (a, b) = (civil(from), civil(to));
    let guess = b.0.wrapping_sub(a.0).wrapping_mul(12).wrapping_add(b.1.wrapping_sub(a.1));
    let clipped = a.2.min(month_length(b.0, b.1));
    guess.wrapping_sub(i64::from(clipped > b.2))
}

/// The largest whole count of years `n` with `add_years(from, n) <= to`.
#[inline(always)]
pub(crate) fn years_between(from: i64, to: i64) -> i64 {
    let (a, b) = (civil(from), civil(to));
    let clipped = a.2.min(month_length(b.0, a.1));
    b.0.wrapping_sub(a.0).wrapping_sub(i64::from((a.1, clipped) > (b.1, b.2)))
}

/// A part of a date.
#[inline(always)]
pub(crate) fn part(unit: Unit, day: i64) -> i64 {
    let (year, month, of_month) = civil(day);
    match unit {
        Unit::Year => year,
        Unit::Month => month,
        Unit::Day => of_month,
        Unit::Quarter => month.wrapping_add(2) / 3,
    }
}

/// The day some steps later; none outside the calendar.
#[inline(always)]
pub(crate) fn moved(unit: Unit, day: i64, count: i64) -> Option<i64> {
    let found = match unit {
        Unit::Day => day.checked_add(count),
        Unit::Month | Unit::Quarter => add_months(day, count),
        Unit::Year => add_months(day, count.checked_mul(12)?),
    };
    found.filter(|day| (FIRST_DAY..=LAST_DAY).contains(day))
}

/// Whole steps between two days.
#[inline(always)]
pub(crate) fn between(unit: Unit, from: i64, to: i64) -> i64 {
    match unit {
        Unit::Day => to.wrapping_sub(from),
        Unit::Month | Unit::Quarter => months_between(from, to),
        Unit::Year => years_between(from, to),
    }
}

/// The count of days of a year, month and day; none where there is no such day.
pub(crate) fn day_of(year: i128, month: i128, day: i128) -> Option<i64> {
    let (y, m, d) = (i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?);
    Some(days_of(Date::from_parts(y, m, d)?))
}

/// The count of days of a date.
pub(crate) fn days_of(date: Date) -> i64 {
    days(i64::from(date.year()), i64::from(date.month()), i64::from(date.day()))
}

/// The date of a count of days.
pub(crate) fn date_of(day: i64) -> Option<Date> {
    if !(FIRST_DAY..=LAST_DAY).contains(&day) {
        return None;
    }
    let (year, month, day) = civil(day);
    Date::from_parts(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_calendar_is_that_of_dates() {
        let mut day = FIRST_DAY;
        while day <= LAST_DAY {
            let date = date_of(day).unwrap();
            assert_eq!(days_of(date), day);
            let later = day + 37 * (day.rem_euclid(101));
            if let Some(other) = date_of(later) {
                assert_eq!(months_between(day, later), date.months_to(other), "{date} {other}");
                assert_eq!(years_between(day, later), date.years_to(other), "{date} {other}");
                assert_eq!(months_between(later, day), other.months_to(date), "{other} {date}");
                assert_eq!(years_between(later, day), other.years_to(date), "{other} {date}");
            }
            let moved = add_months(day, day.rem_euclid(301) - 150);
            assert_eq!(moved.and_then(date_of), date.add_months(day.rem_euclid(301) - 150), "{date}");
            day += 13;
        }
    }
}
