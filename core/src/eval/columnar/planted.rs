//! Defects that are planted on purpose, one at a time, so that a test can show that each is found.
//!
//! Only with the feature `planted`; without it `planted_absent.rs` stands in, which does nothing and costs nothing.

use std::sync::atomic::{AtomicUsize, Ordering};

use super::code::{Arith, Fold, Instr, Op, Unit};
use super::lanes::with_lane;
use super::run::{Column, Mark, Sets, View};
use crate::script::ast::BinaryOp;

/// What can be planted, at least one defect for each family of kernels.
const NAMES: [&str; 35] = [
    "cast", "arith", "abs", "compare", "kleene", "select", "lookup", "row", "divide", "classes", "coalesce",
    "is_known", "within", "fail_if", "needs", "spread", "gather", "present", "fold", "any", "pick", "rank",
    "part", "move", "between", "union", "lacking", "extreme", "date", "not", "by_row", "place", "weave",
    "collect", "single",
];

/// The number of the defect that is planted, from one on; 0 for none.
static PLANTED: AtomicUsize = AtomicUsize::new(0);

/// The names of the defects.
pub(crate) fn names() -> &'static [&'static str] {
    &NAMES
}

/// Plants a defect; any other name takes the one out that is planted.
pub(crate) fn plant(name: &str) -> bool {
    let found = NAMES.iter().position(|known| *known == name);
    PLANTED.store(found.map_or(0, |at| at.saturating_add(1)), Ordering::SeqCst);
    found.is_some()
}

/// Whether a defect is planted.
pub(crate) fn is_planted(name: &str) -> bool {
    let at = PLANTED.load(Ordering::Relaxed).checked_sub(1);
    at.and_then(|at| NAMES.get(at)).is_some_and(|planted| *planted == name)
}

/// Spoils what an instruction has computed.
pub(crate) fn spoil<M: Mark>(
    view: &View<'_, M>,
    instr: &Instr,
    to: &mut Column<M>,
    len: usize,
    sets: &mut Sets,
) {
    let Some(name) = PLANTED.load(Ordering::Relaxed).checked_sub(1).and_then(|at| NAMES.get(at)) else {
        return;
    };
    let mut numbers = |change: &dyn Fn(usize, i128) -> i128| {
        with_lane!(instr.lane, T => {
            use super::lanes::Int;
            for (row, slot) in T::slots(&mut to.buf, len).iter_mut().enumerate() {
                *slot = T::of(change(row, slot.wide()));
            }
        }, any => {});
    };
    match (*name, &instr.op) {
        ("cast", Op::Cast(_)) => numbers(&|_, n| if n < -100 { n.wrapping_neg() } else { n }),
        ("arith", Op::Arith(Arith::Mul, ..)) => numbers(&|_, n| n.wrapping_abs()),
        ("abs", Op::Abs(_)) => numbers(&|_, n| n.max(1)),
        ("compare", Op::Compare(BinaryOp::Lt | BinaryOp::Ge, a, b)) => {
            numbers(&|row, n| if view.wide(*a, row) == view.wide(*b, row) { i128::from(n < 1) } else { n });
        }
        ("lookup", Op::Lookup(a, lut)) => {
            let first = view.code.luts.get(*lut).map_or(0, |lut| lut.lo);
            numbers(&|row, n| if view.wide(*a, row) == first { n ^ 1 } else { n });
        }
        ("divide", Op::Divide(a, b, _)) => numbers(&|row, n| {
            let (a, b) = (view.wide(*a, row), view.wide(*b, row));
            let tie = a.checked_rem(b).is_some_and(|rest| rest.wrapping_abs().wrapping_mul(2) == b);
            if tie { n ^ 1 } else { n }
        }),
        ("classes", Op::Classes(a, steps)) => {
            numbers(&|row, n| if steps.contains(&view.wide(*a, row)) { n.saturating_sub(1) } else { n });
        }
        ("is_known", Op::IsKnown(..)) => numbers(&|_, _| 1),
        ("fold", Op::Fold(Fold::Sum | Fold::Count, ..)) => numbers(&|_, n| if n == 2 { 1 } else { n }),
        ("extreme", Op::Fold(Fold::Min | Fold::Max, ..)) => numbers(&|_, n| n.max(0)),
        ("not", Op::Not(_)) => numbers(&|_, _| 1),
        ("weave", Op::Weave(_)) => numbers(&|_, n| n.wrapping_neg()),
        ("place", Op::Place) => numbers(&|_, n| n.saturating_sub(1)),
        ("any", Op::Fold(Fold::Any | Fold::All, ..)) => numbers(&|_, _| 0),
        ("rank", Op::Rank(_)) => numbers(&|_, n| n.wrapping_neg()),
        ("part", Op::Part(Unit::Day, _)) => numbers(&|_, n| n.min(30)),
        ("move", Op::Move(Unit::Month | Unit::Year, ..)) => numbers(&|_, n| n.saturating_add(1)),
        ("between", Op::Between(Unit::Month | Unit::Year, ..)) => {
            numbers(&|_, n| if n < 0 { n.saturating_add(1) } else { n });
        }
        ("spread", Op::Spread(..)) | ("gather", Op::Gather(..)) => {
            let shared = to.buf.wide(0);
            with_lane!(instr.lane, T => {
                use super::lanes::Int;
                T::slots(&mut to.buf, len).iter_mut().for_each(|slot| *slot = T::of(shared));
            }, any => {});
        }
        ("kleene", Op::And(a, b) | Op::Or(a, b)) => {
            let marks = [view.marks(*a, sets), view.marks(*b, sets)];
            to.unite(len, &marks, sets);
        }
        ("needs", Op::Needs(a, _)) | ("within", Op::Within(a, ..)) | ("fail_if", Op::FailIf(a, ..)) => {
            let marks = view.marks(*a, sets);
            to.unite(len, &[marks], sets);
        }
        ("coalesce", Op::Coalesce(a, ..)) => {
            let marks = view.marks(*a, sets);
            to.unite(len, &[marks], sets);
        }
        ("select", Op::Select(_, a, b)) => {
            let marks = [view.marks(*a, sets), view.marks(*b, sets)];
            to.unite(len, &marks, sets);
        }
        ("row", Op::Row(..))
        | ("present", Op::Present(..))
        | ("pick", Op::Pick(..))
        | ("date", Op::DateOf(..))
        | ("collect", Op::Collect(_))
        | ("by_row", Op::ByRow(_)) => to.marked = false,
        _ => {}
    }
}
