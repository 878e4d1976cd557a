//! Loops over the rows of a chunk with the feature `compact`: one for all ways in which operands may come.

use super::super::lanes::Truth;
use super::column::Arg;

/// A number from one number.
pub(super) fn map1<A: Copy + Default, R>(to: &mut [R], a: Arg<'_, A>, f: impl Fn(A) -> R) {
    for (row, to) in to.iter_mut().enumerate() {
        *to = f(a.at(row, A::default()));
    }
}

/// A number from two numbers.
pub(super) fn map2<A: Copy + Default, B: Copy + Default, R>(
    to: &mut [R],
    a: Arg<'_, A>,
    b: Arg<'_, B>,
    f: impl Fn(A, B) -> R,
) {
    for (row, to) in to.iter_mut().enumerate() {
        *to = f(a.at(row, A::default()), b.at(row, B::default()));
    }
}

/// One of two numbers by a condition.
pub(super) fn select<T: Copy + Default>(
    to: &mut [T],
    condition: Arg<'_, Truth>,
    a: Arg<'_, T>,
    b: Arg<'_, T>,
) {
    for (row, to) in to.iter_mut().enumerate() {
        let from = if condition.at(row, 0) != 0 { a } else { b };
        *to = from.at(row, T::default());
    }
}
