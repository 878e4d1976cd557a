//! What the builtins of lists mean.

use std::cmp::Ordering;
use std::sync::Arc;

use super::expressions::set_local;
use super::truths::kleene;
use super::{Frame, Values, failed};
use crate::eval::codes;
use crate::typing::lists::ListOp;
use crate::typing::program::{Closure, Expr};
use crate::typing::{ListType, Type};
use crate::value::{Cause, Causes, Node, Number, Value, all_values, order};

impl Values {
    pub(super) fn list_op(
        &self,
        op: ListOp,
        list: &Expr,
        closures: &[Closure],
        frame: &mut Frame<'_>,
    ) -> Node {
        let found = self.look(list, frame)?;
        let Value::List(items) = &*found else { return Err(Causes::default()) };
        let Type::List(list_type) = &list.ty else { return Err(Causes::default()) };
        let first = closures.first();
        match op {
            ListOp::Map => {
                let nodes = self.each(items, first, frame);
                all_values(&nodes).map(|values| Value::List(values.into()))
            }
            ListOp::Filter => self.kept(items, first, frame).map(|kept| Value::List(kept.into())),
            ListOp::Count => {
                let kept = self.kept(items, first, frame)?;
                Ok(Value::Number(Number::from(kept.len())))
            }
            ListOp::Any => kleene(&self.each(items, first, frame), true),
            ListOp::All => kleene(&self.each(items, first, frame), false),
            ListOp::IsEmpty => Ok(Value::Bool(items.is_empty())),
            ListOp::Sum => {
                let numbers = numbers(&self.each(items, first, frame))?;
                sum(&numbers).map(Value::Number).ok_or_else(|| failed(frame, codes::DOES_NOT_FIT))
            }
            ListOp::Mean => {
                let numbers = numbers(&self.each(items, first, frame))?;
                if numbers.is_empty() {
                    return Err(empty(list_type, frame));
                }
                let mean = sum(&numbers).and_then(|s| s.checked_div(Number::from(numbers.len())));
                mean.map(Value::Number).ok_or_else(|| failed(frame, codes::DOES_NOT_FIT))
            }
            ListOp::WeightedMean => self.weighted_mean(items, closures, list_type, frame),
            ListOp::Min | ListOp::Max => {
                let values = all_values(&self.each(items, first, frame))?;
                let wanted = if op == ListOp::Min { Ordering::Less } else { Ordering::Greater };
                let best = values.into_iter().reduce(|a, b| if order(&b, &a) == wanted { b } else { a });
                best.ok_or_else(|| empty(list_type, frame))
            }
            ListOp::MinBy | ListOp::MaxBy => {
                let keys = all_values(&self.each(items, first, frame))?;
                let wanted = if op == ListOp::MinBy { Ordering::Less } else { Ordering::Greater };
                let best = keys.iter().reduce(|a, b| if order(b, a) == wanted { b } else { a });
                let Some(best) = best else { return Err(empty(list_type, frame)) };
                let ties = items.iter().zip(&keys).filter(|(_, key)| order(key, best) == Ordering::Equal);
                let ties: Vec<Value> = ties.map(|(item, _)| item.clone()).collect();
                // The list's order is asked for only where it decides, so that it may be unknown elsewhere.
                let first = self.in_order(&ties, list_type)?.first().copied().unwrap_or(0);
                ties.get(first).cloned().ok_or_else(|| empty(list_type, frame))
            }
            ListOp::First | ListOp::Last => {
                let kept = self.kept(items, first, frame)?;
                let sorted = self.in_order(&kept, list_type)?;
                let at = if op == ListOp::First { sorted.first() } else { sorted.last() };
                at.and_then(|at| kept.get(*at)).cloned().ok_or_else(|| empty(list_type, frame))
            }
            ListOp::Only => {
                let mut kept = self.kept(items, first, frame)?;
                match (kept.pop(), kept.is_empty()) {
                    (Some(only), true) => Ok(only),
                    _ => Err(empty(list_type, frame)),
                }
            }
        }
    }

    /// What the closure gives for each item, or the items themselves where there is no closure.
    fn each(&self, items: &[Value], closure: Option<&Closure>, frame: &mut Frame<'_>) -> Vec<Node> {
        let Some(closure) = closure else { return items.iter().cloned().map(Ok).collect() };
        items
            .iter()
            .map(|item| {
                for param in &closure.params {
                    set_local(frame, param.0, Ok(item.clone()));
                }
                self.eval(&closure.body, frame)
            })
            .collect()
    }

    /// The items for which the condition holds; all where there is none.
    fn kept(
        &self,
        items: &[Value],
        condition: Option<&Closure>,
        frame: &mut Frame<'_>,
    ) -> Result<Vec<Value>, Causes> {
        if condition.is_none() {
            return Ok(items.to_vec());
        }
        let verdicts = all_values(&self.each(items, condition, frame))?;
        let pairs = items.iter().zip(verdicts);
        Ok(pairs.filter(|(_, verdict)| *verdict == Value::Bool(true)).map(|(item, _)| item.clone()).collect())
    }

    /// The positions of the items in the list's own order; as given where it has none.
    fn in_order(&self, items: &[Value], list: &ListType) -> Result<Vec<usize>, Causes> {
        let mut positions: Vec<usize> = (0..items.len()).collect();
        let Some(fields) = list.order.as_ref().filter(|_| items.len() > 1) else { return Ok(positions) };
        let mut keys = Vec::new();
        for item in items {
            let Value::Record(record) = item else { return Ok(positions) };
            let nodes: Vec<Node> = fields
                .iter()
                .map(|slot| record.get(*slot).cloned().unwrap_or_else(|| Err(Causes::default())))
                .collect();
            keys.push(all_values(&nodes).map(|values| Value::List(values.into())));
        }
        let keys = all_values(&keys)?;
        positions.sort_by(|a, b| match (keys.get(*a), keys.get(*b)) {
            (Some(a), Some(b)) => order(a, b),
            _ => Ordering::Equal,
        });
        Ok(positions)
    }

    fn weighted_mean(
        &self,
        items: &[Value],
        closures: &[Closure],
        list: &ListType,
        frame: &mut Frame<'_>,
    ) -> Node {
        let mut nodes = self.each(items, closures.first(), frame);
        let count = nodes.len();
        nodes.extend(self.each(items, closures.get(1), frame));
        let all = numbers(&nodes)?;
        if items.is_empty() {
            return Err(empty(list, frame));
        }
        let (values, weights) = all.split_at_checked(count).unwrap_or((&[], &[]));
        let products: Option<Vec<Number>> =
            values.iter().zip(weights).map(|(value, weight)| value.checked_mul(*weight)).collect();
        let total = sum(weights).ok_or_else(|| failed(frame, codes::DOES_NOT_FIT))?;
        if total.is_zero() {
            return Err(failed(frame, codes::ZERO_WEIGHTS));
        }
        let mean = products.and_then(|p| sum(&p)).and_then(|s| s.checked_div(total));
        mean.map(Value::Number).ok_or_else(|| failed(frame, codes::DOES_NOT_FIT))
    }
}

/// `empty` names the list facts that the items would have come from, or the rule for a list of its own.
fn empty(list: &ListType, frame: &Frame<'_>) -> Causes {
    if list.sources.is_empty() {
        return Causes::one(Cause::Empty(Arc::clone(frame.path)));
    }
    list.sources.iter().map(|source| Cause::Empty(Arc::clone(source))).collect()
}

fn numbers(nodes: &[Node]) -> Result<Vec<Number>, Causes> {
    let values = all_values(nodes)?;
    Ok(values
        .into_iter()
        .filter_map(|value| match value {
            Value::Number(number) => Some(number),
            _ => None,
        })
        .collect())
}

fn sum(numbers: &[Number]) -> Option<Number> {
    numbers.iter().try_fold(Number::ZERO, |sum, next| sum.checked_add(*next))
}
