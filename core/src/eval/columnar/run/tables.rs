//! Look-ups: entries by number, classes by thresholds, decision tables by classes.

use super::super::code::{Found, Lut, Op, Reg, SUBJECTS};
use super::super::lanes::{Int, Lane, with_lane};
use super::column::{Arg, Column, Marks, View};
use super::maps::map1;
use super::marks::Mark;
use super::sets::Sets;
use super::small;
use super::wide::wide;

/// The entry that each number chooses.
pub(super) fn lookup<M: Mark>(
    view: &View<'_, M>,
    a: Reg,
    lut: usize,
    lane: Lane,
    to: &mut Column<M>,
    len: usize,
    sets: &mut Sets,
) {
    let Some(lut) = view.code.luts.get(lut) else { return };
    let own = view.marks(a, sets);
    to.unite(len, &[own], sets);
    let lacks = lut.entries.iter().any(|(_, set)| set.0 != 0);
    with_lane!(lane, T => {
        let slots = T::slots(&mut to.buf, len);
        if small::lookup(view, a, lut, slots) {
            return after_lookup(view, a, lut, lacks, to, sets);
        }
        let values: Vec<T> = lut.entries.iter().map(|(value, _)| T::of(*value)).collect();
        with_lane!(view.lane(a), F => {
            map1(slots, view.arg::<F>(a), |n| {
                values.get(place(n, lut.lo)).copied().unwrap_or_default()
            });
        }, any => {});
    }, any => {});
    after_lookup(view, a, lut, lacks, to, sets);
}

/// Entries without value mark their rows.
fn after_lookup<M: Mark>(
    view: &View<'_, M>,
    a: Reg,
    lut: &Lut,
    lacks: bool,
    to: &mut Column<M>,
    sets: &Sets,
) {
    if !lacks {
        return;
    }
    with_lane!(view.lane(a), F => {
        let numbers = view.arg::<F>(a);
        let marks: Vec<M> = lut.entries.iter().map(|(_, set)| M::of(*set, sets)).collect();
        if !to.marked {
            let len = view.rows(view.domain(a).unwrap_or(SUBJECTS)).map_or(0, |rows| rows.len);
            to.marks_of(len);
        }
        for (row, mark) in to.marks.iter_mut().enumerate() {
            if *mark == M::default() {
                let at = place(numbers.at(row, F::default()), lut.lo);
                *mark = marks.get(at).copied().unwrap_or_default();
            }
        }
    }, any => {});
}

/// The place of a number in a table that begins at another; outside of every table where it lies before.
#[inline(always)]
fn place<T: Int>(n: T, lo: i128) -> usize {
    usize::try_from(n.wide().wrapping_sub(lo)).unwrap_or(usize::MAX)
}

/// How many thresholds each number has reached.
pub(super) fn classes<M: Mark>(
    view: &View<'_, M>,
    a: Reg,
    steps: &[i128],
    lane: Lane,
    to: &mut Column<M>,
    len: usize,
) {
    with_lane!(lane, T => {
        let slots = T::slots(&mut to.buf, len);
        with_lane!(view.lane(a), F => {
            let steps: Vec<F> = steps.iter().map(|step| F::of(*step)).collect();
            let numbers = view.arg::<F>(a);
            if steps.len() <= 12 {
                wide(|| {
                    slots.iter_mut().for_each(|slot| *slot = T::default());
                    for step in &steps {
                        match numbers {
                            Arg::Each(numbers) => slots
                                .iter_mut()
                                .zip(numbers)
                                .for_each(|(slot, n)| *slot = slot.plus(T::of(i128::from(*n >= *step)))),
                            Arg::One(n) => slots
                                .iter_mut()
                                .for_each(|slot| *slot = slot.plus(T::of(i128::from(n >= *step)))),
                        }
                    }
                });
            } else {
                map1(slots, numbers, |n| {
                    let reached = steps.partition_point(|step| *step <= n);
                    T::of(i128::try_from(reached).unwrap_or(0))
                });
            }
        }, any => {});
    }, any => {});
}

/// The result of a table for the classes of each row.
pub(super) fn row<M: Mark>(
    view: &View<'_, M>,
    table: usize,
    inputs: &[Reg],
    lane: Lane,
    to: &mut Column<M>,
    len: usize,
    sets: &mut Sets,
) {
    let Some(table) = view.code.tables.get(table) else { return };
    let marks: Vec<Marks<'_, M>> = inputs.iter().map(|reg| view.marks(*reg, sets)).collect();
    let clean = marks.iter().all(Marks::is_none);
    if (clean || table.strict) && small::row(view, table, inputs, lane, to, len) {
        to.unite(len, &marks, sets);
        return;
    }
    let mut places: Vec<u32> = vec![0; len];
    for ((reg, marks), size) in inputs.iter().zip(&marks).zip(&table.sizes) {
        add_class(view, *reg, *marks, *size, &mut places);
    }
    let at = |place: &u32| usize::try_from(*place).unwrap_or(usize::MAX);
    with_lane!(lane, T => {
        let values: Vec<T> = table
            .found
            .iter()
            .map(|found| if let Found::Value(value) = found { T::of(*value) } else { T::default() })
            .collect();
        let slots = T::slots(&mut to.buf, len);
        wide(|| {
            for (slot, place) in slots.iter_mut().zip(&places) {
                *slot = values.get(at(place)).copied().unwrap_or_default();
            }
        });
    }, any => {});
    to.marked = false;
    let may_lack =
        !marks.iter().all(Marks::is_none) || table.found.iter().any(|found| matches!(found, Found::Never(_)));
    if !may_lack {
        return;
    }
    for (row, (mark, place)) in to.marks_of(len).iter_mut().zip(&places).enumerate() {
        match table.found.get(at(place)) {
            Some(Found::Value(_)) | None => {}
            Some(Found::Never(set)) => *mark = M::of(*set, sets),
            Some(Found::Unknown(bits)) => {
                for (number, marks) in marks.iter().enumerate() {
                    if bits.checked_shr(u32::try_from(number).unwrap_or(64)).is_some_and(|b| b & 1 == 1) {
                        *mark = mark.unite(marks.at(row), sets);
                    }
                }
            }
        }
    }
}

/// Adds the class of one input to the place of each row in the table.
fn add_class<M: Mark>(view: &View<'_, M>, reg: Reg, marks: Marks<'_, M>, size: u32, places: &mut [u32]) {
    let lane = match view.op(reg) {
        Some(Op::Never(_)) => Lane::TRUTH,
        _ => view.lane(reg),
    };
    with_lane!(lane, T => {
        let numbers = view.arg::<T>(reg);
        let class = |n: T| u32::try_from(n.wide()).unwrap_or(size).min(size);
        let next = |place: u32, class: u32| place.wrapping_mul(size.wrapping_add(1)).wrapping_add(class);
        if marks.is_none() {
            wide(|| match numbers {
                Arg::Each(numbers) => {
                    places.iter_mut().zip(numbers).for_each(|(place, n)| *place = next(*place, class(*n)));
                }
                Arg::One(n) => places.iter_mut().for_each(|place| *place = next(*place, class(n))),
            });
        } else {
            for (row, place) in places.iter_mut().enumerate() {
                let known = marks.at(row) == M::default();
                *place = next(*place, if known { class(numbers.at(row, T::default())) } else { size });
            }
        }
    }, any => {});
}
