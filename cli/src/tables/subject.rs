//! One subject of a table as files of rows have it, for those of whom a fact cannot be used.

use arrow_array::Array;
use arrow_array::cast::AsArray;
use timbang::Raw;
use timbang::arrow::key;

use super::joining::Subjects;
use crate::input::{Row, raw_of};
use crate::join::Subject;

impl Subjects {
    /// The key of a subject; empty where it has none.
    pub(super) fn key_of(&self, name: Option<&str>, row: usize) -> String {
        let column = name.and_then(|name| self.batch.column_by_name(name));
        column.map(|keys| key(&**keys, row).words()).unwrap_or_default()
    }

    /// A subject with its lists.
    pub(super) fn subject(&self, name: Option<&str>, row: usize) -> Subject {
        let (mut cells, mut lists) = (indexmap::IndexMap::new(), Vec::new());
        for (field, column) in self.batch.schema().fields().iter().zip(self.batch.columns()) {
            match self.lists.iter().find(|(list, _)| list == field.name()) {
                None => drop(cells.insert(field.name().clone(), raw_of(&**column, row))),
                Some((list, places)) if column.is_valid(row) => {
                    lists.push((list.clone(), rows(&**column, row, places)));
                }
                Some(_) => {}
            }
        }
        Subject {
            number: self.numbers.get(row).copied().unwrap_or(0),
            key: self.key_of(name, row),
            cells,
            lists,
        }
    }
}

/// The rows of a list that was joined.
fn rows(column: &dyn Array, row: usize, places: &[u64]) -> Vec<Row> {
    let Some(lists) = column.as_list_view_opt::<i32>() else { return Vec::new() };
    let at = |numbers: &[i32]| numbers.get(row).and_then(|n| usize::try_from(*n).ok()).unwrap_or(0);
    let (from, len) = (at(lists.offsets()), at(lists.sizes()));
    let row = |at: usize| match raw_of(&**lists.values(), at) {
        Raw::Map(cells) => Some(Row { number: places.get(at).copied().unwrap_or(0), cells }),
        _ => None,
    };
    (from..from.saturating_add(len)).filter_map(row).collect()
}
