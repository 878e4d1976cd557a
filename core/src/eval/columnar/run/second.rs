//! The second run of a chunk: why the outputs of some of its subjects have no value.

use super::super::code::{Code, Instr, Op, Reg};
use super::super::lanes::{Buf, Lane};
use super::super::load::Loaded;
use super::super::planted::spoil;
use super::column::{Column, View, index};
use super::exec::select_marks;
use super::wanted::{Want, Way, Ways};
use super::{First, Frame, Host, Mark};

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
        clean: &Frame<First>,
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

impl<M: Mark> Frame<M> {
    /// Runs what is wanted of the instructions; of subjects that ran before, with the numbers that were kept then.
    fn run_wanted(
        &mut self,
        code: &Code,
        loaded: &mut Loaded,
        host: &Host,
        (ways, wants): (&Ways, &[Want]),
        kept: Option<&Frame<First>>,
    ) {
        self.begin(code, loaded);
        for (number, (instr, want)) in code.ops.iter().zip(wants).enumerate() {
            let mut to = self.take(number);
            let kept = kept.filter(|kept| want.numbers && kept.keeps(code, number));
            let numbers = want.numbers && kept.is_none();
            match (&instr.op, ways.of(number)) {
                (Op::Const(_) | Op::Never(_), _) => {}
                (Op::Input(input), _) => self.take_input(code, *input, &mut to, loaded, want.marks),
                _ if !numbers && !want.marks => to.marked = false,
                (_, (Way::Whole, _)) => self.execute(code, instr, &mut to, loaded, host),
                _ if numbers => self.execute(code, instr, &mut to, loaded, host),
                (op, (_, reads)) => self.marks_only(code, instr, op, reads, &mut to),
            }
            if let Some(column) = kept.and_then(|kept| kept.columns.get(number)) {
                to.buf.clone_from(&column.buf);
            }
            self.put(code, number, to);
        }
    }

    /// The marks of an instruction of which the numbers are not asked for.
    fn marks_only(&mut self, code: &Code, instr: &Instr, op: &Op, reads: &[Reg], to: &mut Column<M>) {
        self.find_room(instr.lane, to);
        if to.buf.lane() != instr.lane {
            to.buf = Buf::new(instr.lane);
        }
        let view = View { code, columns: &self.columns, rows: &self.rows, values: &self.values };
        let len = view.rows(instr.domain).map_or(0, |rows| rows.len);
        if let Op::Select(c, a, b) = op {
            select_marks(&view, *c, *a, *b, to, len, &mut self.sets);
        } else {
            to.marked = false;
            for read in reads {
                let marks = view.marks(*read, &self.sets);
                to.also(len, marks, &mut self.sets);
            }
        }
        spoil(&view, instr, to, len, &mut self.sets);
    }

    /// Whether the numbers of a register are still there when all instructions have run. Values that are put together
    /// are not taken over: causes may stand in their fields.
    fn keeps(&self, code: &Code, number: usize) -> bool {
        let computed = |instr: &Instr| {
            instr.lane != Lane::Any && !matches!(instr.op, Op::Const(_) | Op::Never(_) | Op::Input(_))
        };
        code.ops.get(number).is_some_and(computed)
            && self.columns.get(number).is_some_and(|column| column.buf.len() > 0)
    }
}
