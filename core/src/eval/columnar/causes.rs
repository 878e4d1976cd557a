//! Why values are missing: a second run over the subjects that lack one.

use super::code::{Meaning, OutputSpec};
use super::load::Loaded;
use super::run::{First, Frame, Mark as _, Want};
use super::{Columnar, Found, FoundRoom, planted};
use crate::value::{Node, Value};

/// Whether every field of a value has one; of one that lacks, the causes are part of the result.
fn is_whole(value: &Value) -> bool {
    match value {
        Value::Record(fields) => fields.iter().all(|field| field.as_ref().is_ok_and(is_whole)),
        Value::List(items) => items.iter().all(is_whole),
        _ => true,
    }
}

impl Columnar {
    /// Puts causes in place of their kinds in what was found in a chunk.
    pub(super) fn with_causes(
        &self,
        mut found: Vec<Vec<Found>>,
        room: &mut FoundRoom,
        loaded: &mut Loaded,
    ) -> Vec<Vec<Found>> {
        let code = &self.code;
        let FoundRoom { clean, second } = room;
        let mut rows: Vec<u32> = (0..loaded.subjects)
            .filter(|row| self.lacks(clean, *row))
            .filter_map(|row| u32::try_from(row).ok())
            .collect();
        if planted::is_planted("lacking") {
            rows.pop();
        }
        let asked = code.outputs.iter().map(|output| match output.meaning {
            // Of a value that is put together the fields have causes of their own.
            Meaning::Any => (output.reg, Want::ALL),
            _ => (output.reg, Want::MARKS),
        });
        second.run((code, &self.host), asked, &rows, clean, loaded);
        for (nth, row) in rows.iter().enumerate() {
            let place = second.place(nth, *row);
            let slots = usize::try_from(*row).ok().and_then(|row| found.get_mut(row));
            for (output, slot) in code.outputs.iter().zip(slots.into_iter().flatten()) {
                let nodes = match slot {
                    Found::One(node) => std::slice::from_mut(node),
                    Found::Rows(nodes) => nodes,
                };
                for (node, row) in nodes.iter_mut().zip(second.frame.rows_of(output.domain, place)) {
                    if !node.as_ref().is_ok_and(is_whole) {
                        *node = self.caused(&second.frame, output, row);
                    }
                }
            }
        }
        second.give_back(code, loaded);
        found
    }

    /// Whether a subject lacks an output.
    fn lacks(&self, frame: &Frame<First>, subject: usize) -> bool {
        self.code.outputs.iter().any(|output| {
            let mut rows = frame.rows_of(output.domain, subject);
            rows.any(|row| {
                let has_value = frame.mark(&self.code, output.reg, row) == First::default();
                !has_value || frame.any(output.reg, row).is_some_and(|value| !is_whole(value))
            })
        })
    }

    /// The causes that a row of an output has, or its value, whose fields have causes.
    fn caused(&self, frame: &Frame<u32>, output: &OutputSpec, row: usize) -> Node {
        let mark = frame.mark(&self.code, output.reg, row);
        let value = frame.any(output.reg, row).filter(|_| mark == u32::default());
        value.cloned().ok_or_else(|| mark.causes(&output.name, &frame.sets))
    }
}
