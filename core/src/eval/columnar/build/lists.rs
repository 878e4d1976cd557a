//! Lists: rows that count, what each row is, and what they are summed up to.

use super::super::code::{Domain, DomainKind, DomainSpec, Fold, Op, Pick, Reg};
use super::super::lanes::Lane;
use super::numbers::Num;
use super::values::{ListVal, Quotient, Val};
use super::{Builder, Built, unsupported};
use crate::eval::codes;
use crate::script::ast::BinaryOp;
use crate::typing::ListType;
use crate::typing::lists::ListOp;
use crate::typing::program::{Closure, Expr};
use crate::value::{Cause, Causes, Value};

impl Builder<'_> {
    pub(super) fn list_op(&mut self, op: ListOp, list: &Expr, closures: &[Closure]) -> Built {
        let list_type = Self::list_type(&list.ty)?.clone();
        let found = self.expr(list)?;
        if let Some(kept) = self.written(&found)? {
            return self.written_list(op, &kept, closures, &list_type);
        }
        let found = match found {
            Val::List(found) => *found,
            Val::Never(reg) => return Ok(Val::Never(reg)),
            _ => return Err(unsupported("a list")),
        };
        self.over_rows(op, &found, closures, &list_type)
    }

    /// What a list comes to for the rows at hand.
    pub(super) fn over_rows(
        &mut self,
        op: ListOp,
        list: &ListVal,
        closures: &[Closure],
        list_type: &ListType,
    ) -> Built {
        let crossed = self.crossed(list)?;
        let before = self.at;
        self.at = crossed.domain;
        let result = self.over(op, &crossed, closures, list_type);
        self.at = before;
        result
    }

    /// The list for the rows at hand: where these are rows of another list, all pairs of rows of one subject.
    pub(super) fn crossed(&mut self, list: &ListVal) -> Built<ListVal> {
        let parent = self.spec(list.domain).map_or(self.at, |spec| spec.parent);
        let within = self.at != list.domain && self.deeper(list.domain, self.at) == Ok(list.domain);
        if self.at == parent || within {
            return Ok(list.clone());
        }
        let key = (self.at, list.domain);
        let domain = match self.crosses.iter().find(|(own, _)| *own == key) {
            Some((_, domain)) => *domain,
            None => {
                let domain = Domain(u32::try_from(self.code.domains.len()).unwrap_or(u32::MAX));
                let name = self.spec(list.domain).map(|spec| spec.name.clone()).unwrap_or_default();
                let kind = DomainKind::Cross(list.domain);
                self.code.domains.push(DomainSpec { parent: self.at, kind, name, used: false });
                self.crosses.push((key, domain));
                domain
            }
        };
        let present = self.lift(list.present, self.at)?;
        let mask = match list.mask {
            Some(mask) => Some(self.inner(mask, list.domain, domain)?),
            None => None,
        };
        let item = match self.scalar(&list.item)? {
            Val::Item(_, fact, nested) => Val::Item(domain, fact, nested),
            Val::Picked(..) => return Err(unsupported("pairs of rows of two lists")),
            item => {
                let reg = item.reg().ok_or(unsupported("pairs of rows of two lists"))?;
                let reg = self.inner(reg, list.domain, domain)?;
                item.with(reg)
            }
        };
        Ok(ListVal { domain, present, mask, item })
    }

    fn over(&mut self, op: ListOp, list: &ListVal, closures: &[Closure], list_type: &ListType) -> Built {
        let first = closures.first();
        match op {
            ListOp::Map => {
                let item = self.each(list, first)?;
                let present = self.all_present(list, std::slice::from_ref(&item))?;
                Ok(Val::List(Box::new(ListVal { present, item, ..list.clone() })))
            }
            ListOp::Filter => Ok(Val::List(Box::new(self.kept(list, first)?))),
            ListOp::Count => {
                let kept = self.kept(list, first)?;
                self.count(&kept, list_type).map(|reg| Val::Number(reg, 0))
            }
            ListOp::IsEmpty => {
                let (count, zero) = (self.count(list, list_type)?, self.number(0));
                self.compare(BinaryOp::Eq, count, zero).map(Val::Bool)
            }
            ListOp::Any | ListOp::All => {
                let Some(closure) = first else { return Err(unsupported("a list of truth values")) };
                let verdict = self.closure(&list.item, closure)?;
                let (Val::Bool(reg) | Val::Never(reg)) = self.scalar(&verdict)? else {
                    return Err(unsupported("a condition"));
                };
                let fold = if op == ListOp::Any { Fold::Any } else { Fold::All };
                self.fold(fold, list, Some(reg), Lane::TRUTH, (0, 1)).map(Val::Bool)
            }
            ListOp::Sum => {
                let item = self.each(list, first)?;
                let num = self.num(&item)?;
                self.sum(list, num, list_type).map(Self::val_of)
            }
            ListOp::Mean => {
                let item = self.each(list, first)?;
                let num = self.num(&item)?;
                let total = self.sum(list, num, list_type)?;
                let count = self.count(list, list_type)?;
                self.mean_of(list_type, total, Num::Decimal(count, 0), count)
            }
            ListOp::WeightedMean => {
                let value = self.each(list, first)?;
                let weight = self.each(list, closures.get(1))?;
                let (value, weight) = (self.num(&value)?, self.num(&weight)?);
                let product = self.calculate(BinaryOp::Mul, value, weight)?;
                let total = self.sum(list, product, list_type)?;
                let weights = self.sum(list, weight, list_type)?;
                let count = self.count(list, list_type)?;
                self.mean_of(list_type, total, weights, count)
            }
            ListOp::Min | ListOp::Max => self.extreme_of(op, list, first, list_type),
            ListOp::First | ListOp::Last | ListOp::Only => {
                let kept = self.kept(list, first)?;
                let pick = match op {
                    ListOp::First => Pick::First,
                    ListOp::Last => Pick::Last,
                    _ => Pick::Only,
                };
                self.pick(pick, &kept, kept.present, Vec::new(), list_type)
            }
            ListOp::MinBy | ListOp::MaxBy => {
                let Some(closure) = first else { return Err(unsupported("a key")) };
                let key = self.closure(&list.item, closure)?;
                let parts = match &key {
                    Val::Items(parts) => parts.clone(),
                    one => vec![one.clone()],
                };
                let present = self.all_present(list, &parts)?;
                let mut keys = Vec::new();
                for part in &parts {
                    keys.push(self.key(list, part)?);
                }
                let pick = if op == ListOp::MinBy { Pick::Least } else { Pick::Greatest };
                self.pick(pick, list, present, keys, list_type)
            }
        }
    }

    /// What a closure gives for an item.
    pub(super) fn closure(&mut self, item: &Val, closure: &Closure) -> Built {
        let before = self.locals.len();
        for param in &closure.params {
            self.locals.push((*param, item.clone()));
        }
        let result = self.expr(&closure.body);
        self.locals.truncate(before);
        result
    }

    fn each(&mut self, list: &ListVal, closure: Option<&Closure>) -> Built {
        match closure {
            Some(closure) => self.closure(&list.item, closure),
            None => Ok(list.item.clone()),
        }
    }

    /// The list with only those rows for which a condition holds.
    fn kept(&mut self, list: &ListVal, condition: Option<&Closure>) -> Built<ListVal> {
        let Some(closure) = condition else { return Ok(list.clone()) };
        let verdict = self.closure(&list.item, closure)?;
        let (Val::Bool(holds) | Val::Never(holds)) = self.scalar(&verdict)? else {
            return Err(unsupported("a condition"));
        };
        let present = self.all_present(list, &[Val::Bool(holds)])?;
        let mask = match list.mask {
            Some(before) => self.both(before, holds)?,
            None => holds,
        };
        Ok(ListVal { present, mask: Some(mask), ..list.clone() })
    }

    /// Whether there is a list all of whose rows that count have these values.
    fn all_present(&mut self, list: &ListVal, items: &[Val]) -> Built<Reg> {
        let mut values = Vec::new();
        for item in items {
            if matches!(item, Val::Item(..)) {
                continue;
            }
            let value = self.presence(item)?;
            if self.constant(value).is_none() {
                values.push(self.in_rows(value, list.domain)?);
            }
        }
        if values.is_empty() {
            return Ok(list.present);
        }
        let domain = self.spec(list.domain).map(|spec| spec.parent).ok_or(unsupported("rows"))?;
        let present = self.lift(list.present, domain)?;
        let mask = self.lifted_mask(list)?;
        Ok(self.emit(Op::Present(present, values, mask), Lane::TRUTH, domain, 0, 1))
    }

    pub(super) fn lifted_mask(&mut self, list: &ListVal) -> Built<Option<Reg>> {
        match list.mask {
            Some(mask) => self.in_rows(mask, list.domain).map(Some),
            None => Ok(None),
        }
    }

    /// A register of the rows themselves, even of what is the same in all of them: whose rows are meant is told by
    /// the domain of the register.
    fn in_rows(&mut self, reg: Reg, domain: Domain) -> Built<Reg> {
        let reg = self.lift(reg, domain)?;
        if self.placed(reg).is_some() {
            return Ok(reg);
        }
        let ((lo, hi), lane) = (self.bounds(reg), self.lane(reg));
        Ok(self.emit(Op::Spread(reg, false), lane, domain, lo, hi))
    }

    fn fold(
        &mut self,
        fold: Fold,
        list: &ListVal,
        reg: Option<Reg>,
        lane: Lane,
        range: (i128, i128),
    ) -> Built<Reg> {
        let domain = self.spec(list.domain).map(|spec| spec.parent).ok_or(unsupported("rows"))?;
        let present = self.lift(list.present, domain)?;
        let reg = match reg {
            Some(reg) => Some(self.in_rows(reg, list.domain)?),
            None => None,
        };
        let mask = self.lifted_mask(list)?;
        // Without a register of rows the mask alone would not say whose rows they are.
        let reg = match (reg, mask) {
            (None, None) => Some(self.row_marker(list.domain)),
            (reg, _) => reg,
        };
        Ok(self.emit(Op::Fold(fold, present, reg, mask), lane, domain, range.0, range.1))
    }

    /// A register of the rows of a domain, which says whose rows are folded.
    fn row_marker(&mut self, domain: Domain) -> Reg {
        let one = self.number(1);
        self.emit(Op::Spread(one, false), Lane::TRUTH, domain, 1, 1)
    }

    fn count(&mut self, list: &ListVal, list_type: &ListType) -> Built<Reg> {
        let most = i128::from(list_type.max_items);
        self.fold(Fold::Count, list, None, Lane::of(0, most), (0, most))
    }

    fn sum(&mut self, list: &ListVal, num: Num, list_type: &ListType) -> Built<Num> {
        let (reg, quotient) = match num {
            Num::Decimal(reg, _) => (reg, None),
            Num::Quotient(q) => {
                let q = self.over_common_multiple(q)?;
                (q.num, Some(q))
            }
        };
        let (lo, hi) = self.bounds(reg);
        let most = i128::from(list_type.max_items);
        let too_wide = unsupported("numbers of more than 128 bits");
        let lo = lo.min(0).checked_mul(most).ok_or(too_wide)?;
        let hi = hi.max(0).checked_mul(most).ok_or(too_wide)?;
        let lane = Lane::of(lo, hi);
        let reg = self.cast(reg, lane);
        let reg = self.in_rows(reg, list.domain).map(|reg| self.cast(reg, lane))?;
        let total = self.fold(Fold::Sum, list, Some(reg), lane, (lo, hi))?;
        Ok(match (num, quotient) {
            (Num::Decimal(_, scale), _) => Num::Decimal(total, scale),
            (_, Some(q)) => Num::Quotient(Quotient { num: total, ..q }),
            (other, None) => other,
        })
    }

    /// A mean: the total over the weights, none where the list is empty.
    fn mean_of(&mut self, list_type: &ListType, total: Num, weights: Num, count: Reg) -> Built {
        let (empty, zero) = (self.empty(list_type), self.number(0));
        let is_empty = self.compare(BinaryOp::Eq, count, zero)?;
        let total = match total {
            Num::Decimal(reg, scale) => Num::Decimal(self.fail_if(reg, is_empty, empty)?, scale),
            Num::Quotient(q) => Num::Quotient(Quotient { num: self.fail_if(q.num, is_empty, empty)?, ..q }),
        };
        let no_weight = self.compare_numbers(BinaryOp::Eq, weights, Num::Decimal(zero, 0))?;
        let failed = self.failed(codes::ZERO_WEIGHTS);
        let total = match total {
            Num::Decimal(reg, scale) => Num::Decimal(self.fail_if(reg, no_weight, failed)?, scale),
            Num::Quotient(q) => Num::Quotient(Quotient { num: self.fail_if(q.num, no_weight, failed)?, ..q }),
        };
        self.safe_divide(total, weights).map(Self::val_of)
    }

    /// `empty` names the list facts that the items would have come from, or the rule for a list of its own.
    pub(super) fn empty(&mut self, list_type: &ListType) -> super::super::code::CauseSet {
        let causes: Causes = if list_type.sources.is_empty() {
            Causes::one(Cause::Empty(self.path.clone()))
        } else {
            list_type.sources.iter().map(|source| Cause::Empty(source.clone())).collect()
        };
        self.cause_set(&causes)
    }

    fn extreme_of(
        &mut self,
        op: ListOp,
        list: &ListVal,
        closure: Option<&Closure>,
        list_type: &ListType,
    ) -> Built {
        let item = self.each(list, closure)?;
        let item = self.scalar(&item)?;
        if matches!(item, Val::Text(_) | Val::Quotient(_)) {
            return Err(unsupported("the least of texts or quotients"));
        }
        let (reg, _) = item.column().ok_or(unsupported("values of another kind"))?;
        let present = self.all_present(list, std::slice::from_ref(&item))?;
        let (lo, hi) = self.bounds(reg);
        let lane = self.lane(reg);
        let fold = if op == ListOp::Min { Fold::Min } else { Fold::Max };
        let best = self.fold(fold, &ListVal { present, ..list.clone() }, Some(reg), lane, (lo, hi))?;
        let (count, zero) = (self.count(list, list_type)?, self.number(0));
        let is_empty = self.compare(BinaryOp::Eq, count, zero)?;
        let empty = self.empty(list_type);
        let best = self.fail_if(best, is_empty, empty)?;
        Ok(item.with(best))
    }

    fn key(&mut self, list: &ListVal, part: &Val) -> Built<Reg> {
        let part = self.scalar(part)?;
        let (reg, _) = part.column().ok_or(unsupported("a key"))?;
        let reg = self.lift(reg, list.domain)?;
        Ok(match part {
            Val::Text(_) => {
                let (reg, domain) = (self.cast(reg, Lane::ORDINAL), self.domain(reg));
                self.emit(Op::Rank(reg), Lane::ORDINAL, domain, 0, i128::from(i32::MAX))
            }
            _ => reg,
        })
    }

    fn pick(
        &mut self,
        pick: Pick,
        list: &ListVal,
        present: Reg,
        keys: Vec<Reg>,
        list_type: &ListType,
    ) -> Built {
        let mut order = Vec::new();
        if let (Some(fields), Val::Item(at, fact, nested)) = (&list_type.order, &list.item)
            && pick != Pick::Only
        {
            for slot in fields {
                let field = self.item_field(*at, *fact, *nested, *slot)?;
                order.push(self.key(list, &field)?);
            }
        }
        if let (Some(fields), Val::Chosen(index, records)) = (&list_type.order, &list.item)
            && pick != Pick::Only
        {
            if in_order(records, fields) {
                order.push(*index);
            } else {
                for slot in fields {
                    let field = self.chosen_field(*index, records, *slot)?;
                    order.push(self.key(list, &field)?);
                }
            }
        }
        let domain = self.spec(list.domain).map(|spec| spec.parent).ok_or(unsupported("rows"))?;
        let present = self.lift(present, domain)?;
        let mask = match self.lifted_mask(list)? {
            Some(mask) => mask,
            None => self.row_marker(list.domain),
        };
        let empty = self.empty(list_type);
        let op = Op::Pick(pick, present, Some(mask), keys, order, empty);
        let index = self.emit(op, Lane::ORDINAL, domain, 0, i128::from(i32::MAX));
        match &list.item {
            Val::Item(_, fact, nested) => Ok(Val::Picked(list.domain, *fact, *nested, index)),
            item => {
                let item = &self.scalar(item)?;
                let reg = item.reg().ok_or(unsupported("a picked value"))?;
                let reg = self.lift(reg, list.domain)?;
                let reg = self.gather(reg, index)?;
                Ok(item.with(reg))
            }
        }
    }

    /// Whether a value is among the items of a list, and whether all of these have one.
    fn among(&mut self, value: &Val, list: &ListVal) -> Built<(Reg, Reg)> {
        let same = self.compared(BinaryOp::Eq, &list.item, value)?;
        let present = self.all_present(list, std::slice::from_ref(&list.item))?;
        let found =
            self.fold(Fold::Any, &ListVal { present, ..list.clone() }, Some(same), Lane::TRUTH, (0, 1))?;
        Ok((found, present))
    }

    /// Whether a list has a value.
    pub(super) fn contains(&mut self, value: &Val, list: &ListVal, not: bool) -> Built {
        let list = self.crossed(list)?;
        let before = std::mem::replace(&mut self.at, list.domain);
        let found = self.among(value, &list);
        self.at = before;
        let (found, present) = found?;
        // An empty list has no row that would ask for the value.
        let wanted = self.presence(value)?;
        let found = self.needs(found, vec![wanted, present])?;
        Ok(Val::Bool(if not { self.not(found) } else { found }))
    }
}

/// Whether records of the pack stand in the order of these fields, as those of the catalogue do.
pub(super) fn in_order(records: &[Value], fields: &[usize]) -> bool {
    let keys: Option<Vec<Vec<&Value>>> = records
        .iter()
        .map(|record| {
            let Value::Record(own) = record else { return None };
            fields.iter().map(|slot| own.get(*slot)?.as_ref().ok()).collect()
        })
        .collect();
    let ordered = |a: &[&Value], b: &[&Value]| {
        let parts = a.iter().zip(b).map(|(a, b)| crate::value::order(a, b));
        parts.fold(std::cmp::Ordering::Equal, std::cmp::Ordering::then).is_le()
    };
    keys.is_some_and(|keys| keys.iter().zip(keys.iter().skip(1)).all(|(a, b)| ordered(a, b)))
}
