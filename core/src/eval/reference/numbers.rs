//! What arithmetic means.

use std::cmp::Ordering;

use super::expressions::both;
use super::{Frame, Values, failed};
use crate::eval::codes;
use crate::script::ast::{BinaryOp, UnaryOp};
use crate::typing::builtins::Builtin;
use crate::typing::program::{Expr, ExprKind};
use crate::value::{Causes, Number, Value};

impl Values {
    /// The number that an expression has, or the causes of there being none.
    ///
    /// # Errors
    /// The causes.
    pub fn number(&self, expr: &Expr, frame: &mut Frame<'_>) -> Result<Number, Causes> {
        match &expr.kind {
            ExprKind::Const(Value::Number(number)) | ExprKind::Parameter(_, Value::Number(number)) => {
                Ok(*number)
            }
            ExprKind::Node(id) => of(self.see(*id)),
            ExprKind::Unary(UnaryOp::Neg, operand) => {
                let number = self.number(operand, frame)?;
                number.checked_neg().ok_or_else(|| failed(frame, codes::DOES_NOT_FIT))
            }
            ExprKind::Binary(op, left, right) => {
                let (left, right) = both(self.number(left, frame), self.number(right, frame))?;
                arithmetic(*op, left, right, frame)
            }
            ExprKind::Builtin(builtin, args) => self.builtin_number(*builtin, args, frame),
            ExprKind::If(condition, then, otherwise) => {
                let way = if self.truth(condition, frame)? { then } else { otherwise };
                self.number(way, frame)
            }
            _ => match self.standing(expr) {
                Some(found) => of(found),
                None => of(self.eval(expr, frame).as_ref()),
            },
        }
    }
}

impl Values {
    /// The builtins that make a number of numbers alone; all others are worked out as values.
    fn builtin_number(
        &self,
        builtin: Builtin,
        args: &[Expr],
        frame: &mut Frame<'_>,
    ) -> Result<Number, Causes> {
        let too_long = |frame: &Frame<'_>| failed(frame, codes::DOES_NOT_FIT);
        match (builtin, args) {
            (Builtin::Min, args) => self.pick(args, Ordering::Less, frame),
            (Builtin::Max, args) => self.pick(args, Ordering::Greater, frame),
            (Builtin::Abs, [x]) => self.number(x, frame)?.checked_abs().ok_or_else(|| too_long(frame)),
            (Builtin::Clamp, [x, lo, hi]) => {
                let ends = both(self.number(x, frame), self.number(lo, frame));
                let ((x, lo), hi) = both(ends, self.number(hi, frame))?;
                Ok(x.max(lo).min(hi))
            }
            (Builtin::Round(rounding), [x, decimals]) => {
                let (x, decimals) = both(self.number(x, frame), self.number(decimals, frame))?;
                let decimals = decimals.to_integer().and_then(|n| u32::try_from(n).ok()).unwrap_or(0);
                x.round(decimals, rounding).ok_or_else(|| too_long(frame))
            }
            (builtin, args) => of(self.builtin(builtin, args, frame).as_ref()),
        }
    }

    fn pick(&self, args: &[Expr], wanted: Ordering, frame: &mut Frame<'_>) -> Result<Number, Causes> {
        let mut best: Result<Option<Number>, Causes> = Ok(None);
        for arg in args {
            let next = self.number(arg, frame);
            best = both(best, next).map(|(best, next)| match best {
                Some(best) if next.cmp(&best) != wanted => Some(best),
                _ => Some(next),
            });
        }
        best?.ok_or_else(Causes::default)
    }
}

fn of(found: Result<&Value, &Causes>) -> Result<Number, Causes> {
    match found {
        Ok(Value::Number(number)) => Ok(*number),
        // INVARIANT: what the checker has typed as a number is one.
        Ok(_) => Err(Causes::default()),
        Err(causes) => Err(causes.clone()),
    }
}

fn arithmetic(op: BinaryOp, a: Number, b: Number, frame: &Frame<'_>) -> Result<Number, Causes> {
    let result = match op {
        BinaryOp::Add => a.checked_add(b),
        BinaryOp::Sub => a.checked_sub(b),
        BinaryOp::Mul => a.checked_mul(b),
        _ if b.is_zero() => return Err(failed(frame, codes::ZERO_DIVISOR)),
        BinaryOp::Div => a.checked_div(b),
        _ => remainder(a, b),
    };
    result.ok_or_else(|| failed(frame, codes::DOES_NOT_FIT))
}

/// What is left of a division towards zero; it has the sign of the dividend.
fn remainder(a: Number, b: Number) -> Option<Number> {
    let whole = a.checked_div(b)?.round(0, crate::value::Rounding::Down)?;
    a.checked_sub(whole.checked_mul(b)?)
}
