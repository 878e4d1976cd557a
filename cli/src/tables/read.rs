//! Reads a table some rows at a time, and of its columns only those that are wanted.

use std::fs::File;
use std::path::Path;

use arrow_array::RecordBatch;
use arrow_ipc::reader::FileReader;
use arrow_schema::{ArrowError, SchemaRef};
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use timbang::text;

use super::Kind;
use crate::failure::{Failure, Outcome, failure, unreadable};

/// A file that is no whole table.
pub(crate) const BAD_TABLE: &str = "T4041";

/// The rows that are read at a time: enough work for some threads, little enough memory.
pub(super) const ROWS: usize = 16_384;

/// A table that is read.
pub(super) struct Table {
    /// The name of the file.
    pub(super) name: String,
    /// The columns that are read.
    pub(super) schema: SchemaRef,
    /// Columns of the file that are not read.
    pub(super) left_out: Vec<String>,
    /// How many rows there are, where the file says so.
    pub(super) total: Option<u64>,
    batches: Box<dyn Iterator<Item = Result<RecordBatch, ArrowError>>>,
    rest: Option<RecordBatch>,
}

impl Table {
    /// Opens a file; only the columns that are wanted are read.
    pub(super) fn open(path: &Path, kind: Kind, wanted: impl Fn(&str) -> bool) -> Outcome<Table> {
        let name = path.display().to_string();
        let file = File::open(path).map_err(|error| unreadable(&name, &error))?;
        match kind {
            Kind::Parquet => parquet(name, file, wanted),
            Kind::Arrow => arrow(name, file, wanted),
        }
    }

    /// The next rows; nothing at the end.
    pub(super) fn next(&mut self) -> Outcome<Option<RecordBatch>> {
        let batch = match self.rest.take() {
            Some(batch) => batch,
            None => match self.batches.next() {
                Some(Ok(batch)) => batch,
                Some(Err(error)) => return Err(broken(&self.name, &error)),
                None => return Ok(None),
            },
        };
        let rows = batch.num_rows();
        if rows > ROWS {
            self.rest = Some(batch.slice(ROWS, rows.saturating_sub(ROWS)));
            return Ok(Some(batch.slice(0, ROWS)));
        }
        Ok(Some(batch))
    }
}

fn parquet(name: String, file: File, wanted: impl Fn(&str) -> bool) -> Outcome<Table> {
    let broken = |error: &dyn std::fmt::Display| broken(&name, error);
    let builder = ParquetRecordBatchReaderBuilder::try_new(file).map_err(|error| broken(&error))?;
    let (roots, left_out) = chosen(builder.schema(), &wanted);
    let mask = ProjectionMask::roots(builder.parquet_schema(), roots);
    let total = u64::try_from(builder.metadata().file_metadata().num_rows()).ok();
    let reader = builder.with_projection(mask).with_batch_size(ROWS).build();
    let reader = reader.map_err(|error| broken(&error))?;
    let schema = arrow_array::RecordBatchReader::schema(&reader);
    Ok(Table { name, schema, left_out, total, batches: Box::new(reader), rest: None })
}

fn arrow(name: String, file: File, wanted: impl Fn(&str) -> bool) -> Outcome<Table> {
    let open = |file, projection| FileReader::try_new_buffered(file, projection);
    let again = file.try_clone().map_err(|error| unreadable(&name, &error))?;
    let all = open(again, None).map_err(|error| broken(&name, &error))?;
    let (columns, left_out) = chosen(&all.schema(), &wanted);
    let reader = open(file, Some(columns)).map_err(|error| broken(&name, &error))?;
    let schema = reader.schema();
    Ok(Table { name, schema, left_out, total: None, batches: Box::new(reader), rest: None })
}

fn chosen(schema: &SchemaRef, wanted: &impl Fn(&str) -> bool) -> (Vec<usize>, Vec<String>) {
    let (mut columns, mut left_out) = (Vec::new(), Vec::new());
    for (number, field) in schema.fields().iter().enumerate() {
        if wanted(field.name()) {
            columns.push(number);
        } else {
            left_out.push(field.name().clone());
        }
    }
    (columns, left_out)
}

/// What a file that cannot be read as a table is told as.
pub(super) fn broken(name: &str, why: &dyn std::fmt::Display) -> Failure {
    failure(
        BAD_TABLE,
        text!(
            "`{name}` tidak dapat dibaca atau ditulis sebagai tabel: {why}.",
            "`{name}` cannot be read or written as a table: {why}."
        ),
        text!(
            "Periksa bahwa berkasnya utuh, dan berupa Parquet (.parquet) atau Arrow IPC (.arrow, .feather).",
            "Check that the file is whole, and is Parquet (.parquet) or Arrow IPC (.arrow, .feather)."
        ),
    )
}
