//! Lists in tables of their own: the rows of each table are handed to their subjects by a key, in whatever order both are.

use std::sync::Arc;

use arrow_array::{Array, ArrayRef, LargeListViewArray, RecordBatch, StructArray, UInt64Array};
use arrow_buffer::{NullBuffer, ScalarBuffer};
use arrow_schema::{Field, Schema};
use arrow_select::take::take;
use indexmap::IndexMap;

use super::keys::{Key, KeyKind, OwnKey, key};
use crate::diagnostic::{did_you_mean, nearest};
use crate::plan::Plan;
use crate::text;
use crate::typing::program::Shape;
use crate::value::{Error, QuickState, Text};

/// Lists in tables of their own, joined to the subjects of batches by a key.
///
/// A subject without rows in a table has no list: whether that means that there are none or that nobody knows, the
/// pack says for each list. Two subjects with one key have the same lists.
#[derive(Debug)]
pub struct Children {
    key: String,
    lists: Vec<List>,
}

/// One list: its records, those of one key side by side.
#[derive(Debug)]
struct List {
    name: String,
    kind: KeyKind,
    records: ArrayRef,
    groups: IndexMap<OwnKey, Group, QuickState>,
    without_key: usize,
}

/// The records of one key.
#[derive(Clone, Copy, Debug, Default)]
struct Group {
    from: i64,
    len: i64,
    is_used: bool,
}

impl Children {
    /// Begins with the column that names the subject, in the main table and in each list's.
    #[must_use]
    pub fn new(key: &str) -> Children {
        Children { key: key.to_owned(), lists: Vec::new() }
    }

    /// Adds the table of a list.
    ///
    /// # Errors
    /// `T3025` where the table has no key, `T3026` where the plan's pack has no such list, `T3023` where the records
    /// cannot be brought together.
    pub fn add(&mut self, plan: &Plan, name: &str, table: &RecordBatch) -> Result<(), Error> {
        if !is_list(plan, name) {
            return Err(no_list(plan, name));
        }
        let (column, kind) = key_column(table, &self.key, name)?;
        let (groups, places, without_key) = grouped(column);
        let schema = table.schema();
        let others = schema.fields().iter().zip(table.columns()).filter(|(f, _)| *f.name() != self.key);
        let (fields, columns): (Vec<_>, Vec<_>) = others.map(|(f, c)| (Arc::clone(f), Arc::clone(c))).unzip();
        let records = StructArray::try_new_with_length(fields.into(), columns, None, table.num_rows());
        let mut records: ArrayRef = Arc::new(records.map_err(|why| super::arrays::no_array(name, &why))?);
        if let Some(places) = places {
            records = take(&*records, &places, None).map_err(|why| super::arrays::no_array(name, &why))?;
        }
        self.lists.push(List { name: name.to_owned(), kind, records, groups, without_key });
        Ok(())
    }

    /// The batch with a column more for each list.
    ///
    /// # Errors
    /// `T3025` where the batch has no key, `T3027` where its keys are of another kind than those of a list, `T3021`
    /// where it has a column of the name of a list already.
    pub fn attach(&mut self, batch: &RecordBatch) -> Result<RecordBatch, Error> {
        if self.lists.is_empty() {
            return Ok(batch.clone());
        }
        let (column, kind) = key_column(batch, &self.key, "")?;
        let keys: Vec<Key<'_>> = (0..batch.num_rows()).map(|row| key(&**column, row)).collect();
        let (mut fields, mut columns) = (batch.schema().fields().to_vec(), batch.columns().to_vec());
        for list in &mut self.lists {
            if list.kind != kind {
                return Err(other_kind(&self.key, &list.name));
            }
            if fields.iter().any(|field| *field.name() == list.name) {
                return Err(super::bind::twice(&list.name));
            }
            let array = list.of(&keys)?;
            fields.push(Arc::new(Field::new(&list.name, array.data_type().clone(), true)));
            columns.push(array);
        }
        let schema = Schema::new_with_metadata(fields, batch.schema().metadata().clone());
        RecordBatch::try_new(Arc::new(schema), columns)
            .map_err(|why| super::arrays::no_array(&self.key, &why))
    }

    /// How many rows of each list belonged to none of the subjects so far.
    pub fn orphans(&self) -> impl Iterator<Item = (&str, usize)> {
        self.lists.iter().map(|list| {
            let left = list.groups.values().filter(|group| !group.is_used);
            let rows = left.map(|group| usize::try_from(group.len).unwrap_or(usize::MAX));
            (list.name.as_str(), rows.fold(list.without_key, usize::saturating_add))
        })
    }
}

impl List {
    /// The lists of subjects with these keys.
    fn of(&mut self, keys: &[Key<'_>]) -> Result<ArrayRef, Error> {
        let mut offsets = Vec::with_capacity(keys.len());
        let mut sizes = Vec::with_capacity(keys.len());
        let mut given = Vec::with_capacity(keys.len());
        for key in keys {
            // INVARIANT: rows without a key are in no group.
            let group = self.groups.get_mut(key);
            given.push(group.is_some());
            let group = group.map(|group| {
                group.is_used = true;
                *group
            });
            let Group { from, len, .. } = group.unwrap_or_default();
            offsets.push(from);
            sizes.push(len);
        }
        let item = Arc::new(Field::new("item", self.records.data_type().clone(), true));
        let (offsets, sizes) = (ScalarBuffer::from(offsets), ScalarBuffer::from(sizes));
        let nulls = Some(NullBuffer::from(given));
        let array = LargeListViewArray::try_new(item, offsets, sizes, Arc::clone(&self.records), nulls);
        Ok(Arc::new(array.map_err(|why| super::arrays::no_array(&self.name, &why))?))
    }
}

/// The groups of a column of keys, the order that brings each group together unless it is already, and how many rows
/// have no key.
fn grouped(column: &ArrayRef) -> (IndexMap<OwnKey, Group, QuickState>, Option<UInt64Array>, usize) {
    let mut groups: IndexMap<Key<'_>, Group, QuickState> = IndexMap::default();
    let mut of_row: Vec<Option<usize>> = Vec::with_capacity(column.len());
    let (mut is_together, mut without_key, mut last) = (true, 0usize, None);
    for row in 0..column.len() {
        let own = key(&**column, row);
        if own == Key::None {
            without_key = without_key.saturating_add(1);
            is_together = false;
            of_row.push(None);
            continue;
        }
        let before = groups.len();
        let entry = groups.entry(own);
        let number = entry.index();
        let group = entry.or_default();
        group.len = group.len.saturating_add(1);
        is_together &= number == before || last == Some(number);
        last = Some(number);
        of_row.push(last);
    }
    let mut from = 0i64;
    for group in groups.values_mut() {
        group.from = from;
        from = from.saturating_add(group.len);
    }
    let places = (!is_together).then(|| {
        let mut ends: Vec<i64> = groups.values().map(|group| group.from).collect();
        let mut places = vec![0u64; usize::try_from(from).unwrap_or(0)];
        for (row, group) in (0u64..).zip(of_row) {
            let end = group.and_then(|group| ends.get_mut(group));
            let Some(end) = end else { continue };
            if let Some(place) = usize::try_from(*end).ok().and_then(|at| places.get_mut(at)) {
                *place = row;
            }
            *end = end.saturating_add(1);
        }
        UInt64Array::from(places)
    });
    (groups.into_iter().map(|(key, group)| (key.to_own(), group)).collect(), places, without_key)
}

fn is_list(plan: &Plan, name: &str) -> bool {
    plan.program()
        .find(name)
        .and_then(|(_, node)| node.fact())
        .is_some_and(|f| matches!(f.shape, Shape::List(_)))
}

/// The column of keys of a table; `list` is the list that it fills, or nothing for the main table.
fn key_column<'t>(table: &'t RecordBatch, name: &str, list: &str) -> Result<(&'t ArrayRef, KeyKind), Error> {
    let Text { id, en } = match list {
        "" => text!("Tabel utama", "The main table"),
        list => text!("Tabel daftar `{list}`", "The table of the list `{list}`"),
    };
    let Some(column) = table.column_by_name(name) else {
        let schema = table.schema();
        let known = schema.fields().iter().map(|field| field.name().as_str());
        let error = Error::new(
            "T3025",
            text!("{id} tidak punya kolom kunci `{name}`.", "{en} has no key column `{name}`."),
        );
        return Err(error.with_help(did_you_mean(
            nearest(name, known),
            text!(
                "Kunci adalah kolom yang menyebut subjek, dengan nama yang sama di setiap tabel.",
                "The key is the column that names the subject, by one name in every table."
            ),
        )));
    };
    let kind = KeyKind::of(column.data_type()).ok_or_else(|| {
        let given = column.data_type();
        let message = text!(
            "{id} punya kolom kunci `{name}` bertipe {given}; kunci harus teks atau bilangan bulat.",
            "{en} has a key column `{name}` of the type {given}; a key is a text or a whole number."
        );
        Error::new("T3025", message).with_help(text!(
            "Baca kolomnya sebagai teks; pecahan biner tidak memuat semua angka sebuah NIP.",
            "Read the column as text; a float does not hold all digits of a NIP."
        ))
    })?;
    Ok((column, kind))
}

fn no_list(plan: &Plan, name: &str) -> Error {
    let nodes = plan.program().nodes();
    let lists = nodes.filter(|(_, node)| node.fact().is_some_and(|f| matches!(f.shape, Shape::List(_))));
    let known: Vec<&str> = lists.map(|(_, node)| &*node.path).collect();
    let all = known.join(", ");
    Error::new("T3026", text!("Tidak ada daftar bernama `{name}`.", "There is no list named `{name}`."))
        .with_help(did_you_mean(
            nearest(name, known),
            text!("Daftar pack ini: {all}.", "The lists of this pack: {all}."),
        ))
}

fn other_kind(key: &str, list: &str) -> Error {
    Error::new(
        "T3027",
        text!(
            "Kunci `{key}` di tabel utama dan di tabel daftar `{list}` berbeda jenis: yang satu teks, yang lain bilangan.",
            "The key `{key}` is of two kinds in the main table and in that of the list `{list}`: one has texts, the other numbers."
        ),
    )
    .with_help(text!(
        "Baca keduanya sebagai teks; dengan begitu tidak ada baris yang terlewat.",
        "Read both as text, so that no row is missed."
    ))
}
