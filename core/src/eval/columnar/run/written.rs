//! Rows of lists that stand in the pack.

use super::super::code::{Instr, Reg};
use super::super::lanes::{Int, with_lane};
use super::column::{Arg, Column, View};
use super::marks::Mark;

/// The place of each row in its list.
pub(super) fn place<M: Mark>(view: &View<'_, M>, instr: &Instr, to: &mut Column<M>, len: usize) {
    let places = view.rows(instr.domain).map_or(&[][..], |rows| &rows.inner);
    with_lane!(instr.lane, T => {
        for (slot, place) in T::slots(&mut to.buf, len).iter_mut().zip(places) {
            *slot = T::of(i128::from(*place));
        }
    }, any => {});
    to.marked = false;
}

/// The items of a list that was written out, one after the other for each parent row.
pub(super) fn weave<M: Mark>(
    view: &View<'_, M>,
    items: &[Reg],
    instr: &Instr,
    to: &mut Column<M>,
    len: usize,
) {
    with_lane!(instr.lane, T => {
        let numbers: Vec<Arg<'_, T>> = items.iter().map(|item| view.arg::<T>(*item)).collect();
        for (parent, row) in T::slots(&mut to.buf, len).chunks_mut(items.len().max(1)).enumerate() {
            for (slot, numbers) in row.iter_mut().zip(&numbers) {
                *slot = numbers.at(parent, T::default());
            }
        }
    }, any => {});
    // INVARIANT: where an item has no value there is no list, so that nobody looks at its rows.
    to.marked = false;
}
