//! Loops over the rows of a chunk: the marks of rows without value, and truth values.

use super::column::{Arg, Column, Marks};
use super::maps::map2;
use super::marks::Mark;
use super::sets::Sets;
use super::wide::wide;
use crate::eval::columnar::lanes::{Int, Truth};

impl<M: Mark> Column<M> {
    /// The marks to write, brought to a length.
    pub(super) fn marks_of(&mut self, len: usize) -> &mut [M] {
        self.marked = true;
        self.marks.clear();
        self.marks.resize(len, M::default());
        &mut self.marks
    }

    /// A row has no value where one of the operands has none, and has the causes of all.
    pub(crate) fn unite(&mut self, len: usize, operands: &[Marks<'_, M>], sets: &mut Sets) {
        self.marked = false;
        for operand in operands {
            self.also(len, *operand, sets);
        }
    }

    /// A row has no value either where this operand has none.
    pub(super) fn also(&mut self, len: usize, operand: Marks<'_, M>, sets: &mut Sets) {
        match operand {
            Marks::None => {}
            Marks::Each(from) if !self.marked => {
                self.marked = true;
                self.marks.clear();
                self.marks.extend_from_slice(from);
                self.marks.resize(len, M::default());
            }
            Marks::All(mark) if !self.marked => {
                self.marked = true;
                self.marks.clear();
                self.marks.resize(len, mark);
            }
            Marks::Each(from) if M::are_plain(&self.marks) && M::are_plain(from) => {
                wide(|| self.marks.iter_mut().zip(from).for_each(|(to, from)| *to = to.join(*from)));
            }
            Marks::Each(from) => {
                self.marks.iter_mut().zip(from).for_each(|(to, from)| *to = to.unite(*from, sets));
            }
            Marks::All(mark) => self.marks.iter_mut().for_each(|to| *to = to.unite(mark, sets)),
        }
    }

    /// Marks each row for which a test holds, where it has a value.
    pub(super) fn mark_where(&mut self, len: usize, mark: M, test: impl Fn(usize) -> bool) {
        if !self.marked {
            if !(0..len).any(&test) {
                return;
            }
            self.marks_of(len);
        }
        for (row, to) in self.marks.iter_mut().enumerate() {
            if *to == M::default() && test(row) {
                *to = mark;
            }
        }
    }
}

/// An operand of `&&` or `||`.
pub(super) type Truths<'a, M> = (Arg<'a, Truth>, Marks<'a, M>);

/// `&&` and `||` of three values: one that decides is enough.
pub(super) fn kleene<M: Mark>(
    column: &mut Column<M>,
    len: usize,
    (a, ma): Truths<'_, M>,
    (b, mb): Truths<'_, M>,
    any: bool,
    values: &[M],
    sets: &mut Sets,
) {
    let to = Truth::slots(&mut column.buf, len);
    column.marked = !(ma.is_none() && mb.is_none());
    if !column.marked {
        if any {
            map2(to, a, b, |a, b| a | b);
        } else {
            map2(to, a, b, |a, b| a & b);
        }
        return;
    }
    column.marks.clear();
    column.marks.resize(len, M::default());
    let marks = &mut column.marks;
    let decides = Truth::from(any);
    let slices = (a.slice(), b.slice(), ma.slice(values, len), mb.slice(values, len));
    if let (Some(a), Some(b), Some(ma), Some(mb)) = slices
        && M::are_plain(ma)
        && M::are_plain(mb)
    {
        wide(|| {
            let operands = a.iter().zip(b).zip(ma.iter().zip(mb));
            for ((to, mark), ((x, y), (mx, my))) in to.iter_mut().zip(marks.iter_mut()).zip(operands) {
                let (found, own) = either((*x, *mx), (*y, *my), decides, mx.join(*my));
                *to = found;
                *mark = own;
            }
        });
        return;
    }
    for (row, (to, mark)) in to.iter_mut().zip(marks.iter_mut()).enumerate() {
        let (mx, my) = (ma.at(row), mb.at(row));
        let united = mx.unite(my, sets);
        (*to, *mark) = either((a.at(row, 0), mx), (b.at(row, 0), my), decides, united);
    }
}

#[inline(always)]
fn either<M: Mark>((x, mx): (Truth, M), (y, my): (Truth, M), decides: Truth, united: M) -> (Truth, M) {
    let value = M::default();
    let decided = ((mx == value) & (x == decides)) | ((my == value) & (y == decides));
    if decided { (decides, value) } else { (Truth::from(decides == 0), united) }
}
