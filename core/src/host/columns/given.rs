//! Columns as they are given.

use indexmap::IndexMap;

use crate::eval::Facts;
use crate::eval::columnar::calendar::civil;
use crate::text;
use crate::value::{Error, Number, Raw};

/// A column of one fact, or of one field of a list.
#[derive(Clone, Debug)]
pub struct Column {
    /// Its cells.
    pub cells: Cells,
    /// Of each cell whether it has a value: zero for one that has none. All have one where this is absent.
    pub valid: Option<Vec<u8>>,
}

/// The cells of a column.
#[derive(Clone, Debug)]
pub enum Cells {
    /// Whole numbers, the last `scale` digits of which are decimals.
    Numbers {
        /// The digits.
        values: Digits,
        /// How many of them are decimals.
        scale: u32,
    },
    /// Texts by number: enums, codes, dates or numbers as they are written.
    Labels {
        /// The number of each cell's text.
        codes: Vec<i32>,
        /// The texts.
        labels: Vec<String>,
    },
    /// Days since 1970-01-01.
    Days(Vec<i32>),
    /// Truth values: zero is false.
    Truths(Vec<u8>),
}

/// Whole numbers in the width in which they came.
#[derive(Clone, Debug)]
pub enum Digits {
    /// 32 bits.
    Short(Vec<i32>),
    /// 64 bits.
    Long(Vec<i64>),
}

impl Digits {
    fn len(&self) -> usize {
        match self {
            Digits::Short(values) => values.len(),
            Digits::Long(values) => values.len(),
        }
    }

    fn get(&self, row: usize) -> Option<i128> {
        match self {
            Digits::Short(values) => values.get(row).copied().map(i128::from),
            Digits::Long(values) => values.get(row).copied().map(i128::from),
        }
    }
}

/// Many subjects as columns.
#[derive(Clone, Debug, Default)]
pub struct Columns {
    rows: usize,
    pub(super) own: IndexMap<String, Column>,
    pub(super) lists: IndexMap<String, List>,
}

/// Of each subject where its rows begin, and the columns of their fields.
#[derive(Clone, Debug, Default)]
pub(super) struct List {
    pub(super) offsets: Vec<usize>,
    pub(super) valid: Option<Vec<u8>>,
    pub(super) fields: IndexMap<String, Column>,
}

impl Columns {
    /// No columns yet, for so many subjects.
    #[must_use]
    pub fn new(rows: usize) -> Columns {
        Columns { rows, ..Columns::default() }
    }

    /// How many subjects there are.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// Adds the column of a fact.
    ///
    /// # Errors
    /// `T3044` where its length is another, a text's number is none, or the name was given before.
    pub fn add(&mut self, name: &str, column: Column) -> Result<(), Error> {
        column.fits(self.rows, name)?;
        self.is_new(name)?;
        self.own.insert(name.to_owned(), column);
        Ok(())
    }

    /// Adds a list: its rows of subject `n` are those from `offsets[n]` to before `offsets[n + 1]`. Of a subject for whom
    /// `valid` is zero the list was not given, which is not the same as a list without rows.
    ///
    /// # Errors
    /// `T3044` where the offsets do not rise from 0, are not one more than there are subjects, or the name was given before.
    pub fn add_list(&mut self, name: &str, offsets: &[u32], valid: Option<Vec<u8>>) -> Result<(), Error> {
        let rises = offsets.windows(2).all(|pair| pair.first() <= pair.last());
        let marks = valid.as_ref().map_or(self.rows, Vec::len);
        let is_whole = offsets.len() == self.rows.saturating_add(1) && marks == self.rows;
        if offsets.first() != Some(&0) || !rises || !is_whole {
            return Err(no_column(name));
        }
        let wide = |n: &u32| usize::try_from(*n).unwrap_or(usize::MAX);
        let list = List { offsets: offsets.iter().map(wide).collect(), valid, fields: IndexMap::new() };
        self.is_new(name)?;
        self.lists.insert(name.to_owned(), list);
        Ok(())
    }

    fn is_new(&self, name: &str) -> Result<(), Error> {
        let is_known = self.own.contains_key(name) || self.lists.contains_key(name);
        if is_known { Err(no_column(name)) } else { Ok(()) }
    }

    /// Adds the column of a field to a list that was added before.
    ///
    /// # Errors
    /// `T3044` where the list was not, its length is another, or the name was given before.
    pub fn add_field(&mut self, list: &str, name: &str, column: Column) -> Result<(), Error> {
        let at = format!("{list}.{name}");
        let Some(own) = self.lists.get_mut(list) else { return Err(no_column(&at)) };
        column.fits(own.offsets.last().copied().unwrap_or(0), &at)?;
        match own.fields.insert(name.to_owned(), column) {
            None => Ok(()),
            Some(_) => Err(no_column(&at)),
        }
    }

    /// The facts of one subject.
    #[must_use]
    pub fn facts(&self, row: usize) -> Facts {
        let mut facts = record(&self.own, row);
        for (name, list) in &self.lists {
            if !is_valid(list.valid.as_deref(), row) {
                continue;
            }
            let offset = |n: usize| list.offsets.get(n).copied().unwrap_or(0);
            let rows =
                (offset(row)..offset(row.saturating_add(1))).map(|row| Raw::Map(record(&list.fields, row)));
            facts.insert(name.clone(), Raw::List(rows.collect()));
        }
        Facts::from_map(facts)
    }
}

fn record(columns: &IndexMap<String, Column>, row: usize) -> IndexMap<String, Raw> {
    columns.iter().filter_map(|(name, column)| Some((name.clone(), column.cell(row)?))).collect()
}

impl Column {
    fn len(&self) -> usize {
        match &self.cells {
            Cells::Numbers { values, .. } => values.len(),
            Cells::Labels { codes, .. } => codes.len(),
            Cells::Days(days) => days.len(),
            Cells::Truths(truths) => truths.len(),
        }
    }

    fn fits(&self, rows: usize, name: &str) -> Result<(), Error> {
        let is_named = match &self.cells {
            Cells::Labels { codes, labels } => {
                let known = |(row, code): (usize, &i32)| {
                    usize::try_from(*code).is_ok_and(|code| code < labels.len()) || !self.has(row)
                };
                codes.iter().enumerate().all(known)
            }
            _ => true,
        };
        let marks = self.valid.as_ref().map_or(rows, Vec::len);
        if is_named && self.len() == rows && marks == rows { Ok(()) } else { Err(no_column(name)) }
    }

    fn has(&self, row: usize) -> bool {
        is_valid(self.valid.as_deref(), row)
    }

    /// The cell of a row; none where it has no value.
    pub(super) fn cell(&self, row: usize) -> Option<Raw> {
        if !self.has(row) {
            return None;
        }
        Some(match &self.cells {
            Cells::Numbers { values, scale } => {
                let digits = values.get(row)?;
                // More decimals than numbers can have make it one that cannot be read, and so invalid.
                Raw::Number(
                    Number::from_scaled(digits, *scale)
                        .map_or_else(|| format!("{digits}e-{scale}"), |n| n.to_string()),
                )
            }
            Cells::Labels { codes, labels } => {
                Raw::Text(labels.get(usize::try_from(*codes.get(row)?).ok()?)?.clone())
            }
            Cells::Days(days) => {
                let (year, month, day) = civil(i64::from(*days.get(row)?));
                Raw::Text(format!("{year:04}-{month:02}-{day:02}"))
            }
            Cells::Truths(truths) => Raw::Bool(*truths.get(row)? != 0),
        })
    }
}

/// Whether a row has a value.
pub(super) fn is_valid(valid: Option<&[u8]>, row: usize) -> bool {
    valid.is_none_or(|valid| valid.get(row).is_some_and(|valid| *valid != 0))
}

fn no_column(name: &str) -> Error {
    Error::new(
        "T3044",
        text!(
            "Kolom `{name}` tidak cocok dengan yang lain: panjangnya, nomor teksnya, awal barisnya, atau diberikan dua kali.",
            "The column `{name}` does not fit the others: its length, the numbers of its texts, its offsets, or it is given twice."
        ),
    )
    .with_help(text!(
        "Semua kolom sama panjang; offsets sebuah daftar naik dari 0 dan satu lebih banyak dari subjek.",
        "All columns have one length; the offsets of a list rise from 0 and are one more than there are subjects."
    ))
}
