//! What each instruction does to the rows of a chunk.

use super::super::code::{Arith, Fold, Instr, Op, Reg};
use super::super::lanes::{Int, Lane, Ordinal, Truth, with_lane};
use super::column::{Arg, Column, Marks, View};
use super::kernels::kleene;
use super::maps::{map1, map2, select};
use super::marks::Mark;
use super::sets::Sets;
use super::wide::wide;
use super::{by_row, divide, folds, pick, rank, tables, written};
use crate::eval::columnar::calendar;
use crate::script::ast::BinaryOp;

/// What instructions may change besides their own register.
pub(super) struct State<'a> {
    pub(super) sets: &'a mut Sets,
    pub(super) texts: &'a mut super::texts::Texts,
    pub(super) host: &'a by_row::Host,
}

/// Computes the register of an instruction.
pub(super) fn execute<M: Mark>(view: &View<'_, M>, instr: &Instr, to: &mut Column<M>, state: &mut State<'_>) {
    let len = view.rows(instr.domain).map_or(0, |rows| rows.len);
    let sets = &mut *state.sets;
    match &instr.op {
        Op::Input(_) | Op::Const(_) | Op::Never(_) => {}
        Op::Cast(a) => {
            cast(view, *a, instr.lane, to, len);
            let marks = view.marks(*a, sets);
            to.unite(len, &[marks], sets);
        }
        Op::Arith(op, a, b) => {
            with_lane!(instr.lane, T => {
                let slots = T::slots(&mut to.buf, len);
                arith(*op, slots, view.arg::<T>(*a), view.arg::<T>(*b));
            }, any => {});
            let marks = [view.marks(*a, sets), view.marks(*b, sets)];
            to.unite(len, &marks, sets);
        }
        Op::Abs(a) => {
            with_lane!(instr.lane, T => {
                let zero = T::default();
                map1(T::slots(&mut to.buf, len), view.arg::<T>(*a), |n| if n < zero { zero.minus(n) } else { n });
            }, any => {});
            let marks = view.marks(*a, sets);
            to.unite(len, &[marks], sets);
        }
        Op::Compare(op, a, b) => {
            compare(view, *op, *a, *b, to, len);
            let marks = [view.marks(*a, sets), view.marks(*b, sets)];
            to.unite(len, &marks, sets);
        }
        Op::Not(a) => {
            map1(Truth::slots(&mut to.buf, len), view.arg::<Truth>(*a), |n| Truth::from(n == 0));
            let marks = view.marks(*a, sets);
            to.unite(len, &[marks], sets);
        }
        Op::And(a, b) | Op::Or(a, b) => {
            let any = matches!(instr.op, Op::Or(..));
            let left = (view.arg::<Truth>(*a), view.marks(*a, sets));
            let right = (view.arg::<Truth>(*b), view.marks(*b, sets));
            kleene(to, len, left, right, any, view.values, sets);
        }
        Op::Select(c, a, b) => {
            with_lane!(instr.lane, T => {
                select(T::slots(&mut to.buf, len), view.arg::<Truth>(*c), view.arg::<T>(*a), view.arg::<T>(*b));
            }, any => {});
            select_marks(view, *c, *a, *b, to, len, sets);
        }
        Op::Lookup(a, lut) => tables::lookup(view, *a, *lut, instr.lane, to, len, sets),
        Op::Row(table, inputs) => tables::row(view, *table, inputs, instr.lane, to, len, sets),
        Op::Divide(a, b, rounding) => {
            with_lane!(instr.lane, T => {
                let slots = T::slots(&mut to.buf, len);
                divide::divide(slots, view.arg::<T>(*a), view.arg::<T>(*b), *rounding, view.bounds(*a));
            }, any => {});
            let marks = [view.marks(*a, sets), view.marks(*b, sets)];
            to.unite(len, &marks, sets);
        }
        Op::Classes(a, steps) => {
            tables::classes(view, *a, steps, instr.lane, to, len);
            let marks = view.marks(*a, sets);
            to.unite(len, &[marks], sets);
        }
        Op::Coalesce(a, b, catch) => {
            let (ma, mb) = (view.marks(*a, sets), view.marks(*b, sets));
            let caught = caught(view, ma, catch, len, sets);
            with_lane!(instr.lane, T => {
                let (x, y) = (view.arg::<T>(*a), view.arg::<T>(*b));
                let zero = T::default();
                for (row, slot) in T::slots(&mut to.buf, len).iter_mut().enumerate() {
                    *slot = if caught.get(row) == Some(&true) { y.at(row, zero) } else { x.at(row, zero) };
                }
            }, any => {});
            for (row, mark) in to.marks_of(len).iter_mut().enumerate() {
                *mark = if caught.get(row) == Some(&true) { mb.at(row) } else { ma.at(row) };
            }
        }
        Op::IsKnown(a, catch) => {
            let marks = view.marks(*a, sets);
            let caught = caught(view, marks, catch, len, sets);
            for (row, slot) in Truth::slots(&mut to.buf, len).iter_mut().enumerate() {
                *slot = Truth::from(marks.at(row) == M::default());
            }
            to.marked = false;
            if !marks.is_none() {
                for (row, mark) in to.marks_of(len).iter_mut().enumerate() {
                    *mark = if caught.get(row) == Some(&true) { M::default() } else { marks.at(row) };
                }
            }
        }
        Op::Within(a, lo, hi, set) => {
            cast(view, *a, instr.lane, to, len);
            let marks = view.marks(*a, sets);
            to.unite(len, &[marks], sets);
            let mark = M::of(*set, sets);
            with_lane!(view.lane(*a), T => {
                // INVARIANT: the bounds of the range may lie outside the lane, where they hold nothing back.
                let (lo, hi) = (*lo, *hi);
                let numbers = view.arg::<T>(*a);
                to.mark_where(len, mark, |row| {
                    let n = numbers.at(row, T::default()).wide();
                    n < lo || n > hi
                });
            }, any => {});
        }
        Op::FailIf(a, condition, set) => {
            cast(view, *a, instr.lane, to, len);
            let marks = [view.marks(*a, sets), view.marks(*condition, sets)];
            to.unite(len, &marks, sets);
            let mark = M::of(*set, sets);
            let fails = view.arg::<Truth>(*condition);
            to.mark_where(len, mark, |row| fails.at(row, 0) != 0);
        }
        Op::Needs(a, others) => {
            cast(view, *a, instr.lane, to, len);
            needs(view, *a, others, to, len, sets);
        }
        Op::IsFalse(a) => {
            let marks = view.marks(*a, sets);
            let numbers = view.arg::<Truth>(*a);
            let slots = Truth::slots(&mut to.buf, len);
            if marks.is_none() {
                map1(slots, numbers, |n| Truth::from(n == 0));
            } else {
                for (row, slot) in slots.iter_mut().enumerate() {
                    *slot = Truth::from(numbers.at(row, 1) == 0 && marks.at(row) == M::default());
                }
            }
            to.marked = false;
        }
        Op::Spread(a, inner) => {
            let rows = view.rows(instr.domain);
            let index = rows.map_or(&[][..], |rows| if *inner { &rows.inner } else { &rows.parents });
            gather(view, *a, instr.lane, index, Marks::None, to, len, sets);
        }
        Op::Gather(a, at) => {
            let marks = view.marks(*at, sets);
            match view.arg::<Ordinal>(*at) {
                Arg::Each(at) => {
                    let index: Vec<u32> = at.iter().map(|n| u32::try_from(*n).unwrap_or(0)).collect();
                    gather(view, *a, instr.lane, &index, marks, to, len, sets);
                }
                Arg::One(_) => to.unite(len, &[marks], sets),
            }
        }
        Op::Present(present, items, mask) => folds::present(view, *present, items, *mask, to, len, sets),
        Op::Fold(fold, present, items, mask) => {
            let operands = folds::Operands { present: *present, items: *items, mask: *mask };
            folds::fold(view, *fold, &operands, instr, to, len, sets);
        }
        Op::Pick(pick, present, mask, keys, order, set) => {
            let operands = pick::Operands { present: *present, mask: *mask, keys, order, empty: *set };
            pick::pick(view, *pick, &operands, to, len, sets);
        }
        Op::Rank(a) => {
            rank::rank(view, *a, to, len, state.texts);
            let marks = view.marks(*a, sets);
            to.unite(len, &[marks], sets);
        }
        Op::Place => written::place(view, instr, to, len),
        Op::Weave(items) => written::weave(view, items, instr, to, len),
        Op::Part(unit, a) => {
            let unit = *unit;
            map1(Ordinal::slots(&mut to.buf, len), view.arg::<Ordinal>(*a), |day| {
                Ordinal::of(i128::from(calendar::part(unit, long(day))))
            });
            let marks = view.marks(*a, sets);
            to.unite(len, &[marks], sets);
        }
        Op::Move(unit, a, b, set) => {
            let (unit, days, counts) = (*unit, view.arg::<Ordinal>(*a), view.arg::<Ordinal>(*b));
            let moved = |day: Ordinal, count: Ordinal| calendar::moved(unit, long(day), long(count));
            map2(Ordinal::slots(&mut to.buf, len), days, counts, |day, count| {
                moved(day, count).and_then(|day| Ordinal::try_from(day).ok()).unwrap_or(0)
            });
            let marks = [view.marks(*a, sets), view.marks(*b, sets)];
            to.unite(len, &marks, sets);
            let mark = M::of(*set, sets);
            to.mark_where(len, mark, |row| moved(days.at(row, 0), counts.at(row, 0)).is_none());
        }
        Op::Between(unit, a, b) => {
            let unit = *unit;
            map2(
                Ordinal::slots(&mut to.buf, len),
                view.arg::<Ordinal>(*a),
                view.arg::<Ordinal>(*b),
                |from, to| Ordinal::of(i128::from(calendar::between(unit, long(from), long(to)))),
            );
            let marks = [view.marks(*a, sets), view.marks(*b, sets)];
            to.unite(len, &marks, sets);
        }
        Op::DateOf(year, month, day, set) => {
            let parts = (view.arg::<Ordinal>(*year), view.arg::<Ordinal>(*month), view.arg::<Ordinal>(*day));
            let day_of = |row: usize| -> Option<Ordinal> {
                let (y, m, d) = (parts.0.at(row, 0), parts.1.at(row, 0), parts.2.at(row, 0));
                Ordinal::try_from(calendar::day_of(y.wide(), m.wide(), d.wide())?).ok()
            };
            for (row, slot) in Ordinal::slots(&mut to.buf, len).iter_mut().enumerate() {
                *slot = day_of(row).unwrap_or(0);
            }
            let marks = [view.marks(*year, sets), view.marks(*month, sets), view.marks(*day, sets)];
            to.unite(len, &marks, sets);
            let mark = M::of(*set, sets);
            to.mark_where(len, mark, |row| day_of(row).is_none());
        }
        Op::Collect(whole) => by_row::collect(view, *whole, to, len, state),
        Op::ByRow(rule) => by_row::run(view, *rule, instr, to, len, state),
    }
}

/// A day or a count of steps for the calendar.
fn long(n: Ordinal) -> i64 {
    n.low_u64().cast_signed()
}

fn arith<T: Int>(op: Arith, to: &mut [T], a: Arg<'_, T>, b: Arg<'_, T>) {
    match op {
        Arith::Add => map2(to, a, b, T::plus),
        Arith::Sub => map2(to, a, b, T::minus),
        Arith::Mul => map2(to, a, b, T::times),
        Arith::Min => map2(to, a, b, T::min),
        Arith::Max => map2(to, a, b, T::max),
        Arith::Rem => map2(to, a, b, |a, b| a.parts(b).1),
    }
}

fn compare<M: Mark>(view: &View<'_, M>, op: BinaryOp, a: Reg, b: Reg, to: &mut Column<M>, len: usize) {
    // A register that is the same in every row has no lane of its own.
    let lane = match view.op(a) {
        Some(Op::Const(_) | Op::Never(_)) => view.lane(b),
        _ => view.lane(a),
    };
    let slots = Truth::slots(&mut to.buf, len);
    with_lane!(lane, T => {
        let (a, b) = (view.arg::<T>(a), view.arg::<T>(b));
        match op {
            BinaryOp::Eq => map2(slots, a, b, |a, b| Truth::from(a == b)),
            BinaryOp::Ne => map2(slots, a, b, |a, b| Truth::from(a != b)),
            BinaryOp::Lt => map2(slots, a, b, |a, b| Truth::from(a < b)),
            BinaryOp::Le => map2(slots, a, b, |a, b| Truth::from(a <= b)),
            BinaryOp::Gt => map2(slots, a, b, |a, b| Truth::from(a > b)),
            _ => map2(slots, a, b, |a, b| Truth::from(a >= b)),
        }
    }, any => {});
}

/// The numbers of a register in another lane.
fn cast<M: Mark>(view: &View<'_, M>, a: Reg, lane: Lane, to: &mut Column<M>, len: usize) {
    let from = match view.op(a) {
        Some(Op::Const(_) | Op::Never(_)) => lane,
        _ => view.lane(a),
    };
    with_lane!(lane, T => {
        let slots = T::slots(&mut to.buf, len);
        if from == lane {
            map1(slots, view.arg::<T>(a), |n| n);
        } else {
            with_lane!(from, F => narrow::<F, T>(slots, view.arg::<F>(a)), any => {});
        }
    }, any => {
        if let Some(column) = view.column(a) {
            to.buf = column.buf.clone();
        }
    });
}

fn narrow<F: Int, T: Int>(to: &mut [T], from: Arg<'_, F>) {
    map1(to, from, |n| T::of(n.wide()));
}

/// A row has the causes of the condition, or of the arm that it takes.
pub(super) fn select_marks<M: Mark>(
    view: &View<'_, M>,
    c: Reg,
    a: Reg,
    b: Reg,
    to: &mut Column<M>,
    len: usize,
    sets: &mut Sets,
) {
    let (mc, ma, mb) = (view.marks(c, sets), view.marks(a, sets), view.marks(b, sets));
    to.marked = false;
    if mc.is_none() && ma.is_none() && mb.is_none() {
        return;
    }
    let condition = view.arg::<Truth>(c);
    let marks = to.marks_of(len);
    let slices = (
        condition.slice(),
        mc.slice(view.values, len),
        ma.slice(view.values, len),
        mb.slice(view.values, len),
    );
    if let (Some(condition), Some(mc), Some(ma), Some(mb)) = slices {
        wide(|| {
            let operands = condition.iter().zip(mc).zip(ma.iter().zip(mb));
            for (mark, ((c, own), (a, b))) in marks.iter_mut().zip(operands) {
                let arm = if *c != 0 { *a } else { *b };
                *mark = if *own != M::default() { *own } else { arm };
            }
        });
        return;
    }
    wide(|| {
        for (row, mark) in marks.iter_mut().enumerate() {
            let own = mc.at(row);
            *mark = if own != M::default() {
                own
            } else if condition.at(row, 0) != 0 {
                ma.at(row)
            } else {
                mb.at(row)
            };
        }
    });
}

/// What must be known first decides why there is no value; else the value's own causes do.
fn needs<M: Mark>(
    view: &View<'_, M>,
    a: Reg,
    others: &[Reg],
    to: &mut Column<M>,
    len: usize,
    sets: &mut Sets,
) {
    let all: Vec<Marks<'_, M>> = others.iter().map(|reg| view.marks(*reg, sets)).collect();
    to.unite(len, &all, sets);
    let own = view.marks(a, sets);
    if own.is_none() {
        return;
    }
    if !to.marked {
        to.unite(len, &[own], sets);
        return;
    }
    for (row, mark) in to.marks.iter_mut().enumerate() {
        if *mark == M::default() {
            *mark = own.at(row);
        }
    }
}

fn caught<M: Mark>(
    view: &View<'_, M>,
    marks: Marks<'_, M>,
    catch: &super::super::code::Catch,
    len: usize,
    sets: &Sets,
) -> Vec<bool> {
    let base = catch.base.map(|(reg, ask)| (view.marks(reg, sets), ask));
    (0..len)
        .map(|row| {
            let mark = marks.at(row);
            if mark == M::default() {
                return false;
            }
            // Where there is no record, its own causes are what may be caught.
            match base {
                Some((base, ask)) if base.at(row) != M::default() => ask.catches(base.at(row).kinds(sets)),
                _ => catch.own.catches(mark.kinds(sets)),
            }
        })
        .collect()
}

/// The numbers of the rows that an index names; a row whose index has no value has none either.
#[expect(clippy::too_many_arguments, reason = "one instruction's operands")]
fn gather<M: Mark>(
    view: &View<'_, M>,
    a: Reg,
    lane: Lane,
    index: &[u32],
    index_marks: Marks<'_, M>,
    to: &mut Column<M>,
    len: usize,
    sets: &Sets,
) {
    let at = |n: u32| usize::try_from(n).unwrap_or(usize::MAX);
    with_lane!(lane, T => {
        let slots = T::slots(&mut to.buf, len);
        match view.arg::<T>(a) {
            Arg::One(one) => slots.iter_mut().for_each(|slot| *slot = one),
            Arg::Each(from) => {
                for (slot, n) in slots.iter_mut().zip(index) {
                    *slot = from.get(at(*n)).copied().unwrap_or_default();
                }
            }
        }
    }, any => {
        if let Some(column) = view.column(a) {
            to.buf.gather(&column.buf, index);
        }
    });
    let marks = view.marks(a, sets);
    to.marked = false;
    if marks.is_none() && index_marks.is_none() {
        return;
    }
    for (row, (mark, n)) in to.marks_of(len).iter_mut().zip(index).enumerate() {
        let own = index_marks.at(row);
        *mark = if own == M::default() { marks.at(at(*n)) } else { own };
    }
}

/// The folds that give truth values.
pub(super) fn is_kleene(fold: Fold) -> Option<bool> {
    match fold {
        Fold::Any => Some(true),
        Fold::All => Some(false),
        _ => None,
    }
}
