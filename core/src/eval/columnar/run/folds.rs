//! Rows of lists summed up to their parent rows.

use super::super::code::{Domain, Fold, Instr, Reg};
use super::super::lanes::{Int, Truth, with_lane};
use super::column::{Arg, Column, Marks, View};
use super::exec::is_kleene;
use super::marks::Mark;
use super::sets::Sets;

/// What a fold reads.
pub(super) struct Operands {
    pub(super) present: Reg,
    pub(super) items: Option<Reg>,
    pub(super) mask: Option<Reg>,
}

/// Where the rows of each parent row begin and end.
pub(super) fn segments<'a, M: Mark>(
    view: &View<'a, M>,
    child: Option<Domain>,
) -> impl Iterator<Item = (usize, usize)> + 'a {
    let offsets: &[u32] = child.and_then(|domain| view.rows(domain)).map_or(&[], |rows| &rows.offsets);
    let at = |n: &u32| usize::try_from(*n).unwrap_or(usize::MAX);
    offsets.iter().zip(offsets.iter().skip(1)).map(move |(from, to)| (at(from), at(to)))
}

/// Whether a row counts.
#[inline(always)]
fn counts(mask: Option<Arg<'_, Truth>>, row: usize) -> bool {
    mask.is_none_or(|mask| mask.at(row, 0) != 0)
}

/// There is a list all of whose rows that count have a value.
pub(super) fn present<M: Mark>(
    view: &View<'_, M>,
    present: Reg,
    items: &[Reg],
    mask: Option<Reg>,
    to: &mut Column<M>,
    len: usize,
    sets: &mut Sets,
) {
    Truth::slots(&mut to.buf, len).iter_mut().for_each(|slot| *slot = 1);
    let own = view.marks(present, sets);
    to.unite(len, &[own], sets);
    let mask = mask.map(|mask| view.arg::<Truth>(mask));
    for item in items {
        let marks = view.marks(*item, sets);
        if marks.is_none() {
            continue;
        }
        unite_rows(view, view.domain(*item), (own, marks), mask, to, len, sets);
    }
}

/// A list has the causes of its rows that count; where there is no list, nobody looks at rows.
fn unite_rows<M: Mark>(
    view: &View<'_, M>,
    child: Option<Domain>,
    (list, marks): (Marks<'_, M>, Marks<'_, M>),
    mask: Option<Arg<'_, Truth>>,
    to: &mut Column<M>,
    len: usize,
    sets: &mut Sets,
) {
    if !to.marked {
        to.marks_of(len);
    }
    for (parent, ((from, end), mark)) in segments(view, child).zip(to.marks.iter_mut()).enumerate() {
        if list.at(parent) != M::default() {
            continue;
        }
        for row in from..end {
            let own = marks.at(row);
            if own != M::default() && counts(mask, row) {
                *mark = mark.unite(own, sets);
            }
        }
    }
}

/// Sums up the rows of each list.
pub(super) fn fold<M: Mark>(
    view: &View<'_, M>,
    fold: Fold,
    operands: &Operands,
    instr: &Instr,
    to: &mut Column<M>,
    len: usize,
    sets: &mut Sets,
) {
    let child = operands.items.or(operands.mask).and_then(|reg| view.domain(reg));
    let mask = operands.mask.map(|mask| view.arg::<Truth>(mask));
    let own = view.marks(operands.present, sets);
    let items = operands.items.map_or(Marks::None, |items| view.marks(items, sets));
    if let (Some(any), Some(reg)) = (is_kleene(fold), operands.items) {
        kleene(view, reg, child, mask, (own, items), any, to, len, sets);
        return;
    }
    with_lane!(instr.lane, T => {
        let slots = T::slots(&mut to.buf, len);
        let zero = T::default();
        let numbers = operands.items.filter(|_| fold != Fold::Count).map(|reg| view.arg::<T>(reg));
        slots.iter_mut().for_each(|slot| *slot = zero);
        for ((from, end), slot) in segments(view, child).zip(slots) {
            let rows = (from..end).filter(|row| counts(mask, *row));
            *slot = match (fold, numbers) {
                (Fold::Sum, Some(numbers)) => rows.fold(zero, |sum, row| sum.plus(numbers.at(row, zero))),
                (Fold::Min, Some(numbers)) => rows.map(|row| numbers.at(row, zero)).min().unwrap_or(zero),
                (Fold::Max, Some(numbers)) => rows.map(|row| numbers.at(row, zero)).max().unwrap_or(zero),
                _ => T::of(i128::try_from(rows.count()).unwrap_or(0)),
            };
        }
    }, any => {});
    to.unite(len, &[own], sets);
    if fold != Fold::Count && !items.is_none() {
        unite_rows(view, child, (own, items), mask, to, len, sets);
    }
}

/// Whether one row is true, or all are; a row that decides is enough.
#[expect(clippy::too_many_arguments, reason = "one instruction's operands")]
fn kleene<M: Mark>(
    view: &View<'_, M>,
    reg: Reg,
    child: Option<Domain>,
    mask: Option<Arg<'_, Truth>>,
    (own, items): (Marks<'_, M>, Marks<'_, M>),
    any: bool,
    to: &mut Column<M>,
    len: usize,
    sets: &mut Sets,
) {
    let decides = Truth::from(any);
    let numbers = view.arg::<Truth>(reg);
    to.unite(len, &[own], sets);
    let slots = Truth::slots(&mut to.buf, len);
    if !items.is_none() && !to.marked {
        to.marked = true;
        to.marks.clear();
        to.marks.resize(len, M::default());
    }
    for (parent, ((from, end), slot)) in segments(view, child).zip(slots).enumerate() {
        let mut mark = M::default();
        *slot = Truth::from(!any);
        for row in (from..end).filter(|row| counts(mask, *row)) {
            let item = items.at(row);
            if item != M::default() {
                mark = mark.unite(item, sets);
            } else if numbers.at(row, 0) == decides {
                *slot = decides;
                break;
            }
        }
        if *slot == decides || mark == M::default() {
            continue;
        }
        if let Some(to) = to.marks.get_mut(parent)
            && *to == M::default()
        {
            *to = mark;
        }
    }
}
