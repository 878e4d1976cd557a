//! Builtins of values.

use super::super::calendar;
use super::super::code::{Arith, CauseSet, Op, Reg, Unit};
use super::super::lanes::Lane;
use super::numbers::Num;
use super::values::Val;
use super::{Builder, Built, unsupported};
use crate::eval::codes;
use crate::script::ast::BinaryOp;
use crate::typing::builtins::Builtin;
use crate::typing::program::Expr;
use crate::value::{Number, Value};

impl Builder<'_> {
    pub(super) fn builtin(&mut self, builtin: Builtin, args: &[Expr]) -> Built {
        let mut vals = Vec::new();
        for arg in args {
            vals.push(self.expr(arg)?);
        }
        match (builtin, vals.as_slice()) {
            (Builtin::Min, [first, rest @ ..]) => self.extreme_of_all(Arith::Min, first, rest),
            (Builtin::Max, [first, rest @ ..]) => self.extreme_of_all(Arith::Max, first, rest),
            (Builtin::Clamp, [x, lo, hi]) => {
                let (x, lo, hi) = (self.num(x)?, self.num(lo)?, self.num(hi)?);
                let low = self.smaller(Arith::Max, x, lo)?;
                self.smaller(Arith::Min, low, hi).map(Self::val_of)
            }
            (Builtin::Abs, [x]) => {
                let num = self.num(x)?;
                self.absolute(num).map(Self::val_of)
            }
            (Builtin::Round(rounding), [x, decimals]) => {
                let Val::Const(Value::Number(decimals)) = decimals else {
                    return Err(unsupported("a count of decimals that is not fixed"));
                };
                let decimals = decimals.to_integer().and_then(|n| u32::try_from(n).ok()).unwrap_or(0);
                let num = self.num(x)?;
                self.round(num, decimals, rounding).map(Self::val_of)
            }
            (Builtin::Interpolate, [points, x]) => self.interpolate(points, x),
            (Builtin::Comparison, [a, b]) => self.comparison(a, b),
            (Builtin::Next, [x]) => self.neighbour(x, 1),
            (Builtin::Previous, [x]) => self.neighbour(x, -1),
            (Builtin::StepsBetween, [a, b]) => {
                let (a, b) = (self.scalar(a)?, self.scalar(b)?);
                match (a.column(), b.column()) {
                    (Some((a, _)), Some((b, _))) => {
                        self.arith(Arith::Sub, b, a).map(|reg| Val::Number(reg, 0))
                    }
                    _ => Err(unsupported("an enum")),
                }
            }
            (Builtin::Date, [year, month, day]) => self.date(year, month, day),
            (Builtin::Year, [x]) => self.part(Unit::Year, x),
            (Builtin::Month, [x]) => self.part(Unit::Month, x),
            (Builtin::Day, [x]) => self.part(Unit::Day, x),
            (Builtin::Quarter, [x]) => self.part(Unit::Quarter, x),
            (Builtin::AddDays, [date, count]) => self.moved(Unit::Day, date, count),
            (Builtin::AddMonths, [date, count]) => self.moved(Unit::Month, date, count),
            (Builtin::AddYears, [date, count]) => self.moved(Unit::Year, date, count),
            (Builtin::DaysBetween, [a, b]) => self.between(Unit::Day, a, b),
            (Builtin::MonthsBetween, [a, b]) => self.between(Unit::Month, a, b),
            (Builtin::YearsBetween, [a, b]) => self.between(Unit::Year, a, b),
            _ => Err(unsupported("a builtin")),
        }
    }

    fn extreme_of_all(&mut self, op: Arith, first: &Val, rest: &[Val]) -> Built {
        let mut best = first.clone();
        for next in rest {
            best = self.extreme(op, &best, next)?;
        }
        Ok(best)
    }

    fn comparison(&mut self, a: &Val, b: &Val) -> Built {
        let scheme =
            self.wanted.program.schemes.get("comparison").ok_or(unsupported("the enum `comparison`"))?;
        let scheme = std::sync::Arc::clone(scheme);
        let place =
            |word: &str| scheme.position(word).map(i128::from).ok_or(unsupported("the enum `comparison`"));
        let (less, equal, greater) = (place("less")?, place("equal")?, place("greater")?);
        let (below, same) = (self.compared(BinaryOp::Lt, a, b)?, self.compared(BinaryOp::Eq, a, b)?);
        let (less, equal, greater) = (self.number(less), self.number(equal), self.number(greater));
        let upper = self.select(same, equal, greater)?;
        let reg = self.select(below, less, upper)?;
        Ok(Val::Enum(reg, scheme))
    }

    fn neighbour(&mut self, val: &Val, step: i128) -> Built {
        let Val::Enum(reg, scheme) = self.scalar(val)? else { return Err(unsupported("an enum")) };
        let failed = self.failed(codes::NO_NEIGHBOUR);
        let size = scheme.values.len();
        let lut = Self::enum_lut(size, |n| {
            let next = n.saturating_add(step);
            let exists = usize::try_from(next).is_ok_and(|next| next < size);
            if exists { (next, CauseSet(0)) } else { (0, failed) }
        });
        Ok(Val::Enum(self.lookup(reg, lut)?, scheme))
    }

    fn day_of(&mut self, val: &Val) -> Built<Reg> {
        match self.scalar(val)? {
            Val::Date(reg) | Val::Never(reg) => Ok(reg),
            _ => Err(unsupported("a date")),
        }
    }

    fn whole(&mut self, val: &Val) -> Built<Reg> {
        match self.num(val)? {
            Num::Decimal(reg, 0) => Ok(reg),
            _ => Err(unsupported("a count with decimals")),
        }
    }

    fn part(&mut self, unit: Unit, val: &Val) -> Built {
        let day = self.day_of(val)?;
        if let Some(day) = self.constant(day) {
            let number = calendar::part(unit, i64::try_from(day).unwrap_or(0));
            return Ok(Val::Number(self.number(i128::from(number)), 0));
        }
        let (lo, hi) = self.bounds(day);
        let (lo, hi) = match unit {
            Unit::Year => {
                let year = |day: i128| i128::from(calendar::civil(i64::try_from(day).unwrap_or(0)).0);
                (year(lo), year(hi))
            }
            Unit::Month => (1, 12),
            Unit::Quarter => (1, 4),
            Unit::Day => (1, 31),
        };
        let (day, domain) = (self.cast(day, Lane::ORDINAL), self.domain(day));
        Ok(Val::Number(self.emit(Op::Part(unit, day), Lane::ORDINAL, domain, lo, hi), 0))
    }

    fn moved(&mut self, unit: Unit, date: &Val, count: &Val) -> Built {
        let (day, count) = (self.day_of(date)?, self.whole(count)?);
        let (day, count, domain) = self.level(day, count)?;
        let count = self.held(count)?;
        let (day, count) = (self.cast(day, Lane::ORDINAL), self.cast(count, Lane::ORDINAL));
        let failed = self.failed(codes::NO_SUCH_DAY);
        let op = Op::Move(unit, day, count, failed);
        let (lo, hi) = (i128::from(calendar::FIRST_DAY), i128::from(calendar::LAST_DAY));
        Ok(Val::Date(self.emit(op, Lane::ORDINAL, domain, lo, hi)))
    }

    /// A count of steps held to what leads out of the calendar in any case.
    fn held(&mut self, count: Reg) -> Built<Reg> {
        let (lo, hi) = (self.number(-100_000_000), self.number(100_000_000));
        let held = self.arith(Arith::Max, count, lo)?;
        let held = self.arith(Arith::Min, held, hi)?;
        Ok(self.narrow_lane(held))
    }

    fn between(&mut self, unit: Unit, a: &Val, b: &Val) -> Built {
        let (a, b) = (self.day_of(a)?, self.day_of(b)?);
        let (a, b, domain) = self.level(a, b)?;
        let (a, b) = (self.cast(a, Lane::ORDINAL), self.cast(b, Lane::ORDINAL));
        let ((alo, ahi), (blo, bhi)) = (self.bounds(a), self.bounds(b));
        let (lo, hi) = (blo.saturating_sub(ahi), bhi.saturating_sub(alo));
        let (lo, hi) = match unit {
            Unit::Day => (lo, hi),
            Unit::Month | Unit::Quarter => {
                (lo.div_euclid(28).saturating_sub(1), hi.div_euclid(28).saturating_add(1))
            }
            Unit::Year => (lo.div_euclid(365).saturating_sub(1), hi.div_euclid(365).saturating_add(1)),
        };
        let reg = self.emit(Op::Between(unit, a, b), Lane::ORDINAL, domain, lo, hi);
        Ok(Val::Number(self.narrow_lane(reg), 0))
    }

    fn date(&mut self, year: &Val, month: &Val, day: &Val) -> Built {
        let mut parts = Vec::new();
        for part in [year, month, day] {
            let reg = self.whole(part)?;
            let reg = self.held(reg)?;
            parts.push(self.cast(reg, Lane::ORDINAL));
        }
        let domain = self.common(&parts)?;
        let mut lifted = Vec::new();
        for part in parts {
            lifted.push(self.lift(part, domain)?);
        }
        let [year, month, day] = lifted.as_slice() else { return Err(unsupported("a date")) };
        let failed = self.failed(codes::NO_SUCH_DAY);
        let op = Op::DateOf(*year, *month, *day, failed);
        let (lo, hi) = (i128::from(calendar::FIRST_DAY), i128::from(calendar::LAST_DAY));
        Ok(Val::Date(self.emit(op, Lane::ORDINAL, domain, lo, hi)))
    }

    /// A line through points: for each stretch between two of them the quotient of the rise and the run.
    fn interpolate(&mut self, points: &Val, x: &Val) -> Built {
        let Val::Const(Value::List(points)) = points else {
            return Err(unsupported("points that are not fixed"));
        };
        let mut line: Vec<(Number, Number)> = Vec::new();
        for point in points.iter() {
            let Value::List(pair) = point else { return Err(unsupported("a point")) };
            let [Value::Number(at), Value::Number(value)] = &**pair else {
                return Err(unsupported("a point"));
            };
            line.push((*at, *value));
        }
        let (Some(first), Some(last)) = (line.first().copied(), line.last().copied()) else {
            return Err(unsupported("no points"));
        };
        let wide = unsupported("numbers of more than 128 bits");
        let number = |n: Number| Val::Const(Value::Number(n));
        let mut result = number(last.1);
        for (a, b) in line.iter().zip(line.iter().skip(1)).rev() {
            let run = b.0.checked_sub(a.0).ok_or(wide)?;
            let slope = b.1.checked_sub(a.1).and_then(|rise| rise.checked_div(run)).ok_or(wide)?;
            let start = slope.checked_mul(a.0).and_then(|n| a.1.checked_sub(n)).ok_or(wide)?;
            let (x_num, slope, start) = (self.num(x)?, self.num(&number(slope))?, self.num(&number(start))?);
            let part = self.calculate(BinaryOp::Mul, x_num, slope)?;
            let part = self.calculate(BinaryOp::Add, part, start)?;
            let before = self.compared(BinaryOp::Le, x, &number(b.0))?;
            result = self.choose(before, &Self::val_of(part), &result)?;
        }
        let before = self.compared(BinaryOp::Le, x, &number(first.0))?;
        self.choose(before, &number(first.1), &result)
    }
}
