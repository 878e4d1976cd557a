//! Reads rows from CSV, JSON, NDJSON, Parquet and Arrow, one or some at a time and never the whole file.

mod csv;
mod json;
mod limit;
mod ndjson;
mod raw;
mod source;
mod table;
mod table_rows;
#[cfg(test)]
mod tests;

use indexmap::IndexMap;
use timbang::{Raw, Text};

use crate::failure::Outcome;

pub(crate) use ndjson::skip_line;
pub(crate) use raw::raw_of;
pub(crate) use source::{Format, Source};
pub(crate) use table::{Part, Table, broken, rows_at};

/// The most bytes that one row may have; a row beyond it is most likely a quote that was never closed.
pub(crate) const MAX_ROW: u64 = 16 * 1024 * 1024;

/// One row of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Row {
    /// Where it stands: the line in CSV and NDJSON, the item in a JSON array; from 1.
    pub(crate) number: u64,
    /// Column and value; an empty cell is null.
    pub(crate) cells: IndexMap<String, Raw>,
}

/// What a reader finds next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Item {
    /// A row.
    Row(Row),
    /// A row that cannot be read; the reader goes on after it.
    Bad {
        /// Where it stands.
        number: u64,
        /// What is wrong with it.
        message: Text,
    },
}

/// Gives rows one after the other.
pub(crate) trait Rows {
    /// The next row, or `None` at the end.
    fn next(&mut self) -> Outcome<Option<Item>>;

    /// The columns, where the file names them before its rows.
    fn columns(&self) -> Option<&[String]>;

    /// Whether numbers are written with decimal commas, as in semicolon files.
    fn decimal_comma(&self) -> bool {
        false
    }
}

/// The words of a value by which rows are matched: a text or the digits of a number, without blanks around it.
pub(crate) fn key_of(raw: Option<&Raw>) -> String {
    match raw {
        Some(Raw::Text(words) | Raw::Number(words)) => words.trim().to_owned(),
        Some(Raw::Bool(value)) => value.to_string(),
        _ => String::new(),
    }
}
