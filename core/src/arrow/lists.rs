//! Lists of records: which rows count, and why a list does not.

use std::ops::Range;
use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::{Array, ArrayRef, OffsetSizeTrait};
use arrow_buffer::{NullBuffer, OffsetBuffer, ScalarBuffer};
use arrow_schema::DataType;

use super::reader::Reader;
use crate::eval::codes;
use crate::eval::columnar::code::InputSpec;
use crate::eval::columnar::load::{LoadedColumn, MISSING, Reason, reason_of};
use crate::eval::columnar::run::Texts;
use crate::typing::program::ListShape;

/// A list bound to its column.
pub(super) struct BoundList {
    /// The column; `None` where nothing was given.
    pub(super) rows: Option<ListRows>,
    /// What its rows must be.
    pub(super) shape: Arc<ListShape>,
    /// The fields that tell rows apart, each with its column.
    pub(super) keys: Vec<(InputSpec, Reader)>,
}

/// A column of lists.
pub(super) struct ListRows {
    nulls: Option<NullBuffer>,
    bounds: Bounds,
    /// The records.
    pub(super) child: ArrayRef,
    child_nulls: Option<NullBuffer>,
}

enum Bounds {
    Short(OffsetBuffer<i32>),
    Long(OffsetBuffer<i64>),
    Fixed(usize),
    View(ScalarBuffer<i32>, ScalarBuffer<i32>),
    LongView(ScalarBuffer<i64>, ScalarBuffer<i64>),
}

impl ListRows {
    /// Opens a column of lists; `outer` are the nulls of a record that it is a field of.
    pub(super) fn new(array: &ArrayRef, outer: Option<&NullBuffer>) -> Option<ListRows> {
        let (bounds, child) = match array.data_type() {
            DataType::List(_) => {
                let list = array.as_list::<i32>();
                (Bounds::Short(list.offsets().clone()), list.values())
            }
            DataType::LargeList(_) => {
                let list = array.as_list::<i64>();
                (Bounds::Long(list.offsets().clone()), list.values())
            }
            DataType::FixedSizeList(_, size) => {
                let list = array.as_fixed_size_list();
                (Bounds::Fixed(usize::try_from(*size).unwrap_or(0)), list.values())
            }
            DataType::ListView(_) => {
                let list = array.as_list_view::<i32>();
                (Bounds::View(list.offsets().clone(), list.sizes().clone()), list.values())
            }
            DataType::LargeListView(_) => {
                let list = array.as_list_view::<i64>();
                (Bounds::LongView(list.offsets().clone(), list.sizes().clone()), list.values())
            }
            _ => return None,
        };
        let nulls = NullBuffer::union(outer, array.logical_nulls().as_ref());
        Some(ListRows { nulls, bounds, child_nulls: child.logical_nulls(), child: child.clone() })
    }

    /// The rows of a list; `None` for one that was not given.
    pub(super) fn of(&self, row: usize) -> Option<Range<usize>> {
        fn between<O: OffsetSizeTrait>(offsets: &[O], row: usize) -> Option<Range<usize>> {
            let (from, to) = (offsets.get(row)?, offsets.get(row.checked_add(1)?)?);
            Some(from.as_usize()..to.as_usize())
        }
        fn sized<O: OffsetSizeTrait>(offsets: &[O], sizes: &[O], row: usize) -> Option<Range<usize>> {
            let from = offsets.get(row)?.as_usize();
            Some(from..from.checked_add(sizes.get(row)?.as_usize())?)
        }
        if self.nulls.as_ref().is_some_and(|nulls| row >= nulls.len() || nulls.is_null(row)) {
            return None;
        }
        match &self.bounds {
            Bounds::Short(offsets) => between(offsets, row),
            Bounds::Long(offsets) => between(offsets, row),
            Bounds::Fixed(size) => {
                let from = row.checked_mul(*size)?;
                Some(from..from.checked_add(*size)?)
            }
            Bounds::View(offsets, sizes) => sized(offsets, sizes, row),
            Bounds::LongView(offsets, sizes) => sized(offsets, sizes, row),
        }
    }

    /// The first of the rows that is no record.
    fn null_record(&self, rows: &Range<usize>) -> Option<usize> {
        let nulls = self.child_nulls.as_ref().filter(|nulls| nulls.null_count() > 0)?;
        rows.clone().find(|row| *row >= nulls.len() || nulls.is_null(*row))
    }
}

/// What lists of a chunk are told apart with; kept between chunks.
#[derive(Debug, Default)]
pub(super) struct KeyRoom {
    columns: Vec<LoadedColumn>,
}

impl BoundList {
    /// For lists that lie in the rows of their parent: whether each is there, where its rows end, and which rows
    /// of the records count.
    pub(super) fn load(
        &self,
        parents: &[Range<usize>],
        present: &mut LoadedColumn,
        ends: &mut Vec<u32>,
        counted: &mut Vec<Range<usize>>,
        (room, texts): (&mut KeyRoom, &mut Texts),
    ) {
        let mut end = ends.last().copied().unwrap_or(0);
        for parent in parents {
            let first = self.load_keys(parent, room, texts);
            for row in parent.clone() {
                match self.rows_of(row, first, room) {
                    Ok(rows) => {
                        present.push(1);
                        end = end.saturating_add(u32::try_from(rows.len()).unwrap_or(u32::MAX));
                        match counted.last_mut() {
                            Some(last) if last.end == rows.start => last.end = rows.end,
                            _ if rows.is_empty() => {}
                            _ => counted.push(rows),
                        }
                    }
                    Err(reason) => present.lack(0, reason),
                }
                ends.push(end);
            }
        }
    }

    fn rows_of(&self, row: usize, first: usize, room: &KeyRoom) -> Result<Range<usize>, Reason> {
        let shape = &self.shape;
        let found = self.rows.as_ref().and_then(|rows| Some((rows, rows.of(row)?)));
        let (rows, range) = match found {
            Some((rows, range)) => (Some(rows), range),
            None if shape.absent_is_empty => (None, 0..0),
            None => return Err(MISSING),
        };
        let count = u32::try_from(range.len()).unwrap_or(u32::MAX);
        if count < shape.min_items || count > shape.max_items {
            return Err(reason_of(codes::LIST_SIZE));
        }
        // What comes first in the list is told: a record that is none, or a key that was met before.
        let null = rows.and_then(|rows| rows.null_record(&range));
        let records = range.start..null.unwrap_or(range.end);
        if records.len() > 1 && !self.keys.is_empty() && room.has_twins(&records, first) {
            return Err(reason_of(codes::DUPLICATE_KEY));
        }
        if null.is_some() {
            return Err(reason_of(codes::WRONG_TYPE));
        }
        Ok(range)
    }

    /// Reads the keys of all lists of some parent rows; gives the first row that was read.
    fn load_keys(&self, parents: &Range<usize>, room: &mut KeyRoom, texts: &mut Texts) -> usize {
        let Some(rows) = self.rows.as_ref().filter(|_| !self.keys.is_empty()) else { return 0 };
        let mut first = usize::MAX;
        let mut end = 0;
        for range in parents.clone().filter_map(|row| rows.of(row)).filter(|range| range.len() > 1) {
            first = first.min(range.start);
            end = end.max(range.end);
        }
        room.columns.resize_with(self.keys.len(), LoadedColumn::default);
        for ((spec, reader), column) in self.keys.iter().zip(&mut room.columns) {
            column.restart(spec);
            if first < end {
                reader.fill(first..end, spec, column, texts);
            }
        }
        first
    }
}

impl KeyRoom {
    /// Whether two of the rows have the same key; a row whose key is not known has none.
    fn has_twins(&self, rows: &Range<usize>, first: usize) -> bool {
        /// Below this every pair is compared, which is quicker than sorting.
        const FEW: usize = 12;
        let (from, to) = (rows.start.saturating_sub(first), rows.end.saturating_sub(first));
        let known = |row: &usize| {
            self.columns.iter().all(|c| !c.lacking || c.reasons.get(*row).is_none_or(|reason| *reason == 0))
        };
        let same = |a: usize, b: usize| self.columns.iter().all(|c| c.buf.wide(a) == c.buf.wide(b));
        if rows.len() <= FEW {
            let mut rows = from..to;
            while let Some(row) = rows.next() {
                if known(&row) && rows.clone().any(|other| known(&other) && same(row, other)) {
                    return true;
                }
            }
            return false;
        }
        let key = |row: usize| -> Vec<i128> { self.columns.iter().map(|c| c.buf.wide(row)).collect() };
        let mut keys: Vec<Vec<i128>> = (from..to).filter(known).map(key).collect();
        keys.sort_unstable();
        keys.windows(2).any(|pair| matches!(pair, [a, b] if a == b))
    }
}
