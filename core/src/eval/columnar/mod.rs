//! The columnar evaluator: the same program over columns, chunk by chunk.
//!
//! Numbers are whole numbers in the narrowest lane that the proven bounds allow. A chunk runs twice at most: once
//! with the kinds of causes as bits, which is enough for every value and status, and once more with sets of causes:
//! only those instructions that the causes of lacking outputs rest on, and where few subjects lack one, only these.

pub(crate) mod bound;
mod build;
pub(crate) mod calendar;
pub(crate) mod code;
pub(crate) mod lanes;
pub(crate) mod listed;
pub(crate) mod load;
#[cfg(feature = "planted")]
pub(crate) mod planted;
#[cfg(not(feature = "planted"))]
#[path = "planted_absent.rs"]
pub(crate) mod planted;
pub(crate) mod read_out;
pub(crate) mod run;
pub(crate) mod scan;
mod show;
pub(crate) mod single;

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Typed;
use crate::typing::program::{NodeId, Program};
use crate::value::{Causes, Date, Node, Value};

pub(crate) use build::bounds;
use build::{Wanted, build};
use code::{Code, Meaning, OutputSpec, SUBJECTS};
use load::Loaded;
use run::{Frame, Host, Mark, Second, Want, host};

/// How many subjects a chunk has: few enough that its registers stay in the nearest caches.
pub(crate) const CHUNK: usize = 2_048;

/// A plan in instructions.
pub(crate) struct Columnar {
    pub(crate) code: Code,
    pub(crate) host: Host,
}

/// What chunks are worked out in for [`Found`]; kept between chunks, so that nothing is allocated again.
pub(crate) struct FoundRoom {
    clean: Frame<u8>,
    second: Second,
}

impl FoundRoom {
    /// Room for a plan.
    pub(crate) fn new(code: &Code) -> FoundRoom {
        FoundRoom { clean: Frame::new(code), second: Second::new(code) }
    }
}

/// The values of one output: one a subject, or for a rule of a list one a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Found {
    /// The value of a subject, or its causes.
    One(Node),
    /// What each row of the list has.
    Rows(Vec<Node>),
}

/// Whether every field of a value has one; of one that lacks, the causes are part of the result.
fn is_whole(value: &Value) -> bool {
    match value {
        Value::Record(fields) => fields.iter().all(|field| field.as_ref().is_ok_and(is_whole)),
        Value::List(items) => items.iter().all(is_whole),
        _ => true,
    }
}

impl Columnar {
    /// Brings a program into instructions for some outputs.
    pub(crate) fn new(
        program: &Arc<Program>,
        as_of: Date,
        order: &[NodeId],
        outputs: Vec<(Arc<str>, NodeId)>,
        stand_ins: BTreeMap<NodeId, Node>,
    ) -> Columnar {
        let code = build(&Wanted { program, as_of, order, outputs, stand_ins });
        Columnar { code, host: host(program, as_of) }
    }

    /// Works the outputs out for subjects: for each subject one entry an output.
    pub(crate) fn run_typed(&self, subjects: &[Typed]) -> Vec<Vec<Found>> {
        let mut room = FoundRoom::new(&self.code);
        let mut loaded = Loaded::new(&self.code);
        let mut all = Vec::new();
        for chunk in subjects.chunks(CHUNK) {
            loaded.restart(&self.code);
            loaded.add_typed(&self.code, chunk);
            all.extend(self.run_loaded(&mut loaded, &mut room));
        }
        all
    }

    /// Works the outputs out for the subjects of a chunk that was loaded.
    pub(crate) fn run_loaded(&self, loaded: &mut Loaded, room: &mut FoundRoom) -> Vec<Vec<Found>> {
        let code = &self.code;
        let FoundRoom { clean, second } = room;
        clean.run(code, loaded, &self.host);
        let mut rows: Vec<u32> = (0..loaded.subjects)
            .filter(|row| self.lacks(clean, *row))
            .filter_map(|row| u32::try_from(row).ok())
            .collect();
        if planted::is_planted("lacking") {
            rows.pop();
        }
        let mut found: Vec<Vec<Found>> =
            (0..loaded.subjects).map(|row| self.found(clean, row, loaded)).collect();
        clean.give_back(code, loaded);
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
    fn lacks(&self, frame: &Frame<u8>, subject: usize) -> bool {
        self.code.outputs.iter().any(|output| {
            let mut rows = frame.rows_of(output.domain, subject);
            rows.any(|row| {
                let has_value = frame.mark(&self.code, output.reg, row) == u8::default();
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

    /// The value of a row of an output, or the kinds of its causes.
    pub(crate) fn node(&self, frame: &Frame<u8>, output: &OutputSpec, row: usize, loaded: &Loaded) -> Node {
        let mark = frame.mark(&self.code, output.reg, row);
        if mark != u8::default() {
            return Err(mark.causes(&output.name, &frame.sets));
        }
        let value = match &output.meaning {
            Meaning::Any => frame.any(output.reg, row).cloned(),
            meaning => {
                let number = frame.number(&self.code, output.reg, row);
                meaning.value(number, &|number| loaded.texts.shared(number))
            }
        };
        value.ok_or_else(Causes::default)
    }

    fn found(&self, frame: &Frame<u8>, subject: usize, loaded: &Loaded) -> Vec<Found> {
        let outputs = self.code.outputs.iter();
        outputs
            .map(|output| {
                let mut rows = frame.rows_of(output.domain, subject);
                if output.domain == SUBJECTS {
                    Found::One(self.node(frame, output, rows.start, loaded))
                } else {
                    Found::Rows(rows.by_ref().map(|row| self.node(frame, output, row, loaded)).collect())
                }
            })
            .collect()
    }
}
