//! The values at which a column's cells begin or cease to hold, and values between them.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::typing::NumberType;
use crate::typing::program::{Table, Test};
use crate::value::{Date, Number, Value};

fn bounds(table: &Table, column: usize) -> impl Iterator<Item = &Value> {
    let tests = table.rows.iter().filter_map(move |row| row.tests.get(column)?.as_ref()).flatten();
    tests.flat_map(|test| match test {
        Test::Equal(value) | Test::Compare(_, value) => vec![value],
        Test::Range { lo, hi, .. } => vec![lo, hi],
    })
}

/// Every word that a cell names, and one that none does.
pub(super) fn texts(table: &Table, column: usize) -> Vec<Value> {
    let mut words: BTreeSet<Arc<str>> = bounds(table, column)
        .filter_map(|value| match value {
            Value::Text(words) => Some(Arc::clone(words)),
            _ => None,
        })
        .collect();
    let mut other = "lainnya".to_owned();
    while words.contains(other.as_str()) {
        other.push('_');
    }
    words.insert(Arc::from(other));
    words.into_iter().map(Value::Text).collect()
}

/// Every bound, and a number between each pair of them where the input's scale has one.
///
/// Of a scale of 2 the numbers between 90 and 91 are 90.01 to 90.99; of a scale of 0 there are none, which is
/// how bands written with whole numbers are found to leave 90.5 out, but only where 90.5 can occur.
pub(super) fn numbers(ty: NumberType, table: &Table, column: usize) -> Vec<Number> {
    let inside = |n: &Number| ty.lo.is_none_or(|lo| lo <= *n) && ty.hi.is_none_or(|hi| *n <= hi);
    let on_grid = |n: &Number| ty.scale.is_none_or(|scale| n.scale().is_some_and(|own| own <= scale));
    let mut marks: BTreeSet<Number> = bounds(table, column)
        .filter_map(|value| match value {
            Value::Number(number) => Some(*number),
            _ => None,
        })
        .collect();
    marks.extend(ty.lo);
    marks.extend(ty.hi);
    let marks: Vec<Number> = marks.into_iter().collect();
    let mut found: Vec<Number> = marks.iter().copied().filter(|n| inside(n) && on_grid(n)).collect();
    for (a, b) in marks.iter().zip(marks.iter().skip(1)) {
        found.extend(between(*a, *b, ty.scale));
    }
    let step = Number::ONE;
    let below = marks.first().map_or(Some(Number::ZERO), |first| first.checked_sub(step));
    let above = marks.last().and_then(|last| last.checked_add(step));
    found.extend(below.filter(|_| ty.lo.is_none()));
    found.extend(above.filter(|_| ty.hi.is_none()));
    found.retain(|n| inside(n));
    found.sort();
    found
}

/// A number of that scale strictly between two others; of a quotient the middle.
fn between(a: Number, b: Number, scale: Option<u32>) -> Option<Number> {
    let middle = a.checked_add(b)?.checked_div(Number::from(2u32))?;
    let Some(scale) = scale else { return Some(middle) };
    // The fewest decimals that lie between make the plainest example.
    for decimals in 0..=scale {
        for rounding in [crate::value::Rounding::Floor, crate::value::Rounding::Ceil] {
            if let Some(near) = middle.round(decimals, rounding).filter(|near| a < *near && *near < b) {
                return Some(near);
            }
        }
    }
    None
}

/// Every bound, and a day between and around them.
pub(super) fn dates(table: &Table, column: usize) -> Vec<Value> {
    let marks: BTreeSet<Date> = bounds(table, column)
        .filter_map(|value| match value {
            Value::Date(date) => Some(*date),
            _ => None,
        })
        .collect();
    let mut found: BTreeSet<Date> = marks.iter().flat_map(|d| [d.previous_day(), *d, d.next_day()]).collect();
    if found.is_empty() {
        found.insert(crate::value::date(2000, 1, 1));
    }
    found.into_iter().map(Value::Date).collect()
}
