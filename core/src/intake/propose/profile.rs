//! What a column holds: forms of dates and numbers, contents that mean unknown, the few values of a code.

use indexmap::IndexMap;

use crate::pack::decl::{DateForm, ForeignForm};
use crate::value::{Number, Raw};

/// How many different contents are kept; a column with more is no code.
const MAX_DISTINCT: usize = 64;

/// The longest content that is kept.
const MAX_LENGTH: usize = 120;

/// Contents by which portals say that they know nothing.
const SENTINELS: [&str; 12] = [
    "-",
    "--",
    "null",
    "none",
    "nil",
    "n/a",
    "na",
    "0000-00-00",
    "00-00-0000",
    "0000/00/00",
    "00/00/0000",
    "tidak diketahui",
];

/// What a column holds.
#[derive(Clone, Debug, Default)]
pub(super) struct Profile {
    /// Contents that are not empty and mean something.
    pub(super) filled: u64,
    /// Empty ones.
    pub(super) empty: u64,
    /// Contents that mean unknown, as they are written.
    pub(super) sentinels: IndexMap<String, u64>,
    /// How many are dates, in each form.
    pub(super) dates: [u64; 4],
    /// How many are numbers with a decimal point or none.
    pub(super) numbers: u64,
    /// How many of these have a decimal point.
    pub(super) points: u64,
    /// How many are numbers only by a decimal comma.
    pub(super) commas: u64,
    /// How many are zero.
    pub(super) zeros: u64,
    /// How many are spans such as `12 Tahun 3 Bulan`.
    pub(super) spans: u64,
    /// The different contents, while there are few.
    pub(super) distinct: IndexMap<String, u64>,
    /// Whether there were too many to keep.
    pub(super) is_open: bool,
}

impl Profile {
    /// Looks at one content.
    pub(super) fn see(&mut self, raw: &Raw) {
        let words = match raw {
            Raw::Null => "",
            Raw::Bool(true) => "true",
            Raw::Bool(false) => "false",
            Raw::Number(words) | Raw::Text(words) => words.trim(),
            Raw::List(_) | Raw::Map(_) => return,
        };
        if words.is_empty() {
            return add(&mut self.empty);
        }
        if SENTINELS.contains(&words.to_lowercase().as_str()) {
            return add(self.sentinels.entry(words.to_owned()).or_insert(0));
        }
        add(&mut self.filled);
        for (form, count) in DateForm::ALL.iter().zip(&mut self.dates) {
            if form.read(words).is_some() {
                add(count);
            }
        }
        if let Ok(number) = words.parse::<Number>() {
            add(&mut self.numbers);
            if words.contains('.') {
                add(&mut self.points);
            }
            if number == Number::ZERO {
                add(&mut self.zeros);
            }
        } else if !words.contains('.') && words.replace(',', ".").parse::<Number>().is_ok() {
            add(&mut self.commas);
        }
        if ForeignForm::YearsMonths.read(words).is_some() {
            add(&mut self.spans);
        }
        if words.chars().count() > MAX_LENGTH {
            self.is_open = true;
        } else if let Some(count) = self.distinct.get_mut(words) {
            add(count);
        } else if self.distinct.len() < MAX_DISTINCT {
            self.distinct.insert(words.to_owned(), 1);
        } else {
            self.is_open = true;
        }
    }

    /// The form in which most dates are written, and how many are.
    pub(super) fn date_form(&self) -> Option<(DateForm, u64)> {
        let counted = DateForm::ALL.into_iter().zip(self.dates);
        counted.filter(|(_, count)| *count > 0).max_by_key(|(_, count)| *count)
    }

    /// Whether a count is more than half of what the column holds; the rest is told.
    pub(super) fn is_most(&self, count: u64) -> bool {
        count.saturating_mul(2) > self.filled
    }
}

fn add(count: &mut u64) {
    *count = count.saturating_add(1);
}
