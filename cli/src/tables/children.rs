//! Rows of a list in a file of their own, joined to their subjects by merging: both files are read once, in order.

use std::sync::Arc;

use arrow_array::{Array, ArrayRef, ListViewArray, RecordBatch, StructArray};
use arrow_buffer::{NullBuffer, ScalarBuffer};
use arrow_schema::{Field, FieldRef};
use arrow_select::concat::concat_batches;

use super::in_order::InOrder;
use crate::failure::Outcome;
use crate::input::{Part, broken};
use crate::join::{Stray, Tell, bad_row};
use timbang::arrow::{Key, OwnKey, key};

/// A list in a file of its own.
pub(super) struct Children {
    /// The list fact.
    pub(super) list: String,
    rows: InOrder,
    key: String,
    /// The columns of a row but for the key.
    fields: Vec<usize>,
    /// The most rows that are kept for one subject.
    most: usize,
    /// Parts of which rows are still wanted.
    held: Vec<Part>,
    /// The row after those that were looked at, counted over what is held.
    at: usize,
    group: Group,
}

/// The rows of the key at hand.
#[derive(Default)]
struct Group {
    key: OwnKey,
    from: usize,
    /// How many of them are kept.
    len: usize,
}

/// The rows of lists of some subjects.
pub(super) struct Joined {
    /// The field of the column.
    pub(super) field: FieldRef,
    /// The lists; null where a subject has no rows, for whether that means none or unknown is said by the fact.
    pub(super) column: ArrayRef,
    /// Where the rows stand in their file.
    pub(super) places: Vec<u64>,
}

impl Children {
    /// Takes the rows of a table in the order of their key.
    pub(super) fn new(list: String, rows: InOrder, own_key: &str, most: usize) -> Children {
        let fields = rows.table.schema.fields().iter().enumerate();
        let fields = fields.filter(|(_, field)| field.name() != own_key).map(|(at, _)| at).collect();
        let key = own_key.to_owned();
        Children { list, rows, key, fields, most, held: Vec::new(), at: 0, group: Group::default() }
    }

    /// The columns of the file.
    pub(super) fn columns(&self) -> &[String] {
        &self.rows.table.columns
    }

    /// Whether the file has decimal commas.
    pub(super) fn has_decimal_commas(&self) -> bool {
        self.rows.table.decimal_comma
    }

    /// The column of lists of subjects with these keys, which rise.
    pub(super) fn column(&mut self, keys: &[Key<'_>], tell: &mut dyn Tell) -> Outcome<Joined> {
        self.give_up_rows();
        let (mut starts, mut lens) = (Vec::with_capacity(keys.len()), Vec::with_capacity(keys.len()));
        for wanted in keys {
            if self.group.key.get() != *wanted {
                self.advance(*wanted, tell)?;
            }
            let has_key = *wanted != Key::None;
            starts.push(if has_key { offset(self.group.from) } else { 0 });
            lens.push(if has_key { offset(self.group.len) } else { 0 });
        }
        let schema = &self.rows.table.schema;
        let batches = self.held.iter().map(|part| part.batch.project(&self.fields));
        let batches: Result<Vec<RecordBatch>, _> = batches.collect();
        let fields = schema.project(&self.fields).map(Arc::new);
        let rows = fields.and_then(|schema| concat_batches(&schema, &batches?));
        let records = rows.map(StructArray::from).map_err(|error| broken(&self.rows.table.name, &error))?;
        let item = Arc::new(Field::new("item", records.data_type().clone(), true));
        let given: NullBuffer = lens.iter().map(|len| *len > 0).collect();
        let (starts, lens) = (ScalarBuffer::from(starts), ScalarBuffer::from(lens));
        let column = ListViewArray::try_new(item, starts, lens, Arc::new(records), Some(given));
        let column: ArrayRef = Arc::new(column.map_err(|error| broken(&self.rows.table.name, &error))?);
        let field = Arc::new(Field::new(&self.list, column.data_type().clone(), true));
        let places = self.held.iter().flat_map(|part| part.numbers.iter().copied()).collect();
        Ok(Joined { field, column, places })
    }

    /// Tells of the rows that are left, which belong to nobody.
    pub(super) fn finish(&mut self, tell: &mut dyn Tell) -> Outcome<()> {
        loop {
            let mut passed = 0usize;
            for part in &self.held {
                let keys = part.batch.column_by_name(&self.key);
                for (row, number) in part.numbers.iter().enumerate() {
                    if passed.saturating_add(row) >= self.at {
                        let own = keys.map_or(Key::None, |keys| key(&**keys, row));
                        tell.tell(self.named().stray(own.words(), *number))?;
                    }
                }
                passed = passed.saturating_add(part.numbers.len());
            }
            self.held.clear();
            self.at = 0;
            if !self.read(tell)? {
                return Ok(());
            }
        }
    }

    /// Goes on to a key; rows before it belong to nobody.
    fn advance(&mut self, wanted: Key<'_>, tell: &mut dyn Tell) -> Outcome<()> {
        self.group = Group { key: wanted.to_own(), from: self.at, len: 0 };
        let mut told = false;
        loop {
            let before: usize = self.held.iter().rev().skip(1).map(|part| part.numbers.len()).sum();
            let Some(part) =
                self.held.last().filter(|part| self.at < before.saturating_add(part.numbers.len()))
            else {
                if self.read(tell)? {
                    continue;
                }
                return Ok(());
            };
            let Some(keys) = part.batch.column_by_name(&self.key) else { return Ok(()) };
            let mut at = self.at;
            for row in at.saturating_sub(before)..part.numbers.len() {
                let own = key(&**keys, row);
                if own > wanted {
                    self.at = at;
                    return Ok(());
                }
                let number = part.numbers.get(row).copied().unwrap_or(0);
                if own != wanted || own == Key::None {
                    tell.tell(self.named().stray(own.words(), number))?;
                    self.group.from = at.saturating_add(1);
                } else if self.group.len < self.most {
                    self.group.len = self.group.len.saturating_add(1);
                } else if !told {
                    told = true;
                    tell.tell(self.named().too_many(own.words(), number, self.most))?;
                }
                at = at.saturating_add(1);
            }
            self.at = at;
        }
    }

    /// Reads some more rows.
    fn read(&mut self, tell: &mut dyn Tell) -> Outcome<bool> {
        let Some(mut part) = self.rows.next()? else { return Ok(false) };
        for (number, message) in part.bad.drain(..) {
            tell.tell(bad_row(Some(&self.list), number, message))?;
        }
        self.held.push(part);
        Ok(true)
    }

    /// Gives up the parts whose rows were all handed out; two subjects of one key may be of two batches.
    fn give_up_rows(&mut self) {
        while let Some(len) = self.held.first().map(|part| part.numbers.len()) {
            if self.group.from < len {
                return;
            }
            self.held.remove(0);
            self.group.from = self.group.from.saturating_sub(len);
            self.at = self.at.saturating_sub(len);
        }
    }

    fn named(&self) -> Stray<'_> {
        Stray { list: &self.list, file: &self.rows.table.name }
    }
}

fn offset(at: usize) -> i32 {
    i32::try_from(at).unwrap_or(i32::MAX)
}
