//! Binds the columns of a batch to what a plan reads, once a batch.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::{Array, ArrayRef, RecordBatch, StructArray};
use arrow_buffer::NullBuffer;
use arrow_schema::DataType;

use super::accept::{accepts, refused};
use super::lists::{BoundList, KeyRoom, ListRows};
use super::reader::Reader;
use crate::eval::columnar::bounds;
use crate::eval::columnar::code::{Code, Domain, DomainKind, InputSpec, ListSpec, SUBJECTS};
use crate::eval::columnar::lanes::Lane;
use crate::eval::columnar::load::Loaded;
use crate::eval::columnar::run::Texts;
use crate::text;
use crate::typing::program::{Fact, ListShape, NodeId, Program, Shape};
use crate::value::Error;

/// The columns of a batch, bound to a plan.
pub(super) struct Bound {
    /// The columns by number of the input; none for what is not read or tells whether there is a list.
    readers: Vec<Option<Reader>>,
    /// The lists by domain.
    lists: Vec<Option<BoundList>>,
    /// Columns that are no facts.
    pub(super) unused: Vec<String>,
}

/// What loading needs besides the columns; kept between chunks.
#[derive(Debug, Default)]
pub(super) struct Room {
    ranges: Vec<Vec<Range<usize>>>,
    keys: KeyRoom,
    texts: Texts,
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
        let mut binder = Binder { program, code, columns, lists: Vec::new(), unused };
        for (number, _) in code.domains.iter().enumerate() {
            let list = binder.list(number)?;
            binder.lists.push(list);
        }
        let present: BTreeSet<usize> =
            code.domains.iter().filter_map(|d| Some(list_of(&d.kind)?.present)).collect();
        let mut readers = Vec::new();
        for (number, spec) in code.inputs.iter().enumerate() {
            let is_read = spec.used && !present.contains(&number);
            readers.push(if is_read { Some(binder.reader(spec)?) } else { None });
        }
        Ok(Bound { readers, lists: binder.lists, unused: binder.unused })
    }

    /// Loads some rows of the batch.
    pub(super) fn load(&self, code: &Code, rows: Range<usize>, loaded: &mut Loaded, room: &mut Room) {
        loaded.restart(code);
        loaded.subjects = rows.len();
        room.ranges.resize_with(code.domains.len(), Vec::new);
        room.ranges.iter_mut().for_each(Vec::clear);
        room.texts.clear();
        if let Some(subjects) = room.ranges.first_mut() {
            subjects.push(rows);
        }
        for ((number, spec), list) in code.domains.iter().enumerate().zip(&self.lists) {
            let (Some(list), Some(given)) = (list, list_of(&spec.kind)) else { continue };
            let (before, own) = room.ranges.split_at_mut(number);
            let (Some(parents), Some(own)) = (before.get(at(spec.parent)), own.first_mut()) else { continue };
            let (Some(present), Some(ends)) =
                (loaded.columns.get_mut(given.present), loaded.offsets.get_mut(number))
            else {
                continue;
            };
            list.load(parents, present, ends, own, (&mut room.keys, &mut room.texts));
        }
        for ((spec, reader), column) in code.inputs.iter().zip(&self.readers).zip(&mut loaded.columns) {
            let (Some(reader), Some(ranges)) = (reader, room.ranges.get(at(spec.domain))) else { continue };
            for range in ranges {
                reader.fill(range.clone(), spec, column, &mut loaded.texts);
            }
        }
    }
}

struct Binder<'a> {
    program: &'a Program,
    code: &'a Code,
    columns: BTreeMap<&'a str, &'a ArrayRef>,
    lists: Vec<Option<BoundList>>,
    unused: Vec<String>,
}

impl Binder<'_> {
    fn list(&mut self, number: usize) -> Result<Option<BoundList>, Error> {
        let Some(spec) = self.code.domains.get(number) else { return Ok(None) };
        let Some(given) = list_of(&spec.kind) else { return Ok(None) };
        let is_read = spec.used || self.code.inputs.get(given.present).is_some_and(|input| input.used);
        let Some(shape) = self.shape(given).filter(|_| is_read) else { return Ok(None) };
        let whole = Shape::List(Arc::clone(&shape));
        let found = match given.field {
            None => self.columns.get(&*spec.name).map(|column| ((*column).clone(), None)),
            Some(_) => {
                let name = spec.name.rsplit('.').next().unwrap_or(&spec.name);
                self.child_field(spec.parent, name)
            }
        };
        let rows = match found {
            Some((column, outer)) => {
                if !accepts(&whole, column.data_type()) {
                    return Err(refused(&spec.name, &whole, column.data_type()));
                }
                ListRows::new(&column, outer.as_ref())
            }
            None => None,
        };
        let records = rows.as_ref().and_then(|rows| rows.child.as_struct_opt());
        self.tell_unknown(&spec.name, &shape, records)?;
        let mut keys = Vec::new();
        for field in shape.key.iter().filter_map(|slot| shape.fields.get(*slot)) {
            let path = Arc::from(format!("{}.{}", spec.name, field.name));
            let key = by_itself(&field.shape, path, given.fact);
            let reader = match records.and_then(|records| field_of(records, &field.name)) {
                Some(given) => bound(given, field.judgement, &key)?,
                None => Reader::nothing(),
            };
            keys.push((key, reader));
        }
        Ok(Some(BoundList { rows, shape, keys }))
    }

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

    fn shape(&self, given: &ListSpec) -> Option<Arc<ListShape>> {
        let Shape::List(list) = &self.fact(given)?.shape else { return None };
        match given.field {
            None => Some(Arc::clone(list)),
            Some(slot) => match &list.fields.get(slot)?.shape {
                Shape::List(inner) => Some(Arc::clone(inner)),
                _ => None,
            },
        }
    }

    fn fact(&self, given: &ListSpec) -> Option<&Arc<Fact>> {
        self.program.node(given.fact)?.fact()
    }

    /// A field of the records of a list that is bound already.
    fn child_field(&self, list: Domain, name: &str) -> Option<(ArrayRef, Option<NullBuffer>)> {
        let rows = self.lists.get(at(list))?.as_ref()?.rows.as_ref()?;
        field_of(rows.child.as_struct_opt()?, name)
    }

    fn reader(&self, spec: &InputSpec) -> Result<Reader, Error> {
        if spec.domain != SUBJECTS {
            let shape = self.lists.get(at(spec.domain)).and_then(Option::as_ref).map(|list| &list.shape);
            let field = shape.and_then(|shape| shape.fields.get(spec.field?));
            let given = field.and_then(|field| self.child_field(spec.domain, &field.name));
            return match (given, field) {
                (Some(given), Some(field)) => bound(given, field.judgement, spec),
                _ => Ok(Reader::nothing()),
            };
        }
        let Some(column) = self.columns.get(&*spec.path) else { return Ok(Reader::nothing()) };
        let is_judgement =
            self.program.node(spec.fact).and_then(|node| node.fact()).is_some_and(|fact| fact.judgement);
        bound(((*column).clone(), None), is_judgement, spec)
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

/// A fact or field that is read even where no rule reads it.
pub(super) fn by_itself(shape: &Shape, path: Arc<str>, fact: NodeId) -> InputSpec {
    let (lo, hi, scale) = bounds(shape);
    InputSpec {
        fact,
        field: None,
        path,
        domain: SUBJECTS,
        shape: shape.clone(),
        lane: Lane::of(lo, hi),
        lo,
        hi,
        scale,
        used: true,
    }
}

fn list_of(kind: &DomainKind) -> Option<&ListSpec> {
    match kind {
        DomainKind::List(list) => Some(list),
        _ => None,
    }
}

fn at(domain: Domain) -> usize {
    usize::try_from(domain.0).unwrap_or(usize::MAX)
}

pub(super) fn twice(name: &str) -> Error {
    Error::new("T3021", text!("Dua kolom bernama `{name}`.", "Two columns are named `{name}`.")).with_help(
        text!(
            "Ganti nama salah satunya, atau hilangkan; satu nama berarti satu fakta.",
            "Rename one of them, or leave it out; one name means one fact."
        ),
    )
}
