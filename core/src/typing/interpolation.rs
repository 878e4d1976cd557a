//! The range of `interpolate`: each stretch of the line apart, since a point is mostly a figure of law.

use super::narrow::intersect;
use super::number_type::NumberType;
use super::program::{Expr, ExprKind};
use super::types::Type;
use crate::value::{Number, Value};

type Point = (NumberType, NumberType);

/// The result, and the steps on the way to it; `None` where something is no list of points `[x, y]`.
pub(super) fn interpolated(points: &Expr, x: NumberType) -> Option<(NumberType, Vec<NumberType>)> {
    let points = read(points)?;
    let (first, last) = (points.first()?, points.last()?);
    // Outside the points the value of the nearest holds.
    let mut whole = first.1.join(last.1);
    let mut steps = Vec::new();
    for ((from, low), (to, high)) in points.iter().zip(points.iter().skip(1)) {
        let passed = intersect(x, from.join(*to)).minus(*from);
        let (width, rise) = (to.minus(*from), high.minus(*low));
        let share = passed.over(width);
        let part = share.within_unit();
        let climbed = part.times(rise);
        let between = climbed.plus(*low);
        steps.extend([passed, width, rise, share, climbed, between]);
        let ends = low.join(*high);
        whole =
            whole.join(NumberType { scale: None, lo: ends.lo, hi: ends.hi, quotient: between.fraction() });
    }
    Some((NumberType { scale: None, quotient: whole.fraction(), ..whole }, steps))
}

fn read(points: &Expr) -> Option<Vec<Point>> {
    match &points.kind {
        ExprKind::Parameter(_, Value::List(values)) | ExprKind::Const(Value::List(values)) => {
            values.iter().map(exact).collect()
        }
        ExprKind::List(items) => items.iter().map(written).collect(),
        _ => by_type(&points.ty).map(|point| vec![point; 2]),
    }
}

fn exact(value: &Value) -> Option<Point> {
    let Value::List(pair) = value else { return None };
    match &**pair {
        [Value::Number(x), Value::Number(y)] => Some((NumberType::exactly(*x), NumberType::exactly(*y))),
        _ => None,
    }
}

fn written(point: &Expr) -> Option<Point> {
    match &point.kind {
        ExprKind::List(pair) => match pair.as_slice() {
            [x, y] => Some((x.ty.as_number()?, y.ty.as_number()?)),
            _ => None,
        },
        _ => by_pair(&point.ty),
    }
}

fn by_type(ty: &Type) -> Option<Point> {
    let Type::List(points) = ty else { return None };
    if points.min_items == 0 { None } else { by_pair(&points.item) }
}

fn by_pair(ty: &Type) -> Option<Point> {
    let Type::List(pair) = ty else { return None };
    let number = pair.item.as_number().filter(|_| pair.min_items == 2 && pair.max_items == 2)?;
    Some((number, number))
}

impl NumberType {
    /// A share of a whole, which lies between nothing and all of it.
    fn within_unit(self) -> NumberType {
        NumberType { lo: Some(Number::ZERO), hi: Some(Number::ONE), ..self }
    }
}
