//! Numbers of semicolon files, whose decimals are written with a comma, as the engine reads them.

use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::{Array, ArrayRef, ListViewArray, RecordBatch, StringArray, StructArray};
use arrow_schema::{ArrowError, DataType};

use crate::evaluate::pointed;

/// The columns of a batch with points where they are written with commas; `is_number` is asked for facts, and for
/// fields with their list. One that has a point too becomes what the engine refuses, for nobody knows what it means.
pub(super) fn with_points(
    batch: &RecordBatch,
    is_number: &dyn Fn(Option<&str>, &str) -> bool,
) -> Result<RecordBatch, ArrowError> {
    let mut columns = Vec::with_capacity(batch.num_columns());
    for (field, column) in batch.schema().fields().iter().zip(batch.columns()) {
        columns.push(match field.data_type() {
            DataType::ListView(_) => list(field.name(), column, is_number)?,
            _ if is_number(None, field.name()) => numbers(column),
            _ => Arc::clone(column),
        });
    }
    RecordBatch::try_new(batch.schema(), columns)
}

fn list(
    name: &str,
    column: &ArrayRef,
    is_number: &dyn Fn(Option<&str>, &str) -> bool,
) -> Result<ArrayRef, ArrowError> {
    let lists = column.as_list_view::<i32>();
    let Some(records) = lists.values().as_struct_opt() else { return Ok(Arc::clone(column)) };
    let fields = records.fields().iter().zip(records.columns());
    let fields: Vec<ArrayRef> = fields
        .map(
            |(field, column)| {
                if is_number(Some(name), field.name()) { numbers(column) } else { Arc::clone(column) }
            },
        )
        .collect();
    let records = StructArray::try_new(records.fields().clone(), fields, records.nulls().cloned())?;
    let DataType::ListView(item) = column.data_type() else { return Ok(Arc::clone(column)) };
    let (offsets, sizes) = (lists.offsets().clone(), lists.sizes().clone());
    let lists =
        ListViewArray::try_new(Arc::clone(item), offsets, sizes, Arc::new(records), lists.nulls().cloned())?;
    Ok(Arc::new(lists))
}

fn numbers(column: &ArrayRef) -> ArrayRef {
    let Some(texts) = column.as_string_opt::<i32>() else { return Arc::clone(column) };
    let pointed =
        texts.iter().map(|words| words.map(|words| pointed(words).unwrap_or_else(|refused| refused)));
    Arc::new(pointed.collect::<StringArray>())
}
