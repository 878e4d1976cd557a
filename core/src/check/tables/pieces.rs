//! Cuts the domain of an input into pieces on which every cell of its column is constant.

use std::collections::BTreeSet;

use super::marks::{dates, numbers, texts};
use crate::typing::Type;
use crate::typing::program::Table;
use crate::value::Value;

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
