//! Typed arrays bound to what a plan reads.

use std::borrow::Cow;
use std::convert::Infallible;
use std::ops::Range;
use std::sync::Arc;

use super::given::{Cells, Column, Columns, Digits, List, is_valid};
use crate::eval::columnar::bound::{Given, ReadCells, ReadLists};
use crate::eval::columnar::code::InputSpec;
use crate::eval::columnar::load::{LoadedColumn, MISSING, Reason, number_of, reason_of};
use crate::eval::columnar::run::Texts;
use crate::eval::columnar::scan::{Absent, Around, Numbers, Table};
use crate::eval::{codes, is_nothing};
use crate::typing::program::{ListShape, Shape};
use crate::value::Raw;

/// Finds columns by the names of facts and fields.
pub(super) struct Binder<'a> {
    /// All that were given.
    pub(super) columns: &'a Columns,
}

/// A column bound to an input.
pub(super) struct Reader<'a> {
    source: Source<'a>,
    way: Way,
}

/// What was given under a name.
#[derive(Clone, Copy)]
pub(super) enum Source<'a> {
    Nothing,
    Column(&'a Column),
    List(&'a List),
}

/// How a column is read.
enum Way {
    /// Numbers, days, truth values, or texts by number, in one pass.
    Numbers(Numbers),
    /// Texts.
    Words,
    /// Anything, cell by cell.
    Cells,
}

impl<'a> Given for Binder<'a> {
    type Cells = Reader<'a>;
    type Lists = Source<'a>;
    type Error = Infallible;

    fn list(
        &mut self,
        path: &Arc<str>,
        _shape: &Arc<ListShape>,
        within: Option<(&Source<'a>, &str)>,
    ) -> Result<Option<Source<'a>>, Infallible> {
        Ok(Some(self.find(path, within)))
    }

    fn cells(
        &mut self,
        spec: &InputSpec,
        _is_judgement: bool,
        within: Option<(&Source<'a>, &str)>,
    ) -> Result<Reader<'a>, Infallible> {
        let source = self.find(&spec.path, within);
        Ok(Reader { source, way: way(source, spec) })
    }

    fn nothing(&self) -> Reader<'a> {
        Reader { source: Source::Nothing, way: Way::Cells }
    }
}

impl<'a> Binder<'a> {
    fn find(&self, path: &str, within: Option<(&Source<'a>, &str)>) -> Source<'a> {
        match within {
            None => {
                let list = self.columns.lists.get(path).map(Source::List);
                list.or_else(|| self.columns.own.get(path).map(Source::Column)).unwrap_or(Source::Nothing)
            }
            Some((Source::List(list), field)) => {
                list.fields.get(field).map_or(Source::Nothing, Source::Column)
            }
            Some(_) => Source::Nothing,
        }
    }
}

/// The long way: what a cell means as a fact.
impl Source<'_> {
    fn raw(self, row: usize) -> Option<Raw> {
        let raw = match self {
            Source::Nothing => None,
            Source::Column(column) => column.cell(row),
            Source::List(list) => is_valid(list.valid.as_deref(), row).then(|| Raw::List(Vec::new())),
        };
        raw.filter(|raw| !is_nothing(raw))
    }

    fn number(self, row: usize, spec: &InputSpec) -> Result<i128, Reason> {
        number_of(&self.raw(row).ok_or(MISSING)?, spec)
    }
}

impl ReadLists for Source<'_> {
    fn rows(&self, row: usize) -> Result<Range<usize>, Reason> {
        match self {
            Source::List(list) if is_valid(list.valid.as_deref(), row) => {
                let offset = |n: usize| list.offsets.get(n).copied().unwrap_or(0);
                Ok(offset(row)..offset(row.saturating_add(1)))
            }
            _ => Err(self.raw(row).map_or(MISSING, |_| reason_of(codes::WRONG_TYPE))),
        }
    }

    fn null_record(&self, _rows: &Range<usize>) -> Option<usize> {
        None
    }
}

impl Absent for Option<Vec<u8>> {
    fn is_any(&self, rows: &Range<usize>) -> bool {
        let Some(valid) = self else { return false };
        valid.get(rows.clone()).is_none_or(|valid| valid.contains(&0))
    }

    fn write(&self, rows: &Range<usize>, reasons: &mut [Reason]) {
        let valid = self.as_ref().and_then(|valid| valid.get(rows.clone())).unwrap_or_default();
        let reason = |valid: u8| if valid == 0 { MISSING } else { 0 };
        reasons.iter_mut().zip(valid).for_each(|(to, valid)| *to = reason(*valid));
    }
}

impl ReadCells for Reader<'_> {
    fn fill(&self, rows: Range<usize>, spec: &InputSpec, to: &mut LoadedColumn, texts: &mut Texts) {
        let source = self.source;
        let Source::Column(column) = source else {
            rows.for_each(|row| to.take(source.number(row, spec), spec));
            return;
        };
        let read = |row: usize| source.number(row, spec);
        let around = Around { absent: &column.valid, safe: spec.lo, wrong: None, read: &read };
        match (&self.way, &column.cells) {
            (Way::Numbers(numbers), cells) => {
                numbers.fill(&long(cells, rows.clone()), rows, spec, to, &around);
            }
            (Way::Words, _) => {
                for row in rows {
                    match source.raw(row) {
                        Some(Raw::Text(words) | Raw::Number(words)) => {
                            to.push(i128::from(texts.number(&words)));
                        }
                        _ => to.take(read(row), spec),
                    }
                }
            }
            _ => rows.for_each(|row| to.take(read(row), spec)),
        }
    }
}

/// The numbers of some rows, all in one width, so that there is one loop for each way to read them.
fn long(cells: &Cells, rows: Range<usize>) -> Cow<'_, [i64]> {
    match cells {
        Cells::Numbers { values: Digits::Long(values), .. } => {
            Cow::Borrowed(values.get(rows).unwrap_or_default())
        }
        Cells::Numbers { values: Digits::Short(values), .. }
        | Cells::Labels { codes: values, .. }
        | Cells::Days(values) => values.get(rows).unwrap_or_default().iter().map(|n| i64::from(*n)).collect(),
        Cells::Truths(truths) => {
            truths.get(rows).unwrap_or_default().iter().map(|truth| i64::from(*truth != 0)).collect()
        }
    }
}

fn way(source: Source<'_>, spec: &InputSpec) -> Way {
    let Source::Column(column) = source else { return Way::Cells };
    let numbers = match (&spec.shape, &column.cells) {
        (Shape::Text, _) => return Way::Words,
        (Shape::Bool, Cells::Truths(_)) => Some(Numbers::Up(1)),
        (Shape::Number { .. }, Cells::Numbers { scale, .. }) => {
            i32::try_from(*scale).ok().and_then(|scale| Numbers::scaled(scale, spec.scale))
        }
        (Shape::Enum(scheme), Cells::Numbers { scale: 0, .. }) => {
            Table::of_codes(scheme).map(Numbers::entries)
        }
        (Shape::Date { .. }, Cells::Days(_)) => Some(Numbers::Up(1)),
        (_, Cells::Labels { labels, .. }) => {
            let entry = |label: &String| {
                let raw = Raw::Text(label.clone());
                let number = if is_nothing(&raw) { Err(MISSING) } else { number_of(&raw, spec) };
                number.map_or((spec.lo, false), |number| (number, true))
            };
            Some(Numbers::entries(Table { first: 0, entries: labels.iter().map(entry).collect() }))
        }
        _ => None,
    };
    numbers.map_or(Way::Cells, Way::Numbers)
}
