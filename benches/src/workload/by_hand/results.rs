//! Where results are written, and how they become a record batch.

use std::sync::Arc;

use arrow_array::types::{Decimal128Type, Int8Type};
use arrow_array::{ArrayRef, BooleanArray, DictionaryArray, PrimitiveArray, RecordBatch, StringArray};
use arrow_buffer::{BooleanBuffer, Buffer, MutableBuffer, NullBuffer, ScalarBuffer};
use arrow_schema::{ArrowError, DataType, SchemaRef};

/// How many results are decimals.
pub(super) const DECIMALS: usize = 6;

/// How many results are truth values.
pub(super) const TRUTHS: usize = 17;

/// The names of the decimals, in the order in which they are kept.
pub(super) const DECIMAL_NAMES: [&str; DECIMALS] =
    ["nilai", "ak_tahunan", "ak_total", "ip", "ip_kat", "prioritas"];

/// The names of the truth values, in the order in which they are kept.
pub(super) const TRUTH_NAMES: [&str; TRUTHS] = [
    "c_masa", "c_pred1", "c_pred2", "c_hukdis", "c_ak", "eligible", "t1", "t2", "t3", "t4", "t5", "t6", "t7",
    "t8", "t9", "t_jp", "t_pred",
];

/// The predicates in the order of their codes.
const PREDICATES: [&str; 5] = ["sangat_kurang", "kurang", "butuh_perbaikan", "baik", "sangat_baik"];

/// Room for results, kept between batches.
#[derive(Debug, Default)]
pub struct Results {
    rows: usize,
    decimals: [MutableBuffer; DECIMALS],
    predicate: MutableBuffer,
    truths: [MutableBuffer; TRUTHS],
    valid: [MutableBuffer; DECIMALS + 1 + TRUTHS],
}

/// A part of the results, to be written.
pub(super) struct Window<'a> {
    /// Decimals as pairs of halves.
    pub(super) decimals: [&'a mut [i64]; DECIMALS],
    /// Predicates.
    pub(super) predicate: &'a mut [i8],
    /// Truth values as bits.
    pub(super) truths: [&'a mut [u64]; TRUTHS],
    /// Which rows have a value: of the decimals, the predicate, the truth values.
    pub(super) valid: [&'a mut [u64]; DECIMALS + 1 + TRUTHS],
}

impl Results {
    /// How many rows the last batch had.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// The digits of a decimal, as pairs of halves, and which rows have one.
    pub fn decimals(&self) -> impl Iterator<Item = (&[i64], &[u8])> {
        self.decimals.iter().zip(&self.valid).map(|(column, valid)| (column.typed_data(), valid.as_slice()))
    }

    /// The bits of truth values, and which rows have one.
    pub fn truths(&self) -> impl Iterator<Item = (&[u8], &[u8])> {
        let valid = self.valid.iter().skip(DECIMALS + 1);
        self.truths.iter().zip(valid).map(|(column, valid)| (column.as_slice(), valid.as_slice()))
    }

    /// The codes of predicates, and which rows have one.
    #[must_use]
    pub fn predicates(&self) -> (&[i8], &[u8]) {
        let [_, _, _, _, _, _, valid, ..] = &self.valid;
        (self.predicate.typed_data(), valid.as_slice())
    }

    /// Makes room for a batch.
    pub(super) fn windows(&mut self, rows: usize) -> Window<'_> {
        self.rows = rows;
        let bytes = rows.div_ceil(64).saturating_mul(8);
        self.decimals.iter_mut().for_each(|column| room(column, rows.saturating_mul(16)));
        room(&mut self.predicate, rows);
        self.truths.iter_mut().chain(&mut self.valid).for_each(|column| room(column, bytes));
        Window {
            decimals: self.decimals.each_mut().map(MutableBuffer::typed_data_mut),
            predicate: self.predicate.typed_data_mut(),
            truths: self.truths.each_mut().map(MutableBuffer::typed_data_mut),
            valid: self.valid.each_mut().map(MutableBuffer::typed_data_mut),
        }
    }

    /// The results as a batch, without a copy.
    pub(super) fn into_batch(self, schema: &SchemaRef) -> Result<RecordBatch, ArrowError> {
        let rows = self.rows;
        let mut valid = self.valid.into_iter().map(|bits| {
            let nulls = NullBuffer::new(BooleanBuffer::new(bits.into(), 0, rows));
            (nulls.null_count() > 0).then_some(nulls)
        });
        let mut columns: Vec<(&str, ArrayRef)> = Vec::new();
        for (name, digits) in DECIMAL_NAMES.into_iter().zip(self.decimals) {
            let digits = ScalarBuffer::new(Buffer::from(digits), 0, rows);
            let column = PrimitiveArray::<Decimal128Type>::try_new(digits, valid.next().flatten())?;
            let ty = schema.field_with_name(name)?.data_type().clone();
            let DataType::Decimal128(precision, scale) = ty else { continue };
            columns.push((name, Arc::new(column.with_precision_and_scale(precision, scale)?)));
        }
        let codes = ScalarBuffer::new(Buffer::from(self.predicate), 0, rows);
        let codes = PrimitiveArray::<Int8Type>::try_new(codes, valid.next().flatten())?;
        let words = Arc::new(StringArray::from_iter_values(PREDICATES));
        columns.push(("predikat", Arc::new(DictionaryArray::try_new(codes, words)?)));
        for (name, bits) in TRUTH_NAMES.into_iter().zip(self.truths) {
            let bits = BooleanBuffer::new(Buffer::from(bits), 0, rows);
            columns.push((name, Arc::new(BooleanArray::new(bits, valid.next().flatten()))));
        }
        let found =
            |name: &String| columns.iter().find(|(own, _)| own == name).map(|(_, column)| Arc::clone(column));
        let ordered = schema.fields().iter().filter_map(|field| found(field.name())).collect();
        RecordBatch::try_new(Arc::clone(schema), ordered)
    }
}

/// Room for so many bytes; fresh room comes zeroed from the allocator.
fn room(buffer: &mut MutableBuffer, bytes: usize) {
    if buffer.is_empty() {
        *buffer = MutableBuffer::from_len_zeroed(bytes);
    } else {
        buffer.resize(bytes, 0);
    }
}

impl<'a> Window<'a> {
    /// Cuts the first rows off: a multiple of 64, or all that is left.
    pub(super) fn take(&mut self, rows: usize) -> Window<'a> {
        let words = rows.div_ceil(64);
        Window {
            decimals: self.decimals.each_mut().map(|column| cut(column, rows.saturating_mul(2))),
            predicate: cut(&mut self.predicate, rows),
            truths: self.truths.each_mut().map(|column| cut(column, words)),
            valid: self.valid.each_mut().map(|column| cut(column, words)),
        }
    }
}

fn cut<'a, T>(from: &mut &'a mut [T], count: usize) -> &'a mut [T] {
    let whole = std::mem::take(from);
    let (first, rest) = whole.split_at_mut(count.min(whole.len()));
    *from = rest;
    first
}
