//! Many subjects as columns, without Arrow: what a browser hands over in typed arrays.
//!
//! Columns are read in one pass where they are of the kind of their fact, else cell by cell as facts are; rules run over
//! columns. So a result here is that of [`super::evaluate`], value for value; causes and explanations are asked for
//! subject by subject.

mod given;
mod reader;
mod results;

pub use given::{Cells, Column, Columns, Digits};
pub use results::{ColumnResult, Written};

use std::ops::Range;

use crate::eval::columnar::CHUNK;
#[cfg(not(feature = "compact"))]
use crate::eval::columnar::FoundRoom;
use crate::eval::columnar::bound::{Bound, Room};
#[cfg(not(feature = "compact"))]
use crate::eval::columnar::code::Meaning;
use crate::eval::columnar::load::Loaded;
use crate::eval::columnar::run::Frame;
use crate::plan::Plan;
use reader::Binder;

/// Results of more rows than this find their room as they go: the number of rows is only what a host says.
const MOST_ROOM: usize = 1 << 20;

/// Works a plan out for many subjects: a column for each output, in the order of the outputs.
#[must_use]
pub fn evaluate_columns(plan: &Plan, columns: &Columns) -> Vec<ColumnResult> {
    let (program, columnar) = (plan.program(), plan.columnar());
    let code = &columnar.code;
    let Ok(bound) = Bound::new(program, code, &mut Binder { columns });
    let room = columns.rows().min(MOST_ROOM);
    let mut results: Vec<ColumnResult> = plan
        .outputs()
        .iter()
        .filter_map(|output| Some(ColumnResult::new(&output.name, program.node(output.node)?, room)))
        .collect();
    // The triggers that were not asked for as outputs stand behind these.
    let outputs = || code.outputs.iter().take(plan.outputs().len());
    let (mut loaded, mut room) = (Loaded::new(code), Room::default());
    let starts = (0..columns.rows()).step_by(CHUNK);
    let chunks = starts.map(|from| -> Range<usize> { from..from.saturating_add(CHUNK).min(columns.rows()) });
    // Of a value that is put together, the causes of its parts are told too, which kinds of causes do not tell.
    #[cfg(not(feature = "compact"))]
    if outputs().any(|output| matches!(output.meaning, Meaning::Any)) {
        let mut found_room = FoundRoom::new(code);
        for rows in chunks {
            bound.load(code, rows, &mut loaded, &mut room);
            for subject in columnar.run_loaded(&mut loaded, &mut found_room) {
                results.iter_mut().zip(&subject).for_each(|(result, found)| result.push(found));
            }
        }
        return results;
    }
    let mut frame = Frame::new(code);
    for rows in chunks {
        bound.load(code, rows, &mut loaded, &mut room);
        frame.run(code, &mut loaded, &columnar.host);
        results.iter_mut().zip(outputs()).for_each(|(result, output)| {
            result.take(&columnar, output, &frame, &loaded);
        });
        frame.give_back(code, &mut loaded);
    }
    results
}
