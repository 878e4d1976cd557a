//! The registers of a chunk and how instructions see them.

use super::super::code::{Code, Domain, Op, Reg};
use super::super::lanes::{Buf, Int, Lane};
use super::marks::Mark;
use super::sets::Sets;

/// The numbers of a register and the marks of rows without value.
#[derive(Clone, Debug, Default)]
pub(crate) struct Column<M> {
    /// One number a row; anything where the row is marked.
    pub(crate) buf: Buf,
    /// One mark a row, where `marked` is set.
    pub(crate) marks: Vec<M>,
    /// Whether any row may be without value.
    pub(crate) marked: bool,
}

impl<M> Column<M> {
    /// Whether it has room that can be used again.
    pub(super) fn has_room(&self) -> bool {
        self.buf.len() > 0 || self.marks.capacity() > 0
    }
}

/// The rows of a domain in a chunk.
#[derive(Clone, Debug, Default)]
pub(crate) struct Rows {
    /// How many there are.
    pub(crate) len: usize,
    /// For each parent row where its rows begin, and where the last ends.
    pub(crate) offsets: Vec<u32>,
    /// For each row its parent row.
    pub(crate) parents: Vec<u32>,
    /// For each pair the row of the list that is crossed, for each row of a written list its place.
    pub(crate) inner: Vec<u32>,
}

/// The numbers of a register as an instruction sees them.
#[derive(Clone, Copy)]
pub(crate) enum Arg<'a, T> {
    /// The same in every row.
    One(T),
    /// One a row.
    Each(&'a [T]),
}

/// The marks of a register as an instruction sees them.
#[derive(Clone, Copy)]
pub(crate) enum Marks<'a, M> {
    /// Every row has a value.
    None,
    /// No row has one.
    All(M),
    /// One a row.
    Each(&'a [M]),
}

/// What instructions read.
pub(crate) struct View<'a, M> {
    pub(crate) code: &'a Code,
    pub(crate) columns: &'a [Column<M>],
    pub(crate) rows: &'a [Rows],
    /// As many marks that stand for a value as any register has rows.
    pub(crate) values: &'a [M],
}

impl<'a, M: Mark> View<'a, M> {
    pub(crate) fn op(&self, reg: Reg) -> Option<&'a Op> {
        self.code.ops.get(index(reg)).map(|instr| &instr.op)
    }

    pub(crate) fn column(&self, reg: Reg) -> Option<&'a Column<M>> {
        self.columns.get(index(reg))
    }

    pub(crate) fn arg<T: Int>(&self, reg: Reg) -> Arg<'a, T> {
        match self.op(reg) {
            Some(Op::Const(number)) => Arg::One(T::of(*number)),
            Some(Op::Never(_)) => Arg::One(T::default()),
            _ => Arg::Each(self.column(reg).map_or(&[], |column| T::slice(&column.buf))),
        }
    }

    pub(crate) fn marks(&self, reg: Reg, sets: &Sets) -> Marks<'a, M> {
        match self.op(reg) {
            Some(Op::Const(_)) => Marks::None,
            Some(Op::Never(set)) => Marks::All(M::of(*set, sets)),
            _ => match self.column(reg) {
                Some(column) if column.marked => Marks::Each(&column.marks),
                _ => Marks::None,
            },
        }
    }

    /// The number of a row in the widest lane.
    pub(crate) fn wide(&self, reg: Reg, row: usize) -> i128 {
        match self.op(reg) {
            Some(Op::Const(number)) => *number,
            _ => self.column(reg).map_or(0, |column| column.buf.wide(row)),
        }
    }

    pub(crate) fn rows(&self, domain: Domain) -> Option<&'a Rows> {
        self.rows.get(usize::try_from(domain.0).ok()?)
    }

    pub(crate) fn lane(&self, reg: Reg) -> Lane {
        self.code.ops.get(index(reg)).map_or(Lane::TRUTH, |instr| instr.lane)
    }

    /// The bounds of a register where it has a value.
    pub(crate) fn bounds(&self, reg: Reg) -> (i128, i128) {
        self.code.ops.get(index(reg)).map_or((i128::MIN, i128::MAX), |instr| (instr.lo, instr.hi))
    }

    /// The domain of the first of the registers that has one of its own.
    pub(crate) fn domain(&self, reg: Reg) -> Option<Domain> {
        self.code.ops.get(index(reg)).map(|instr| instr.domain)
    }
}

impl<'a, M: Mark> Marks<'a, M> {
    /// The marks as a slice; none where they are the same in every row and stand for no value.
    pub(super) fn slice(self, values: &'a [M], len: usize) -> Option<&'a [M]> {
        match self {
            Marks::None => values.get(..len),
            Marks::Each(marks) => marks.get(..len),
            Marks::All(_) => None,
        }
    }
}

impl<'a, T: Copy> Arg<'a, T> {
    /// The numbers as a slice; none where they are the same in every row.
    pub(super) fn slice(self) -> Option<&'a [T]> {
        match self {
            Arg::Each(numbers) => Some(numbers),
            Arg::One(_) => None,
        }
    }
}

impl<T: Copy> Arg<'_, T> {
    /// The number of a row.
    #[inline(always)]
    pub(super) fn at(&self, row: usize, other: T) -> T {
        match self {
            Arg::One(one) => *one,
            Arg::Each(numbers) => numbers.get(row).copied().unwrap_or(other),
        }
    }
}

impl<M: Mark> Marks<'_, M> {
    /// The mark of a row.
    #[inline(always)]
    pub(super) fn at(&self, row: usize) -> M {
        match self {
            Marks::None => M::default(),
            Marks::All(mark) => *mark,
            Marks::Each(marks) => marks.get(row).copied().unwrap_or_default(),
        }
    }

    pub(super) fn is_none(&self) -> bool {
        matches!(self, Marks::None)
    }
}

pub(super) fn index(reg: Reg) -> usize {
    reg.at()
}
