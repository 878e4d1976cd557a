//! What an expression really looked at: the arms that were not taken are left out.

use std::sync::Arc;

use super::expressions::set_local;
use super::{Frame, RowFound, Taken, Values, find_row};
use crate::typing::Type;
use crate::typing::program::{Closure, Expr, ExprKind, NodeId, Step, Table};
use crate::value::{Node, Value};

/// What was looked at, in order.
#[derive(Clone, Debug, Default)]
pub struct Used {
    /// Facts and rules.
    pub nodes: Vec<NodeId>,
    /// Fields of the item at hand, by position.
    pub fields: Vec<usize>,
    /// Parameters by name.
    pub parameters: Vec<Arc<str>>,
    /// Rows of tables that decided.
    pub rows: Vec<(Arc<Table>, usize)>,
    /// Whether the date of the plan was.
    pub as_of: bool,
}

impl Used {
    /// Adds a fact or a rule.
    pub fn add_node(&mut self, id: NodeId) {
        add(&mut self.nodes, id);
    }

    /// Adds a parameter.
    pub fn add_parameter(&mut self, name: &Arc<str>) {
        if !self.parameters.iter().any(|known| Arc::ptr_eq(known, name) || known == name) {
            self.parameters.push(Arc::clone(name));
        }
    }
}

fn add<T: PartialEq>(to: &mut Vec<T>, one: T) {
    if !to.contains(&one) {
        to.push(one);
    }
}

/// Adds what an expression looked at; the frame holds the local names as they were.
pub fn used(values: &Values, expr: &Expr, frame: &mut Frame<'_>, found: &mut Used) {
    match &expr.kind {
        ExprKind::Const(_)
        | ExprKind::Literal(..)
        | ExprKind::Local(..)
        | ExprKind::Catalogue
        | ExprKind::NotInForce(_)
        | ExprKind::NotRegulated(_) => {}
        ExprKind::AsOf => found.as_of = true,
        ExprKind::Node(id) => found.add_node(*id),
        ExprKind::ItemField(slot, _) => add(&mut found.fields, *slot),
        ExprKind::Parameter(name, _) => found.add_parameter(name),
        ExprKind::At(name, _, date) => {
            found.add_parameter(name);
            used(values, date, frame, found);
        }
        ExprKind::Field { base, slot, .. } => {
            used(values, base, frame, found);
            if let Type::Record(record) = &base.ty {
                // A rule of a list that is read as a field of its items.
                let rule = record.fields.get(*slot).and_then(|f| values.program().by_name.get(&f.path));
                rule.iter().for_each(|id| found.add_node(**id));
            }
        }
        ExprKind::Unary(_, inner) | ExprKind::IsKnown(inner) => used(values, inner, frame, found),
        ExprKind::Entry { base: left, key: right } | ExprKind::Binary(_, left, right) => {
            used(values, left, frame, found);
            used(values, right, frame, found);
        }
        ExprKind::Coalesce(left, right) => {
            used(values, left, frame, found);
            if values.eval(left, frame).is_err() {
                used(values, right, frame, found);
            }
        }
        ExprKind::If(condition, then, otherwise) => {
            used(values, condition, frame, found);
            match values.eval(condition, frame) {
                Ok(Value::Bool(true)) => used(values, then, frame, found),
                Ok(_) => used(values, otherwise, frame, found),
                Err(_) => {}
            }
        }
        ExprKind::Switch(subject, arms) => {
            used(values, subject, frame, found);
            if let Taken::Arm(number) = values.choose(subject, arms, frame) {
                for arm in arms.iter().take(number.saturating_add(1)) {
                    arm.guard.iter().for_each(|guard| used(values, guard, frame, found));
                }
                arms.get(number).iter().for_each(|arm| used(values, &arm.body, frame, found));
            }
        }
        ExprKind::Block(steps) => {
            used_steps(values, steps, frame, found);
        }
        ExprKind::List(items)
        | ExprKind::Builtin(_, items)
        | ExprKind::Interpreted { args: items, .. }
        | ExprKind::Combine { operands: items, .. } => {
            items.iter().for_each(|item| used(values, item, frame, found));
        }
        ExprKind::ListOp(_, list, closures) => {
            used(values, list, frame, found);
            if let Ok(Value::List(items)) = values.eval(list, frame) {
                closures.iter().for_each(|closure| used_for_items(values, closure, &items, frame, found));
            }
        }
        ExprKind::Call { args, body, .. } => {
            args.iter().for_each(|(_, arg)| used(values, arg, frame, found));
            used(values, body, frame, found);
        }
        ExprKind::Table { table, inputs, .. } => {
            let nodes: Vec<Node> = inputs.iter().map(|input| values.eval(input, frame)).collect();
            let number = match find_row(table, &nodes) {
                RowFound::Row(number) => Some(number),
                _ => None,
            };
            let row = number.and_then(|number| table.rows.get(number));
            if let Some(number) = number
                && !found.rows.iter().any(|(known, at)| *at == number && Arc::ptr_eq(known, table))
            {
                found.rows.push((Arc::clone(table), number));
            }
            for (at, input) in inputs.iter().enumerate() {
                let tested = row.is_none_or(|row| row.tests.get(at).is_some_and(Option::is_some));
                if tested {
                    used(values, input, frame, found);
                }
            }
            row.iter().flat_map(|row| &row.parameters).for_each(|name| found.add_parameter(name));
        }
    }
}

/// Each item may take another arm of the closure.
fn used_for_items(
    values: &Values,
    closure: &Closure,
    items: &[Value],
    frame: &mut Frame<'_>,
    found: &mut Used,
) {
    for item in items {
        closure.params.iter().for_each(|param| set_local(frame, param.0, Ok(item.clone())));
        // The names that the closure gives itself get their values on the way.
        drop(values.eval(&closure.body, frame));
        used(values, &closure.body, frame, found);
    }
}

/// Whether the steps gave a value.
fn used_steps(values: &Values, steps: &[Step], frame: &mut Frame<'_>, found: &mut Used) -> bool {
    for step in steps {
        match step {
            Step::Let(_, value) => used(values, value, frame, found),
            Step::Give(value) => {
                used(values, value, frame, found);
                return true;
            }
            Step::Branch(condition, then, otherwise) => {
                used(values, condition, frame, found);
                let way = match values.eval(condition, frame) {
                    Ok(Value::Bool(true)) => then,
                    Ok(_) => otherwise,
                    Err(_) => return true,
                };
                if used_steps(values, way, frame, found) {
                    return true;
                }
            }
            Step::Choose(subject, arms) => {
                used(values, subject, frame, found);
                if let Taken::Arm(number) = values.choose(subject, arms, frame)
                    && arms.get(number).is_some_and(|arm| used_steps(values, &arm.body, frame, found))
                {
                    return true;
                }
            }
        }
    }
    false
}
