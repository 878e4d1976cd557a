//! Loops over the rows of a chunk with the feature `compact`: one for all ways in which operands may come.

use super::super::lanes::Truth;
use super::column::Arg;

/// Numbers, and what of a row's number is the place of its own: all of it, or nothing where every row has the same.
fn rows<'a, T>(arg: &'a Arg<'_, T>) -> (&'a [T], usize) {
    match arg {
        Arg::One(number) => (std::slice::from_ref(number), 0),
        Arg::Each(numbers) => (numbers, usize::MAX),
    }
}

#[inline(always)]
fn at<T: Copy + Default>(numbers: &[T], place: usize) -> T {
    numbers.get(place).copied().unwrap_or_default()
}

/// A number from one number.
pub(super) fn map1<A: Copy + Default, R>(to: &mut [R], a: Arg<'_, A>, f: impl Fn(A) -> R) {
    let (a, of_a) = rows(&a);
    for (row, to) in to.iter_mut().enumerate() {
        *to = f(at(a, row & of_a));
    }
}

/// A number from two numbers.
pub(super) fn map2<A: Copy + Default, B: Copy + Default, R>(
    to: &mut [R],
    a: Arg<'_, A>,
    b: Arg<'_, B>,
    f: impl Fn(A, B) -> R,
) {
    let ((a, of_a), (b, of_b)) = (rows(&a), rows(&b));
    for (row, to) in to.iter_mut().enumerate() {
        *to = f(at(a, row & of_a), at(b, row & of_b));
    }
}

/// One of two numbers by a condition.
pub(super) fn select<T: Copy + Default>(
    to: &mut [T],
    condition: Arg<'_, Truth>,
    a: Arg<'_, T>,
    b: Arg<'_, T>,
) {
    let ((condition, of_condition), (a, of_a), (b, of_b)) = (rows(&condition), rows(&a), rows(&b));
    for (row, to) in to.iter_mut().enumerate() {
        let (a, b) = (at(a, row & of_a), at(b, row & of_b));
        *to = if at(condition, row & of_condition) != 0 { a } else { b };
    }
}
