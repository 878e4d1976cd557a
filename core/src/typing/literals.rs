//! Types that meet: joining, and texts in quotes that take their scheme from what they meet.

use std::sync::Arc;

use super::program::{Arm, Expr, ExprKind, Pattern, Step};
use super::types::{KeyedType, ListType, RecordType, Type};
use crate::diagnostic::{Diagnostic, Sink, nearest};
use crate::source::Span;
use crate::text;
use crate::value::Value;

/// The texts in quotes of one rule, and what each was found to be.
#[derive(Debug, Default)]
pub(super) struct Literals {
    found: Vec<Slot>,
}

#[derive(Clone, Debug)]
struct Slot {
    bound: Option<Type>,
    /// The literal that stands for this one since the two met.
    same_as: Option<usize>,
}

impl Literals {
    /// A new text in quotes.
    pub(super) fn add(&mut self) -> Type {
        self.found.push(Slot { bound: None, same_as: None });
        Type::Literal(self.found.len().saturating_sub(1))
    }

    fn root(&self, mut number: usize) -> usize {
        while let Some(next) = self.found.get(number).and_then(|slot| slot.same_as) {
            number = next;
        }
        number
    }

    /// The type as far as it is known by now.
    pub(super) fn resolve(&self, ty: &Type) -> Type {
        match ty {
            Type::Literal(number) => {
                let root = self.root(*number);
                match self.found.get(root).and_then(|slot| slot.bound.clone()) {
                    Some(bound) => bound,
                    None => Type::Literal(root),
                }
            }
            Type::List(list) => {
                Type::List(Arc::new(ListType { item: self.resolve(&list.item), ..(**list).clone() }))
            }
            Type::Keyed(keyed) => Type::Keyed(Arc::new(KeyedType {
                scheme: Arc::clone(&keyed.scheme),
                entry: self.resolve(&keyed.entry),
            })),
            other => other.clone(),
        }
    }

    fn bind(&mut self, number: usize, to: &Type) {
        let root = self.root(number);
        if let Some(slot) = self.found.get_mut(root) {
            slot.bound = Some(to.clone());
        }
    }

    /// The type that is either of the two, or `None` where they do not go together.
    pub(super) fn unify(&mut self, a: &Type, b: &Type) -> Option<Type> {
        let (a, b) = (self.resolve(a), self.resolve(b));
        match (&a, &b) {
            (Type::Broken, _) | (_, Type::Broken) => Some(Type::Broken),
            (Type::Never, _) => Some(b),
            (_, Type::Never) => Some(a),
            (Type::Literal(x), Type::Literal(y)) => {
                if x != y
                    && let Some(slot) = self.found.get_mut(*y)
                {
                    slot.same_as = Some(*x);
                }
                Some(a)
            }
            (Type::Literal(x), Type::Enum(_) | Type::Text) => {
                self.bind(*x, &b);
                Some(b)
            }
            (Type::Enum(_) | Type::Text, Type::Literal(y)) => {
                self.bind(*y, &a);
                Some(a)
            }
            (Type::Bool, Type::Bool) | (Type::Text, Type::Text) | (Type::Date, Type::Date) => Some(a),
            (Type::Number(x), Type::Number(y)) => Some(Type::Number(x.join(*y))),
            (Type::Enum(x), Type::Enum(y)) if x.id == y.id => Some(a),
            (Type::Record(x), Type::Record(y)) if same_record(x, y) => Some(a),
            (Type::List(x), Type::List(y)) => {
                let item = self.unify(&x.item, &y.item)?;
                Some(Type::List(Arc::new(ListType {
                    item,
                    sources: x.sources.union(&y.sources).cloned().collect(),
                    min_items: x.min_items.min(y.min_items),
                    max_items: x.max_items.max(y.max_items),
                    order: if x.order == y.order { x.order.clone() } else { None },
                })))
            }
            _ => None,
        }
    }

    /// Gives every text in quotes of an expression its value, now that all has met.
    pub(super) fn settle(&self, expr: &mut Expr, sink: &mut Sink) {
        expr.ty = self.settled(&expr.ty);
        let span = expr.span;
        match &mut expr.kind {
            ExprKind::Literal(number, words) => {
                expr.ty = self.settled(&Type::Literal(*number));
                expr.kind = ExprKind::Const(literal_value(&expr.ty, words, span, sink));
            }
            ExprKind::Const(_)
            | ExprKind::AsOf
            | ExprKind::Catalogue
            | ExprKind::Node(_)
            | ExprKind::Parameter(..)
            | ExprKind::ItemField(..)
            | ExprKind::Local(..)
            | ExprKind::NotInForce(_)
            | ExprKind::NotRegulated(_) => {}
            ExprKind::Field { base, .. } => self.settle(base, sink),
            ExprKind::Entry { base, key } => {
                self.settle(base, sink);
                self.settle(key, sink);
            }
            ExprKind::Unary(_, operand) | ExprKind::IsKnown(operand) | ExprKind::At(_, _, operand) => {
                self.settle(operand, sink);
            }
            ExprKind::Binary(_, left, right) | ExprKind::Coalesce(left, right) => {
                self.settle(left, sink);
                self.settle(right, sink);
            }
            ExprKind::If(condition, then, otherwise) => {
                self.settle(condition, sink);
                self.settle(then, sink);
                self.settle(otherwise, sink);
            }
            ExprKind::Switch(subject, arms) => {
                self.settle(subject, sink);
                for arm in arms {
                    self.settle_arm(arm, sink);
                    self.settle(&mut arm.body, sink);
                }
            }
            ExprKind::Block(steps) => self.settle_steps(steps, sink),
            ExprKind::List(items)
            | ExprKind::Builtin(_, items)
            | ExprKind::Combine { operands: items, .. } => {
                items.iter_mut().for_each(|item| self.settle(item, sink));
            }
            ExprKind::ListOp(_, list, closures) => {
                self.settle(list, sink);
                closures.iter_mut().for_each(|closure| self.settle(&mut closure.body, sink));
            }
            ExprKind::Call { args, body, .. } => {
                args.iter_mut().for_each(|(_, arg)| self.settle(arg, sink));
                self.settle(body, sink);
            }
            ExprKind::Interpreted { args: inputs, .. } | ExprKind::Table { inputs, .. } => {
                inputs.iter_mut().for_each(|input| self.settle(input, sink))
            }
        }
    }

    fn settle_arm<B>(&self, arm: &mut Arm<B>, sink: &mut Sink) {
        for pattern in &mut arm.patterns {
            if let Pattern::Value(value) = pattern {
                self.settle(value, sink);
            }
        }
        if let Some(guard) = &mut arm.guard {
            self.settle(guard, sink);
        }
    }

    fn settle_steps(&self, steps: &mut [Step], sink: &mut Sink) {
        for step in steps {
            match step {
                Step::Let(_, value) | Step::Give(value) => self.settle(value, sink),
                Step::Branch(condition, then, otherwise) => {
                    self.settle(condition, sink);
                    self.settle_steps(then, sink);
                    self.settle_steps(otherwise, sink);
                }
                Step::Choose(subject, arms) => {
                    self.settle(subject, sink);
                    for arm in arms {
                        self.settle_arm(arm, sink);
                        self.settle_steps(&mut arm.body, sink);
                    }
                }
            }
        }
    }

    /// The type once nothing more can be met: what met no scheme is a text.
    pub(super) fn settled(&self, ty: &Type) -> Type {
        match self.resolve(ty) {
            Type::Literal(_) => Type::Text,
            Type::List(list) => {
                Type::List(Arc::new(ListType { item: self.settled(&list.item), ..(*list).clone() }))
            }
            other => other,
        }
    }
}

/// Rows of two lists may be of one record, but the rules of each list are its own.
fn same_record(x: &RecordType, y: &RecordType) -> bool {
    x.name == y.name
        && x.fields.len() == y.fields.len()
        && x.fields.iter().zip(&y.fields).all(|(a, b)| a.path == b.path)
}

fn literal_value(ty: &Type, words: &Arc<str>, span: Span, sink: &mut Sink) -> Value {
    if let Type::Enum(scheme) = ty {
        if let Some(value) = scheme.value_of(words) {
            return Value::Enum(value);
        }
        sink.push(unknown_enum_value(words, scheme, span));
    }
    Value::Text(Arc::clone(words))
}

/// Reports a word that is no value of an enum.
pub(crate) fn unknown_enum_value(words: &str, scheme: &crate::value::Scheme, span: Span) -> Diagnostic {
    let name = &scheme.id;
    let report = Diagnostic::error(
        "T1106",
        span,
        text!("Enum `{name}` tidak punya nilai \"{words}\".", "The enum `{name}` has no value \"{words}\"."),
    );
    let known = scheme.values.iter().map(|v| &*v.id);
    match nearest(words, known.clone()) {
        Some(near) => report.with_help(text!("Mungkin maksudnya \"{near}\"?", "Did you mean \"{near}\"?")),
        None => {
            let mut list: Vec<&str> = known.take(12).collect();
            if scheme.values.len() > list.len() {
                list.push("...");
            }
            let list = list.join(", ");
            report.with_help(text!("Nilainya: {list}.", "Its values: {list}."))
        }
    }
}
