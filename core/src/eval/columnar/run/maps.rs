//! Loops over the rows of a chunk, one for each way in which operands may come, so that each is made into vectors.

use super::super::lanes::Truth;
use super::column::Arg;
use super::wide::wide;

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
pub(super) fn select<T: Copy>(to: &mut [T], condition: Arg<'_, Truth>, a: Arg<'_, T>, b: Arg<'_, T>) {
    let pick = |c: Truth, a: T, b: T| if c != 0 { a } else { b };
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
