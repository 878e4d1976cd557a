//! What a decision table means.

use std::sync::Arc;

use super::{Frame, failed};
use crate::eval::codes;
use crate::typing::program::{RowResult, Table, Test};
use crate::value::{Cause, Causes, Node};

/// The row of a table that decides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RowFound {
    /// The row with this number.
    Row(usize),
    /// None: an input that decides is not known.
    Unknown(Causes),
    /// Two rows hold, which a unique table may not have.
    Overlap(usize, usize),
    /// No row holds.
    Gap,
}

/// A row is true, false, or none with the causes of its tested cells.
fn row_holds(tests: &[Option<Vec<Test>>], inputs: &[Node]) -> Result<bool, Causes> {
    let mut causes: Option<Causes> = None;
    for (test, input) in tests.iter().zip(inputs) {
        let Some(test) = test else { continue };
        match input {
            // One false cell makes the row false, whatever is not known beside it.
            Ok(value) if !test.iter().any(|t| t.holds(value)) => return Ok(false),
            Ok(_) => {}
            Err(more) => causes = Some(causes.unwrap_or_default().union(more)),
        }
    }
    causes.map_or(Ok(true), Err)
}

/// The row of a table that decides for these inputs.
#[must_use]
pub fn find_row(table: &Table, inputs: &[Node]) -> RowFound {
    let mut found: Option<usize> = None;
    let mut causes: Option<Causes> = None;
    for (number, row) in table.rows.iter().enumerate() {
        match row_holds(&row.tests, inputs) {
            Ok(false) => {}
            Ok(true) if table.first_hit => return RowFound::Row(number),
            Err(more) if table.first_hit => return RowFound::Unknown(more),
            Ok(true) => match found {
                Some(first) => return RowFound::Overlap(first, number),
                None => found = Some(number),
            },
            Err(more) => causes = Some(causes.unwrap_or_default().union(&more)),
        }
    }
    match (found, causes) {
        (Some(number), _) => RowFound::Row(number),
        (None, Some(causes)) => RowFound::Unknown(causes),
        (None, None) => RowFound::Gap,
    }
}

/// A result of a table for these inputs.
pub(super) fn result(table: &Table, result: usize, inputs: &[Node], frame: &Frame<'_>) -> Node {
    let number = match find_row(table, inputs) {
        RowFound::Row(number) => number,
        RowFound::Unknown(causes) => return Err(causes),
        RowFound::Overlap(..) => return Err(failed(frame, codes::TABLE_OVERLAP)),
        RowFound::Gap => return Err(failed(frame, codes::TABLE_GAP)),
    };
    let row = table.rows.get(number);
    match row.and_then(|row| row.results.get(result)) {
        Some(RowResult::Value(value)) => Ok(value.clone()),
        Some(RowResult::NotApplicable) => Err(Causes::one(Cause::NotApplicable(Arc::clone(frame.path)))),
        Some(RowResult::NotRegulated) => {
            let reason = row.and_then(|row| row.note.clone());
            Err(Causes::one(Cause::Unregulated(Arc::clone(frame.path), reason)))
        }
        None => Err(failed(frame, codes::TABLE_GAP)),
    }
}
