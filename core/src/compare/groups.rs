//! Groups of subjects by a column that the caller gives beside the facts.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::text;
use crate::typing::program::{Program, Shape};
use crate::value::{Date, Error, Number, Raw, Rounding, Scheme, Text};

/// The most groups that a column may have: what has more tells people apart, not groups.
const MAX_GROUPS: usize = 500;

/// The most characters of a group's name that are kept.
const MAX_NAME: usize = 80;

/// The widest band.
const MAX_WIDTH: u32 = 1_000_000;

/// A column by which subjects are grouped, in bands where a width is given.
///
/// # Example: sex, and bands of five years of age
///
/// ```
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// use timbang::{Lang, Raw, compare::Grouping, date};
///
/// let age = Grouping::parse("tanggal_lahir:5")?;
/// let group = age.of(&Raw::Text("1990-06-25".into()), date(2025, 12, 31));
/// assert_eq!(age.label(&group).get(Lang::Id), "35–39 tahun");
/// assert_eq!(Grouping::parse("jenis_kelamin")?.column(), "jenis_kelamin");
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grouping {
    column: String,
    width: Option<u32>,
    /// The enum of the fact of that name, where a pack has one: its labels are shown, and its codes are one group.
    scheme: Option<Arc<Scheme>>,
}

/// The group of a subject; groups are ordered as they are shown.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// A band of numbers, by its lowest.
    Band(i128),
    /// A band of whole years from a date up to the day of the rules, by its lowest.
    Years(i128),
    /// What stands in the column.
    Named(Arc<str>),
    /// Nothing stands there, or nothing that can be put into a band.
    Missing,
}

impl Grouping {
    /// Reads `column`, or `column:width` for bands of numbers; of dates the whole years up to the day of the rules count.
    ///
    /// # Errors
    /// `T3036` where the width is no whole number from 1 to a million, or no column is named.
    pub fn parse(words: &str) -> Result<Grouping, Error> {
        let (column, width) = match words.rsplit_once(':') {
            Some((column, width)) => {
                let read = width.parse::<u32>().ok().filter(|width| (1..=MAX_WIDTH).contains(width));
                (column, Some(read.ok_or_else(|| refused(words))?))
            }
            None => (words, None),
        };
        if column.trim().is_empty() {
            return Err(refused(words));
        }
        Ok(Grouping { column: column.trim().to_owned(), width, scheme: None })
    }

    /// The same with the labels and codes that a pack has for a fact of that name.
    pub(super) fn known_by(self, program: &Program) -> Grouping {
        let fact = program.find(&self.column).and_then(|(_, node)| node.fact());
        let scheme = match fact.map(|fact| &fact.shape) {
            Some(Shape::Enum(scheme)) => Some(Arc::clone(scheme)),
            _ => None,
        };
        Grouping { scheme, ..self }
    }

    /// The column.
    #[must_use]
    pub fn column(&self) -> &str {
        &self.column
    }

    /// The width of a band, where there are bands.
    #[must_use]
    pub fn width(&self) -> Option<u32> {
        self.width
    }

    /// The group that a cell of the column belongs to.
    #[must_use]
    pub fn of(&self, cell: &Raw, as_of: Date) -> Group {
        let words = match cell {
            Raw::Text(words) | Raw::Number(words) => words.trim(),
            Raw::Bool(true) => "ya",
            Raw::Bool(false) => "tidak",
            Raw::Null | Raw::List(_) | Raw::Map(_) => "",
        };
        if words.is_empty() {
            return Group::Missing;
        }
        match self.width {
            Some(width) => band(words, width, as_of).unwrap_or(Group::Missing),
            None => {
                let known =
                    self.scheme.as_ref().and_then(|scheme| scheme.value(scheme.position_of_input(words)?));
                // What stands in a file goes to terminals and pages: it is kept short and without control characters.
                let plain = || words.chars().filter(|c| !c.is_control()).take(MAX_NAME).collect::<String>();
                Group::Named(known.map_or_else(|| Arc::from(plain()), |value| Arc::from(value.id())))
            }
        }
    }

    /// A group as programs read it: what stands in the column, or the ends of the band; empty where nothing is given.
    #[must_use]
    pub fn key(&self, group: &Group) -> String {
        match group {
            Group::Named(words) => words.to_string(),
            Group::Band(lowest) | Group::Years(lowest) => self.span(*lowest, "-"),
            Group::Missing => String::new(),
        }
    }

    fn span(&self, lowest: i128, between: &str) -> String {
        let width = i128::from(self.width.unwrap_or(1));
        let highest = lowest.saturating_add(width).saturating_sub(1);
        if width == 1 { lowest.to_string() } else { format!("{lowest}{between}{highest}") }
    }

    /// What people read of a group.
    #[must_use]
    pub fn label(&self, group: &Group) -> Text {
        match group {
            Group::Named(words) => match self.scheme.as_ref().and_then(|scheme| scheme.value_of(words)) {
                Some(value) => Text { id: value.label().to_owned(), en: value.label_en().to_owned() },
                None => Text { id: words.to_string(), en: words.to_string() },
            },
            Group::Band(lowest) => {
                let shown = self.span(*lowest, "–");
                Text { id: shown.clone(), en: shown }
            }
            Group::Years(lowest) => {
                let shown = self.span(*lowest, "–");
                text!("{shown} tahun", "{shown} years")
            }
            Group::Missing => text!("tanpa isi", "not given"),
        }
    }
}

fn band(words: &str, width: u32, as_of: Date) -> Option<Group> {
    let lowest = |whole: i128| whole.checked_sub(whole.checked_rem_euclid(i128::from(width))?);
    match words.parse::<Date>() {
        Ok(day) => lowest(i128::from(day.years_to(as_of))).map(Group::Years),
        Err(_) => {
            let whole = words.parse::<Number>().ok()?.round(0, Rounding::Floor)?.to_integer()?;
            lowest(whole).map(Group::Band)
        }
    }
}

fn refused(words: &str) -> Error {
    Error::new(
        "T3036",
        text!(
            "`{words}` tidak dapat dipakai untuk mengelompokkan.",
            "`{words}` cannot be used to group subjects."
        ),
    )
    .with_help(text!(
        "Tulis nama kolom, atau kolom:lebar dengan lebar bilangan bulat paling kecil 1, misalnya usia:5.",
        "Write the name of a column, or column:width with a whole width of at least 1, such as usia:5."
    ))
}

/// What is counted for each group of one column.
#[derive(Clone, Debug)]
pub(super) struct Grouped<T> {
    /// How subjects are grouped.
    pub(super) by: Grouping,
    /// The counts in the order in which groups are shown.
    pub(super) rows: BTreeMap<Group, T>,
}

impl<T: Default> Grouped<T> {
    /// Counts of nothing yet.
    pub(super) fn new(by: Grouping) -> Grouped<T> {
        Grouped { by, rows: BTreeMap::new() }
    }

    /// The counts of a group.
    pub(super) fn slot(&mut self, group: Group) -> Result<&mut T, Error> {
        if self.rows.len() >= MAX_GROUPS && !self.rows.contains_key(&group) {
            let column = &self.by.column;
            return Err(Error::new(
                "T3036",
                text!(
                    "Kolom `{column}` punya lebih dari {MAX_GROUPS} kelompok.",
                    "The column `{column}` has more than {MAX_GROUPS} groups."
                ),
            )
            .with_help(text!(
                "Pilih kolom yang membagi orang menjadi sedikit kelompok; angka dan tanggal dapat dipita, misalnya {column}:5.",
                "Choose a column that parts people into few groups; numbers and dates can be banded, such as {column}:5."
            )));
        }
        Ok(self.rows.entry(group).or_default())
    }

    /// Refuses a column that nobody has anything in; most likely its name is wrong.
    pub(super) fn check_given(&self) -> Result<(), Error> {
        if self.rows.is_empty() || self.rows.keys().any(|group| *group != Group::Missing) {
            return Ok(());
        }
        let column = &self.by.column;
        Err(Error::new(
            "T3031",
            text!(
                "Kolom `{column}` tidak ada, atau tidak ada isinya yang dapat dikelompokkan.",
                "There is no column `{column}`, or nothing in it that can be grouped."
            ),
        )
        .with_help(text!(
            "Periksa nama kolom pada --by; kolom itu harus ada di berkas utama.",
            "Check the name of the column in --by; it must be in the main file."
        )))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::date;

    fn of(by: &str, words: &str) -> String {
        let by = Grouping::parse(by).unwrap();
        by.label(&by.of(&Raw::Text(words.to_owned()), date(2025, 12, 31))).id
    }

    #[test]
    fn numbers_and_dates_are_banded_from_zero_on() {
        assert_eq!(of("usia:5", "34.99"), "30–34");
        assert_eq!(of("usia:5", "35"), "35–39");
        assert_eq!(of("usia:5", "-1"), "-5–-1");
        assert_eq!(of("usia:1", "7"), "7");
        assert_eq!(of("lahir:10", "1996-01-01"), "20–29 tahun", "the birthday is tomorrow");
        assert_eq!(of("lahir:10", "1995-12-31"), "30–39 tahun", "the birthday is today");
        assert_eq!(of("usia:5", "tua"), "tanpa isi");
        assert_eq!(of("kelamin", " perempuan "), "perempuan");
        assert_eq!(of("kelamin", " "), "tanpa isi");
        assert_eq!(of("unit", "\u{1b}[31mA\u{7}"), "[31mA", "a terminal is told no commands");
        assert_eq!(of("unit", &"x".repeat(500)).len(), MAX_NAME);
    }

    #[test]
    fn what_is_no_grouping_is_refused() {
        for words in ["", "usia:0", "usia:x", ":5", "usia:", "usia:1.5"] {
            assert_eq!(Grouping::parse(words).unwrap_err().code(), "T3036", "{words}");
        }
    }

    #[test]
    fn a_column_that_tells_people_apart_is_refused() {
        let mut grouped: Grouped<u64> = Grouped::new(Grouping::parse("nip").unwrap());
        let added = (0..1000u32).try_for_each(|n| {
            grouped.slot(Group::Named(Arc::from(n.to_string()))).map(|count| *count = count.saturating_add(1))
        });
        assert_eq!(added.unwrap_err().code(), "T3036");
    }
}
