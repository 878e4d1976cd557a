//! A table with the lists that stand in files of their own, some rows at a time.

use std::path::Path;
use std::sync::Arc;

use arrow_array::RecordBatch;
use arrow_schema::Schema;
use timbang::text;

use super::Kind;
use super::children::{Children, check_key, keys_of};
use super::keys::Key;
use super::read::{Table, broken};
use super::run::mixed;
use crate::args::HowArgs;
use crate::failure::{Outcome, bad_option};

/// A table that is read together with its lists.
pub(crate) struct Joined {
    table: Table,
    children: Vec<Children>,
    key: Option<String>,
    last: Option<Key>,
}

impl Joined {
    /// Opens a table and its lists; of the table only the columns that are wanted are read.
    pub(crate) fn open(
        input: &Path,
        kind: Kind,
        how: &HowArgs,
        wanted: impl Fn(&str) -> bool,
    ) -> Outcome<Joined> {
        let is_key = |name: &str| how.key.as_deref() == Some(name) && !how.lists.is_empty();
        let table = Table::open(input, kind, |name| wanted(name) || is_key(name))?;
        let mut children = Vec::new();
        for given in &how.lists {
            let Some((list, file)) = given.split_once('=') else {
                return Err(bad_option(
                    text!("`--list {given}` tidak lengkap.", "`--list {given}` is not complete."),
                    text!("Tulis --list FAKTA=BERKAS.", "Write --list FACT=FILE."),
                ));
            };
            let Some(key) = &how.key else {
                return Err(bad_option(
                    text!("--list memerlukan kolom kunci.", "--list needs a key column."),
                    text!("Tambahkan --key KOLOM.", "Add --key COLUMN."),
                ));
            };
            let path = Path::new(file);
            let Some(kind) = Kind::of(path) else { return Err(mixed()) };
            check_key(&table.name, &table.schema, key)?;
            children.push(Children::open(list, path, kind, key)?);
        }
        Ok(Joined { table, children, key: how.key.clone(), last: None })
    }

    /// The columns of the table itself.
    pub(crate) fn schema(&self) -> &Schema {
        &self.table.schema
    }

    /// The name of the table's file.
    pub(crate) fn name(&self) -> &str {
        &self.table.name
    }

    /// How many rows there are, where the file says so.
    pub(crate) fn total(&self) -> Option<u64> {
        self.table.total
    }

    /// Columns of the file that are not read.
    pub(crate) fn left_out(&self) -> Vec<String> {
        self.table.left_out.clone()
    }

    /// The next rows with their lists; nothing at the end.
    pub(crate) fn next(&mut self) -> Outcome<Option<RecordBatch>> {
        let Some(batch) = self.table.next()? else { return Ok(None) };
        let Some(key) = self.key.as_ref().filter(|_| !self.children.is_empty()) else {
            return Ok(Some(batch));
        };
        let keys = keys_of(&self.table.name, &batch, key, &mut self.last)?;
        let (mut fields, mut columns) = (batch.schema().fields().to_vec(), batch.columns().to_vec());
        for child in &mut self.children {
            let (field, column) = child.column(&keys)?;
            fields.push(field);
            columns.push(column);
        }
        let joined = RecordBatch::try_new(Arc::new(Schema::new(fields)), columns);
        joined.map(Some).map_err(|error| broken(&self.table.name, &error))
    }

    /// Ends the reading: of each list how many rows belong to nobody.
    pub(crate) fn finish(self) -> Outcome<Vec<(String, u64)>> {
        let each = self.children.into_iter();
        each.map(|child| {
            let list = child.list.clone();
            Ok((list, child.finish()?))
        })
        .collect()
    }
}
