//! Columns of lists: where the rows of each stand.

use std::ops::Range;

use arrow_array::cast::AsArray;
use arrow_array::{Array, ArrayRef, OffsetSizeTrait};
use arrow_buffer::{NullBuffer, OffsetBuffer, ScalarBuffer};
use arrow_schema::DataType;

use crate::eval::columnar::bound::ReadLists;
use crate::eval::columnar::load::{MISSING, Reason};

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
}

impl ReadLists for ListRows {
    fn rows(&self, row: usize) -> Result<Range<usize>, Reason> {
        self.of(row).ok_or(MISSING)
    }

    fn null_record(&self, rows: &Range<usize>) -> Option<usize> {
        let nulls = self.child_nulls.as_ref().filter(|nulls| nulls.null_count() > 0)?;
        rows.clone().find(|row| *row >= nulls.len() || nulls.is_null(*row))
    }
}
