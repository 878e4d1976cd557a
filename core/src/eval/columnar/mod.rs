//! The columnar evaluator: the same program over columns, chunk by chunk.
//!
//! Numbers are whole numbers in the narrowest lane that the proven bounds allow. A chunk runs twice at most: once
//! with the kinds of causes as bits, which is enough for every value and status, and once more with sets of causes:
//! only those instructions that the causes of lacking outputs rest on, and where few subjects lack one, only these.
//!
//! With the feature `compact`, for browsers, there are two lanes, loops are not made into vectors, and a chunk runs once
//! with sets of causes. Every result is the same.

pub(crate) mod bound;
mod build;
pub(crate) mod calendar;
#[cfg(not(feature = "compact"))]
mod causes;
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
use crate::value::{Causes, Date, Node};

pub(crate) use build::bounds;
use build::{Wanted, build};
use code::{Code, Meaning, OutputSpec, SUBJECTS};
use load::Loaded;
use run::{First, Frame, Host, Mark, host};

/// How many subjects a chunk has: few enough that its registers stay in the nearest caches.
pub(crate) const CHUNK: usize = 2_048;

/// A plan in instructions.
pub(crate) struct Columnar {
    pub(crate) code: Code,
    pub(crate) host: Host,
}

/// What chunks are worked out in for [`Found`]; kept between chunks, so that nothing is allocated again.
pub(crate) struct FoundRoom {
    clean: Frame<First>,
    #[cfg(not(feature = "compact"))]
    second: run::Second,
}

impl FoundRoom {
    /// Room for a plan.
    pub(crate) fn new(code: &Code) -> FoundRoom {
        FoundRoom {
            clean: Frame::new(code),
            #[cfg(not(feature = "compact"))]
            second: run::Second::new(code),
        }
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
        room.clean.run(&self.code, loaded, &self.host);
        let rows = 0..loaded.subjects;
        let found: Vec<Vec<Found>> = rows.map(|row| self.found(&room.clean, row, loaded)).collect();
        room.clean.give_back(&self.code, loaded);
        #[cfg(not(feature = "compact"))]
        let found = self.with_causes(found, room, loaded);
        found
    }

    /// The value of a row of an output, or the kinds of its causes.
    pub(crate) fn node(
        &self,
        frame: &Frame<First>,
        output: &OutputSpec,
        row: usize,
        loaded: &Loaded,
    ) -> Node {
        let mark = frame.mark(&self.code, output.reg, row);
        if mark != First::default() {
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

    fn found(&self, frame: &Frame<First>, subject: usize, loaded: &Loaded) -> Vec<Found> {
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
