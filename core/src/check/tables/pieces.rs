//! Cuts the domain of an input into pieces on which every cell of its column is constant.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::typing::program::{Table, Test};
use crate::typing::{NumberType, Type};
use crate::value::{Date, Number, Value};

/// A piece of a domain.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    /// A value in it, in words.
    pub(super) example: String,
    /// The rows whose cell holds on it; `None` of the cell holds everywhere.
    pub(super) rows: Vec<bool>,
}

/// The most cells that are tried for one input; a table of two thousand rows with bands of its own stays below.
const MAX_CELLS: usize = 10_000_000;

/// What cutting a domain gives.
pub(super) enum Cut {
    /// The pieces.
    Pieces(Vec<Piece>),
    /// The type of the input has no pieces, such as a list: cells cannot test it.
    None,
    /// There are more pieces and rows than are looked at.
    TooLarge,
}

/// Cuts the domain of an input.
pub(super) fn pieces(ty: &Type, table: &Table, column: usize) -> Cut {
    let values: Vec<Value> = match ty {
        Type::Bool => vec![Value::Bool(true), Value::Bool(false)],
        Type::Enum(scheme) => (0u16..).map_while(|at| scheme.value(at)).map(Value::Enum).collect(),
        Type::Text => texts(table, column),
        Type::Number(number) => numbers(*number, table, column).into_iter().map(Value::Number).collect(),
        Type::Date => dates(table, column),
        _ => return Cut::None,
    };
    if values.len().saturating_mul(table.rows.len()) > MAX_CELLS {
        return Cut::TooLarge;
    }
    let mut pieces: Vec<Piece> = Vec::new();
    let mut known: BTreeSet<Vec<bool>> = BTreeSet::new();
    for value in values {
        let rows: Vec<bool> = table
            .rows
            .iter()
            .map(|row| match row.tests.get(column) {
                Some(Some(tests)) => tests.iter().any(|test| test.holds(&value)),
                _ => true,
            })
            .collect();
        // Pieces on which the same rows hold are one for the sweep.
        if known.insert(rows.clone()) {
            pieces.push(Piece { example: words(&value), rows });
        }
    }
    Cut::Pieces(pieces)
}

fn words(value: &Value) -> String {
    match value {
        Value::Bool(true) => "ya".to_owned(),
        Value::Bool(false) => "tidak".to_owned(),
        Value::Enum(value) => value.id().to_owned(),
        Value::Number(number) => number.to_string(),
        Value::Date(date) => date.to_string(),
        Value::Text(words) => format!("\"{words}\""),
        Value::Record(_) | Value::List(_) => String::new(),
    }
}

fn bounds(table: &Table, column: usize) -> impl Iterator<Item = &Value> {
    let tests = table.rows.iter().filter_map(move |row| row.tests.get(column)?.as_ref()).flatten();
    tests.flat_map(|test| match test {
        Test::Equal(value) | Test::Compare(_, value) => vec![value],
        Test::Range { lo, hi, .. } => vec![lo, hi],
    })
}

/// Every word that a cell names, and one that none does.
fn texts(table: &Table, column: usize) -> Vec<Value> {
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
fn numbers(ty: NumberType, table: &Table, column: usize) -> Vec<Number> {
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
fn dates(table: &Table, column: usize) -> Vec<Value> {
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
