//! Why values are missing: one issue for each output without value and each cause.

use std::ops::Range;

use indexmap::IndexMap;

use super::told::Issues;
use super::triggers::{Call, Triggers, of_subjects};
use super::write::present_of;
use crate::eval::codes;
use crate::eval::columnar::Columnar;
use crate::eval::columnar::code::{Code, OutputSpec, Reg, SUBJECTS, kinds};
use crate::eval::columnar::load::{Loaded, cause};
use crate::eval::columnar::run::{First, Frame, Mark, Second, Want, wide};
use crate::typing::program::Program;
use crate::value::{Cause, Causes, QuickState};

/// What finding issues needs; kept between chunks.
pub(super) struct Finder {
    second: Second,
    rows: Vec<u32>,
    /// Whether each subject lacks a value, as 0 or 1: bytes are vectors in one loop over marks.
    lacks: Vec<u8>,
    /// Whether any row of each output lacks one.
    asked: Vec<bool>,
    /// The items that are called for and not there, by output and row: the register of the item and whether that is one
    /// of subjects, or none where the catalogue does not have it.
    calls: IndexMap<(usize, usize), Option<(Reg, bool)>, QuickState>,
    clean: Vec<u8>,
    /// The marks of each output, one a row.
    marks: Vec<Vec<u32>>,
    /// For each row a bit for each output that has to be looked at, in words.
    open: Vec<Vec<u32>>,
    lists: Lists,
}

/// What is told of an output with a mark, as numbers among all that a chunk tells.
#[derive(Default)]
struct Lists {
    numbers: Vec<u32>,
    known: IndexMap<Asked, Range<usize>, QuickState>,
    /// What was asked for last, by a few bits of the output and the mark: rows one after the other mostly lack the same.
    last: Vec<(Asked, Range<usize>)>,
}

/// The number of an output and a mark.
type Asked = (u32, u32);

impl Lists {
    /// How many bits choose a place among the last.
    const BITS: u32 = 6;

    /// Forgets what another chunk told.
    fn restart(&mut self) {
        self.numbers.clear();
        self.known.clear();
        self.last.clear();
        // No output is asked for with a mark of zero, which stands for a value.
        self.last.resize(1usize.wrapping_shl(Self::BITS), (Asked::default(), 0..0));
    }

    /// What is told of an output with a mark that stands for causes; `find` is asked once for each.
    #[inline]
    fn of(&mut self, asked: Asked, find: impl FnOnce(&mut Vec<u32>)) -> &[u32] {
        let mixed =
            (asked.1 ^ asked.0).wrapping_mul(0x9e37_79b1).wrapping_shr(u32::BITS.wrapping_sub(Self::BITS));
        let at = usize::try_from(mixed).unwrap_or(0);
        let range = match self.last.get(at) {
            Some((of, range)) if *of == asked => range.clone(),
            _ => self.find(asked, at, find),
        };
        self.numbers.get(range).unwrap_or_default()
    }

    #[cold]
    fn find(&mut self, asked: Asked, at: usize, find: impl FnOnce(&mut Vec<u32>)) -> Range<usize> {
        let numbers = &mut self.numbers;
        let found = self.known.entry(asked).or_insert_with(|| {
            let from = numbers.len();
            find(numbers);
            from..numbers.len()
        });
        if let Some(last) = self.last.get_mut(at) {
            *last = (asked, found.clone());
        }
        found.clone()
    }
}

/// The outputs whose bits fit one word.
const OUTPUTS: usize = 32;

impl Finder {
    /// Room for a plan.
    pub(super) fn new(code: &Code) -> Finder {
        Finder {
            second: Second::new(code),
            rows: Vec::new(),
            lacks: Vec::new(),
            asked: Vec::new(),
            calls: IndexMap::default(),
            clean: Vec::new(),
            marks: Vec::new(),
            open: Vec::new(),
            lists: Lists::default(),
        }
    }

    /// Looks which subjects lack a value for another reason than that it does not apply.
    pub(super) fn look(
        &mut self,
        (code, program, triggers): (&Code, &Program, Option<&Triggers>),
        clean: &Frame<First>,
        loaded: &Loaded,
    ) {
        self.lacks.clear();
        self.lacks.resize(loaded.subjects, 0);
        self.asked.clear();
        self.calls.clear();
        for (number, output) in code.outputs.iter().enumerate() {
            let is_trigger = triggers.is_some_and(|all| all.has(number));
            let mut asked = false;
            if output.domain == SUBJECTS && !is_trigger {
                clean.copy_kinds(code, output.reg, loaded.subjects, &mut self.clean);
                asked = find_lacking(&self.clean, &mut self.lacks);
            } else {
                for (subject, lacks) in self.lacks.iter_mut().enumerate() {
                    *lacks |= u8::from(is_list_lacking(code, output, subject, loaded));
                    for row in clean.rows_of(output.domain, subject) {
                        let mark = clean.kinds(code, output.reg, row);
                        let own = mark != 0 && mark != kinds::NOT_APPLICABLE;
                        asked |= own;
                        let at = (subject, row);
                        let call = triggers.map(|all| all.call(number, (program, code), clean, loaded, at));
                        let item = match call {
                            Some(Call::NoSuchItem) => None,
                            Some(Call::Unknown(item)) => Some((item.reg, of_subjects(item))),
                            _ => {
                                *lacks |= u8::from(own);
                                continue;
                            }
                        };
                        *lacks = 1;
                        self.calls.insert((number, row), item);
                    }
                }
            }
            self.asked.push(asked);
        }
        let lacking = (0u32..).zip(&self.lacks).filter(|(_, lacks)| **lacks != 0);
        self.rows.clear();
        self.rows.extend(lacking.map(|(subject, _)| subject));
    }

    /// Finds the causes of what was looked at; the inputs of the first run were handed back.
    pub(super) fn find(
        &mut self,
        (columnar, triggers): (&Columnar, Option<&Triggers>),
        clean: &Frame<First>,
        loaded: &mut Loaded,
        first: usize,
    ) -> Issues {
        let code = &columnar.code;
        let mut found = Issues::new(first);
        if self.rows.is_empty() {
            return found;
        }
        let outputs = code.outputs.iter().zip(&self.asked).filter(|(_, asked)| **asked);
        let items = self.calls.values().flatten().map(|(reg, _)| *reg);
        let asked = outputs.map(|(output, _)| output.reg).chain(items).map(|reg| (reg, Want::MARKS));
        self.second.run((code, &columnar.host), asked, &self.rows, clean, loaded);
        self.find_open(code, triggers);
        self.lists.restart();
        for (nth, subject) in self.rows.iter().enumerate() {
            let place = self.second.place(nth, *subject);
            for (block, open) in (0u32..).zip(&self.open) {
                let mut bits = open.get(place).copied().unwrap_or(0);
                while bits != 0 {
                    let number = block.wrapping_mul(u32::BITS).wrapping_add(bits.trailing_zeros());
                    bits &= bits.wrapping_sub(1);
                    let at = usize::try_from(number).unwrap_or(usize::MAX);
                    let (Some(output), Some(marks)) = (code.outputs.get(at), self.marks.get(at)) else {
                        continue;
                    };
                    let sets = &self.second.frame.sets;
                    let mut told = |mark: u32, found: &mut Issues, item: Option<u32>| {
                        let numbers = self.lists.of((number, mark), |numbers| {
                            if mark.kinds(sets) != kinds::NOT_APPLICABLE {
                                numbers.extend(found.numbers(&output.name, &mark.causes(&output.name, sets)));
                            }
                        });
                        found.add(*subject, numbers, item);
                    };
                    if output.domain == SUBJECTS && self.calls.is_empty() {
                        let mark = marks.get(place).copied().unwrap_or_default();
                        if mark != 0 {
                            told(mark, &mut found, None);
                        }
                        continue;
                    }
                    let whole = usize::try_from(*subject).unwrap_or(usize::MAX);
                    if is_list_lacking(code, output, whole, loaded) {
                        found.add_causes(
                            *subject,
                            &output.name,
                            &list_causes(code, output, whole, loaded),
                            None,
                        );
                        continue;
                    }
                    let rows = clean.rows_of(output.domain, whole);
                    let rows = rows.zip(self.second.frame.rows_of(output.domain, place));
                    for (item, (row, own)) in (0u32..).zip(rows) {
                        let item = (output.domain != SUBJECTS).then_some(item);
                        let mark = match self.calls.get(&(at, row)) {
                            None => marks.get(own).copied().unwrap_or_default(),
                            Some(Some((reg, of_subjects))) => {
                                self.second.frame.mark(code, *reg, if *of_subjects { place } else { own })
                            }
                            Some(None) => {
                                let cause = Cause::Failed(output.name.clone(), codes::NO_SUCH_ITEM);
                                found.add_causes(*subject, &output.name, &Causes::one(cause), item);
                                continue;
                            }
                        };
                        if mark != 0 {
                            told(mark, &mut found, item);
                        }
                    }
                }
            }
        }
        self.second.give_back(code, loaded);
        found
    }

    /// Finds for each row the outputs that have to be looked at: those without value, and all that a row alone tells of.
    fn find_open(&mut self, code: &Code, triggers: Option<&Triggers>) {
        let frame = &self.second.frame;
        let subjects = frame.rows.first().map_or(0, |rows| rows.len);
        self.marks.resize_with(code.outputs.len(), Vec::new);
        self.open.resize_with(code.outputs.len().div_ceil(OUTPUTS), Vec::new);
        for open in &mut self.open {
            open.clear();
            open.resize(subjects, 0);
        }
        for (number, ((output, marks), asked)) in
            code.outputs.iter().zip(&mut self.marks).zip(&self.asked).enumerate()
        {
            marks.clear();
            if *asked {
                let rows = usize::try_from(output.domain.0).ok().and_then(|n| frame.rows.get(n));
                frame.copy_marks(code, output.reg, rows.map_or(0, |rows| rows.len), marks);
            }
            let Some(open) = self.open.get_mut(number / OUTPUTS) else { continue };
            let bit = 1u32.wrapping_shl(u32::try_from(number % OUTPUTS).unwrap_or(0));
            if output.domain != SUBJECTS || triggers.is_some_and(|all| all.has(number)) {
                open.iter_mut().for_each(|open| *open |= bit);
            } else {
                wide(|| {
                    for (open, mark) in open.iter_mut().zip(marks) {
                        *open |= if *mark == 0 { 0 } else { bit };
                    }
                });
            }
        }
    }
}

/// Whether a row has a mark for another reason than that the output does not apply; adds these to the rows that lack one.
fn find_lacking(marks: &[u8], lacks: &mut [u8]) -> bool {
    wide(|| {
        let mut found = 0u8;
        for (lacks, mark) in lacks.iter_mut().zip(marks) {
            let own = u8::from((*mark != 0) & (*mark != kinds::NOT_APPLICABLE));
            *lacks |= own;
            found |= own;
        }
        found != 0
    })
}

fn list_causes(code: &Code, output: &OutputSpec, subject: usize, loaded: &Loaded) -> Causes {
    let found = present_of(code, output.domain).and_then(|input| {
        let reason = loaded.columns.get(input)?.reasons.get(subject)?;
        Some(Causes::one(cause(*reason, &code.inputs.get(input)?.path)))
    });
    found.unwrap_or_default()
}

fn is_list_lacking(code: &Code, output: &OutputSpec, subject: usize, loaded: &Loaded) -> bool {
    output.domain != SUBJECTS
        && present_of(code, output.domain)
            .and_then(|input| loaded.columns.get(input))
            .is_some_and(|column| column.lacking && column.reasons.get(subject).is_some_and(|r| *r != 0))
}
