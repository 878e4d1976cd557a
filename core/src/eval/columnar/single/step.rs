//! What each instruction does to one subject; `run/exec.rs` says the same of the rows of a chunk.

use super::super::calendar;
use super::super::code::{Arith, Catch, CauseSet, Code, Found, Instr, Op, Reg, kinds_of};
use super::super::planted::is_planted;
use super::super::run::rounded;
use super::Registers;
use crate::script::ast::BinaryOp;

/// A number, and the kinds of causes where it is none.
type Cell = (i128, u8);

/// Whether an instruction works out one subject; the others are about rows.
pub(super) fn has(op: &Op) -> bool {
    !matches!(
        op,
        Op::Spread(..)
            | Op::Gather(..)
            | Op::Present(..)
            | Op::Fold(..)
            | Op::Pick(..)
            | Op::Rank(_)
            | Op::Place
            | Op::Weave(_)
            | Op::Collect(_)
            | Op::ByRow(_)
    )
}

/// The kinds of a set of causes.
pub(super) fn kinds(code: &Code, set: CauseSet) -> u8 {
    usize::try_from(set.0).ok().and_then(|n| code.causes.get(n)).map_or(0, kinds_of)
}

impl Registers {
    #[inline(always)]
    fn at(&self, reg: Reg) -> Cell {
        let n = reg.at();
        (self.numbers.get(n).copied().unwrap_or_default(), self.marks.get(n).copied().unwrap_or_default())
    }

    #[inline(always)]
    fn both(&self, a: Reg, b: Reg) -> (i128, i128, u8) {
        let ((a, ma), (b, mb)) = (self.at(a), self.at(b));
        (a, b, ma | mb)
    }
}

/// Works out the register of an instruction.
#[inline(always)]
pub(super) fn step(code: &Code, instr: &Instr, number: usize, registers: &mut Registers) {
    let (mut found, mark) = cell(code, instr, registers);
    if is_planted("single") && matches!(instr.op, Op::Arith(..)) {
        found = found.wrapping_add(1);
    }
    if let (Some(slot), Some(own)) = (registers.numbers.get_mut(number), registers.marks.get_mut(number)) {
        (*slot, *own) = (found, mark);
    }
}

#[inline(always)]
fn cell(code: &Code, instr: &Instr, from: &Registers) -> Cell {
    match &instr.op {
        Op::Cast(a) => from.at(*a),
        Op::Arith(op, a, b) => {
            let (a, b, mark) = from.both(*a, *b);
            (arith(*op, a, b), mark)
        }
        Op::Abs(a) => {
            let (n, mark) = from.at(*a);
            (n.wrapping_abs(), mark)
        }
        Op::Compare(op, a, b) => {
            let (a, b, mark) = from.both(*a, *b);
            (i128::from(holds(*op, a, b)), mark)
        }
        Op::Not(a) => {
            let (n, mark) = from.at(*a);
            (i128::from(n == 0), mark)
        }
        Op::And(a, b) => either(from.at(*a), from.at(*b), 0),
        Op::Or(a, b) => either(from.at(*a), from.at(*b), 1),
        Op::Select(c, a, b) => {
            let (condition, own) = from.at(*c);
            let (n, arm) = from.at(if condition != 0 { *a } else { *b });
            (n, if own != 0 { own } else { arm })
        }
        Op::Lookup(a, lut) => {
            let (n, mark) = from.at(*a);
            let entry = code.luts.get(*lut).and_then(|lut| {
                usize::try_from(n.wrapping_sub(lut.lo)).ok().and_then(|place| lut.entries.get(place))
            });
            let (value, set) = entry.copied().unwrap_or_default();
            (value, if mark != 0 { mark } else { kinds(code, set) })
        }
        Op::Row(table, inputs) => row(code, *table, inputs, from),
        Op::Divide(a, b, rounding) => {
            let (a, b, mark) = from.both(*a, *b);
            (rounded(a, b, *rounding), mark)
        }
        Op::Classes(a, steps) => {
            let (n, mark) = from.at(*a);
            let reached = steps.partition_point(|step| *step <= n);
            (i128::try_from(reached).unwrap_or(0), mark)
        }
        Op::Coalesce(a, b, catch) => {
            let own = from.at(*a);
            if catches(own.1, catch, from) { from.at(*b) } else { own }
        }
        Op::IsKnown(a, catch) => {
            let (_, mark) = from.at(*a);
            (i128::from(mark == 0), if catches(mark, catch, from) { 0 } else { mark })
        }
        Op::Within(a, lo, hi, set) => {
            let (n, mark) = from.at(*a);
            let fails = mark == 0 && (n < *lo || n > *hi);
            (n, if fails { kinds(code, *set) } else { mark })
        }
        Op::FailIf(a, condition, set) => {
            let (n, condition, mark) = from.both(*a, *condition);
            let fails = mark == 0 && condition != 0;
            (n, if fails { kinds(code, *set) } else { mark })
        }
        Op::Needs(a, others) => {
            let (n, own) = from.at(*a);
            let first = others.iter().fold(0, |marks, reg| marks | from.at(*reg).1);
            (n, if first != 0 { first } else { own })
        }
        Op::IsFalse(a) => (i128::from(from.at(*a) == (0, 0)), 0),
        Op::Part(unit, a) => {
            let (day, mark) = from.at(*a);
            (i128::from(calendar::part(*unit, days(day))), mark)
        }
        Op::Move(unit, a, b, set) => {
            let (day, count, mark) = from.both(*a, *b);
            let moved = calendar::moved(*unit, days(day), days(count));
            let fails = mark == 0 && moved.is_none();
            (i128::from(moved.unwrap_or(0)), if fails { kinds(code, *set) } else { mark })
        }
        Op::Between(unit, a, b) => {
            let (from, to, mark) = from.both(*a, *b);
            (i128::from(calendar::between(*unit, days(from), days(to))), mark)
        }
        Op::DateOf(year, month, day, set) => {
            let (year, month, first) = from.both(*year, *month);
            let (day, second) = from.at(*day);
            let (mark, found) = (first | second, calendar::day_of(year, month, day));
            let fails = mark == 0 && found.is_none();
            (i128::from(found.unwrap_or(0)), if fails { kinds(code, *set) } else { mark })
        }
        // INVARIANT: registers that hold something from the beginning are no steps, nor is what `has` leaves out.
        _ => Cell::default(),
    }
}

fn arith(op: Arith, a: i128, b: i128) -> i128 {
    match op {
        Arith::Add => a.wrapping_add(b),
        Arith::Sub => a.wrapping_sub(b),
        Arith::Mul => a.wrapping_mul(b),
        Arith::Min => a.min(b),
        Arith::Max => a.max(b),
        Arith::Rem => a.checked_rem(b).unwrap_or(0),
    }
}

fn holds(op: BinaryOp, a: i128, b: i128) -> bool {
    match op {
        BinaryOp::Eq => a == b,
        BinaryOp::Ne => a != b,
        BinaryOp::Lt => a < b,
        BinaryOp::Le => a <= b,
        BinaryOp::Gt => a > b,
        _ => a >= b,
    }
}

/// `&&` and `||` of three values, by the truth value that decides.
fn either((x, mx): Cell, (y, my): Cell, decides: i128) -> Cell {
    let decided = (mx == 0 && x == decides) || (my == 0 && y == decides);
    if decided { (decides, 0) } else { (1i128.wrapping_sub(decides), mx | my) }
}

fn catches(mark: u8, catch: &Catch, from: &Registers) -> bool {
    if mark == 0 {
        return false;
    }
    // Where there is no record, its own causes are what may be caught.
    match catch.base.map(|(reg, ask)| (from.at(reg).1, ask)) {
        Some((base, ask)) if base != 0 => ask.catches(base),
        _ => catch.own.catches(mark),
    }
}

/// The result of a table for the classes of its inputs.
fn row(code: &Code, table: usize, inputs: &[Reg], from: &Registers) -> Cell {
    let Some(table) = code.tables.get(table) else { return Cell::default() };
    let mut place = 0u32;
    for (reg, size) in inputs.iter().zip(&table.sizes) {
        let class = match from.at(*reg) {
            (n, 0) => u32::try_from(n).unwrap_or(*size).min(*size),
            _ => *size,
        };
        place = place.wrapping_mul(size.wrapping_add(1)).wrapping_add(class);
    }
    match usize::try_from(place).ok().and_then(|place| table.found.get(place)) {
        Some(Found::Value(value)) => (*value, 0),
        Some(Found::Never(set)) => (0, kinds(code, *set)),
        Some(Found::Unknown(bits)) => {
            let lacking =
                (0u32..).zip(inputs).filter(|(at, _)| bits.checked_shr(*at).is_some_and(|b| b & 1 == 1));
            (0, lacking.fold(0, |marks, (_, reg)| marks | from.at(*reg).1))
        }
        None => Cell::default(),
    }
}

/// A number of days or steps; what lies beyond every date is outside the calendar.
fn days(n: i128) -> i64 {
    i64::from(i32::try_from(n).unwrap_or(i32::MAX))
}
