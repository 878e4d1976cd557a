//! The rows of a Parquet or Arrow file, one at a time.

use super::table::{Part, Table};
use super::{Item, Row, Rows, Source, raw_of};
use crate::failure::Outcome;

/// Reads a table as rows.
pub(crate) struct TableRows {
    table: Table,
    part: Option<Part>,
    row: usize,
}

impl TableRows {
    /// Opens a table with all its columns.
    pub(super) fn open(source: &mut Source) -> Outcome<TableRows> {
        Ok(TableRows { table: Table::open(source, |_| true)?, part: None, row: 0 })
    }
}

impl Rows for TableRows {
    fn next(&mut self) -> Outcome<Option<Item>> {
        while self.part.as_ref().is_none_or(|part| self.row >= part.numbers.len()) {
            self.part = self.table.next()?;
            self.row = 0;
            if self.part.is_none() {
                return Ok(None);
            }
        }
        let Some(part) = &self.part else { return Ok(None) };
        let row = self.row;
        self.row = row.saturating_add(1);
        let schema = part.batch.schema();
        let cells = schema.fields().iter().zip(part.batch.columns());
        Ok(Some(Item::Row(Row {
            number: part.numbers.get(row).copied().unwrap_or(0),
            cells: cells.map(|(field, column)| (field.name().clone(), raw_of(&**column, row))).collect(),
        })))
    }

    fn columns(&self) -> Option<&[String]> {
        Some(&self.table.columns)
    }
}
