//! What comparisons, `&&`, `||`, `!`, `in` and combinations of requirements mean.

use std::cmp::Ordering;
use std::sync::Arc;

use super::expressions::both;
use super::{Frame, Values};
use crate::script::ast::{BinaryOp, UnaryOp};
use crate::typing::Type;
use crate::typing::program::{Expr, ExprKind};
use crate::value::{Cause, Causes, Node, Value, order};

impl Values {
    /// Whether a condition holds, or the causes of that not being known.
    ///
    /// # Errors
    /// The causes.
    pub fn truth(&self, expr: &Expr, frame: &mut Frame<'_>) -> Result<bool, Causes> {
        match &expr.kind {
            ExprKind::Node(id) => self.see(*id).map(is_true).map_err(Causes::clone),
            ExprKind::Unary(UnaryOp::Not, operand) => self.truth(operand, frame).map(|truth| !truth),
            ExprKind::Binary(op @ (BinaryOp::And | BinaryOp::Or), left, right) => {
                // Both sides are worked out whatever the first is: causes unite, and local names get their values.
                let mut found = Kleene::of(*op == BinaryOp::Or);
                found.add(self.truth(left, frame));
                found.add(self.truth(right, frame));
                found.truth()
            }
            ExprKind::Binary(op, left, right) => self.compare(*op, left, right, frame),
            ExprKind::Combine { any, operands } => self.combine(*any, operands, frame),
            _ => match self.standing(expr) {
                Some(found) => found.map(is_true).map_err(Causes::clone),
                None => self.eval(expr, frame).as_ref().map(is_true).map_err(Causes::clone),
            },
        }
    }

    fn compare(
        &self,
        op: BinaryOp,
        left: &Expr,
        right: &Expr,
        frame: &mut Frame<'_>,
    ) -> Result<bool, Causes> {
        if matches!((&left.ty, &right.ty), (Type::Number(_), Type::Number(_))) {
            let (left, right) = both(self.number(left, frame), self.number(right, frame))?;
            return Ok(match op {
                BinaryOp::Eq => left == right,
                BinaryOp::Ne => left != right,
                op => holds(op, left.cmp(&right)),
            });
        }
        let (left, right) = both(self.look(left, frame), self.look(right, frame))?;
        match op {
            BinaryOp::Eq => Ok(left == right),
            BinaryOp::Ne => Ok(left != right),
            BinaryOp::In | BinaryOp::NotIn => match &*right {
                Value::List(items) => Ok(items.contains(&left) == (op == BinaryOp::In)),
                _ => Err(Causes::default()),
            },
            op => Ok(holds(op, order(&left, &right))),
        }
    }

    fn combine(&self, any: bool, operands: &[Expr], frame: &mut Frame<'_>) -> Result<bool, Causes> {
        let mut found = Kleene::of(any);
        let (mut counted, mut skipped) = (false, false);
        for operand in operands {
            let operand = match self.truth(operand, frame) {
                Err(causes) if self.is_skipped(operand, &causes) => {
                    skipped = true;
                    continue;
                }
                found => found,
            };
            counted = true;
            found.add(operand);
        }
        if skipped && !counted {
            return Err(Causes::one(Cause::NotApplicable(Arc::clone(frame.path))));
        }
        found.truth()
    }
}

fn is_true(value: &Value) -> bool {
    matches!(value, Value::Bool(true))
}

/// Whether an ordering is the one that an operator asks for.
fn holds(op: BinaryOp, found: Ordering) -> bool {
    match op {
        BinaryOp::Lt => found == Ordering::Less,
        BinaryOp::Le => found != Ordering::Greater,
        BinaryOp::Gt => found == Ordering::Greater,
        _ => found != Ordering::Less,
    }
}

/// `any`: true if one is true; else none if one is none; else false. Its dual otherwise.
struct Kleene {
    any: bool,
    decided: bool,
    causes: Option<Causes>,
}

impl Kleene {
    fn of(any: bool) -> Kleene {
        Kleene { any, decided: false, causes: None }
    }

    fn add(&mut self, operand: Result<bool, Causes>) {
        match operand {
            Ok(truth) => self.decided |= truth == self.any,
            Err(more) => self.causes = Some(self.causes.take().unwrap_or_default().union(&more)),
        }
    }

    fn truth(self) -> Result<bool, Causes> {
        match (self.decided, self.causes) {
            (true, _) => Ok(self.any),
            (false, Some(causes)) => Err(causes),
            (false, None) => Ok(!self.any),
        }
    }
}

/// `any` over all operands, or its dual.
pub(super) fn kleene(operands: &[Node], any: bool) -> Node {
    let mut found = Kleene::of(any);
    for operand in operands {
        found.add(operand.as_ref().map(is_true).map_err(Causes::clone));
    }
    found.truth().map(Value::Bool)
}
