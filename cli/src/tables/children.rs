//! Rows of a list in a file of their own, joined to their subjects by merging: both files are read once, in order.

use std::path::Path;
use std::sync::Arc;

use arrow_array::{ArrayRef, ListArray, RecordBatch, StructArray, new_empty_array};
use arrow_buffer::{NullBuffer, OffsetBuffer};
use arrow_schema::{DataType, Field, FieldRef, Fields, Schema, SchemaRef};
use arrow_select::concat::concat_batches;
use timbang::arrow::KeyKind;
use timbang::text;

use super::Kind;
use super::keys::{Key, falls, key};
use super::read::{Table, broken};
use crate::failure::{BAD_HEADER, DUPLICATE_KEY, Failure, Outcome, failure};

/// Rows that are not in the order of their keys.
const NOT_SORTED: &str = "T4042";

/// A list in a file of its own.
pub(super) struct Children {
    /// The list fact.
    pub(super) list: String,
    table: Table,
    key: String,
    /// The columns of a row but for the key.
    fields: Vec<usize>,
    schema: SchemaRef,
    batch: Option<RecordBatch>,
    row: usize,
    last: Option<Key>,
    /// Rows that belong to no subject.
    pub(super) orphans: u64,
}

impl Children {
    /// Opens `list=file`.
    pub(super) fn open(list: &str, path: &Path, kind: Kind, own_key: &str) -> Outcome<Children> {
        let table = Table::open(path, kind, |_| true)?;
        check_key(&table.name, &table.schema, own_key)?;
        let fields = table.schema.fields().iter().enumerate();
        let fields: Vec<usize> = fields.filter(|(_, f)| f.name() != own_key).map(|(n, _)| n).collect();
        let schema = table.schema.project(&fields).map_err(|error| broken(&table.name, &error))?;
        Ok(Children {
            list: list.to_owned(),
            table,
            key: own_key.to_owned(),
            fields,
            schema: Arc::new(schema),
            batch: None,
            row: 0,
            last: None,
            orphans: 0,
        })
    }

    /// The column of lists of subjects with these keys, which rise.
    pub(super) fn column(&mut self, keys: &[Key]) -> Outcome<(FieldRef, ArrayRef)> {
        let (mut parts, mut lens) = (Vec::new(), Vec::with_capacity(keys.len()));
        for key in keys {
            lens.push(if *key == Key::None { 0 } else { self.rows_of(key, &mut parts)? });
        }
        let fields: Fields = self.schema.fields().clone();
        let records = if parts.is_empty() {
            new_empty_array(&DataType::Struct(fields))
        } else {
            let rows =
                concat_batches(&self.schema, &parts).map_err(|error| broken(&self.table.name, &error))?;
            Arc::new(StructArray::from(rows)) as ArrayRef
        };
        let item = Arc::new(Field::new("item", records.data_type().clone(), true));
        // Who has no row has no list; whether that means that there are none, the pack says.
        let given: NullBuffer = lens.iter().map(|len| *len > 0).collect();
        let column = ListArray::try_new(item, OffsetBuffer::from_lengths(lens), records, Some(given));
        let column: ArrayRef = Arc::new(column.map_err(|error| broken(&self.table.name, &error))?);
        Ok((Arc::new(Field::new(&self.list, column.data_type().clone(), true)), column))
    }

    /// Takes the rows of a subject; those before it belong to nobody.
    fn rows_of(&mut self, wanted: &Key, parts: &mut Vec<RecordBatch>) -> Outcome<usize> {
        let mut taken = 0usize;
        loop {
            let Some(batch) = self.at_hand()? else { return Ok(taken) };
            let keys = batch.column_by_name(&self.key).cloned();
            let own = keys.as_ref().map_or(Key::None, |keys| key(&**keys, self.row));
            if falls(self.last.as_ref(), &own) && own != Key::None {
                return Err(not_sorted(&self.table.name, &self.key));
            }
            if own > *wanted {
                return Ok(taken);
            }
            let from = self.row;
            let same = |row: usize| keys.as_ref().is_some_and(|keys| key(&**keys, row) == own);
            self.row = self.row.saturating_add(1);
            while self.row < batch.num_rows() && same(self.row) {
                self.row = self.row.saturating_add(1);
            }
            let count = self.row.saturating_sub(from);
            if own == *wanted {
                let part = batch.slice(from, count).project(&self.fields);
                parts.push(part.map_err(|error| broken(&self.table.name, &error))?);
                taken = taken.saturating_add(count);
            } else {
                self.orphans = self.orphans.saturating_add(u64::try_from(count).unwrap_or(u64::MAX));
            }
            if own != Key::None {
                self.last = Some(own);
            }
        }
    }

    fn at_hand(&mut self) -> Outcome<Option<RecordBatch>> {
        while self.batch.as_ref().is_none_or(|batch| self.row >= batch.num_rows()) {
            self.batch = self.table.next()?;
            self.row = 0;
            if self.batch.is_none() {
                return Ok(None);
            }
        }
        Ok(self.batch.clone())
    }

    /// Counts the rows that are left, which belong to nobody.
    pub(super) fn finish(mut self) -> Outcome<u64> {
        let left = |rows: usize| u64::try_from(rows).unwrap_or(u64::MAX);
        while let Some(batch) = self.at_hand()? {
            self.orphans = self.orphans.saturating_add(left(batch.num_rows().saturating_sub(self.row)));
            self.row = batch.num_rows();
        }
        Ok(self.orphans)
    }
}

/// The keys of subjects, which must rise from batch to batch.
pub(super) fn keys_of(
    name: &str,
    batch: &RecordBatch,
    column: &str,
    last: &mut Option<Key>,
) -> Outcome<Vec<Key>> {
    let Some(keys) = batch.column_by_name(column) else { return Ok(vec![Key::None; batch.num_rows()]) };
    let mut found = Vec::with_capacity(batch.num_rows());
    for row in 0..batch.num_rows() {
        let own = key(&**keys, row);
        if own != Key::None {
            if last.as_ref() == Some(&own) {
                return Err(failure(
                    DUPLICATE_KEY,
                    text!(
                        "`{name}` punya dua baris dengan `{column}` yang sama.",
                        "`{name}` has two rows with the same `{column}`."
                    ),
                    text!("Satu subjek satu baris.", "One subject is one row."),
                ));
            }
            if falls(last.as_ref(), &own) {
                return Err(not_sorted(name, column));
            }
            *last = Some(own.clone());
        }
        found.push(own);
    }
    Ok(found)
}

/// A table must have the key, as a text or a whole number.
pub(super) fn check_key(name: &str, schema: &Schema, column: &str) -> Outcome<()> {
    if schema.field_with_name(column).is_ok_and(|field| KeyKind::of(field.data_type()).is_some()) {
        return Ok(());
    }
    Err(failure(
        BAD_HEADER,
        text!(
            "`{name}` tidak punya kolom kunci `{column}` berupa teks atau bilangan bulat.",
            "`{name}` has no key column `{column}` of texts or whole numbers."
        ),
        text!("Periksa --key.", "Check --key."),
    ))
}

fn not_sorted(name: &str, column: &str) -> Failure {
    failure(
        NOT_SORTED,
        text!("`{name}` tidak urut menurut `{column}`.", "`{name}` is not sorted by `{column}`."),
        text!(
            "Urutkan kedua berkas menurut kunci, naik, atau masukkan daftarnya sebagai kolom List ke berkas utama.",
            "Sort both files by the key, rising, or put the list into the main file as a List column."
        ),
    )
}
