//! Rules: the version that holds, the condition under which it applies, the range that it promises.

use std::sync::Arc;

use super::super::code::{Op, Reg, SUBJECTS};
use super::numbers::Num;
use super::values::Val;
use super::{Builder, Built, unsupported};
use crate::eval::codes;
use crate::typing::Type;
use crate::typing::program::{Body, Node, NodeId, Rule, Version};
use crate::value::{Cause, Rounding};

impl Builder<'_> {
    /// Works out a node; its inputs stand already.
    pub(super) fn node(&mut self, id: NodeId) {
        let program = Arc::clone(self.wanted.program);
        let Some(node) = program.node(id) else { return };
        let val = match &node.body {
            Body::Fact(fact) => self.fact(id, &node.path, fact),
            Body::Rule(rule) => match self.stand_in(id) {
                Some(val) => val,
                None => self.rule(id, node, rule),
            },
        };
        if let Some(seen) = self.see(id) {
            seen.val = Some(val);
        }
    }

    fn stand_in(&mut self, id: NodeId) -> Option<Val> {
        match self.wanted.stand_ins.get(&id)? {
            Ok(value) => Some(Val::Const(value.clone())),
            Err(causes) => {
                let causes = self.cause_set(causes);
                Some(Val::Never(self.never(causes)))
            }
        }
    }

    fn rule(&mut self, id: NodeId, node: &Node, rule: &Rule) -> Val {
        if self.enter(node, rule).is_none() {
            // INVARIANT: a list stands before its rules.
            let failed = self.failed(codes::DOES_NOT_FIT);
            return Val::Never(self.never(failed));
        }
        match self.versions(id, node, rule).and_then(|val| self.of_each_row(val)) {
            Ok(val) => val,
            Err(why) => self.by_row(id, node, rule, why),
        }
    }

    /// A rule of a list has a value for each row, even where it looks at none of them.
    fn of_each_row(&mut self, val: Val) -> Built {
        match val.column() {
            Some((reg, _)) => self.lift(reg, self.at).map(|reg| val.with(reg)),
            None => Ok(val),
        }
    }

    /// Sets what the expressions of a rule see; none where its list was not brought in.
    pub(super) fn enter(&mut self, node: &Node, rule: &Rule) -> Option<()> {
        self.path = Arc::clone(&node.path);
        self.locals.clear();
        self.item = None;
        self.at = SUBJECTS;
        if let Some((list, _)) = rule.list {
            let domain = self.rows_of_list(list, None)?;
            self.item = Some((domain, list));
            self.at = domain;
        }
        Some(())
    }

    fn versions(&mut self, id: NodeId, node: &Node, rule: &Rule) -> Built {
        let unregulated = self.cause(Cause::Unregulated(Arc::clone(&node.path), None));
        let Some(slot) = rule.dated_by else {
            let Some(version) = rule.versions.first() else {
                return Ok(Val::Never(self.never(unregulated)));
            };
            return self.version(id, version, &node.ty);
        };
        let Some((domain, list)) = self.item else { return Err(unsupported("an item outside of a list")) };
        let Val::Date(day) = self.item_field(domain, list, None, slot)? else {
            return Err(unsupported("a date"));
        };
        let mut result = Val::Never(self.never(unregulated));
        for version in rule.versions.iter().rev() {
            let body = self.version(id, version, &node.ty)?;
            let holds = self.within_period(day, version.period)?;
            result = self.choose(holds, &body, &result)?;
        }
        self.given(result, vec![day])
    }

    fn version(&mut self, id: NodeId, version: &Version, ty: &Type) -> Built {
        self.locals.clear();
        let applies = match &version.applies {
            Some(condition) => Some(self.truth(condition)?),
            None => None,
        };
        if let (Some(_), Some(seen)) = (applies, self.see(id)) {
            seen.applies = applies;
        }
        let body = self.expr(&version.body)?;
        let mut body = self.finished(body, ty)?;
        if let (Some(range), Val::Number(reg, scale)) = (version.range, self.scalar_number(&body)?) {
            let digits = |n: crate::value::Number, rounding| {
                n.round(scale, rounding).and_then(|n| n.to_scaled(scale)).ok_or(unsupported("a range"))
            };
            let (lo, hi) = (digits(range.lo, Rounding::Ceil)?, digits(range.hi, Rounding::Floor)?);
            let failed = self.failed(codes::OUT_OF_RANGE);
            body = Val::Number(self.within(reg, lo, hi, failed), scale);
        }
        match applies {
            Some(applies) => {
                let path = Arc::clone(&self.path);
                let causes = self.cause(Cause::NotApplicable(path));
                let never = Val::Never(self.never(causes));
                self.choose(applies, &body, &never)
            }
            None => Ok(body),
        }
    }

    /// A number that is kept has a finite scale.
    fn finished(&mut self, body: Val, ty: &Type) -> Built {
        if !matches!(body, Val::Quotient(_)) {
            return Ok(body);
        }
        let num = self.num(&body)?;
        match self.finite(num, ty)? {
            Num::Decimal(reg, scale) => Ok(Val::Number(reg, scale)),
            Num::Quotient(_) => Err(unsupported("a quotient as a result")),
        }
    }

    fn scalar_number(&mut self, val: &Val) -> Built {
        match val {
            Val::Const(crate::value::Value::Number(_)) => self.scalar(val),
            other => Ok(other.clone()),
        }
    }

    fn within(&mut self, reg: Reg, lo: i128, hi: i128, causes: super::super::code::CauseSet) -> Reg {
        let (own_lo, own_hi) = self.bounds(reg);
        if own_lo >= lo && own_hi <= hi {
            return reg;
        }
        let (lane, domain) = (self.lane(reg), self.domain(reg));
        let reg = self.emit(Op::Within(reg, lo, hi, causes), lane, domain, lo.max(own_lo), hi.min(own_hi));
        self.narrow_lane(reg)
    }
}
