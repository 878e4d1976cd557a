//! Columns bound to what a plan reads, whatever a host gives them in: once for all chunks, then chunk by chunk.

use std::ops::Range;
use std::sync::Arc;

use super::bounds;
use super::code::{Code, Domain, DomainKind, InputSpec, ListSpec, SUBJECTS};
use super::lanes::Lane;
use super::listed::{BoundList, KeyRoom};
use super::load::{Loaded, LoadedColumn, Reason};
use super::run::Texts;
use crate::typing::program::{ListShape, NodeId, Program, Shape};

/// Reads the cells of a column.
pub(crate) trait ReadCells {
    /// Adds rows of the column.
    fn fill(&self, rows: Range<usize>, spec: &InputSpec, to: &mut LoadedColumn, texts: &mut Texts);
}

/// Tells where the rows of lists stand.
pub(crate) trait ReadLists {
    /// The rows of a list, or why it is none.
    fn rows(&self, row: usize) -> Result<Range<usize>, Reason>;
    /// The first of the rows that is no record.
    fn null_record(&self, rows: &Range<usize>) -> Option<usize>;
}

/// The columns of a host by the names of facts, and of fields within lists.
pub(crate) trait Given {
    /// A column.
    type Cells: ReadCells;
    /// A column of lists.
    type Lists: ReadLists;
    /// Why a column cannot be bound.
    type Error;

    /// The lists of a fact, or of a field within the rows of other lists.
    fn list(
        &mut self,
        path: &Arc<str>,
        shape: &Arc<ListShape>,
        within: Option<(&Self::Lists, &str)>,
    ) -> Result<Option<Self::Lists>, Self::Error>;
    /// The cells of a fact, or of a field within the rows of lists.
    fn cells(
        &mut self,
        spec: &InputSpec,
        is_judgement: bool,
        within: Option<(&Self::Lists, &str)>,
    ) -> Result<Self::Cells, Self::Error>;
    /// The cells of what was not given.
    fn nothing(&self) -> Self::Cells;
}

/// Columns bound to a plan.
pub(crate) struct Bound<C, L> {
    /// The columns by number of the input; none for what is not read or tells whether there is a list.
    readers: Vec<Option<C>>,
    /// The lists by domain.
    lists: Vec<Option<BoundList<C, L>>>,
}

/// What loading needs besides the columns; kept between chunks.
#[derive(Debug, Default)]
pub(crate) struct Room {
    ranges: Vec<Vec<Range<usize>>>,
    keys: KeyRoom,
    texts: Texts,
}

impl<C: ReadCells, L: ReadLists> Bound<C, L> {
    /// Binds what a host gives.
    ///
    /// # Errors
    /// Those of the host.
    pub(crate) fn new<G: Given<Cells = C, Lists = L>>(
        program: &Program,
        code: &Code,
        given: &mut G,
    ) -> Result<Bound<C, L>, G::Error> {
        let mut bound = Bound { readers: Vec::new(), lists: Vec::new() };
        for spec in &code.domains {
            let list = match list_of(&spec.kind) {
                Some(own) if spec.used || code.inputs.get(own.present).is_some_and(|input| input.used) => {
                    bound.list(program, (&spec.name, spec.parent), own, given)?
                }
                _ => None,
            };
            bound.lists.push(list);
        }
        let present: Vec<usize> =
            code.domains.iter().filter_map(|d| Some(list_of(&d.kind)?.present)).collect();
        for (number, spec) in code.inputs.iter().enumerate() {
            let is_read = spec.used && !present.contains(&number);
            bound.readers.push(if is_read { Some(bound.reader(program, spec, given)?) } else { None });
        }
        Ok(bound)
    }

    fn list<G: Given<Cells = C, Lists = L>>(
        &self,
        program: &Program,
        (path, parent): (&Arc<str>, Domain),
        own: &ListSpec,
        given: &mut G,
    ) -> Result<Option<BoundList<C, L>>, G::Error> {
        let Some(shape) = shape_of(program, own) else { return Ok(None) };
        let name = path.rsplit('.').next().unwrap_or(path);
        let rows = match own.field {
            None => given.list(path, &shape, None)?,
            Some(_) => match self.rows(parent) {
                Some(rows) => given.list(path, &shape, Some((rows, name)))?,
                None => None,
            },
        };
        let mut keys = Vec::new();
        for field in shape.key.iter().filter_map(|slot| shape.fields.get(*slot)) {
            let path = Arc::from(format!("{path}.{}", field.name));
            let key = by_itself(&field.shape, path, own.fact);
            let cells = match &rows {
                Some(rows) => given.cells(&key, field.judgement, Some((rows, &field.name)))?,
                None => given.nothing(),
            };
            keys.push((key, cells));
        }
        Ok(Some(BoundList { rows, shape, keys }))
    }

    fn reader<G: Given<Cells = C, Lists = L>>(
        &self,
        program: &Program,
        spec: &InputSpec,
        given: &mut G,
    ) -> Result<C, G::Error> {
        if spec.domain == SUBJECTS {
            let fact = program.node(spec.fact).and_then(|node| node.fact());
            return given.cells(spec, fact.is_some_and(|fact| fact.judgement), None);
        }
        let list = self.lists.get(at(spec.domain)).and_then(Option::as_ref);
        let field = list.and_then(|list| list.shape.fields.get(spec.field?));
        match (field, self.rows(spec.domain)) {
            (Some(field), Some(rows)) => given.cells(spec, field.judgement, Some((rows, &field.name))),
            _ => Ok(given.nothing()),
        }
    }

    /// The rows of a list that is bound already.
    fn rows(&self, list: Domain) -> Option<&L> {
        self.lists.get(at(list))?.as_ref()?.rows.as_ref()
    }

    /// Loads some rows.
    pub(crate) fn load(&self, code: &Code, rows: Range<usize>, loaded: &mut Loaded, room: &mut Room) {
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

fn shape_of(program: &Program, own: &ListSpec) -> Option<Arc<ListShape>> {
    let Shape::List(list) = &program.node(own.fact)?.fact()?.shape else { return None };
    match own.field {
        None => Some(Arc::clone(list)),
        Some(slot) => match &list.fields.get(slot)?.shape {
            Shape::List(inner) => Some(Arc::clone(inner)),
            _ => None,
        },
    }
}

/// A fact or field that is read even where no rule reads it.
pub(crate) fn by_itself(shape: &Shape, path: Arc<str>, fact: NodeId) -> InputSpec {
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
