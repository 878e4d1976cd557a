//! The population of workload W as record batches and as Parquet.

use std::fs::File;
use std::path::Path;
use std::sync::Arc;

use arrow_array::types::{Decimal128Type, Int8Type};
use arrow_array::{
    ArrayRef, BooleanArray, Decimal128Array, Int8Array, Int64Array, PrimitiveArray, RecordBatch,
};
use arrow_schema::ArrowError;
use parquet::arrow::ArrowWriter;
use parquet::basic::{Compression, ZstdLevel};
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;

use super::Person;

/// Rows of a batch that is written to Parquet.
const GROUP: u64 = 65_536;

/// What is wrong with the rows of a population.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Quality {
    /// Nothing, but for the two columns of which one value in twenty is not known.
    #[default]
    AsDescribed,
    /// Nothing at all: no value is null.
    Clean,
    /// Each row lacks a value, or has one out of range or a code that does not exist.
    EveryRowFails,
}

/// A population: any range of its rows can be had on its own.
#[derive(Clone, Copy, Debug, Default)]
pub struct People {
    /// The seed; the same seed gives the same rows.
    pub seed: u64,
    /// What is wrong with them.
    pub quality: Quality,
}

impl People {
    /// The rows of a range.
    ///
    /// # Errors
    /// None that is known: the columns fit the schema.
    pub fn batch(&self, rows: std::ops::Range<u64>) -> Result<RecordBatch, ArrowError> {
        let people: Vec<Person> = rows.map(|row| self.person(row)).collect();
        let mut columns: Vec<(String, ArrayRef)> = Vec::new();
        let nip: Int64Array = people.iter().map(|p| i64::try_from(p.nip).ok()).collect();
        columns.push(("nip".to_owned(), Arc::new(nip)));
        let mut add = |name: &str, column: ArrayRef| columns.push((name.to_owned(), column));
        add("rating_hasil", codes(&people, |p| Some(p.ratings[0])));
        add("rating_perilaku", codes(&people, |p| Some(p.ratings[1])));
        for (n, name) in ["capaian1", "capaian2", "capaian3", "capaian4"].into_iter().enumerate() {
            add(name, decimals(&people, 5, 2, |p| nth(&p.scores, n))?);
        }
        for (n, name) in ["bobot1", "bobot2", "bobot3", "bobot4"].into_iter().enumerate() {
            add(name, decimals(&people, 3, 2, |p| nth(&p.weights, n))?);
        }
        add("tingkat_pendidikan", codes(&people, |p| Some(p.education)));
        add("jp_diklat", codes(&people, |p| p.hours));
        for (n, name) in ["diklat_pim", "diklat_fungsional", "seminar"].into_iter().enumerate() {
            let column: BooleanArray = people.iter().map(|p| p.training.get(n).copied()).collect();
            add(name, Arc::new(column));
        }
        add("hukuman", codes(&people, |p| Some(p.discipline)));
        add("masa_kerja_gol", decimals(&people, 4, 2, |p| p.years)?);
        add("jenjang", codes(&people, |p| Some(p.rank)));
        add("predikat_n1", codes(&people, |p| Some(p.before)));
        add("predikat_n2", codes(&people, |p| p.before_that));
        add("bulan_kerja", codes(&people, |p| Some(p.months)));
        add("angka_kredit", decimals(&people, 7, 3, |p| p.credit)?);
        for (n, name) in ["k1", "k2", "k3", "k4", "k5", "k6", "k7", "k8", "k9"].into_iter().enumerate() {
            let gap = |p: &Person| p.gaps.get(n).and_then(|gap| i8::try_from(*gap).ok());
            let column: Int8Array = people.iter().map(gap).collect();
            add(name, Arc::new(column));
        }
        RecordBatch::try_from_iter(columns)
    }

    /// The employee of a row.
    #[must_use]
    pub fn person(&self, row: u64) -> Person {
        let mut person = Person::draw(self.seed, row);
        match self.quality {
            Quality::AsDescribed => {}
            Quality::Clean => {
                person.hours = person.hours.or(Some(20));
                person.before_that = person.before_that.or(Some(3));
            }
            Quality::EveryRowFails => match row % 4 {
                0 => person.scores[0] = 13_001,
                1 => person.education = 9,
                2 => person.hours = None,
                _ => person.gaps[2] = 9,
            },
        }
        person
    }
}

fn nth(numbers: &[u64; 4], n: usize) -> u64 {
    numbers.get(n).copied().unwrap_or(0)
}

/// A column of small numbers.
fn codes(people: &[Person], of: impl Fn(&Person) -> Option<u64>) -> ArrayRef {
    let column: PrimitiveArray<Int8Type> =
        people.iter().map(|person| of(person).and_then(|code| i8::try_from(code).ok())).collect();
    Arc::new(column)
}

/// A column of decimals.
fn decimals(
    people: &[Person],
    precision: u8,
    scale: i8,
    of: impl Fn(&Person) -> u64,
) -> Result<ArrayRef, ArrowError> {
    let column: PrimitiveArray<Decimal128Type> =
        people.iter().map(|person| Some(i128::from(of(person)))).collect();
    let column: Decimal128Array = column.with_precision_and_scale(precision, scale)?;
    Ok(Arc::new(column))
}

/// Writes the first rows of a population to a file.
///
/// # Errors
/// When the file cannot be written.
pub fn write_parquet(people: People, rows: u64, path: &Path) -> Result<(), ParquetError> {
    let first = people.batch(0..rows.min(GROUP))?;
    let properties =
        WriterProperties::builder().set_compression(Compression::ZSTD(ZstdLevel::default())).build();
    let mut writer = ArrowWriter::try_new(File::create(path)?, first.schema(), Some(properties))?;
    writer.write(&first)?;
    let mut from = GROUP;
    while from < rows {
        let until = from.saturating_add(GROUP).min(rows);
        writer.write(&people.batch(from..until)?)?;
        from = until;
    }
    writer.close()?;
    Ok(())
}
