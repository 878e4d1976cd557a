//! What of each instruction the causes of some outputs rest on.
//!
//! Most instructions give a row the causes of their operands, whatever the numbers are. Registers in which every row had
//! a value in the first run have no causes, and what these rest on is not looked at.

use std::ops::BitOr;

use super::super::code::{Code, Instr, Op, Reg};
use super::column::index;

/// What of a register is wanted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Want {
    /// Its numbers.
    pub(crate) numbers: bool,
    /// Its marks.
    pub(crate) marks: bool,
}

impl Want {
    /// All of it.
    pub(crate) const ALL: Want = Want { numbers: true, marks: true };
    /// The marks alone.
    pub(crate) const MARKS: Want = Want { numbers: false, marks: true };

    /// Whether anything is wanted.
    pub(super) fn any(self) -> bool {
        self.numbers || self.marks
    }
}

impl BitOr for Want {
    type Output = Want;

    fn bitor(self, other: Want) -> Want {
        Want { numbers: self.numbers || other.numbers, marks: self.marks || other.marks }
    }
}

/// How the marks of an instruction come about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// A row has the causes of all that is read, and has no value only by these.
    Strict,
    /// A condition that is read first chooses one of the two others.
    Choice,
    /// Numbers and marks of all that is read may matter.
    Whole,
}

/// The instructions of a plan, as what they read.
#[derive(Debug, Default)]
pub(super) struct Ways {
    ways: Vec<(Way, Vec<Reg>)>,
}

impl Ways {
    pub(super) fn new(code: &Code) -> Ways {
        let of = |instr: &Instr| (way(code, &instr.op), instr.op.reads(code));
        Ways { ways: code.ops.iter().map(of).collect() }
    }

    /// How the marks of an instruction come about, and what it reads.
    pub(super) fn of(&self, number: usize) -> (Way, &[Reg]) {
        self.ways.get(number).map_or((Way::Whole, &[]), |(way, reads)| (*way, reads))
    }

    /// Spreads what is wanted of outputs to what they rest on; `marked` tells in which registers a row may lack a value,
    /// `kept` which still have the numbers of the first run.
    pub(super) fn spread(&self, marked: &[bool], kept: impl Fn(usize) -> bool, wants: &mut [Want]) {
        for (number, (way, reads)) in self.ways.iter().enumerate().rev() {
            let Some(want) = wants.get_mut(number) else { continue };
            want.marks &= marked.get(number).copied().unwrap_or(true);
            let mut want = *want;
            // Numbers that are kept rest on nothing more.
            want.numbers &= !kept(number);
            if !want.any() {
                continue;
            }
            for (place, read) in reads.iter().enumerate() {
                let asked = match way {
                    Way::Strict => want,
                    Way::Choice if place == 0 => Want { numbers: true, marks: want.marks },
                    Way::Choice => want,
                    Way::Whole => Want::ALL,
                };
                if let Some(slot) = wants.get_mut(index(*read)) {
                    *slot = *slot | asked;
                }
            }
        }
    }
}

fn way(code: &Code, op: &Op) -> Way {
    match op {
        Op::Cast(_)
        | Op::Abs(_)
        | Op::Not(_)
        | Op::Arith(..)
        | Op::Compare(..)
        | Op::Divide(..)
        | Op::Classes(..)
        | Op::Part(..)
        | Op::Between(..) => Way::Strict,
        Op::Lookup(_, lut) => {
            let lacks = code.luts.get(*lut).is_none_or(|lut| lut.entries.iter().any(|(_, set)| set.0 != 0));
            if lacks { Way::Whole } else { Way::Strict }
        }
        Op::Row(table, _) => {
            let strict = code.tables.get(*table).is_some_and(|table| table.strict);
            if strict { Way::Strict } else { Way::Whole }
        }
        Op::Select(..) => Way::Choice,
        _ => Way::Whole,
    }
}
