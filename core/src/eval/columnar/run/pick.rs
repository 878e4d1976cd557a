//! Picks a row of each list: the first, the last, the only one, the one with the least or greatest key.

use std::cmp::Ordering;

use super::super::code::{CauseSet, Pick, Reg};
use super::super::lanes::{Int, Ordinal, Truth};
use super::column::{Column, Marks, View};
use super::folds::segments;
use super::marks::Mark;
use super::sets::Sets;

/// What a pick reads.
pub(super) struct Operands<'a> {
    pub(super) present: Reg,
    pub(super) mask: Option<Reg>,
    pub(super) keys: &'a [Reg],
    pub(super) order: &'a [Reg],
    pub(super) empty: CauseSet,
}

/// The number of the row that is picked; none where there is none to pick.
pub(super) fn pick<M: Mark>(
    view: &View<'_, M>,
    pick: Pick,
    operands: &Operands<'_>,
    to: &mut Column<M>,
    len: usize,
    sets: &mut Sets,
) {
    let child = operands.mask.and_then(|mask| view.domain(mask));
    let own = view.marks(operands.present, sets);
    let mask = operands.mask.map(|mask| view.arg::<Truth>(mask));
    let empty = M::of(operands.empty, sets);
    to.unite(len, &[own], sets);
    if !to.marked {
        to.marks_of(len);
    }
    let slots = Ordinal::slots(&mut to.buf, len);
    let order: Vec<Marks<'_, M>> = operands.order.iter().map(|reg| view.marks(*reg, sets)).collect();
    let by = |regs: &[Reg], a: usize, b: usize| {
        let parts = regs.iter().map(|reg| view.wide(*reg, a).cmp(&view.wide(*reg, b)));
        parts.fold(Ordering::Equal, Ordering::then)
    };
    let mut rows: Vec<usize> = Vec::new();
    for (((from, end), slot), mark) in segments(view, child).zip(slots).zip(to.marks.iter_mut()) {
        *slot = 0;
        if *mark != M::default() {
            continue;
        }
        rows.clear();
        rows.extend((from..end).filter(|row| mask.is_none_or(|mask| mask.at(*row, 0) != 0)));
        if let Pick::Least | Pick::Greatest = pick {
            let wanted = if pick == Pick::Least { Ordering::Less } else { Ordering::Greater };
            let best =
                rows.iter().copied().reduce(|a, b| if by(operands.keys, b, a) == wanted { b } else { a });
            if let Some(best) = best {
                rows.retain(|row| by(operands.keys, *row, best) == Ordering::Equal);
            }
        }
        if rows.is_empty() || (pick == Pick::Only && rows.len() != 1) {
            *mark = empty;
            continue;
        }
        // The list's order is asked for only where it decides.
        if rows.len() > 1 && !order.is_empty() {
            for row in &rows {
                for marks in &order {
                    *mark = mark.unite(marks.at(*row), sets);
                }
            }
            if *mark != M::default() {
                continue;
            }
            rows.sort_by(|a, b| by(operands.order, *a, *b));
        }
        let found = if pick == Pick::Last { rows.last() } else { rows.first() };
        *slot = found.and_then(|row| Ordinal::try_from(*row).ok()).unwrap_or(0);
    }
}
