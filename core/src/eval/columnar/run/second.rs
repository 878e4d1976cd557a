//! The second run of a chunk: why the outputs of some of its subjects have no value.

use super::super::code::{Code, Op, Reg};
use super::super::load::Loaded;
use super::column::index;
use super::wanted::{Want, Ways};
use super::{Frame, Host};

/// The registers of a second run; kept between chunks, so that nothing is allocated again.
#[derive(Debug)]
pub(crate) struct Second {
    /// What was found; rows of subjects are named by [`Second::place`].
    pub(crate) frame: Frame<u32>,
    gathered: Loaded,
    ways: Ways,
    wants: Vec<Want>,
    in_place: bool,
}

impl Second {
    /// Room for a plan.
    pub(crate) fn new(code: &Code) -> Second {
        Second {
            frame: Frame::new(code),
            gathered: Loaded::new(code),
            ways: Ways::new(code),
            wants: Vec::new(),
            in_place: false,
        }
    }

    /// Runs what the causes of these registers rest on; of others nothing may be asked. `rows` are the subjects, in
    /// their order, `clean` is the first run over what was loaded, to which its inputs were handed back.
    ///
    /// Where most subjects are asked for, all of them run where they stand, with the numbers that the first run kept;
    /// else these are gathered.
    pub(crate) fn run(
        &mut self,
        (code, host): (&Code, &Host),
        asked: impl Iterator<Item = (Reg, Want)>,
        rows: &[u32],
        clean: &Frame<u8>,
        loaded: &mut Loaded,
    ) {
        self.wants.clear();
        self.wants.resize(code.ops.len(), Want::default());
        for (reg, want) in asked {
            if let Some(slot) = self.wants.get_mut(index(reg)) {
                *slot = *slot | want;
            }
        }
        self.in_place = rows.len().saturating_mul(2) >= loaded.subjects;
        let in_place = self.in_place;
        let kept = |number: usize| in_place && clean.keeps(code, number);
        self.ways.spread(&clean.marked, kept, &mut self.wants);
        if self.in_place {
            self.frame.run_wanted(code, loaded, host, (&self.ways, &self.wants), Some(clean));
            return;
        }
        let inputs = code.ops.iter().zip(&self.wants).filter(|(_, want)| want.any());
        let inputs =
            inputs.filter_map(|(instr, _)| if let Op::Input(input) = instr.op { Some(input) } else { None });
        loaded.gather(code, rows, inputs, &mut self.gathered);
        self.frame.run_wanted(code, &mut self.gathered, host, (&self.ways, &self.wants), None);
    }

    /// Where the subject stands that is the n-th of those asked for.
    pub(crate) fn place(&self, nth: usize, subject: u32) -> usize {
        if self.in_place { usize::try_from(subject).unwrap_or(usize::MAX) } else { nth }
    }

    /// Hands the buffers of inputs back.
    pub(crate) fn give_back(&mut self, code: &Code, loaded: &mut Loaded) {
        self.frame.give_back(code, if self.in_place { loaded } else { &mut self.gathered });
    }
}
