//! Each expression in instructions.

use std::sync::Arc;

use super::super::calendar;
use super::super::code::{Arith, Catch, Caught, CauseSet, Op, Reg};
use super::super::lanes::Lane;
use super::emit::holds;
use super::values::{Kept, Val};
use super::{Builder, Built, unsupported};
use crate::script::ast::{BinaryOp, UnaryOp};
use crate::typing::program::{Body, Expr, ExprKind, LocalId};
use crate::typing::{Ask, Type};
use crate::value::{Cause, Date, Node, Period, Value};

impl Builder<'_> {
    /// An expression for the rows at hand.
    pub(super) fn expr(&mut self, expr: &Expr) -> Built {
        let val = self.expr_of(expr)?;
        // What the checker proved of a number may be narrower than what its parts tell.
        match &val {
            Val::Number(..) | Val::Quotient(_) => {
                let num = self.num(&val)?;
                let num = self.finite(num, &expr.ty)?;
                Ok(Self::val_of(self.proven_number(num, &expr.ty)))
            }
            _ => Ok(val),
        }
    }

    fn expr_of(&mut self, expr: &Expr) -> Built {
        match &expr.kind {
            ExprKind::Const(value) | ExprKind::Parameter(_, value) => Ok(Val::Const(value.clone())),
            ExprKind::Literal(_, words) => Ok(Val::Const(Value::Text(Arc::clone(words)))),
            ExprKind::AsOf => Ok(Val::Const(Value::Date(self.wanted.as_of))),
            ExprKind::Catalogue => {
                let values = &self.wanted.program.catalogue.values;
                Ok(Val::Const(Value::List(Arc::clone(values))))
            }
            ExprKind::Node(id) => self.val_of_node(*id).ok_or(unsupported("a node that was not worked out")),
            ExprKind::ItemField(slot, _) => match self.item {
                Some((domain, list)) => self.item_field(domain, list, None, *slot),
                None => Err(unsupported("an item outside of a list")),
            },
            ExprKind::Local(id, ..) => self.local(*id),
            ExprKind::Field { base, slot, .. } => {
                let base = self.expr(base)?;
                self.field(&base, *slot)
            }
            ExprKind::Entry { base, key } => self.entry(base, key),
            ExprKind::Unary(UnaryOp::Not, operand) => {
                let operand = self.truth(operand)?;
                Ok(Val::Bool(self.not(operand)))
            }
            ExprKind::Unary(UnaryOp::Neg, operand) => {
                let val = self.expr(operand)?;
                let num = self.num(&val)?;
                self.negate(num).map(Self::val_of)
            }
            ExprKind::Binary(op, left, right) => self.binary(*op, left, right),
            ExprKind::If(condition, then, otherwise) => {
                let condition = self.truth(condition)?;
                let (then, otherwise) = (self.expr(then)?, self.expr(otherwise)?);
                self.choose(condition, &then, &otherwise)
            }
            ExprKind::Switch(subject, arms) => self.switch(subject, arms),
            ExprKind::Block(steps) => self.block(steps),
            ExprKind::List(items) => {
                let vals: Built<Vec<Val>> = items.iter().map(|item| self.expr(item)).collect();
                Ok(Val::Items(vals?))
            }
            ExprKind::Builtin(builtin, args) => self.builtin(*builtin, args),
            ExprKind::ListOp(op, list, closures) => self.list_op(*op, list, closures),
            ExprKind::Combine { any, operands } => self.combine(*any, operands),
            ExprKind::Coalesce(left, right) => {
                let (left, catch) = self.asked(left)?;
                let right = self.expr(right)?;
                self.coalesce(&left, &right, catch)
            }
            ExprKind::IsKnown(asked) => {
                let (val, catch) = self.asked(asked)?;
                if matches!(val, Val::Const(_)) {
                    return Ok(Val::Bool(self.number(1)));
                }
                if let Some(caught) = self.always_caught(&val, catch) {
                    return Ok(if caught { Val::Bool(self.number(0)) } else { val });
                }
                let reg = self.presence(&val)?;
                let domain = self.domain(reg);
                Ok(Val::Bool(self.emit(Op::IsKnown(reg, catch), Lane::TRUTH, domain, 0, 1)))
            }
            ExprKind::NotInForce(name) => {
                let causes = self.cause(Cause::Unregulated(Arc::clone(name), None));
                Ok(Val::Never(self.never(causes)))
            }
            ExprKind::NotRegulated(reason) => {
                let path = Arc::clone(&self.path);
                let causes = self.cause(Cause::Unregulated(path, Some(Arc::clone(reason))));
                Ok(Val::Never(self.never(causes)))
            }
            ExprKind::At(name, values, date) => {
                self.at_date(name, values, date, &mut |_, value| Ok(Val::Const(value.clone())))
            }
            ExprKind::Call { args, body, .. } => self.call(args, body),
            ExprKind::Interpreted { .. } => Err(unsupported("a rule that rhai runs in its sandbox")),
            ExprKind::Table { table, result, inputs, called } => {
                self.table(table, *result, inputs, *called, &expr.ty)
            }
        }
    }

    fn local(&self, id: LocalId) -> Built {
        let found = self.locals.iter().rev().find(|(own, _)| *own == id);
        found.map(|(_, val)| val.clone()).ok_or(unsupported("a local name"))
    }

    /// A truth value in a register.
    pub(super) fn truth(&mut self, expr: &Expr) -> Built<Reg> {
        match self.expr(expr)? {
            Val::Bool(reg) | Val::Never(reg) => Ok(reg),
            Val::Const(Value::Bool(value)) => Ok(self.number(i128::from(value))),
            _ => Err(unsupported("a condition")),
        }
    }

    pub(super) fn not(&mut self, reg: Reg) -> Reg {
        if let Some(value) = self.constant(reg) {
            return self.number(i128::from(value == 0));
        }
        let domain = self.domain(reg);
        self.emit(Op::Not(reg), Lane::TRUTH, domain, 0, 1)
    }

    pub(super) fn both(&mut self, a: Reg, b: Reg) -> Built<Reg> {
        self.kleene(a, b, false)
    }

    pub(super) fn kleene(&mut self, a: Reg, b: Reg, any: bool) -> Built<Reg> {
        let (a, b, domain) = self.level(a, b)?;
        match (self.constant(a), self.constant(b)) {
            (Some(x), _) => return Ok(if (x != 0) == any { a } else { b }),
            (_, Some(y)) => return Ok(if (y != 0) == any { b } else { a }),
            _ => {}
        }
        let op = if any { Op::Or(a, b) } else { Op::And(a, b) };
        Ok(self.emit(op, Lane::TRUTH, domain, 0, 1))
    }

    fn binary(&mut self, op: BinaryOp, left: &Expr, right: &Expr) -> Built {
        match op {
            BinaryOp::And | BinaryOp::Or => {
                let (a, b) = (self.truth(left)?, self.truth(right)?);
                self.kleene(a, b, op == BinaryOp::Or).map(Val::Bool)
            }
            BinaryOp::Add | BinaryOp::Sub | BinaryOp::Mul | BinaryOp::Div | BinaryOp::Rem => {
                let (a, b) = (self.expr(left)?, self.expr(right)?);
                let (a, b) = (self.num(&a)?, self.num(&b)?);
                self.calculate(op, a, b).map(Self::val_of)
            }
            BinaryOp::In | BinaryOp::NotIn => {
                let (value, list) = (self.expr(left)?, self.expr(right)?);
                let items = match list {
                    Val::Items(items) => items,
                    Val::Const(Value::List(items)) => items.iter().cloned().map(Val::Const).collect(),
                    Val::List(list) => return self.contains(&value, &list, op == BinaryOp::NotIn),
                    Val::Kept(list) => {
                        let list = self.rows_of_kept(&list)?;
                        return self.contains(&value, &list, op == BinaryOp::NotIn);
                    }
                    _ => return Err(unsupported("a list")),
                };
                let (mut found, mut all) = (self.number(0), Vec::new());
                for item in &items {
                    all.extend(self.presence(item).ok());
                    let equal = self.compared(BinaryOp::Eq, &value, item)?;
                    found = self.kleene(found, equal, true)?;
                }
                // Every operand must have a value, even where one already equals.
                all.extend(self.presence(&value).ok());
                let found = self.needs(found, all)?;
                Ok(Val::Bool(if op == BinaryOp::In { found } else { self.not(found) }))
            }
            _ => {
                let (a, b) = (self.expr(left)?, self.expr(right)?);
                self.compared(op, &a, &b).map(Val::Bool)
            }
        }
    }

    /// A comparison of two values of one type.
    pub(super) fn compared(&mut self, op: BinaryOp, a: &Val, b: &Val) -> Built<Reg> {
        if let (Val::Const(a), Val::Const(b)) = (a, b) {
            let holds = match op {
                BinaryOp::Eq => a == b,
                BinaryOp::Ne => a != b,
                _ => holds(op, crate::value::order(a, b)),
            };
            return Ok(self.number(i128::from(holds)));
        }
        if self.is_number(a) || self.is_number(b) {
            let (a, b) = (self.num(a)?, self.num(b)?);
            return self.compare_numbers(op, a, b);
        }
        let (a, b) = (self.scalar(a)?, self.scalar(b)?);
        let is_text = |val: &Val| matches!(val, Val::Text(_));
        if (is_text(&a) || is_text(&b)) && !matches!(op, BinaryOp::Eq | BinaryOp::Ne) {
            return Err(unsupported("the order of texts"));
        }
        match (a.column(), b.column()) {
            (Some((a, _)), Some((b, _))) => self.compare(op, a, b),
            _ => Err(unsupported("a comparison")),
        }
    }

    fn is_number(&self, val: &Val) -> bool {
        matches!(val, Val::Number(..) | Val::Quotient(_) | Val::Const(Value::Number(_)))
    }

    /// A value that is known, as a register of its own kind.
    pub(super) fn scalar(&mut self, val: &Val) -> Built {
        let Val::Const(value) = val else { return Ok(val.clone()) };
        Ok(match value {
            Value::Bool(value) => Val::Bool(self.number(i128::from(*value))),
            Value::Number(_) => {
                let num = self.num(val)?;
                Self::val_of(num)
            }
            Value::Enum(value) => {
                Val::Enum(self.number(i128::from(value.index())), Arc::clone(value.scheme()))
            }
            Value::Date(date) => Val::Date(self.day(*date)),
            Value::Text(words) => Val::Text(self.text(words)),
            Value::Record(_) => Val::Chosen(self.number(0), Arc::from([value.clone()])),
            Value::List(items) => {
                let items: Vec<Val> = items.iter().cloned().map(Val::Const).collect();
                Val::List(Box::new(self.rows_of(&items)?))
            }
        })
    }

    /// The number of a text.
    pub(super) fn text(&mut self, words: &Arc<str>) -> Reg {
        let found = self.code.texts.iter().position(|known| known == words);
        let number = found.unwrap_or_else(|| {
            self.code.texts.push(Arc::clone(words));
            self.code.texts.len().saturating_sub(1)
        });
        let number = i128::try_from(number).unwrap_or(i128::MAX);
        // A text takes the lane of all texts, of which there may be many when run.
        self.number(number)
    }

    /// A register that has a value exactly where the value has one.
    pub(super) fn presence(&mut self, val: &Val) -> Built<Reg> {
        match val {
            Val::Const(_) | Val::Item(..) => Ok(self.number(1)),
            // Nobody looks at the number: what counts is that both parts have a value.
            Val::Quotient(q) => self.arith(Arith::Max, q.num, q.den),
            Val::List(list) => Ok(list.present),
            Val::Kept(list) => Ok(list.present),
            Val::Items(items) => {
                let mut all = Vec::new();
                for item in items {
                    all.push(self.presence(item)?);
                }
                let mut found = self.number(1);
                for reg in all {
                    found = self.arith(Arith::Max, found, reg)?;
                }
                Ok(found)
            }
            other => other.reg().ok_or(unsupported("a value")),
        }
    }

    fn entry(&mut self, base: &Expr, key: &Expr) -> Built {
        let key = self.expr(key)?;
        let key = self.scalar(&key)?;
        let (Val::Enum(index, _) | Val::Never(index)) = key else { return Err(unsupported("a key")) };
        let mut read = |builder: &mut Self, value: &Value| {
            let Value::List(entries) = value else { return Err(unsupported("a keyed value")) };
            let entries: Vec<Node> = entries.iter().cloned().map(Ok).collect();
            builder.chosen(index, &entries)
        };
        if let ExprKind::At(name, values, date) = &base.kind {
            let found = self.at_date(name, values, date, &mut read)?;
            return self.given(found, vec![index]);
        }
        match self.expr(base)? {
            Val::Const(value) => read(self, &value),
            _ => Err(unsupported("a keyed value that is not a parameter")),
        }
    }

    fn call(&mut self, args: &[(LocalId, Expr)], body: &Expr) -> Built {
        let mut vals = Vec::new();
        for (id, arg) in args {
            vals.push((*id, self.expr(arg)?));
        }
        let mut all = Vec::new();
        for (_, val) in &vals {
            all.push(self.presence(val)?);
        }
        let before = self.locals.len();
        self.locals.extend(vals);
        let result = self.expr(body);
        self.locals.truncate(before);
        self.given(result?, all)
    }

    /// A value where each of the others has one too.
    pub(super) fn given(&mut self, val: Val, others: Vec<Reg>) -> Built {
        let val = match self.scalar(&val)? {
            Val::Items(items) => Val::Kept(Box::new(self.all_kept(items)?)),
            other => other,
        };
        match &val {
            Val::Kept(kept) => {
                let present = self.needs(kept.present, others)?;
                Ok(Val::Kept(Box::new(Kept { present, ..(**kept).clone() })))
            }
            Val::Quotient(q) => {
                let num = self.needs(q.num, others)?;
                Ok(Val::Quotient(super::values::Quotient { num, ..*q }))
            }
            Val::List(list) => {
                let present = self.needs(list.present, others)?;
                Ok(Val::List(Box::new(super::values::ListVal { present, ..(**list).clone() })))
            }
            _ => {
                let reg = val.reg().ok_or(unsupported("a value"))?;
                let reg = self.needs(reg, others)?;
                Ok(val.with(reg))
            }
        }
    }

    /// What is read of a parameter's value on a day.
    fn at_date(
        &mut self,
        name: &Arc<str>,
        values: &[(Period, Value)],
        date: &Expr,
        read: &mut dyn FnMut(&mut Self, &Value) -> Built,
    ) -> Built {
        let date = self.expr(date)?;
        let date = self.scalar(&date)?;
        let (Val::Date(day) | Val::Never(day)) = date else { return Err(unsupported("a date")) };
        let causes = self.cause(Cause::Unregulated(Arc::clone(name), None));
        let mut result = Val::Never(self.never(causes));
        for (period, value) in values.iter().rev() {
            let within = self.within_period(day, *period)?;
            let own = read(self, value)?;
            result = self.choose(within, &own, &result)?;
        }
        self.given(result, vec![day])
    }

    /// Whether a day lies within a period.
    pub(super) fn within_period(&mut self, day: Reg, period: Period) -> Built<Reg> {
        let mut holds = self.number(1);
        let bound = |date: Date| i128::from(calendar::days_of(date));
        if let Some(from) = period.from {
            let from = self.number(bound(from));
            let after = self.compare(BinaryOp::Ge, day, from)?;
            holds = self.both(holds, after)?;
        }
        if let Some(until) = period.until {
            let until = self.number(bound(until));
            let before = self.compare(BinaryOp::Le, day, until)?;
            holds = self.both(holds, before)?;
        }
        Ok(holds)
    }

    /// An expression and how it may be caught by `??` and `is_known`.
    fn asked(&mut self, expr: &Expr) -> Built<(Val, Catch)> {
        if let ExprKind::Field { base, slot, optional, may_ask, .. } = &expr.kind {
            let own = if *may_ask { Caught::Known } else { Caught::No };
            let (base_val, base_ask) = if *optional {
                let (val, catch) = self.asked(base)?;
                if catch.base.is_some() {
                    return Err(unsupported("`?.` after `?.`"));
                }
                (val, catch.own)
            } else {
                (self.expr(base)?, Caught::No)
            };
            let base_reg = match &base_val {
                Val::Picked(_, _, _, index) | Val::Chosen(index, _) | Val::Never(index) => {
                    Some((*index, base_ask))
                }
                Val::Item(..) | Val::Const(_) => None,
                _ => return Err(unsupported("a field")),
            };
            let val = self.field(&base_val, *slot)?;
            return Ok((val, Catch { own, base: base_reg }));
        }
        let own = match &expr.kind {
            ExprKind::Node(id) => match self.wanted.program.node(*id).map(|node| &node.body) {
                Some(Body::Fact(fact)) if !fact.optional => Caught::No,
                Some(_) => Caught::Known,
                None => Caught::No,
            },
            ExprKind::ItemField(..) | ExprKind::NotInForce(_) => Caught::Known,
            ExprKind::Local(_, _, ask) => Caught::from(*ask),
            ExprKind::ListOp(op, ..) if op.is_pick() => Caught::from(Ask::Pick),
            _ => Caught::No,
        };
        Ok((self.expr(expr)?, Catch { own, base: None }))
    }

    fn coalesce(&mut self, left: &Val, right: &Val, catch: Catch) -> Built {
        if let Val::Const(_) = left {
            return Ok(left.clone());
        }
        if let Some(caught) = self.always_caught(left, catch) {
            return Ok(if caught { right.clone() } else { left.clone() });
        }
        if matches!(left, Val::Quotient(_)) || matches!(right, Val::Quotient(_)) {
            return self.coalesce_quotients(left, right, catch);
        }
        let (left, right, kind) = self.alike(left, right)?;
        let reg = self.coalesced(left, right, catch)?;
        Ok(kind.with(reg))
    }

    /// Whether a value that nothing has is caught; none where there may be a value.
    fn always_caught(&self, val: &Val, catch: Catch) -> Option<bool> {
        let (Val::Never(reg), None) = (val, catch.base) else { return None };
        let Op::Never(CauseSet(set)) = self.instr(*reg)?.op else { return None };
        let (_, (_, kinds)) = self.cause_sets.get_index(usize::try_from(set).ok()?)?;
        Some(catch.own.catches(*kinds))
    }

    /// Where a part of a quotient is caught, so is the other.
    fn coalesce_quotients(&mut self, left: &Val, right: &Val, catch: Catch) -> Built {
        let (left, right) = (self.quotient(left)?, self.quotient(right)?);
        let (left, right) = self.of_one_power(left, right)?;
        let num = self.needs(left.num, vec![left.den, left.num])?;
        let den = self.needs(left.den, vec![left.num, left.den])?;
        let num = self.coalesced(num, right.num, catch)?;
        let den = self.coalesced(den, right.den, catch)?;
        Ok(Val::Quotient(super::values::Quotient { num, den, ..left }))
    }

    fn coalesced(&mut self, left: Reg, right: Reg, catch: Catch) -> Built<Reg> {
        let mut regs = vec![left, right];
        regs.extend(catch.base.map(|(reg, _)| reg));
        let domain = self.common(&regs)?;
        let lane = self.common_lane(left, right);
        let (left, right) = (self.lift(left, domain)?, self.lift(right, domain)?);
        let (left, right) = (self.cast(left, lane), self.cast(right, lane));
        let base = match catch.base {
            Some((reg, ask)) => Some((self.lift(reg, domain)?, ask)),
            None => None,
        };
        let ((alo, ahi), (blo, bhi)) = (self.bounds(left), self.bounds(right));
        let op = Op::Coalesce(left, right, Catch { own: catch.own, base });
        Ok(self.emit(op, lane, domain, alo.min(blo), ahi.max(bhi)))
    }

    /// A requirement whose own condition is false is skipped.
    fn combine(&mut self, any: bool, operands: &[Expr]) -> Built {
        let neutral = self.number(i128::from(!any));
        let (mut result, mut all_skipped, mut skippable) = (neutral, self.number(1), 0usize);
        for operand in operands {
            let mut value = self.truth(operand)?;
            let own = match &operand.kind {
                ExprKind::Node(id) => {
                    let node = self.wanted.program.node(*id);
                    let kind = node.and_then(|n| n.rule()).map(|rule| rule.kind);
                    let is_requirement = kind == Some(crate::script::ast::Kind::Requirement);
                    self.seen(*id).and_then(|seen| seen.applies).filter(|_| is_requirement)
                }
                _ => None,
            };
            if let Some(own) = own {
                let domain = self.domain(own);
                let skipped = self.emit(Op::IsFalse(own), Lane::TRUTH, domain, 0, 1);
                value = self.select(skipped, neutral, value)?;
                all_skipped = self.both(all_skipped, skipped)?;
                skippable = skippable.saturating_add(1);
            }
            result = self.kleene(result, value, any)?;
        }
        if skippable > 0 && skippable == operands.len() {
            let path = Arc::clone(&self.path);
            let causes = self.cause(Cause::NotApplicable(path));
            let never = self.never(causes);
            result = self.select(all_skipped, never, result)?;
        }
        Ok(Val::Bool(result))
    }

    /// Whether each arithmetic bound is kept: smaller and larger by rank, day or digits.
    pub(super) fn extreme(&mut self, op: Arith, a: &Val, b: &Val) -> Built {
        if self.is_number(a) || self.is_number(b) {
            let (a, b) = (self.num(a)?, self.num(b)?);
            return self.smaller(op, a, b).map(Self::val_of);
        }
        let (a, b) = (self.scalar(a)?, self.scalar(b)?);
        match (&a, &b) {
            (Val::Enum(..), Val::Enum(..)) | (Val::Date(_), Val::Date(_)) | (Val::Bool(_), Val::Bool(_)) => {}
            _ => return Err(unsupported("the order of texts")),
        }
        match (a.column(), b.column()) {
            (Some((x, _)), Some((y, _))) => {
                let reg = self.arith(op, x, y)?;
                Ok(a.with(reg))
            }
            _ => Err(unsupported("a comparison")),
        }
    }

    /// The type of the items of a list.
    pub(super) fn list_type(ty: &Type) -> Built<&Arc<crate::typing::ListType>> {
        match ty {
            Type::List(list) => Ok(list),
            _ => Err(unsupported("a list")),
        }
    }
}
