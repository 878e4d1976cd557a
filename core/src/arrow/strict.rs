//! The wish to stop at invalid facts of a batch.

use arrow_array::cast::AsArray;
use arrow_array::types::{Int8Type, Int32Type};
use arrow_array::{ArrayRef, StructArray};

use super::Scored;
use super::told::column_field;
use crate::eval::codes;
use crate::outcome::not_strict;
use crate::value::Error;

impl Scored {
    /// Stops at facts that cannot be one and lack a result, and at columns that are no facts.
    ///
    /// The issues must have been asked for, as a table or as a column.
    ///
    /// # Errors
    /// `T3017` with the first of them; [`Scored::issues`] and [`Scored::unused`] have all.
    pub fn strict(&self) -> Result<(), Error> {
        if let Some(first) = self.unused.first() {
            return Err(not_strict(self.unused.len(), first, codes::UNKNOWN_FACT));
        }
        let of_rows = self.issues_of_rows();
        let column = |name: &str| match of_rows {
            Some(told) => told.column_by_name(name),
            None => self.issues.column_by_name(name),
        };
        let kinds = column("kind").and_then(|column| column.as_dictionary_opt::<Int8Type>());
        let words = |name: &str, row: usize| {
            let column = column(name)?.as_dictionary_opt::<Int32Type>()?;
            Some(column.downcast_dict::<arrow_array::StringArray>()?.into_iter().nth(row)??.to_owned())
        };
        let Some(kinds) = kinds.and_then(|kinds| kinds.downcast_dict::<arrow_array::StringArray>()) else {
            return Ok(());
        };
        let mut invalid = kinds.into_iter().enumerate().filter(|(_, kind)| *kind == Some("invalid"));
        let Some((row, _)) = invalid.next() else { return Ok(()) };
        let (fact, code) = (words("fact", row).unwrap_or_default(), words("code", row).unwrap_or_default());
        Err(not_strict(invalid.count().saturating_add(1), &fact, &code))
    }

    /// What the column of issues tells, of all rows one after another; it is the last, where it was asked for.
    fn issues_of_rows(&self) -> Option<&StructArray> {
        let is_asked = self.batch.schema_ref().fields().last().is_some_and(|last| **last == column_field());
        let lists: &ArrayRef = self.batch.columns().last().filter(|_| is_asked)?;
        lists.as_list_opt::<i32>()?.values().as_struct_opt()
    }
}
