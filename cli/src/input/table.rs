//! Reads a file some rows at a time as columns, and of its columns only those that are wanted.

use std::fs::File;
use std::sync::Arc;

use arrow_array::builder::StringBuilder;
use arrow_array::{ArrayRef, RecordBatch, RecordBatchOptions};
use arrow_ipc::reader::FileReader;
use arrow_schema::{ArrowError, DataType, Field, Schema, SchemaRef};
use arrow_select::concat::concat_batches;
use arrow_select::interleave::interleave_record_batch;
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::{ParquetRecordBatchReaderBuilder, RowSelection};
use timbang::{Text, text};

use super::csv::{CsvRows, Found};
use super::source::Bytes;
use super::{Format, Rows, Source};
use crate::failure::{Failure, Outcome, failure};

/// A file that is no whole table.
pub(crate) const BAD_TABLE: &str = "T4041";

/// The rows that are read at a time: enough work for some threads, little enough memory.
const ROWS: usize = 8_192;

/// Some rows of a table.
pub(crate) struct Part {
    /// Their columns.
    pub(crate) batch: RecordBatch,
    /// Where each stands: its line in CSV, else its place in the table; from 1.
    pub(crate) numbers: Vec<u64>,
    /// Rows among them that cannot be read, and why.
    pub(crate) bad: Vec<(u64, Text)>,
}

/// A table that is read.
pub(crate) struct Table {
    /// The name of the file.
    pub(crate) name: String,
    /// The columns that are read.
    pub(crate) schema: SchemaRef,
    /// All columns of the file.
    pub(crate) columns: Vec<String>,
    /// How many rows there are, where the file says so.
    pub(crate) total: Option<u64>,
    /// Whether numbers are written with decimal commas.
    pub(crate) decimal_comma: bool,
    parts: Parts,
}

enum Parts {
    Batches {
        batches: Box<dyn Iterator<Item = Result<RecordBatch, ArrowError>> + Send>,
        rest: Option<RecordBatch>,
        read: u64,
    },
    Csv {
        rows: Box<CsvRows<Bytes>>,
        wanted: Vec<usize>,
    },
}

impl Table {
    /// Opens a file from its start; only the columns that are wanted are read.
    pub(crate) fn open(source: &mut Source, wanted: impl Fn(&str) -> bool) -> Outcome<Table> {
        match source.format {
            Format::Parquet => parquet(&source.name.clone(), source.file()?, wanted),
            Format::Arrow => arrow(&source.name.clone(), source.file()?, wanted),
            // INVARIANT: rows of JSON have no columns, and nobody asks for them.
            Format::Csv | Format::Json | Format::Ndjson => {
                let rows = source.csv()?;
                let columns: Vec<String> = rows.columns().unwrap_or_default().to_vec();
                let chosen: Vec<usize> = (0..columns.len())
                    .filter(|at| columns.get(*at).is_some_and(|name| wanted(name)))
                    .collect();
                let fields: Vec<Field> = chosen
                    .iter()
                    .filter_map(|at| Some(Field::new(columns.get(*at)?, DataType::Utf8, true)))
                    .collect();
                Ok(Table {
                    name: source.name.clone(),
                    schema: Arc::new(Schema::new(fields)),
                    columns,
                    total: None,
                    decimal_comma: rows.decimal_comma(),
                    parts: Parts::Csv { rows: Box::new(rows), wanted: chosen },
                })
            }
        }
    }

    /// The next rows; nothing at the end.
    pub(crate) fn next(&mut self) -> Outcome<Option<Part>> {
        match &mut self.parts {
            Parts::Csv { rows, wanted } => texts(&self.name, &self.schema, rows, wanted),
            Parts::Batches { batches, rest, read } => {
                let batch = match rest.take() {
                    Some(batch) => batch,
                    None => match batches.next() {
                        Some(Ok(batch)) => batch,
                        Some(Err(error)) => return Err(broken(&self.name, &error)),
                        None => return Ok(None),
                    },
                };
                let rows = batch.num_rows();
                let batch = if rows > ROWS {
                    *rest = Some(batch.slice(ROWS, rows.saturating_sub(ROWS)));
                    batch.slice(0, ROWS)
                } else {
                    batch
                };
                let first = read.saturating_add(1);
                *read = read.saturating_add(u64::try_from(batch.num_rows()).unwrap_or(u64::MAX));
                Ok(Some(Part { batch, numbers: (first..=*read).collect(), bad: Vec::new() }))
            }
        }
    }
}

/// Some rows of a table by their places, which rise and count from zero, and where they stand in their file.
pub(crate) fn rows_at(
    source: &mut Source,
    places: &[u64],
    wanted: impl Fn(&str) -> bool,
) -> Outcome<(RecordBatch, Vec<u64>)> {
    let name = source.name.clone();
    let broken = |error: &dyn std::fmt::Display| broken(&name, error);
    if source.format == Format::Parquet {
        let builder =
            ParquetRecordBatchReaderBuilder::try_new(source.file()?).map_err(|error| broken(&error))?;
        let mask = ProjectionMask::roots(builder.parquet_schema(), chosen(builder.schema(), &wanted));
        let total = usize::try_from(builder.metadata().file_metadata().num_rows()).unwrap_or(usize::MAX);
        let ranges = places.iter().filter_map(|place| {
            let place = usize::try_from(*place).ok()?;
            Some(place..place.saturating_add(1))
        });
        let selection = RowSelection::from_consecutive_ranges(ranges, total);
        let reader = builder.with_projection(mask).with_row_selection(selection).build();
        let reader = reader.map_err(|error| broken(&error))?;
        let schema = arrow_array::RecordBatchReader::schema(&reader);
        let batches: Result<Vec<RecordBatch>, ArrowError> = reader.collect();
        let batch = batches.and_then(|batches| concat_batches(&schema, &batches));
        let numbers = places.iter().map(|place| place.saturating_add(1)).collect();
        return Ok((batch.map_err(|error| broken(&error))?, numbers));
    }
    let mut table = Table::open(source, wanted)?;
    let (mut batches, mut numbers) = (Vec::new(), Vec::new());
    let (mut read, mut left) = (0u64, places.iter().peekable());
    while let Some(part) = table.next()? {
        let mut rows = Vec::new();
        for (row, number) in part.numbers.iter().enumerate() {
            let place = read.saturating_add(u64::try_from(row).unwrap_or(u64::MAX));
            if left.next_if(|wanted| **wanted == place).is_some() {
                rows.push((0, row));
                numbers.push(*number);
            }
        }
        read = read.saturating_add(u64::try_from(part.numbers.len()).unwrap_or(u64::MAX));
        batches.push(interleave_record_batch(&[&part.batch], &rows).map_err(|error| broken(&error))?);
    }
    let batch = concat_batches(&table.schema, &batches);
    Ok((batch.map_err(|error| broken(&error))?, numbers))
}

/// The next rows of a CSV file as columns of texts.
fn texts(
    name: &str,
    schema: &SchemaRef,
    rows: &mut CsvRows<Bytes>,
    wanted: &[usize],
) -> Outcome<Option<Part>> {
    let mut columns: Vec<StringBuilder> = wanted.iter().map(|_| StringBuilder::new()).collect();
    let (mut numbers, mut bad) = (Vec::new(), Vec::new());
    while numbers.len() < ROWS && bad.len() < ROWS {
        match rows.read()? {
            None if numbers.is_empty() && bad.is_empty() => return Ok(None),
            None => break,
            Some(Found::Bad { number, message }) => bad.push((number, message)),
            Some(Found::Row(number)) => {
                numbers.push(number);
                for (column, at) in columns.iter_mut().zip(wanted) {
                    column.append_option(rows.cell(*at));
                }
            }
        }
    }
    let columns = columns.iter_mut().map(|column| Arc::new(column.finish()) as ArrayRef).collect();
    let options = RecordBatchOptions::new().with_row_count(Some(numbers.len()));
    let batch = RecordBatch::try_new_with_options(Arc::clone(schema), columns, &options);
    Ok(Some(Part { batch: batch.map_err(|error| broken(name, &error))?, numbers, bad }))
}

fn parquet(name: &str, file: File, wanted: impl Fn(&str) -> bool) -> Outcome<Table> {
    let broken = |error: &dyn std::fmt::Display| broken(name, error);
    let builder = ParquetRecordBatchReaderBuilder::try_new(file).map_err(|error| broken(&error))?;
    let columns = names(builder.schema());
    let mask = ProjectionMask::roots(builder.parquet_schema(), chosen(builder.schema(), &wanted));
    let total = u64::try_from(builder.metadata().file_metadata().num_rows()).ok();
    let reader = builder.with_projection(mask).with_batch_size(ROWS).build();
    let reader = reader.map_err(|error| broken(&error))?;
    let schema = arrow_array::RecordBatchReader::schema(&reader);
    let parts = Parts::Batches { batches: Box::new(reader), rest: None, read: 0 };
    Ok(Table { name: name.to_owned(), schema, columns, total, decimal_comma: false, parts })
}

fn arrow(name: &str, file: File, wanted: impl Fn(&str) -> bool) -> Outcome<Table> {
    let broken = |error: &dyn std::fmt::Display| broken(name, error);
    let open = |file, projection| FileReader::try_new_buffered(file, projection);
    let again = file.try_clone().map_err(|error| crate::failure::unreadable(name, &error))?;
    let all = open(again, None).map_err(|error| broken(&error))?;
    let columns = names(&all.schema());
    let reader = open(file, Some(chosen(&all.schema(), &wanted))).map_err(|error| broken(&error))?;
    let schema = reader.schema();
    let parts = Parts::Batches { batches: Box::new(reader), rest: None, read: 0 };
    Ok(Table { name: name.to_owned(), schema, columns, total: None, decimal_comma: false, parts })
}

fn names(schema: &SchemaRef) -> Vec<String> {
    schema.fields().iter().map(|field| field.name().clone()).collect()
}

fn chosen(schema: &SchemaRef, wanted: &impl Fn(&str) -> bool) -> Vec<usize> {
    schema.fields().iter().enumerate().filter(|(_, field)| wanted(field.name())).map(|(at, _)| at).collect()
}

/// What a file that cannot be read as a table is told as.
pub(crate) fn broken(name: &str, why: &dyn std::fmt::Display) -> Failure {
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
