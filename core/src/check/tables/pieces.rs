//! Cuts the domain of an input into pieces on which every cell of its column is constant.

use std::collections::BTreeMap;

use super::marks::{dates, numbers, texts};
use crate::typing::Type;
use crate::typing::program::Table;
use crate::value::Value;

/// A piece of a domain; it may lie in several places of it.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    /// The positions of its values among those of the domain.
    pub(super) values: Vec<usize>,
    /// The rows whose cell holds on it.
    pub(super) rows: Vec<bool>,
}

/// The domain of an input, cut into pieces.
#[derive(Clone, Debug)]
pub(super) struct Domain {
    /// The pieces.
    pub(super) pieces: Vec<Piece>,
    /// A value of each place that is looked at, in words and in order.
    pub(super) examples: Vec<String>,
    /// Whether values that are neighbours belong together, as numbers and dates do.
    pub(super) ordered: bool,
}

/// The most cells that are tried for one input; a table of two thousand rows with bands of its own stays below.
const MAX_CELLS: usize = 10_000_000;

/// What cutting a domain gives.
pub(super) enum Cut {
    /// The domain in pieces.
    Pieces(Domain),
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
    let mut known: BTreeMap<Vec<bool>, usize> = BTreeMap::new();
    for (at, value) in values.iter().enumerate() {
        let rows: Vec<bool> = table
            .rows
            .iter()
            .map(|row| match row.tests.get(column) {
                Some(Some(tests)) => tests.iter().any(|test| test.holds(value)),
                _ => true,
            })
            .collect();
        // Pieces on which the same rows hold are one for the sweep.
        let number = *known.entry(rows.clone()).or_insert(pieces.len());
        match pieces.get_mut(number) {
            Some(piece) => piece.values.push(at),
            None => pieces.push(Piece { values: vec![at], rows }),
        }
    }
    let ordered = matches!(ty, Type::Number(_) | Type::Date);
    Cut::Pieces(Domain { pieces, examples: values.iter().map(words).collect(), ordered })
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
