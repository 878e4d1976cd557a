//! The population as Parquet, in the types that a warehouse has: decimals, days, truth values, texts.

use std::error::Error;
use std::fs::File;
use std::path::Path;
use std::sync::Arc;

use arrow_array::{ArrayRef, BooleanArray, Date32Array, Decimal128Array, RecordBatch, StringArray};
use arrow_schema::{DataType, Field, Schema, SchemaRef};
use parquet::arrow::ArrowWriter;
use parquet::basic::Compression;
use parquet::file::properties::WriterProperties;
use timbang::typing::program::{Program, Shape};
use timbang::{Date, DateOrder, Number, date};

use super::{Options, Table, each};

/// The rows that are written at a time.
const ROWS: usize = 16_384;

/// The rows of a row group.
const GROUP: usize = 131_072;

/// The digits of decimals: as many as 64 bits hold.
const DIGITS: u8 = 18;

/// Writes the population into a folder, a Parquet file for each of [`Options::tables`], some rows at a time.
///
/// # Errors
///
/// When a file cannot be written, or a cell does not fit the type that its fact has in `program`.
pub fn write_parquet(folder: &Path, options: Options, program: &Program) -> Result<(), Box<dyn Error>> {
    std::fs::create_dir_all(folder)?;
    let mut writers = options
        .tables()
        .iter()
        .map(|table| Writer::new(folder, table, program))
        .collect::<Result<Vec<_>, _>>()?;
    each(options, |table, cells| match writers.get_mut(table) {
        Some(writer) => writer.add(cells),
        None => Ok(()),
    })?;
    writers.into_iter().try_for_each(Writer::finish)
}

struct Writer {
    schema: SchemaRef,
    columns: Vec<Vec<String>>,
    rows: usize,
    file: ArrowWriter<File>,
}

impl Writer {
    fn new(folder: &Path, table: &Table, program: &Program) -> Result<Writer, Box<dyn Error>> {
        let stem = table.file.trim_end_matches(".csv");
        let fields = table.columns().map(|name| Field::new(name, kind(program, stem, name), true));
        let schema = Arc::new(Schema::new(fields.collect::<Vec<Field>>()));
        let properties = WriterProperties::builder()
            .set_compression(Compression::SNAPPY)
            .set_max_row_group_row_count(Some(GROUP))
            .build();
        let file = File::create(folder.join(format!("{stem}.parquet")))?;
        let columns = vec![Vec::new(); schema.fields().len()];
        let file = ArrowWriter::try_new(file, Arc::clone(&schema), Some(properties))?;
        Ok(Writer { schema, columns, rows: 0, file })
    }

    fn add(&mut self, cells: Vec<String>) -> Result<(), Box<dyn Error>> {
        for (column, cell) in self.columns.iter_mut().zip(cells) {
            column.push(cell);
        }
        self.rows = self.rows.saturating_add(1);
        if self.rows < ROWS { Ok(()) } else { self.write() }
    }

    fn write(&mut self) -> Result<(), Box<dyn Error>> {
        let mut arrays = Vec::new();
        for (field, cells) in self.schema.fields().iter().zip(&mut self.columns) {
            arrays.push(array(field.data_type(), cells)?);
            cells.clear();
        }
        self.rows = 0;
        self.file.write(&RecordBatch::try_new(Arc::clone(&self.schema), arrays)?)?;
        Ok(())
    }

    fn finish(mut self) -> Result<(), Box<dyn Error>> {
        self.write()?;
        self.file.close()?;
        Ok(())
    }
}

/// The type of a column: that of its fact, or of the field of its list.
fn kind(program: &Program, stem: &str, name: &str) -> DataType {
    let fact = |name: &str| program.find(name).and_then(|(_, node)| node.fact()).map(|fact| &fact.shape);
    let shape = match fact(stem) {
        Some(Shape::List(list)) => list.fields.iter().find(|field| *field.name == *name).map(|f| &f.shape),
        _ => fact(name),
    };
    match shape {
        Some(Shape::Bool) => DataType::Boolean,
        Some(Shape::Date { .. }) => DataType::Date32,
        Some(Shape::Number { scale: Some(scale), .. }) => {
            DataType::Decimal128(DIGITS, i8::try_from(*scale).unwrap_or(0))
        }
        _ => DataType::Utf8,
    }
}

fn array(kind: &DataType, cells: &[String]) -> Result<ArrayRef, Box<dyn Error>> {
    let given = || cells.iter().map(|cell| Some(cell.as_str()).filter(|words| !words.is_empty()));
    let wrong = |words: &str| format!("{words}: {kind}");
    Ok(match kind {
        DataType::Boolean => {
            Arc::new(given().map(|words| words.map(|words| words == "ya")).collect::<BooleanArray>())
        }
        DataType::Date32 => {
            let day = |words: &str| {
                let day = Date::from_text(words, DateOrder::YearFirst).map_err(|_| wrong(words))?;
                i32::try_from(date(1970, 1, 1).days_to(day)).map_err(|_| wrong(words))
            };
            let days = given().map(|words| words.map(day).transpose()).collect::<Result<Vec<_>, _>>()?;
            Arc::new(Date32Array::from(days))
        }
        DataType::Decimal128(digits, scale) => {
            let decimals = u32::try_from(*scale)?;
            let number = |words: &str| {
                let number: Option<Number> = words.parse().ok();
                number.and_then(|number| number.to_scaled(decimals)).ok_or_else(|| wrong(words))
            };
            let numbers =
                given().map(|words| words.map(number).transpose()).collect::<Result<Vec<_>, _>>()?;
            Arc::new(Decimal128Array::from(numbers).with_precision_and_scale(*digits, *scale)?)
        }
        _ => Arc::new(given().collect::<StringArray>()),
    })
}
