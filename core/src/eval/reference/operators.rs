//! Arithmetic, comparison and membership of values.

use std::cmp::Ordering;

use super::{Frame, Values, failed};
use crate::eval::codes;
use crate::script::ast::BinaryOp;
use crate::value::{Causes, Node, Number, Value, order};

impl Values {
    pub(super) fn binary(&self, op: BinaryOp, left: Value, right: Value, frame: &Frame) -> Node {
        match op {
            BinaryOp::Add | BinaryOp::Sub | BinaryOp::Mul | BinaryOp::Div | BinaryOp::Rem => {
                let (Value::Number(a), Value::Number(b)) = (left, right) else {
                    return Err(Causes::default());
                };
                arithmetic(op, a, b, frame)
            }
            BinaryOp::Eq => Ok(Value::Bool(left == right)),
            BinaryOp::Ne => Ok(Value::Bool(left != right)),
            BinaryOp::In | BinaryOp::NotIn => {
                let Value::List(items) = right else { return Err(Causes::default()) };
                Ok(Value::Bool(items.contains(&left) == (op == BinaryOp::In)))
            }
            BinaryOp::Lt => Ok(Value::Bool(order(&left, &right) == Ordering::Less)),
            BinaryOp::Le => Ok(Value::Bool(order(&left, &right) != Ordering::Greater)),
            BinaryOp::Gt => Ok(Value::Bool(order(&left, &right) == Ordering::Greater)),
            BinaryOp::Ge => Ok(Value::Bool(order(&left, &right) != Ordering::Less)),
            // These have a meaning of their own where an operand has no value.
            BinaryOp::And | BinaryOp::Or | BinaryOp::Coalesce => Err(Causes::default()),
        }
    }
}

fn arithmetic(op: BinaryOp, a: Number, b: Number, frame: &Frame) -> Node {
    let result = match op {
        BinaryOp::Add => a.checked_add(b),
        BinaryOp::Sub => a.checked_sub(b),
        BinaryOp::Mul => a.checked_mul(b),
        _ if b.is_zero() => return Err(failed(frame, codes::ZERO_DIVISOR)),
        BinaryOp::Div => a.checked_div(b),
        _ => remainder(a, b),
    };
    result.map(Value::Number).ok_or_else(|| failed(frame, codes::DOES_NOT_FIT))
}

/// What is left of a division towards zero; it has the sign of the dividend.
fn remainder(a: Number, b: Number) -> Option<Number> {
    let whole = a.checked_div(b)?.round(0, crate::value::Rounding::Down)?;
    a.checked_sub(whole.checked_mul(b)?)
}
