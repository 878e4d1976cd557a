//! A main table with the rows of its lists, some subjects at a time.

use std::sync::Arc;

use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::Schema;
use timbang::arrow::{Key, OwnKey, key};
use timbang::text;

use super::children::Children;
use crate::failure::{LIST_IN_CELL, Outcome};
use crate::input::{Part, Table, broken};
use crate::join::{InputIssue, Tell, bad_row, repeated_key, without_key};

/// Some subjects with their lists.
pub(crate) struct Subjects {
    /// The columns of the main table, then the lists that were joined.
    pub(super) batch: RecordBatch,
    /// Where the subjects stand in the main table.
    pub(super) numbers: Vec<u64>,
    /// The lists that were joined, and where the rows of each stand in their table.
    pub(super) lists: Vec<(String, Vec<u64>)>,
}

/// Joins tables that are all in order of the key.
pub(crate) struct Joining {
    main: Table,
    key: Option<String>,
    children: Vec<Children>,
    /// The part that comes next; of two subjects of one key each is told.
    ahead: Option<Part>,
    begun: bool,
    last: OwnKey,
}

impl Joining {
    /// Takes opened tables.
    pub(super) fn new(main: Table, key: Option<&str>, children: Vec<Children>) -> Joining {
        let key = key.map(str::to_owned);
        Joining { main, key, children, ahead: None, begun: false, last: OwnKey::None }
    }

    /// The columns of the main table that are read.
    pub(crate) fn schema(&self) -> &Schema {
        &self.main.schema
    }

    /// The next subjects; nothing at the end, when what is left of the lists was told.
    pub(crate) fn next(&mut self, tell: &mut dyn Tell) -> Outcome<Option<Subjects>> {
        if !self.begun {
            self.begun = true;
            self.ahead = self.read(tell)?;
        }
        let Some(part) = self.ahead.take() else {
            for child in &mut self.children {
                child.finish(tell)?;
            }
            return Ok(None);
        };
        self.ahead = self.read(tell)?;
        self.join(part, tell).map(Some)
    }

    /// Reads until there are rows.
    fn read(&mut self, tell: &mut dyn Tell) -> Outcome<Option<Part>> {
        while let Some(mut part) = self.main.next()? {
            for (number, message) in part.bad.drain(..) {
                tell.tell(bad_row(None, number, message))?;
            }
            if !part.numbers.is_empty() {
                return Ok(Some(part));
            }
        }
        Ok(None)
    }

    fn join(&mut self, part: Part, tell: &mut dyn Tell) -> Outcome<Subjects> {
        let Part { batch, numbers, .. } = part;
        let Some(name) = &self.key else { return Ok(Subjects { batch, numbers, lists: Vec::new() }) };
        let column = batch.column_by_name(name).cloned();
        let key_at = |row| column.as_ref().map_or(Key::None, |keys| key(&**keys, row));
        let keys: Vec<Key<'_>> = (0..numbers.len()).map(key_at).collect();
        let ahead = self.ahead.as_ref().and_then(|part| part.batch.column_by_name(name));
        let next = ahead.map_or(Key::None, |keys| key(&**keys, 0));
        let before = std::iter::once(self.last.get()).chain(keys.iter().copied());
        let after = keys.iter().copied().skip(1).chain([next]);
        for (((own, number), before), after) in keys.iter().zip(&numbers).zip(before).zip(after) {
            if *own == Key::None {
                tell.tell(without_key(*number))?;
            } else if *own == before || *own == after {
                tell.tell(repeated_key(*number, own.words()))?;
            }
        }
        let (mut fields, mut columns, mut lists) = (Vec::new(), Vec::new(), Vec::new());
        for (field, column) in batch.schema().fields().iter().zip(batch.columns()) {
            if self.children.iter().any(|child| child.list == *field.name()) {
                twice(field.name(), column, &keys, &numbers, tell)?;
            } else {
                fields.push(Arc::clone(field));
                columns.push(Arc::clone(column));
            }
        }
        for child in &mut self.children {
            let joined = child.column(&keys, tell)?;
            fields.push(joined.field);
            columns.push(joined.column);
            lists.push((child.list.clone(), joined.places));
        }
        self.last = keys.last().copied().unwrap_or(Key::None).to_own();
        let options = arrow_array::RecordBatchOptions::new().with_row_count(Some(numbers.len()));
        let batch = RecordBatch::try_new_with_options(Arc::new(Schema::new(fields)), columns, &options);
        Ok(Subjects { batch: batch.map_err(|error| broken(&self.main.name, &error))?, numbers, lists })
    }
}

/// Tells of lists that are given in the main table too.
fn twice(
    list: &str,
    column: &ArrayRef,
    keys: &[Key<'_>],
    numbers: &[u64],
    tell: &mut dyn Tell,
) -> Outcome<()> {
    for (row, (own, number)) in keys.iter().zip(numbers).enumerate() {
        if column.is_valid(row) {
            tell.tell(InputIssue {
                row: Some(*number),
                key: own.words(),
                code: LIST_IN_CELL,
                fact: list.to_owned(),
                row_of_list: None,
                message: text!(
                    "Baris {number}: `{list}` diisi di berkas utama dan juga dengan --list; yang dari --list dipakai.",
                    "Row {number}: `{list}` is given in the main file and with --list too; that of --list is used."
                ),
            })?;
        }
    }
    Ok(())
}
