//! Loops over the rows of a chunk: numbers, and the marks of rows without value.

use super::column::{Arg, Column, Marks};
use super::marks::Mark;
use super::sets::Sets;
use super::wide::wide;
use crate::eval::columnar::lanes::Int;

/// A number from one number.
#[inline]
pub(super) fn map1<A: Copy, R>(to: &mut [R], a: Arg<'_, A>, f: impl Fn(A) -> R) {
    wide(move || match a {
        Arg::Each(a) => to.iter_mut().zip(a).for_each(|(to, a)| *to = f(*a)),
        Arg::One(a) => to.iter_mut().for_each(|to| *to = f(a)),
    });
}

/// A number from two numbers.
#[inline]
pub(super) fn map2<A: Copy, B: Copy, R>(to: &mut [R], a: Arg<'_, A>, b: Arg<'_, B>, f: impl Fn(A, B) -> R) {
    wide(move || match (a, b) {
        (Arg::Each(a), Arg::Each(b)) => {
            to.iter_mut().zip(a).zip(b).for_each(|((to, a), b)| *to = f(*a, *b));
        }
        (Arg::Each(a), Arg::One(b)) => to.iter_mut().zip(a).for_each(|(to, a)| *to = f(*a, b)),
        (Arg::One(a), Arg::Each(b)) => to.iter_mut().zip(b).for_each(|(to, b)| *to = f(a, *b)),
        (Arg::One(a), Arg::One(b)) => to.iter_mut().for_each(|to| *to = f(a, b)),
    });
}

/// One of two numbers by a condition.
#[inline]
pub(super) fn select<T: Copy>(to: &mut [T], condition: Arg<'_, i8>, a: Arg<'_, T>, b: Arg<'_, T>) {
    let pick = |c: i8, a: T, b: T| if c != 0 { a } else { b };
    wide(move || match (condition, a, b) {
        (Arg::Each(c), Arg::Each(a), Arg::Each(b)) => {
            to.iter_mut().zip(c).zip(a).zip(b).for_each(|(((to, c), a), b)| *to = pick(*c, *a, *b));
        }
        (Arg::Each(c), Arg::Each(a), Arg::One(b)) => {
            to.iter_mut().zip(c).zip(a).for_each(|((to, c), a)| *to = pick(*c, *a, b));
        }
        (Arg::Each(c), Arg::One(a), Arg::Each(b)) => {
            to.iter_mut().zip(c).zip(b).for_each(|((to, c), b)| *to = pick(*c, a, *b));
        }
        (Arg::Each(c), Arg::One(a), Arg::One(b)) => {
            to.iter_mut().zip(c).for_each(|(to, c)| *to = pick(*c, a, b));
        }
        (Arg::One(c), a, b) => match if c != 0 { a } else { b } {
            Arg::Each(from) => to.iter_mut().zip(from).for_each(|(to, from)| *to = *from),
            Arg::One(from) => to.iter_mut().for_each(|to| *to = from),
        },
    });
}

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
pub(super) type Truths<'a, M> = (Arg<'a, i8>, Marks<'a, M>);

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
    let to = i8::slots(&mut column.buf, len);
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
    let decides = i8::from(any);
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
fn either<M: Mark>((x, mx): (i8, M), (y, my): (i8, M), decides: i8, united: M) -> (i8, M) {
    let value = M::default();
    let decided = ((mx == value) & (x == decides)) | ((my == value) & (y == decides));
    if decided { (decides, value) } else { (1i8.wrapping_sub(decides), united) }
}
