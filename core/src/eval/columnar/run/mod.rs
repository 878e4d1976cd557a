//! Runs instructions over the rows of a chunk.

mod by_row;
mod column;
mod divide;
mod exec;
mod folds;
mod kernels;
#[cfg(not(feature = "compact"))]
mod maps;
#[cfg(feature = "compact")]
#[path = "maps_compact.rs"]
mod maps;
mod marks;
mod pick;
mod rank;
#[cfg(any(not(feature = "compact"), feature = "arrow"))]
mod second;
mod sets;
#[cfg(not(feature = "compact"))]
mod small;
#[cfg(feature = "compact")]
#[path = "small_absent.rs"]
mod small;
mod tables;
mod texts;
#[cfg(any(not(feature = "compact"), feature = "arrow"))]
mod wanted;
mod wide;
mod written;

use std::sync::Arc;

use super::code::{Code, Domain, DomainKind, Instr, Op, Reg, SUBJECTS};
use super::lanes::Lane;
use super::load::Loaded;
use super::planted::spoil;
use column::index;
use exec::{State, execute};

pub(crate) use by_row::Host;
pub(crate) use column::{Column, Rows, View};
pub(crate) use divide::rounded;
pub(crate) use marks::{First, Kinds, Mark};
#[cfg(any(not(feature = "compact"), feature = "arrow"))]
pub(crate) use second::Second;
pub(crate) use sets::Sets;
pub(crate) use texts::Texts;
#[cfg(any(not(feature = "compact"), feature = "arrow"))]
pub(crate) use wanted::Want;
pub(crate) use wide::{pack, spread, wide};

/// The registers of a chunk; kept between chunks, so that nothing is allocated again.
#[derive(Debug)]
pub(crate) struct Frame<M> {
    columns: Vec<Column<M>>,
    /// The rows of each domain.
    pub(crate) rows: Vec<Rows>,
    /// The sets of causes that were met.
    pub(crate) sets: Sets,
    /// Whether a row of each register may have no value.
    marked: Vec<bool>,
    pool: Vec<(Lane, Column<M>)>,
    values: Vec<M>,
}

impl<M: Mark> Frame<M> {
    /// The rows of a domain that are of a subject.
    pub(crate) fn rows_of(&self, domain: Domain, subject: usize) -> std::ops::Range<usize> {
        if domain == SUBJECTS {
            return subject..subject.saturating_add(1);
        }
        let rows = usize::try_from(domain.0).ok().and_then(|n| self.rows.get(n));
        let offset = |n: usize| {
            rows.and_then(|rows| rows.offsets.get(n)).and_then(|n| usize::try_from(*n).ok()).unwrap_or(0)
        };
        offset(subject)..offset(subject.saturating_add(1))
    }

    /// Room for the registers of a plan.
    pub(crate) fn new(code: &Code) -> Frame<M> {
        Frame {
            columns: code.ops.iter().map(|_| Column::default()).collect(),
            rows: code.domains.iter().map(|_| Rows::default()).collect(),
            sets: Sets::new(code),
            marked: vec![false; code.ops.len()],
            pool: Vec::new(),
            values: Vec::new(),
        }
    }

    /// Runs all instructions over what was loaded.
    pub(crate) fn run(&mut self, code: &Code, loaded: &mut Loaded, host: &Host) {
        self.begin(code, loaded);
        for (number, instr) in code.ops.iter().enumerate() {
            let mut to = self.take(number);
            match instr.op {
                Op::Const(_) | Op::Never(_) => {}
                Op::Input(input) => self.take_input(code, input, &mut to, loaded, true),
                _ => self.execute(code, instr, &mut to, loaded, host),
            }
            self.put(code, number, to);
        }
    }

    fn begin(&mut self, code: &Code, loaded: &Loaded) {
        self.lay_out(code, loaded);
        let longest = self.rows.iter().map(|rows| rows.len).max().unwrap_or(0);
        if self.values.len() < longest {
            self.values.resize(longest, M::default());
        }
    }

    /// The room of a register.
    fn take(&mut self, number: usize) -> Column<M> {
        self.columns.get_mut(number).map(std::mem::take).unwrap_or_default()
    }

    /// Puts a register down that was computed, and those aside that are done with.
    fn put(&mut self, code: &Code, number: usize, column: Column<M>) {
        if let Some(marked) = self.marked.get_mut(number) {
            *marked = column.marked;
        }
        if let Some(slot) = self.columns.get_mut(number) {
            *slot = column;
        }
        for reg in code.ends.get(number).into_iter().flatten() {
            if let Some(column) = self.columns.get_mut(index(*reg))
                && column.has_room()
            {
                let done = std::mem::take(column);
                self.pool.push((done.buf.lane(), done));
            }
        }
    }

    /// Takes room that is done with: it is at hand in the nearest cache. That of an output stays its own.
    fn find_room(&mut self, lane: Lane, to: &mut Column<M>) {
        if !to.has_room()
            && let Some(at) = self.pool.iter().rposition(|(own, _)| *own == lane)
        {
            *to = self.pool.swap_remove(at).1;
        }
    }

    fn execute(&mut self, code: &Code, instr: &Instr, to: &mut Column<M>, loaded: &mut Loaded, host: &Host) {
        self.find_room(instr.lane, to);
        let view = View { code, columns: &self.columns, rows: &self.rows, values: &self.values };
        let mut state = State { sets: &mut self.sets, texts: &mut loaded.texts, host };
        execute(&view, instr, to, &mut state);
        let len = view.rows(instr.domain).map_or(0, |rows| rows.len);
        spoil(&view, instr, to, len, &mut self.sets);
    }

    /// Where the rows of each list begin, and which row they belong to.
    fn lay_out(&mut self, code: &Code, loaded: &Loaded) {
        for (number, spec) in code.domains.iter().enumerate() {
            if !spec.used {
                continue;
            }
            let mut own = self.rows.get_mut(number).map(std::mem::take).unwrap_or_default();
            let parent_len = self.rows.get(at(spec.parent.0)).map_or(0, |rows| rows.len);
            match &spec.kind {
                DomainKind::Subjects => own.len = loaded.subjects,
                DomainKind::List(_) => {
                    own.offsets.clear();
                    own.offsets.extend_from_slice(loaded.offsets.get(number).map_or(&[], Vec::as_slice));
                    own.offsets
                        .resize(parent_len.saturating_add(1), own.offsets.last().copied().unwrap_or(0));
                    fill_parents(&mut own);
                }
                DomainKind::Written(count) => written(parent_len, *count, &mut own),
                DomainKind::Cross(list) => self.cross(code, spec.parent.0, list.0, &mut own),
            }
            if let Some(rows) = self.rows.get_mut(number) {
                *rows = own;
            }
        }
    }

    /// For each row of the parent all rows of the list of the same subject.
    fn cross(&self, code: &Code, parent: u32, list: u32, own: &mut Rows) {
        own.offsets.clear();
        own.inner.clear();
        own.offsets.push(0);
        let list_parent = code.domains.get(at(list)).map_or(0, |spec| spec.parent.0);
        let offsets = self.rows.get(at(list)).map_or(&[][..], |rows| &rows.offsets);
        let parent_len = self.rows.get(at(parent)).map_or(0, |rows| rows.len);
        for row in 0..parent_len {
            let mut row = u32::try_from(row).unwrap_or(u32::MAX);
            let mut domain = parent;
            while domain != list_parent && domain != 0 {
                row = self
                    .rows
                    .get(at(domain))
                    .and_then(|rows| rows.parents.get(at(row)))
                    .copied()
                    .unwrap_or(0);
                domain = code.domains.get(at(domain)).map_or(0, |spec| spec.parent.0);
            }
            let from = offsets.get(at(row)).copied().unwrap_or(0);
            let to = offsets.get(at(row).saturating_add(1)).copied().unwrap_or(from);
            own.inner.extend(from..to);
            own.offsets.push(u32::try_from(own.inner.len()).unwrap_or(u32::MAX));
        }
        fill_parents(own);
    }

    fn take_input(
        &mut self,
        code: &Code,
        input: usize,
        to: &mut Column<M>,
        loaded: &mut Loaded,
        marks: bool,
    ) {
        let (Some(spec), Some(column)) = (code.inputs.get(input), loaded.columns.get_mut(input)) else {
            return;
        };
        // The numbers come back with the next chunk.
        column.buf.truncate(column.len);
        std::mem::swap(&mut to.buf, &mut column.buf);
        to.marked = column.lacking && marks;
        if !to.marked {
            return;
        }
        let mut found = 0u32;
        wide(|| column.reasons.iter().for_each(|reason| found |= 1u32.wrapping_shl(u32::from(*reason))));
        let mut known = [M::default(); 16];
        let mut only = (M::default(), 0u8);
        for (slot, reason) in known.iter_mut().zip(0u8..).skip(1) {
            if found.wrapping_shr(u32::from(reason)) & 1 != 0 {
                let cause = super::load::cause(reason, &spec.path);
                *slot = M::found(&crate::value::Causes::one(cause), &mut self.sets);
                only = (*slot, only.1.saturating_add(1));
            }
        }
        let reasons = &column.reasons;
        to.marks.resize(reasons.len(), M::default());
        // Nearly always there is one reason: that nothing was given.
        let of = |reason: u8| known.get(usize::from(reason & 15)).copied().unwrap_or_default();
        let ((mark, kinds), value) = (only, M::default());
        wide(|| {
            let rows = to.marks.iter_mut().zip(reasons);
            if kinds == 1 {
                rows.for_each(|(to, reason)| *to = if *reason == 0 { value } else { mark });
            } else {
                rows.for_each(|(to, reason)| *to = of(*reason));
            }
        });
    }

    /// The number of a row of a register.
    pub(crate) fn number(&self, code: &Code, reg: Reg, row: usize) -> i128 {
        match code.ops.get(index(reg)).map(|instr| &instr.op) {
            Some(Op::Const(number)) => *number,
            _ => self.columns.get(index(reg)).map_or(0, |column| column.buf.wide(row)),
        }
    }

    /// The numbers and marks of a register that is not the same in every row.
    pub(crate) fn column(&self, reg: Reg) -> Option<&Column<M>> {
        self.columns.get(index(reg))
    }

    /// The mark of a row of a register.
    pub(crate) fn mark(&self, code: &Code, reg: Reg, row: usize) -> M {
        let view = View { code, columns: &self.columns, rows: &self.rows, values: &self.values };
        view.marks(reg, &self.sets).at(row)
    }

    /// The marks of the first rows of a register, one a row.
    pub(crate) fn copy_marks(&self, code: &Code, reg: Reg, len: usize, to: &mut Vec<M>) {
        let view = View { code, columns: &self.columns, rows: &self.rows, values: &self.values };
        to.clear();
        match view.marks(reg, &self.sets) {
            column::Marks::None => {}
            column::Marks::All(mark) => to.resize(len, mark),
            column::Marks::Each(marks) => to.extend_from_slice(marks.get(..len).unwrap_or(marks)),
        }
        to.resize(len, M::default());
    }

    /// The value of a row of a register of values.
    pub(crate) fn any(&self, reg: Reg, row: usize) -> Option<&crate::value::Value> {
        self.columns.get(index(reg)).and_then(|column| column.buf.any(row))
    }

    /// Hands the buffers of inputs back, so that the next chunk is read into them.
    pub(crate) fn give_back(&mut self, code: &Code, loaded: &mut Loaded) {
        for (number, instr) in code.ops.iter().enumerate() {
            if let Op::Input(input) = instr.op
                && let (Some(own), Some(column)) =
                    (self.columns.get_mut(number), loaded.columns.get_mut(input))
            {
                std::mem::swap(&mut own.buf, &mut column.buf);
            }
        }
    }
}

fn at(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

/// The same number of rows for each parent row, each with its place.
fn written(parents: usize, count: usize, own: &mut Rows) {
    let end = |parent: usize| u32::try_from(parent.saturating_mul(count)).unwrap_or(u32::MAX);
    own.offsets.clear();
    own.offsets.extend((0..=parents).map(end));
    fill_parents(own);
    own.inner.clear();
    own.inner.extend((0..parents).flat_map(|_| 0..end(1)));
}

fn fill_parents(rows: &mut Rows) {
    rows.parents.clear();
    for (parent, (from, to)) in rows.offsets.iter().zip(rows.offsets.iter().skip(1)).enumerate() {
        let count = at(to.saturating_sub(*from));
        let parent = u32::try_from(parent).unwrap_or(u32::MAX);
        rows.parents.extend(std::iter::repeat_n(parent, count));
    }
    rows.len = rows.parents.len();
}

/// What the reference evaluator needs besides values.
pub(crate) fn host(program: &Arc<crate::typing::program::Program>, as_of: crate::value::Date) -> Host {
    Host { program: Arc::clone(program), as_of }
}
