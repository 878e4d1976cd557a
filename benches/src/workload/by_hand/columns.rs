//! The columns of a batch, bound once.

use arrow_array::types::{ArrowPrimitiveType, Decimal128Type, Int8Type};
use arrow_array::{Array, BooleanArray, PrimitiveArray, RecordBatch};
use arrow_buffer::{BooleanBuffer, NullBuffer, ScalarBuffer};
use arrow_schema::ArrowError;

/// Decimals as pairs of halves, the lower first.
pub(super) struct Decimals<'a> {
    /// The halves of all rows.
    pub(super) halves: ScalarBuffer<i64>,
    /// Which rows are null.
    pub(super) nulls: Option<&'a NullBuffer>,
}

/// Small numbers and codes.
pub(super) struct Codes<'a> {
    /// The numbers.
    pub(super) values: &'a [i8],
    /// Which rows are null.
    pub(super) nulls: Option<&'a NullBuffer>,
}

/// Truth values.
pub(super) struct Truths<'a> {
    /// The bits.
    pub(super) bits: &'a BooleanBuffer,
    /// Which rows are null.
    pub(super) nulls: Option<&'a NullBuffer>,
}

/// All columns that are read.
pub(super) struct Input<'a> {
    pub(super) ratings: [Codes<'a>; 2],
    pub(super) scores: [Decimals<'a>; 4],
    pub(super) weights: [Decimals<'a>; 4],
    pub(super) education: Codes<'a>,
    pub(super) hours: Codes<'a>,
    pub(super) leading: Truths<'a>,
    pub(super) office: Truths<'a>,
    pub(super) seminar: Truths<'a>,
    pub(super) discipline: Codes<'a>,
    pub(super) years: Decimals<'a>,
    pub(super) rank: Codes<'a>,
    pub(super) before: Codes<'a>,
    pub(super) before_that: Codes<'a>,
    pub(super) months: Codes<'a>,
    pub(super) credit: Decimals<'a>,
    pub(super) gaps: [Codes<'a>; 9],
}

impl<'a> Input<'a> {
    /// Finds the columns by their names.
    pub(super) fn new(batch: &'a RecordBatch) -> Result<Input<'a>, ArrowError> {
        let decimal = |name: &str, scale: i8| decimals(batch, name, scale);
        let code = |name: &str| codes(batch, name);
        let truth = |name: &str| truths(batch, name);
        Ok(Input {
            ratings: [code("rating_hasil")?, code("rating_perilaku")?],
            scores: [
                decimal("capaian1", 2)?,
                decimal("capaian2", 2)?,
                decimal("capaian3", 2)?,
                decimal("capaian4", 2)?,
            ],
            weights: [
                decimal("bobot1", 2)?,
                decimal("bobot2", 2)?,
                decimal("bobot3", 2)?,
                decimal("bobot4", 2)?,
            ],
            education: code("tingkat_pendidikan")?,
            hours: code("jp_diklat")?,
            leading: truth("diklat_pim")?,
            office: truth("diklat_fungsional")?,
            seminar: truth("seminar")?,
            discipline: code("hukuman")?,
            years: decimal("masa_kerja_gol", 2)?,
            rank: code("jenjang")?,
            before: code("predikat_n1")?,
            before_that: code("predikat_n2")?,
            months: code("bulan_kerja")?,
            credit: decimal("angka_kredit", 3)?,
            gaps: [
                code("k1")?,
                code("k2")?,
                code("k3")?,
                code("k4")?,
                code("k5")?,
                code("k6")?,
                code("k7")?,
                code("k8")?,
                code("k9")?,
            ],
        })
    }
}

fn column<'a, A: 'static>(batch: &'a RecordBatch, name: &str) -> Result<&'a A, ArrowError> {
    let column = batch.column_by_name(name).and_then(|column| column.as_any().downcast_ref::<A>());
    column.ok_or_else(|| ArrowError::SchemaError(format!("{name}: no column of the type that is read")))
}

fn nulls<T: ArrowPrimitiveType>(column: &PrimitiveArray<T>) -> Option<&NullBuffer> {
    column.nulls().filter(|nulls| nulls.null_count() > 0)
}

fn decimals<'a>(batch: &'a RecordBatch, name: &str, scale: i8) -> Result<Decimals<'a>, ArrowError> {
    let column: &PrimitiveArray<Decimal128Type> = column(batch, name)?;
    if column.scale() != scale {
        return Err(ArrowError::SchemaError(format!("{name}: {} decimals, not {scale}", column.scale())));
    }
    // The whole buffer of a slice is its own part only.
    let halves = column.len().saturating_mul(2);
    Ok(Decimals {
        halves: ScalarBuffer::new(column.values().inner().clone(), 0, halves),
        nulls: nulls(column),
    })
}

fn codes<'a>(batch: &'a RecordBatch, name: &str) -> Result<Codes<'a>, ArrowError> {
    let column: &PrimitiveArray<Int8Type> = column(batch, name)?;
    Ok(Codes { values: column.values(), nulls: nulls(column) })
}

fn truths<'a>(batch: &'a RecordBatch, name: &str) -> Result<Truths<'a>, ArrowError> {
    let column: &BooleanArray = column(batch, name)?;
    Ok(Truths { bits: column.values(), nulls: column.nulls().filter(|nulls| nulls.null_count() > 0) })
}
