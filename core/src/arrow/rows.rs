//! One row of a batch as the facts of one subject, as the reference evaluator takes them.

use arrow_array::cast::AsArray;
use arrow_array::{Array, ArrayRef, RecordBatch};
use arrow_schema::DataType;

use super::cell::{as_raw, entry};
use super::lists::ListRows;
use crate::eval::Facts;
use crate::value::Raw;

/// The facts of a row; what is null is not given.
///
/// They come out as the batch does: what a column cannot hold as its fact is invalid there and here.
#[must_use]
pub fn facts_of(batch: &RecordBatch, row: usize) -> Facts {
    let schema = batch.schema();
    let cells = schema.fields().iter().zip(batch.columns());
    let given = cells.map(|(field, column)| (field.name().clone(), cell(column, row)));
    Facts::from_map(given.filter(|(_, raw)| *raw != Raw::Null).collect())
}

fn cell(array: &ArrayRef, row: usize) -> Raw {
    if row >= array.len() || array.is_null(row) {
        return Raw::Null;
    }
    if let Some((key, values)) = entry(&**array, row) {
        return key.map_or(Raw::Null, |key| cell(values, key));
    }
    if let DataType::Struct(fields) = array.data_type() {
        let columns = array.as_struct().columns().iter();
        let cells =
            fields.iter().zip(columns).map(|(field, column)| (field.name().clone(), cell(column, row)));
        return Raw::Map(cells.filter(|(_, raw)| *raw != Raw::Null).collect());
    }
    if let Some(list) = ListRows::new(array, None) {
        let rows = list.of(row).into_iter().flatten();
        return Raw::List(rows.map(|row| cell(&list.child, row)).collect());
    }
    as_raw(&**array, row)
}
