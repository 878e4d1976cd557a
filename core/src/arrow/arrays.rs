//! Results as Arrow arrays.

use std::sync::Arc;

use arrow_array::types::{Decimal128Type, Int8Type, Int16Type, Int32Type};
use arrow_array::{
    ArrayRef, BooleanArray, Date32Array, DictionaryArray, ListArray, PrimitiveArray, RecordBatch,
    RecordBatchOptions, StringArray,
};
use arrow_buffer::{BooleanBuffer, Buffer, NullBuffer, OffsetBuffer, ScalarBuffer};
use arrow_schema::{ArrowError, FieldRef};

use super::options::{Batches, IssuesAs};
use super::outputs::Outputs;
use super::schema;
use super::shape::{CellKind, Shown, item_field};
use super::store::{Cells, Piece, Stored};
use super::told;
use super::triggers;
use crate::outcome::Decision;
use crate::text;
use crate::value::{Error, Scheme};

/// The columns that are copied, with their fields.
pub(super) fn kept(batches: &Batches, batch: &RecordBatch) -> Result<Vec<(FieldRef, ArrayRef)>, Error> {
    let schema = batch.schema();
    let mut found: Vec<(FieldRef, ArrayRef)> = Vec::new();
    for name in &batches.keep {
        let at = schema.index_of(name).map_err(|_| no_column(name))?;
        let field = schema.fields().get(at).ok_or_else(|| no_column(name))?;
        let is_output = schema::results(batches, Vec::new()).field_with_name(name).is_ok();
        if is_output || found.iter().any(|(other, _)| other.name() == name) {
            return Err(named_twice(name));
        }
        found.push((Arc::clone(field), Arc::clone(batch.column(at))));
    }
    Ok(found)
}

/// The whole table of results, and the table of issues; takes the buffers.
pub(super) fn results(
    batches: &Batches,
    kept: Vec<(FieldRef, ArrayRef)>,
    outputs: &mut Outputs,
) -> Result<(RecordBatch, RecordBatch), Error> {
    let (fields, mut columns): (Vec<FieldRef>, Vec<ArrayRef>) = kept.into_iter().unzip();
    let schema = schema::results(batches, fields);
    let (rows, program) = (outputs.rows, batches.plan.program());
    for (shown, stored) in outputs.shown.iter().zip(std::mem::take(&mut outputs.stored)) {
        columns.extend(columns_of(shown, stored, rows).map_err(|error| no_array(&shown.name, &error))?);
    }
    if let Some(triggers) = &outputs.triggers {
        let called = std::mem::take(&mut outputs.called);
        let column = triggers::array(triggers, program, called);
        columns.push(column.map_err(|error| no_array("triggers", &error))?);
    }
    if batches.issues == IssuesAs::Column {
        let column = told::column(&outputs.issues, rows);
        columns.push(column.map_err(|error| no_array("issues", &error))?);
    }
    let told = if batches.issues == IssuesAs::Table { &*outputs.issues } else { &[] };
    let schema_of_issues = schema::issues(&batches.plan, batches.messages);
    let told = told::table(told, (batches.first_row, program, batches.messages), schema_of_issues);
    let told = told.map_err(|error| no_array("issues", &error))?;
    let options = RecordBatchOptions::new().with_row_count(Some(rows));
    outputs.plan = None;
    let batch = RecordBatch::try_new_with_options(schema, columns, &options);
    Ok((batch.map_err(|error| no_array("", &error))?, told))
}

fn columns_of(shown: &Shown, stored: Stored, rows: usize) -> Result<Vec<ArrayRef>, ArrowError> {
    let Stored { cells, valid, statuses, pieces, in_pieces } = stored;
    let nulls = nulls(valid, rows);
    let own = if shown.domain != crate::eval::columnar::code::SUBJECTS {
        lists(shown, pieces, nulls)?
    } else if in_pieces {
        let (cells, _, _) = joined(&shown.cells, pieces);
        array(&shown.cells, cells, rows, nulls)?
    } else {
        array(&shown.cells, cells, rows, nulls)?
    };
    if !shown.is_promotion {
        return Ok(vec![own]);
    }
    let words: StringArray = Decision::ALL.iter().map(|decision| Some(decision.code())).collect();
    let keys = PrimitiveArray::<Int8Type>::new(ScalarBuffer::from(statuses), None);
    Ok(vec![own, Arc::new(DictionaryArray::try_new(keys, Arc::new(words))?)])
}

fn nulls(valid: Vec<u8>, rows: usize) -> Option<NullBuffer> {
    let nulls = NullBuffer::new(BooleanBuffer::new(Buffer::from_vec(valid), 0, rows));
    (nulls.null_count() > 0).then_some(nulls)
}

fn array(
    kind: &CellKind,
    cells: Cells,
    rows: usize,
    nulls: Option<NullBuffer>,
) -> Result<ArrayRef, ArrowError> {
    Ok(match (cells, kind) {
        (Cells::Bits(bits), _) => {
            Arc::new(BooleanArray::new(BooleanBuffer::new(Buffer::from_vec(bits), 0, rows), nulls))
        }
        (Cells::Decimals(digits), CellKind::Decimal(precision, scale)) => Arc::new(
            PrimitiveArray::<Decimal128Type>::try_new(ScalarBuffer::from(Buffer::from(digits)), nulls)?
                .with_precision_and_scale(*precision, *scale)?,
        ),
        (Cells::I8(codes), CellKind::Enum(scheme)) => {
            let keys = PrimitiveArray::<Int8Type>::try_new(ScalarBuffer::from(codes), nulls)?;
            Arc::new(DictionaryArray::try_new(keys, names(scheme))?)
        }
        (Cells::I16(codes), CellKind::Enum(scheme)) => {
            let keys = PrimitiveArray::<Int16Type>::try_new(ScalarBuffer::from(codes), nulls)?;
            Arc::new(DictionaryArray::try_new(keys, names(scheme))?)
        }
        (Cells::I32(codes), CellKind::Enum(scheme)) => {
            let keys = PrimitiveArray::<Int32Type>::try_new(ScalarBuffer::from(codes), nulls)?;
            Arc::new(DictionaryArray::try_new(keys, names(scheme))?)
        }
        (Cells::I32(days), _) => Arc::new(Date32Array::try_new(ScalarBuffer::from(days), nulls)?),
        (Cells::Texts(ends, bytes), _) => {
            let mut offsets = vec![0i32];
            for end in ends {
                offsets.push(i32::try_from(end).map_err(|_| too_large())?);
            }
            let offsets = OffsetBuffer::new(ScalarBuffer::from(offsets));
            Arc::new(StringArray::try_new(offsets, Buffer::from_vec(bytes), nulls)?)
        }
        _ => return Err(too_large()),
    })
}

fn names(scheme: &Scheme) -> ArrayRef {
    Arc::new(scheme.values.iter().map(|value| Some(&*value.id)).collect::<StringArray>())
}

fn lists(shown: &Shown, pieces: Vec<Piece>, nulls: Option<NullBuffer>) -> Result<ArrayRef, ArrowError> {
    let mut offsets = vec![0i32];
    let mut end = 0i32;
    for len in pieces.iter().flat_map(|piece| &piece.lens) {
        end = i32::try_from(*len).ok().and_then(|len| end.checked_add(len)).ok_or_else(too_large)?;
        offsets.push(end);
    }
    let (cells, valid, len) = joined(&shown.cells, pieces);
    let items = array(&shown.cells, cells, len, self::nulls(valid, len))?;
    let offsets = OffsetBuffer::new(ScalarBuffer::from(offsets));
    Ok(Arc::new(ListArray::try_new(Arc::new(item_field(&shown.cells)), offsets, items, nulls)?))
}

/// The cells of all pieces, which of them have a value, and how many there are.
fn joined(kind: &CellKind, pieces: Vec<Piece>) -> (Cells, Vec<u8>, usize) {
    let mut all = Cells::new(kind);
    let mut valid = Bits::default();
    let mut bits = Bits::default();
    for piece in pieces {
        valid.add(&piece.valid, piece.len);
        match (&mut all, piece.cells) {
            (Cells::Bits(_), Cells::Bits(own)) => bits.add(&own, piece.len),
            (Cells::I8(all), Cells::I8(own)) => all.extend(own),
            (Cells::I16(all), Cells::I16(own)) => all.extend(own),
            (Cells::I32(all), Cells::I32(own)) => all.extend(own),
            (Cells::Decimals(all), Cells::Decimals(own)) => all.extend_from_slice(own.as_slice()),
            (Cells::Texts(ends, bytes), Cells::Texts(own_ends, own)) => {
                let before = u32::try_from(bytes.len()).unwrap_or(u32::MAX);
                ends.extend(own_ends.into_iter().map(|end| end.saturating_add(before)));
                bytes.extend(own);
            }
            // INVARIANT: every piece of a column is of its kind.
            _ => {}
        }
    }
    if let Cells::Bits(all) = &mut all {
        *all = bits.bytes;
    }
    (all, valid.bytes, valid.len)
}

/// Bits, eight a byte.
#[derive(Default)]
struct Bits {
    bytes: Vec<u8>,
    len: usize,
}

impl Bits {
    fn add(&mut self, bytes: &[u8], len: usize) {
        for row in 0..len {
            let bit = |row: usize| u32::try_from(row % 8).unwrap_or(0);
            let byte = bytes.get(row / 8).copied().unwrap_or(0);
            let one = byte.checked_shr(bit(row)).unwrap_or(0) & 1;
            if self.len.is_multiple_of(8) {
                self.bytes.push(0);
            }
            if let Some(last) = self.bytes.last_mut() {
                *last |= one.checked_shl(bit(self.len)).unwrap_or(0);
            }
            self.len = self.len.saturating_add(1);
        }
    }
}

fn too_large() -> ArrowError {
    ArrowError::OffsetOverflowError(0)
}

pub(super) fn no_array(name: &str, why: &ArrowError) -> Error {
    Error::new(
        "T3023",
        text!(
            "Hasil `{name}` tidak muat dalam satu tabel Arrow: {why}.",
            "The results of `{name}` do not fit one Arrow table: {why}."
        ),
    )
    .with_help(text!("Evaluasi dalam batch yang lebih kecil.", "Evaluate in smaller batches."))
}

fn no_column(name: &str) -> Error {
    Error::new(
        "T3024",
        text!("Tidak ada kolom `{name}` untuk disalin.", "There is no column `{name}` to copy."),
    )
    .with_help(text!("Periksa nama kolom masukan.", "Check the names of the columns of the input."))
}

fn named_twice(name: &str) -> Error {
    Error::new(
        "T3024",
        text!(
            "Hasilnya akan punya dua kolom `{name}`: satu disalin, satu dihitung.",
            "The results would have two columns `{name}`: one copied, one worked out."
        ),
    )
    .with_help(text!(
        "Ganti nama kolom masukan, atau jangan minta disalin.",
        "Rename the column of the input, or do not ask for it to be copied."
    ))
}
