//! What the builtins of values mean.

use std::cmp::Ordering;
use std::sync::Arc;

use super::{Frame, Values, failed};
use crate::eval::codes;
use crate::typing::builtins::Builtin;
use crate::typing::program::Expr;
use crate::value::{Causes, Date, EnumValue, Node, Number, Value, all_values, order};

impl Values {
    /// The builtins that are no arithmetic; those are in [`Values::number`].
    pub(super) fn builtin(&self, builtin: Builtin, args: &[Expr], frame: &mut Frame<'_>) -> Node {
        let nodes: Vec<Node> = args.iter().map(|arg| self.eval(arg, frame)).collect();
        let values = all_values(&nodes)?;
        match (builtin, values.as_slice()) {
            (Builtin::Min, args) => pick(args, Ordering::Less),
            (Builtin::Max, args) => pick(args, Ordering::Greater),
            (Builtin::Interpolate, [Value::List(points), Value::Number(x)]) => {
                let found = interpolate(points, *x).map(Value::Number);
                found.ok_or_else(|| failed(frame, codes::DOES_NOT_FIT))
            }
            (Builtin::Comparison, [a, b]) => {
                let scheme = self.program().schemes.get("comparison");
                let word = match order(a, b) {
                    Ordering::Less => "less",
                    Ordering::Equal => "equal",
                    Ordering::Greater => "greater",
                };
                scheme.and_then(|s| s.value_of(word)).map(Value::Enum).ok_or_else(Causes::default)
            }
            (Builtin::Next, [Value::Enum(value)]) => neighbour(value, value.index().checked_add(1), frame),
            (Builtin::Previous, [Value::Enum(value)]) => {
                neighbour(value, value.index().checked_sub(1), frame)
            }
            (Builtin::StepsBetween, [Value::Enum(a), Value::Enum(b)]) => {
                Ok(whole(i64::from(b.index()).saturating_sub(i64::from(a.index()))))
            }
            (Builtin::Date, [Value::Number(y), Value::Number(m), Value::Number(d)]) => {
                let part = |n: &Number| n.to_integer().and_then(|n| i16::try_from(n).ok());
                let small = |n: &Number| part(n).and_then(|n| i8::try_from(n).ok());
                let found = (|| Date::from_parts(part(y)?, small(m)?, small(d)?))();
                found.map(Value::Date).ok_or_else(|| failed(frame, codes::NO_SUCH_DAY))
            }
            (Builtin::Year, [Value::Date(d)]) => Ok(whole(i64::from(d.year()))),
            (Builtin::Month, [Value::Date(d)]) => Ok(whole(i64::from(d.month()))),
            (Builtin::Day, [Value::Date(d)]) => Ok(whole(i64::from(d.day()))),
            (Builtin::Quarter, [Value::Date(d)]) => Ok(whole(i64::from(d.quarter()))),
            (Builtin::AddDays, [Value::Date(d), Value::Number(n)]) => moved(Date::add_days, *d, n, frame),
            (Builtin::AddMonths, [Value::Date(d), Value::Number(n)]) => moved(Date::add_months, *d, n, frame),
            (Builtin::AddYears, [Value::Date(d), Value::Number(n)]) => moved(Date::add_years, *d, n, frame),
            (Builtin::DaysBetween, [Value::Date(a), Value::Date(b)]) => Ok(whole(a.days_to(*b))),
            (Builtin::MonthsBetween, [Value::Date(a), Value::Date(b)]) => Ok(whole(a.months_to(*b))),
            (Builtin::YearsBetween, [Value::Date(a), Value::Date(b)]) => Ok(whole(a.years_to(*b))),
            // INVARIANT: the checker has matched each builtin with its arguments.
            _ => Err(Causes::default()),
        }
    }
}

fn whole(n: i64) -> Value {
    Value::Number(Number::from(n))
}

fn pick(args: &[Value], wanted: Ordering) -> Node {
    let best = args.iter().reduce(|best, next| if order(next, best) == wanted { next } else { best });
    best.cloned().ok_or_else(Causes::default)
}

fn neighbour(value: &EnumValue, index: Option<u16>, frame: &Frame<'_>) -> Node {
    let found = index.and_then(|index| Arc::clone(value.scheme()).value(index));
    found.map(Value::Enum).ok_or_else(|| failed(frame, codes::NO_NEIGHBOUR))
}

fn moved(by: fn(Date, i64) -> Option<Date>, date: Date, count: &Number, frame: &Frame<'_>) -> Node {
    let count = count.to_integer().and_then(|n| i64::try_from(n).ok());
    let found = count.and_then(|count| by(date, count));
    found.map(Value::Date).ok_or_else(|| failed(frame, codes::NO_SUCH_DAY))
}

/// The value at `x` on the line through the points; outside them the nearest end holds.
fn interpolate(points: &[Value], x: Number) -> Option<Number> {
    let mut line: Vec<(Number, Number)> = Vec::new();
    for point in points {
        let Value::List(pair) = point else { return None };
        let [Value::Number(at), Value::Number(value)] = &**pair else { return None };
        line.push((*at, *value));
    }
    let (first, last) = (line.first()?, line.last()?);
    if x <= first.0 {
        return Some(first.1);
    }
    if x >= last.0 {
        return Some(last.1);
    }
    let (a, b) = line.iter().zip(line.iter().skip(1)).find(|(a, b)| a.0 <= x && x <= b.0)?;
    let share = x.checked_sub(a.0)?.checked_div(b.0.checked_sub(a.0)?)?;
    a.1.checked_add(share.checked_mul(b.1.checked_sub(a.1)?)?)
}
