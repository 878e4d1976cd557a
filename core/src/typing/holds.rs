//! Whether a cell of a table holds for a value.

use std::cmp::Ordering;

use super::program::Test;
use crate::script::ast::BinaryOp;
use crate::value::{Value, order};

impl Test {
    /// Whether the test holds for a value.
    #[must_use]
    pub fn holds(&self, value: &Value) -> bool {
        match self {
            Test::Equal(wanted) => wanted == value,
            Test::Compare(op, bound) => {
                let found = order(value, bound);
                match op {
                    BinaryOp::Lt => found == Ordering::Less,
                    BinaryOp::Le => found != Ordering::Greater,
                    BinaryOp::Gt => found == Ordering::Greater,
                    _ => found != Ordering::Less,
                }
            }
            Test::Range { lo, lo_included, hi, hi_included } => {
                let (low, high) = (order(value, lo), order(value, hi));
                let above = low == Ordering::Greater || (*lo_included && low == Ordering::Equal);
                let below = high == Ordering::Less || (*hi_included && high == Ordering::Equal);
                above && below
            }
        }
    }
}
