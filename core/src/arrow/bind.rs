//! Binds the columns of a batch to what a plan reads, once a batch.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::{Array, ArrayRef, RecordBatch, StructArray};
use arrow_buffer::NullBuffer;
use arrow_schema::DataType;

use super::accept::{accepts, refused};
use super::lists::ListRows;
use super::reader::Reader;
use crate::eval::columnar::bound::{self, Given, Room};
use crate::eval::columnar::code::{Code, InputSpec};
use crate::eval::columnar::load::Loaded;
use crate::text;
use crate::typing::program::{ListShape, Program, Shape};
use crate::value::Error;

type Columns = bound::Bound<Reader, ListRows>;

/// The columns of a batch, bound to a plan.
pub(super) struct Bound {
    columns: Columns,
    /// Columns that are no facts.
    pub(super) unused: Vec<String>,
}

impl Bound {
    /// Binds a batch.
    ///
    /// # Errors
    /// `T3020` for a column whose type cannot hold its fact, `T3021` for two columns of one name.
    pub(super) fn new(
        program: &Program,
        code: &Code,
        batch: &RecordBatch,
        kept: &[String],
    ) -> Result<Bound, Error> {
        let schema = batch.schema();
        let mut columns: BTreeMap<&str, &ArrayRef> = BTreeMap::new();
        let mut unused = Vec::new();
        for (field, column) in schema.fields().iter().zip(batch.columns()) {
            let name = field.name();
            if columns.insert(name, column).is_some() {
                return Err(twice(name));
            }
            let is_fact = program.find(name).is_some_and(|(_, node)| node.fact().is_some());
            if !is_fact && !kept.contains(name) {
                unused.push(name.clone());
            }
        }
        let mut binder = Binder { columns, unused };
        let columns = Columns::new(program, code, &mut binder)?;
        Ok(Bound { columns, unused: binder.unused })
    }

    /// Loads some rows of the batch.
    pub(super) fn load(&self, code: &Code, rows: Range<usize>, loaded: &mut Loaded, room: &mut Room) {
        self.columns.load(code, rows, loaded, room);
    }
}

struct Binder<'a> {
    columns: BTreeMap<&'a str, &'a ArrayRef>,
    unused: Vec<String>,
}

impl Given for Binder<'_> {
    type Cells = Reader;
    type Lists = ListRows;
    type Error = Error;

    fn list(
        &mut self,
        path: &Arc<str>,
        shape: &Arc<ListShape>,
        within: Option<(&ListRows, &str)>,
    ) -> Result<Option<ListRows>, Error> {
        let found = match within {
            None => self.columns.get(&**path).map(|column| ((*column).clone(), None)),
            Some((rows, field)) => rows.child.as_struct_opt().and_then(|records| field_of(records, field)),
        };
        let whole = Shape::List(Arc::clone(shape));
        let rows = match found {
            Some((column, _)) if !accepts(&whole, column.data_type()) => {
                return Err(refused(path, &whole, column.data_type()));
            }
            Some((column, outer)) => ListRows::new(&column, outer.as_ref()),
            None => None,
        };
        self.tell_unknown(path, shape, rows.as_ref().and_then(|rows| rows.child.as_struct_opt()))?;
        Ok(rows)
    }

    fn cells(
        &mut self,
        spec: &InputSpec,
        is_judgement: bool,
        within: Option<(&ListRows, &str)>,
    ) -> Result<Reader, Error> {
        let found = match within {
            None => self.columns.get(&*spec.path).map(|column| ((*column).clone(), None)),
            Some((rows, field)) => rows.child.as_struct_opt().and_then(|records| field_of(records, field)),
        };
        found.map_or_else(|| Ok(Reader::nothing()), |found| bound(found, is_judgement, spec))
    }

    fn nothing(&self) -> Reader {
        Reader::nothing()
    }
}

impl Binder<'_> {
    fn tell_unknown(
        &mut self,
        list: &str,
        shape: &ListShape,
        records: Option<&StructArray>,
    ) -> Result<(), Error> {
        let Some(records) = records else { return Ok(()) };
        let mut seen = BTreeSet::new();
        for name in records.column_names() {
            if !seen.insert(name) {
                return Err(twice(&format!("{list}.{name}")));
            }
            if !shape.fields.iter().any(|field| *field.name == *name) {
                self.unused.push(format!("{list}.{name}"));
            }
        }
        Ok(())
    }
}

/// Binds a column and the nulls around it; an assessment may be a record that says who judged.
pub(super) fn bound(
    (mut column, mut outer): (ArrayRef, Option<NullBuffer>),
    is_judgement: bool,
    spec: &InputSpec,
) -> Result<Reader, Error> {
    if let (DataType::Struct(_), true) = (column.data_type(), is_judgement)
        && let Some((value, nulls)) = field_of(column.as_struct(), "value")
    {
        outer = NullBuffer::union(outer.as_ref(), nulls.as_ref());
        column = value;
    }
    if !accepts(&spec.shape, column.data_type()) {
        return Err(refused(&spec.path, &spec.shape, column.data_type()));
    }
    Ok(Reader::new(column, outer.as_ref(), spec))
}

pub(super) fn field_of(records: &StructArray, name: &str) -> Option<(ArrayRef, Option<NullBuffer>)> {
    records.column_by_name(name).map(|column| (column.clone(), records.nulls().cloned()))
}

pub(super) fn twice(name: &str) -> Error {
    Error::new("T3021", text!("Dua kolom bernama `{name}`.", "Two columns are named `{name}`.")).with_help(
        text!(
            "Ganti nama salah satunya, atau hilangkan; satu nama berarti satu fakta.",
            "Rename one of them, or leave it out; one name means one fact."
        ),
    )
}
