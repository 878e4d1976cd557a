//! What each expression means.

use std::borrow::Cow;
use std::sync::Arc;

use super::{Frame, NOTHING, Values, failed};
use crate::eval::codes;
use crate::script::ast::{BinaryOp, UnaryOp};
use crate::typing::builtins::Builtin;
use crate::typing::program::{Arm, Body, Expr, ExprKind, NodeId, Pattern, Step};
use crate::typing::{Ask, Type};
use crate::value::{Cause, Causes, Node, Value};

/// Which way a `switch` went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Taken {
    /// The arm with this number.
    Arm(usize),
    /// None: a value that decides is not known.
    Unknown(Causes),
    /// No arm holds, which the checker rules out.
    Nothing,
}

impl Values {
    /// The value of an expression, or the causes of there being none.
    ///
    /// # Errors
    /// The causes.
    pub fn eval(&self, expr: &Expr, frame: &mut Frame<'_>) -> Node {
        match &expr.kind {
            ExprKind::Const(value) | ExprKind::Parameter(_, value) => Ok(value.clone()),
            // INVARIANT: a typed rule has no literal without its value left.
            ExprKind::Literal(_, words) => Ok(Value::Text(Arc::clone(words))),
            ExprKind::AsOf => Ok(Value::Date(self.as_of())),
            ExprKind::Catalogue => Ok(Value::List(Arc::clone(&self.program().catalogue.values))),
            ExprKind::Node(id) => self.get(*id),
            ExprKind::ItemField(slot, _) => field(frame.item, *slot),
            ExprKind::Local(id, ..) => match frame.locals.get(id.0) {
                Some(node) => node.clone(),
                None => Err(Causes::default()),
            },
            ExprKind::Field { base, slot, .. } => match &*self.look(base, frame)? {
                Value::Record(fields) => field(Some(fields), *slot),
                _ => Err(Causes::default()),
            },
            ExprKind::Entry { base, key } => {
                let (base, key) = both(self.look(base, frame), self.look(key, frame))?;
                entry(&base, &key).cloned().map_err(Causes::clone)
            }
            ExprKind::Unary(UnaryOp::Neg, _)
            | ExprKind::Binary(
                BinaryOp::Add | BinaryOp::Sub | BinaryOp::Mul | BinaryOp::Div | BinaryOp::Rem,
                ..,
            ) => self.number(expr, frame).map(Value::Number),
            ExprKind::Unary(UnaryOp::Not, _) | ExprKind::Binary(..) => {
                self.truth(expr, frame).map(Value::Bool)
            }
            ExprKind::If(condition, then, otherwise) => {
                let way = if self.truth(condition, frame)? { then } else { otherwise };
                self.eval(way, frame)
            }
            ExprKind::Switch(subject, arms) => match self.choose(subject, arms, frame) {
                Taken::Arm(number) => match arms.get(number) {
                    Some(arm) => self.eval(&arm.body, frame),
                    None => Err(failed(frame, codes::TABLE_GAP)),
                },
                Taken::Unknown(causes) => Err(causes),
                Taken::Nothing => Err(failed(frame, codes::TABLE_GAP)),
            },
            ExprKind::Block(steps) => {
                self.steps(steps, frame).unwrap_or_else(|| Err(failed(frame, codes::TABLE_GAP)))
            }
            ExprKind::List(items) => {
                let nodes: Vec<Node> = items.iter().map(|item| self.eval(item, frame)).collect();
                crate::value::all_values(&nodes).map(|values| Value::List(values.into()))
            }
            ExprKind::Builtin(Builtin::Round(_) | Builtin::Abs | Builtin::Clamp, _) => {
                self.number(expr, frame).map(Value::Number)
            }
            ExprKind::Builtin(Builtin::Min | Builtin::Max, _) if matches!(expr.ty, Type::Number(_)) => {
                self.number(expr, frame).map(Value::Number)
            }
            ExprKind::Builtin(builtin, args) => self.builtin(*builtin, args, frame),
            ExprKind::ListOp(op, list, closures) => self.list_op(*op, list, closures, frame),
            ExprKind::Combine { .. } => self.truth(expr, frame).map(Value::Bool),
            ExprKind::Coalesce(left, right) => {
                let (node, caught) = self.ask(left, frame);
                match node {
                    Err(_) if caught => self.eval(right, frame),
                    other => other,
                }
            }
            ExprKind::IsKnown(asked) => {
                let (node, caught) = self.ask(asked, frame);
                match node {
                    Ok(_) => Ok(Value::Bool(true)),
                    Err(_) if caught => Ok(Value::Bool(false)),
                    Err(causes) => Err(causes),
                }
            }
            ExprKind::NotInForce(name) => Err(Causes::one(Cause::Unregulated(Arc::clone(name), None))),
            ExprKind::NotRegulated(reason) => {
                Err(Causes::one(Cause::Unregulated(Arc::clone(frame.path), Some(Arc::clone(reason)))))
            }
            ExprKind::At(name, values, date) => {
                let Value::Date(day) = self.eval(date, frame)? else { return Err(Causes::default()) };
                match values.iter().find(|(period, _)| period.contains(day)) {
                    Some((_, value)) => Ok(value.clone()),
                    None => Err(Causes::one(Cause::Unregulated(Arc::clone(name), None))),
                }
            }
            ExprKind::Call { args, body, .. } => {
                let nodes: Vec<Node> = args.iter().map(|(_, arg)| self.eval(arg, frame)).collect();
                let values = crate::value::all_values(&nodes)?;
                for ((id, _), value) in args.iter().zip(values) {
                    set_local(frame, id.0, Ok(value));
                }
                self.eval(body, frame)
            }
            ExprKind::Interpreted { rule, args } => {
                let nodes: Vec<Node> = args.iter().map(|arg| self.eval(arg, frame)).collect();
                let types: Vec<&crate::typing::Type> = args.iter().map(|arg| &arg.ty).collect();
                super::interpreted::call(rule, &nodes, &types, &expr.ty, frame)
            }
            ExprKind::Table { table, result, inputs, called } => {
                let nodes: Vec<Node> = inputs.iter().map(|input| self.eval(input, frame)).collect();
                if *called {
                    crate::value::all_values(&nodes)?;
                }
                super::tables::result(table, *result, &nodes, frame)
            }
        }
    }

    /// As [`Values::eval`]; what stands in the program or was worked out already is not copied.
    ///
    /// # Errors
    /// The causes.
    pub fn look<'a>(&'a self, expr: &'a Expr, frame: &mut Frame<'_>) -> Result<Cow<'a, Value>, Causes> {
        match self.standing(expr) {
            Some(found) => found.map(Cow::Borrowed).map_err(Causes::clone),
            None => self.eval(expr, frame).map(Cow::Owned),
        }
    }

    /// What an expression has, where that stands in the program or was worked out already.
    pub(super) fn standing<'a>(&'a self, expr: &'a Expr) -> Option<Result<&'a Value, &'a Causes>> {
        match &expr.kind {
            ExprKind::Const(value) | ExprKind::Parameter(_, value) => Some(Ok(value)),
            ExprKind::Node(id) => Some(self.see(*id)),
            ExprKind::Entry { base, key } => match (self.standing(base)?, self.standing(key)?) {
                (Ok(base), Ok(key)) => Some(entry(base, key)),
                (Err(_), Err(_)) => None,
                (Err(causes), _) | (_, Err(causes)) => Some(Err(causes)),
            },
            _ => None,
        }
    }

    /// The way that a `switch` goes.
    pub fn choose<B>(&self, subject: &Expr, arms: &[Arm<B>], frame: &mut Frame<'_>) -> Taken {
        let value = match self.look(subject, frame) {
            Ok(value) => value,
            Err(causes) => return Taken::Unknown(causes),
        };
        for (number, arm) in arms.iter().enumerate() {
            let fits = arm.patterns.is_empty() || arm.patterns.iter().any(|p| self.fits(p, &value, frame));
            if !fits {
                continue;
            }
            match arm.guard.as_ref().map(|guard| self.truth(guard, frame)) {
                None | Some(Ok(true)) => return Taken::Arm(number),
                Some(Ok(_)) => {}
                Some(Err(causes)) => return Taken::Unknown(causes),
            }
        }
        Taken::Nothing
    }

    fn fits(&self, pattern: &Pattern, value: &Value, frame: &mut Frame<'_>) -> bool {
        match pattern {
            Pattern::Value(wanted) => self.look(wanted, frame).is_ok_and(|wanted| *wanted == *value),
            Pattern::Range { lo, hi, inclusive } => match value {
                Value::Number(n) => n >= lo && (n < hi || (*inclusive && n == hi)),
                _ => false,
            },
        }
    }

    /// Runs steps until one gives a value.
    fn steps(&self, steps: &[Step], frame: &mut Frame<'_>) -> Option<Node> {
        for step in steps {
            match step {
                Step::Let(id, value) => {
                    let node = self.eval(value, frame);
                    set_local(frame, id.0, node);
                }
                Step::Give(value) => return Some(self.eval(value, frame)),
                Step::Branch(condition, then, otherwise) => {
                    let way = match self.truth(condition, frame) {
                        Ok(true) => then,
                        Ok(false) => otherwise,
                        Err(causes) => return Some(Err(causes)),
                    };
                    if let Some(given) = self.steps(way, frame) {
                        return Some(given);
                    }
                }
                Step::Choose(subject, arms) => match self.choose(subject, arms, frame) {
                    Taken::Arm(number) => {
                        let given = arms.get(number).and_then(|arm| self.steps(&arm.body, frame));
                        if given.is_some() {
                            return given;
                        }
                    }
                    Taken::Unknown(causes) => return Some(Err(causes)),
                    Taken::Nothing => {}
                },
            }
        }
        None
    }

    /// What an expression has, and where it has none, whether that may be caught by `??` and `is_known`.
    ///
    /// A fact, a field and a rule let `missing`, `unregulated` and `not_applicable` be caught; a pick from a list
    /// only `empty`, so that a list that is not known stays so. `x?.field` is caught where either of the two is.
    fn ask(&self, expr: &Expr, frame: &mut Frame<'_>) -> (Node, bool) {
        if let ExprKind::Field { base, slot, optional, may_ask, .. } = &expr.kind {
            let (base, base_caught) =
                if *optional { self.ask(base, frame) } else { (self.eval(base, frame), false) };
            return match base {
                Err(causes) => (Err(causes), base_caught),
                Ok(Value::Record(fields)) => {
                    let node = field(Some(&fields), *slot);
                    let caught = *may_ask && node.as_ref().is_err_and(|causes| catches(Ask::Known, causes));
                    (node, caught)
                }
                Ok(_) => (Err(Causes::default()), false),
            };
        }
        let ask = match &expr.kind {
            ExprKind::Node(id) => self.ask_of_node(*id),
            ExprKind::ItemField(..) | ExprKind::NotInForce(_) => Ask::Known,
            ExprKind::Local(_, _, ask) => *ask,
            ExprKind::ListOp(op, ..) if op.is_pick() => Ask::Pick,
            _ => Ask::No,
        };
        let node = self.eval(expr, frame);
        let caught = node.as_ref().is_err_and(|causes| catches(ask, causes));
        (node, caught)
    }

    fn ask_of_node(&self, id: NodeId) -> Ask {
        match self.program().node(id).map(|node| &node.body) {
            Some(Body::Fact(fact)) if !fact.optional => Ask::No,
            Some(_) => Ask::Known,
            None => Ask::No,
        }
    }
}

fn catches(ask: Ask, causes: &Causes) -> bool {
    let caught = |cause: &Cause| match ask {
        Ask::No => false,
        Ask::Known => {
            matches!(cause, Cause::Missing(_) | Cause::Unregulated(..) | Cause::NotApplicable(_))
        }
        Ask::Pick => matches!(cause, Cause::Empty(_)),
    };
    !causes.is_empty() && causes.iter().all(caught)
}

fn field(fields: Option<&Arc<[Node]>>, slot: usize) -> Node {
    match fields.and_then(|fields| fields.get(slot)) {
        Some(node) => node.clone(),
        None => Err(Causes::default()),
    }
}

pub(super) fn set_local(frame: &mut Frame<'_>, number: usize, node: Node) {
    if let Some(slot) = frame.locals.get_mut(number) {
        *slot = node;
    }
}

/// The entry of a keyed value.
fn entry<'a>(base: &'a Value, key: &Value) -> Result<&'a Value, &'a Causes> {
    match (base, key) {
        (Value::List(entries), Value::Enum(key)) => entries.get(usize::from(key.index())).ok_or(&NOTHING),
        _ => Err(&NOTHING),
    }
}

/// Both values, or the union of the causes.
pub(super) fn both<A, B>(left: Result<A, Causes>, right: Result<B, Causes>) -> Result<(A, B), Causes> {
    match (left, right) {
        (Ok(left), Ok(right)) => Ok((left, right)),
        (Err(a), Err(b)) => Err(a.union(&b)),
        (Err(causes), Ok(_)) | (Ok(_), Err(causes)) => Err(causes),
    }
}
