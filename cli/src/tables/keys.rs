//! The keys by which rows of two files are merged, which outlive the rows that they were read from.

use std::cmp::Ordering;

use arrow_array::Array;
use timbang::arrow;

/// The key of a row that may have been dropped.
pub(super) type Key = arrow::Key<'static>;

/// The key of a row.
pub(super) fn key(column: &dyn Array, row: usize) -> Key {
    arrow::key(column, row).into_owned()
}

/// Whether a key comes before the one that was read before it.
pub(super) fn falls(before: Option<&Key>, next: &Key) -> bool {
    before.is_some_and(|before| next.cmp(before) == Ordering::Less)
}
