//! Reads the registers of outputs out of a chunk that was run, for those who write columns of their own.

#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    reason = "who asks for 64 bits has an output whose bounds fit them"
)]

use std::borrow::Cow;

use super::code::{Code, Op, Reg, kinds};
use super::lanes::{Buf, Int, with_lane};
use super::run::{First, Frame, Kinds, Mark, wide};

/// What a register holds.
pub(crate) enum Source<'a> {
    /// The same number in every row.
    One(i128),
    /// One a row, and the marks of rows without value.
    Each(&'a Buf, Option<Cow<'a, [Kinds]>>),
    /// No value in any row, for these kinds of causes.
    Never(Kinds),
}

impl Frame<First> {
    /// What a register holds.
    pub(crate) fn source(&self, code: &Code, reg: Reg) -> Source<'_> {
        match code.ops.get(reg.at()).map(|instr| &instr.op) {
            Some(Op::Const(number)) => Source::One(*number),
            Some(Op::Never(_)) => Source::Never(self.kinds(code, reg, 0)),
            _ => match self.column(reg) {
                Some(column) => {
                    let marks = column.marked.then(|| First::by_kind(&column.marks, &self.sets));
                    Source::Each(&column.buf, marks)
                }
                None => Source::Never(kinds::FAILED),
            },
        }
    }

    /// The kinds of causes of the first rows of a register, one a row.
    #[cfg(feature = "arrow")]
    pub(crate) fn copy_kinds(&self, code: &Code, reg: Reg, len: usize, to: &mut Vec<Kinds>) {
        to.clear();
        match self.source(code, reg) {
            Source::One(_) | Source::Each(_, None) => {}
            Source::Never(kinds) => to.resize(len, kinds),
            Source::Each(_, Some(marks)) => to.extend_from_slice(marks.get(..len).unwrap_or(&marks)),
        }
        to.resize(len, 0);
    }

    /// The kinds of causes of a row of a register; zero where it has a value.
    pub(crate) fn kinds(&self, code: &Code, reg: Reg, row: usize) -> Kinds {
        let mark = [self.mark(code, reg, row)];
        First::by_kind(&mark, &self.sets).first().copied().unwrap_or_default()
    }
}

/// Writes numbers of at most 64 bits.
pub(crate) fn each<O: Copy>(source: &Source<'_>, to: &mut [O], none: O, convert: impl Fn(i64) -> O) {
    match source {
        Source::One(number) => to.fill(convert(*number as i64)),
        Source::Never(_) => to.fill(none),
        #[cfg(not(feature = "compact"))]
        Source::Each(buf, marks) => with_lane!(buf.lane(), T => {
            copy(T::slice(buf), marks.as_deref(), to, none, |number| convert(number.low_u64() as i64));
        }, any => {}),
        // Brought to one width first, so that there is one loop for what is written.
        #[cfg(feature = "compact")]
        Source::Each(buf, marks) => {
            let long: Vec<i64> = with_lane!(buf.lane(), T => {
                T::slice(buf).iter().map(|number| number.low_u64() as i64).collect()
            }, any => Vec::new());
            copy(&long, marks.as_deref(), to, none, convert);
        }
    }
}

/// Writes numbers, and none where a row has no value: what stands there is left over from an arm that was not taken.
pub(crate) fn copy<T: Copy, O: Copy>(
    numbers: &[T],
    marks: Option<&[u8]>,
    to: &mut [O],
    none: O,
    convert: impl Fn(T) -> O,
) {
    wide(move || match marks {
        None => to.iter_mut().zip(numbers).for_each(|(to, number)| *to = convert(*number)),
        Some(marks) => {
            for ((to, number), mark) in to.iter_mut().zip(numbers).zip(marks) {
                let number = convert(*number);
                *to = if *mark == 0 { number } else { none };
            }
        }
    });
}
