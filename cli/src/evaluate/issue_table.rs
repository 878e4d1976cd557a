//! Issues as a Parquet or Arrow table with the columns that their CSV has.

use std::path::Path;
use std::sync::Arc;

use arrow_array::{ArrayRef, RecordBatch, StringArray, UInt64Array};
use arrow_schema::{DataType, Field, Schema, SchemaRef};

use super::issues::{COLUMNS, Issue};
use crate::failure::Outcome;
use crate::input::{Format, broken};
use crate::output::Target;
use crate::tables::Written;

/// The issues that are written at a time.
const ROWS: usize = 65_536;

/// A table of issues that is written.
pub(super) struct IssueTable<'a> {
    name: String,
    schema: SchemaRef,
    written: Written<'a>,
    waiting: Vec<Issue>,
}

impl<'a> IssueTable<'a> {
    /// Begins a file.
    pub(super) fn new(path: &Path, format: Format) -> Outcome<IssueTable<'a>> {
        let field = |name: &str| match name {
            "row" | "row_of_list" => Field::new(name, DataType::UInt64, true),
            name => Field::new(name, DataType::Utf8, false),
        };
        let schema = Arc::new(Schema::new(COLUMNS.map(field).to_vec()));
        let written = Written::new(path, format, &schema)?;
        Ok(IssueTable { name: path.display().to_string(), schema, written, waiting: Vec::new() })
    }

    /// Adds one.
    pub(super) fn add(&mut self, issue: Issue) -> Outcome<()> {
        self.waiting.push(issue);
        if self.waiting.len() < ROWS { Ok(()) } else { self.write() }
    }

    fn write(&mut self) -> Outcome<()> {
        let of = |word: fn(&Issue) -> &str| -> ArrayRef {
            Arc::new(StringArray::from_iter_values(self.waiting.iter().map(word)))
        };
        let number = |number: fn(&Issue) -> Option<u64>| -> ArrayRef {
            Arc::new(self.waiting.iter().map(number).collect::<UInt64Array>())
        };
        let columns: Vec<ArrayRef> = vec![
            number(|issue| issue.row),
            of(|issue| &issue.key),
            of(|issue| &issue.output),
            of(|issue| issue.status),
            of(|issue| &issue.code),
            of(|issue| &issue.fact),
            number(|issue| issue.row_of_list),
            of(|issue| &issue.message),
        ];
        let batch = RecordBatch::try_new(Arc::clone(&self.schema), columns);
        self.waiting.clear();
        self.written.add(&batch.map_err(|error| broken(&self.name, &error))?)
    }

    /// Ends the file.
    pub(super) fn finish(mut self) -> Outcome<Target<'a>> {
        self.write()?;
        self.written.finish()
    }
}
