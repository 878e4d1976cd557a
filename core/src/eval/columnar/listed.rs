//! Lists of records as they are given: which rows count, and why a list does not.

use std::ops::Range;
use std::sync::Arc;

use super::bound::{ReadCells, ReadLists};
use super::code::InputSpec;
use super::load::{LoadedColumn, MISSING, Reason, reason_of};
use super::run::Texts;
use crate::eval::codes;
use crate::typing::program::ListShape;

/// A list bound to its column.
pub(crate) struct BoundList<C, L> {
    /// The column; `None` where nothing was given.
    pub(crate) rows: Option<L>,
    /// What its rows must be.
    pub(crate) shape: Arc<ListShape>,
    /// The fields that tell rows apart, each with its column.
    pub(crate) keys: Vec<(InputSpec, C)>,
}

/// What lists of a chunk are told apart with; kept between chunks.
#[derive(Debug, Default)]
pub(crate) struct KeyRoom {
    columns: Vec<LoadedColumn>,
}

impl<C: ReadCells, L: ReadLists> BoundList<C, L> {
    /// For lists that lie in the rows of their parent: whether each is there, where its rows end, and which rows
    /// of the records count.
    pub(crate) fn load(
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
        let range = match self.rows.as_ref().map_or(Err(MISSING), |rows| rows.rows(row)) {
            Err(MISSING) if shape.absent_is_empty => 0..0,
            found => found?,
        };
        let count = u32::try_from(range.len()).unwrap_or(u32::MAX);
        if count < shape.min_items || count > shape.max_items {
            return Err(reason_of(codes::LIST_SIZE));
        }
        // What comes first in the list is told: a record that is none, or a key that was met before.
        let null = self.rows.as_ref().and_then(|rows| rows.null_record(&range));
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
        for range in parents.clone().filter_map(|row| rows.rows(row).ok()).filter(|range| range.len() > 1) {
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
