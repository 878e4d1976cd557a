//! Tables that are small beside a population, made column by column.

use std::sync::Arc;

use arrow_array::types::{Decimal128Type, Int32Type};
use arrow_array::{
    Array as _, ArrayRef, BooleanArray, DictionaryArray, PrimitiveArray, RecordBatch, RecordBatchOptions,
    StringArray, UInt64Array,
};
use arrow_schema::{DataType, Field, Schema};

use super::arrays::no_array;
use crate::value::{Error, Number, Rounding};

/// How many decimals a share, a ratio or a mean has.
const DECIMALS: u32 = 4;

/// The most decimals of any number.
const MOST_DECIMALS: u32 = 18;

/// A table that is being made: its columns in order, each with a cell for each row.
pub(super) struct Making<'a, R> {
    rows: &'a [R],
    fields: Vec<Field>,
    columns: Vec<ArrayRef>,
}

impl<'a, R> Making<'a, R> {
    /// A table of these rows, without columns yet.
    pub(super) fn of(rows: &'a [R]) -> Making<'a, R> {
        Making { rows, fields: Vec::new(), columns: Vec::new() }
    }

    fn add(mut self, name: &str, column: ArrayRef) -> Self {
        self.fields.push(Field::new(name, column.data_type().clone(), true));
        self.columns.push(column);
        self
    }

    /// A column of texts.
    pub(super) fn text<T: AsRef<str>>(self, name: &str, cell: impl Fn(&'a R) -> Option<T>) -> Self {
        let column: StringArray = self.rows.iter().map(cell).collect();
        self.add(name, Arc::new(column))
    }

    /// A column of few texts that repeat.
    pub(super) fn word(self, name: &str, cell: impl Fn(&'a R) -> Option<&'a str>) -> Self {
        let column: DictionaryArray<Int32Type> = self.rows.iter().map(cell).collect();
        self.add(name, Arc::new(column))
    }

    /// A column of counts.
    pub(super) fn count(self, name: &str, cell: impl Fn(&'a R) -> Option<u64>) -> Self {
        let column: UInt64Array = self.rows.iter().map(cell).collect();
        self.add(name, Arc::new(column))
    }

    /// A column of truth values.
    pub(super) fn truth(self, name: &str, cell: impl Fn(&'a R) -> Option<bool>) -> Self {
        let column: BooleanArray = self.rows.iter().map(cell).collect();
        self.add(name, Arc::new(column))
    }

    /// A column of shares of one: four decimals, rounded half up.
    pub(super) fn share(self, name: &str, cell: impl Fn(&'a R) -> Option<Number>) -> Self {
        let cells =
            self.rows.iter().map(|row| cell(row)?.round(DECIMALS, Rounding::HalfUp)).collect::<Vec<_>>();
        self.decimals(name, &cells, DECIMALS)
    }

    /// A column of numbers, exact where they are finite decimals, else rounded half up to four.
    pub(super) fn number(self, name: &str, cell: impl Fn(&'a R) -> Option<Number>) -> Self {
        let finite = |number: Number| match number.scale() {
            Some(scale) if scale <= MOST_DECIMALS => Some(number),
            _ => number.round(DECIMALS, Rounding::HalfUp),
        };
        let cells: Vec<Option<Number>> = self.rows.iter().map(|row| cell(row).and_then(finite)).collect();
        let scale = cells.iter().flatten().filter_map(|number| number.scale()).max().unwrap_or(0);
        self.decimals(name, &cells, scale)
    }

    fn decimals(self, name: &str, cells: &[Option<Number>], scale: u32) -> Self {
        let digits = cells.iter().map(|cell| cell.and_then(|number| number.to_scaled(scale)));
        let column: PrimitiveArray<Decimal128Type> = digits.collect();
        let scale = i8::try_from(scale).unwrap_or(i8::MAX);
        self.add(name, Arc::new(column.with_data_type(DataType::Decimal128(38, scale))))
    }

    /// The table.
    ///
    /// # Errors
    /// `T3023` where the columns make no table.
    pub(super) fn table(self) -> Result<RecordBatch, Error> {
        let options = RecordBatchOptions::new().with_row_count(Some(self.rows.len()));
        let schema = Arc::new(Schema::new(self.fields));
        RecordBatch::try_new_with_options(schema, self.columns, &options).map_err(|why| no_array("", &why))
    }
}
