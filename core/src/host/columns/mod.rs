//! Many subjects as columns, without Arrow: what a browser hands over in typed arrays.
//!
//! Cells are read one by one, as facts are; rules run over columns. So a result here is that of [`super::evaluate`],
//! value for value; causes and explanations are asked for subject by subject.

mod given;
mod results;

pub use given::{Cells, Column, Columns};
pub use results::{ColumnResult, Written};

use crate::eval::Typed;
use crate::eval::columnar::CHUNK;
use crate::plan::Plan;

/// Works a plan out for many subjects: a column for each output, in the order of the outputs.
#[must_use]
pub fn evaluate_columns(plan: &Plan, columns: &Columns) -> Vec<ColumnResult> {
    let (program, columnar) = (plan.program(), plan.columnar());
    let mut results: Vec<ColumnResult> = plan
        .outputs()
        .iter()
        .filter_map(|output| Some(ColumnResult::new(&output.name, program.node(output.node)?)))
        .collect();
    let mut from = 0usize;
    while from < columns.rows() {
        let to = from.saturating_add(CHUNK).min(columns.rows());
        let chunk: Vec<Typed> =
            (from..to).map(|row| Typed::new(program, &columns.facts(row), false)).collect();
        for subject in columnar.run_typed(&chunk) {
            // The triggers that were not asked for as outputs stand behind these.
            results.iter_mut().zip(&subject).for_each(|(result, found)| result.push(found));
        }
        from = to;
    }
    results
}
