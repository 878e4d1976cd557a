//! Calendar dates and the periods between them.

use std::fmt;
use std::str::FromStr;

use jiff::ToSpan;
use jiff::civil;

/// A day of the Gregorian calendar, without time or zone.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(civil::Date);

/// A text that is no date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a date: write YYYY-MM-DD")]
pub struct DateError;

/// The order in which a foreign text writes a date.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum DateOrder {
    /// `2025-05-20`.
    #[default]
    YearFirst,
    /// `20-05-2025`.
    DayFirst,
}

/// Builds a date from parts that are known to be one, as in `date(2026, 1, 1)`.
///
/// Parts that are no date give the nearest day that is one: the month and the day are held to their ends.
///
/// # Example: the day from which a plan is asked for
///
/// ```
/// assert_eq!(timbang::date(2026, 1, 1).to_string(), "2026-01-01");
/// ```
#[must_use]
pub fn date(year: i16, month: i8, day: i8) -> Date {
    let month = month.clamp(1, 12);
    let mut day = day.clamp(1, 31);
    loop {
        if let Ok(found) = civil::Date::new(year.clamp(1, 9999), month, day) {
            return Date(found);
        }
        if day <= 28 {
            return Date(civil::Date::ZERO);
        }
        day = day.saturating_sub(1);
    }
}

impl Date {
    /// The date with this year, month (1 to 12) and day, or `None` where there is no such day.
    #[must_use]
    pub fn from_parts(year: i16, month: i8, day: i8) -> Option<Date> {
        civil::Date::new(year, month, day).ok().map(Date)
    }

    /// Reads a date with dashes in the given order; nothing else is accepted.
    ///
    /// # Errors
    /// [`DateError`] where the text is no such date.
    pub fn from_text(text: &str, order: DateOrder) -> Result<Date, DateError> {
        let mut parts = text.split('-');
        let (Some(a), Some(b), Some(c), None) = (parts.next(), parts.next(), parts.next(), parts.next())
        else {
            return Err(DateError);
        };
        let (year, day) = match order {
            DateOrder::YearFirst => (a, c),
            DateOrder::DayFirst => (c, a),
        };
        let digits = |s: &str, n: usize| s.len() == n && s.bytes().all(|x| x.is_ascii_digit());
        if !digits(year, 4) || !digits(b, 2) || !digits(day, 2) {
            return Err(DateError);
        }
        let read = |s: &str| s.parse::<i16>().map_err(|_| DateError);
        let small = |n: i16| i8::try_from(n).map_err(|_| DateError);
        Date::from_parts(read(year)?, small(read(b)?)?, small(read(day)?)?).ok_or(DateError)
    }

    /// The year.
    #[must_use]
    pub fn year(self) -> i16 {
        self.0.year()
    }

    /// The month, 1 to 12.
    #[must_use]
    pub fn month(self) -> i8 {
        self.0.month()
    }

    /// The day of the month, 1 to 31.
    #[must_use]
    pub fn day(self) -> i8 {
        self.0.day()
    }

    /// The quarter of the year, 1 to 4.
    #[must_use]
    pub fn quarter(self) -> i8 {
        self.month().saturating_add(2).checked_div(3).unwrap_or(1)
    }

    /// The date that many days later, or `None` outside the calendar.
    #[must_use]
    pub fn add_days(self, days: i64) -> Option<Date> {
        let span = jiff::Span::new().try_days(days).ok()?;
        self.0.checked_add(span).ok().map(Date)
    }

    /// The date that many months later; the day is clipped to the month's last.
    #[must_use]
    pub fn add_months(self, months: i64) -> Option<Date> {
        let span = jiff::Span::new().try_months(months).ok()?;
        self.0.checked_add(span).ok().map(Date)
    }

    /// The date that many years later; 29 February is clipped to the 28th.
    #[must_use]
    pub fn add_years(self, years: i64) -> Option<Date> {
        let span = jiff::Span::new().try_years(years).ok()?;
        self.0.checked_add(span).ok().map(Date)
    }

    /// Days from this date to the other; negative where the other is earlier.
    #[must_use]
    pub fn days_to(self, other: Date) -> i64 {
        self.0.until((jiff::Unit::Day, other.0)).map_or(0, |span| i64::from(span.get_days()))
    }

    /// The largest whole count of months `n` with `self.add_months(n) <= other`.
    #[must_use]
    pub fn months_to(self, other: Date) -> i64 {
        let years = i64::from(other.year()).saturating_sub(i64::from(self.year()));
        let months = i64::from(other.month()).saturating_sub(i64::from(self.month()));
        let guess = years.saturating_mul(12).saturating_add(months);
        if self.add_months(guess).is_some_and(|d| d <= other) { guess } else { guess.saturating_sub(1) }
    }

    /// The largest whole count of years `n` with `self.add_years(n) <= other`.
    #[must_use]
    pub fn years_to(self, other: Date) -> i64 {
        let guess = i64::from(other.year()).saturating_sub(i64::from(self.year()));
        if self.add_years(guess).is_some_and(|d| d <= other) { guess } else { guess.saturating_sub(1) }
    }

    /// The day before, or the same day at the calendar's start.
    #[must_use]
    pub fn previous_day(self) -> Date {
        self.0.checked_sub(1.day()).map_or(self, Date)
    }

    /// The day after, or the same day at the calendar's end.
    #[must_use]
    pub fn next_day(self) -> Date {
        self.0.checked_add(1.day()).map_or(self, Date)
    }
}

impl FromStr for Date {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Date, DateError> {
        Date::from_text(text, DateOrder::YearFirst)
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year(), self.month(), self.day())
    }
}

impl fmt::Debug for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// A span of days, both ends included; an end that is not given is open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Period {
    /// The first day, or open.
    pub from: Option<Date>,
    /// The last day, or open.
    pub until: Option<Date>,
}

impl Period {
    /// The period without ends.
    pub const ALWAYS: Period = Period { from: None, until: None };

    /// Whether the day lies within the period.
    #[must_use]
    pub fn contains(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day <= until)
    }

    /// Whether the two periods share a day.
    #[must_use]
    pub fn overlaps(&self, other: &Period) -> bool {
        let before = |a: &Period, b: &Period| matches!((a.until, b.from), (Some(u), Some(f)) if u < f);
        !before(self, other) && !before(other, self)
    }

    /// Whether every day of the other lies within this one.
    #[must_use]
    pub fn covers(&self, other: &Period) -> bool {
        let start = self.from.is_none_or(|own| other.from.is_some_and(|f| own <= f));
        let end = self.until.is_none_or(|own| other.until.is_some_and(|u| u <= own));
        start && end
    }

    /// Whether the last day lies before the first.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        matches!((self.from, self.until), (Some(f), Some(u)) if u < f)
    }
}

impl FromStr for Period {
    type Err = DateError;

    /// Reads `A..B`, `A..` or `..B`.
    fn from_str(text: &str) -> Result<Period, DateError> {
        let (from, until) = text.split_once("..").ok_or(DateError)?;
        let end = |s: &str| match s.trim() {
            "" => Ok(None),
            day => day.parse().map(Some),
        };
        let period = Period { from: end(from)?, until: end(until)? };
        if period == Period::ALWAYS || period.is_empty() { Err(DateError) } else { Ok(period) }
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(from) = self.from {
            write!(f, "{from}")?;
        }
        f.write_str("..")?;
        if let Some(until) = self.until {
            write!(f, "{until}")?;
        }
        Ok(())
    }
}
