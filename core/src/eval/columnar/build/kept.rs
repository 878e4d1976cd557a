//! Lists that stand in a rule or in the pack, item by item: which items count, and what they come to.

use super::super::code::{Arith, CauseSet, Reg};
use super::lists::in_order;
use super::numbers::Num;
use super::values::{Kept, Val};
use super::{Builder, Built, unsupported};
use crate::script::ast::BinaryOp;
use crate::typing::ListType;
use crate::typing::lists::ListOp;
use crate::typing::program::Closure;
use crate::value::{Node, Number, Value};

/// Instructions that a list worked out item by item may cost; a longer one runs as rows.
const MOST_STEPS: usize = 512;

/// Items that such a list may have.
const MOST_ITEMS: usize = 32;

/// What a closure gives for an item that may count: its place, whether it counts, and the value.
type Each = (usize, Reg, Val);

impl Builder<'_> {
    /// What a list comes to, worked out for each of its items.
    pub(super) fn item_by_item(
        &mut self,
        op: ListOp,
        list: &Kept,
        closures: &[Closure],
        list_type: &ListType,
    ) -> Built {
        let first = closures.first();
        let found = match op {
            ListOp::Filter => return Ok(Val::Kept(Box::new(self.filtered(list, first)?))),
            ListOp::Map => {
                let each = self.each_item(list, first)?;
                let present = self.all_known(list, &each)?;
                let items = each.into_iter().map(|(_, count, val)| (val, count)).collect();
                return Ok(Val::Kept(Box::new(Kept { items, present })));
            }
            ListOp::Count => {
                let kept = self.filtered(list, first)?;
                let count = self.how_many(&kept)?;
                return self.given(Val::Number(count, 0), vec![kept.present]);
            }
            ListOp::IsEmpty => {
                let (count, zero) = (self.how_many(list)?, self.number(0));
                Val::Bool(self.compare(BinaryOp::Eq, count, zero)?)
            }
            ListOp::Any | ListOp::All => self.one_or_all(op == ListOp::Any, list, first)?,
            ListOp::Sum => {
                let mut total = Num::Decimal(self.number(0), 0);
                for (_, count, val) in self.each_item(list, first)? {
                    let val = self.choose(count, &val, &Val::Const(Value::Number(Number::ZERO)))?;
                    let num = self.num(&val)?;
                    total = self.calculate(BinaryOp::Add, total, num)?;
                }
                Self::val_of(total)
            }
            ListOp::Min | ListOp::Max => self.extreme_item(op, list, first)?,
            ListOp::First | ListOp::Last | ListOp::Only => {
                let kept = self.filtered(list, first)?;
                return self.picked_item(op, &kept, list_type);
            }
            ListOp::MinBy | ListOp::MaxBy => return self.best_item(op, list, first, list_type),
            ListOp::Mean | ListOp::WeightedMean => return Err(unsupported("a mean item by item")),
        };
        self.given(found, vec![list.present])
    }

    /// What a closure gives for each item that may count, or the items themselves.
    fn each_item(&mut self, list: &Kept, closure: Option<&Closure>) -> Built<Vec<Each>> {
        let before = self.code.ops.len();
        let mut found = Vec::new();
        for (at, (item, count)) in list.items.iter().enumerate() {
            if self.constant(*count) == Some(0) {
                continue;
            }
            let val = match closure {
                Some(closure) => self.closure(item, closure)?,
                None => item.clone(),
            };
            found.push((at, *count, val));
            let steps = self.code.ops.len().saturating_sub(before);
            if found.len() > MOST_ITEMS || steps > MOST_STEPS {
                return Err(unsupported("a long list of the pack"));
            }
        }
        Ok(found)
    }

    /// Whether there is a list, and a value for each item that counts.
    fn all_known(&mut self, list: &Kept, each: &[Each]) -> Built<Reg> {
        let mut needed = Vec::new();
        let one = self.number(1);
        for (_, count, val) in each {
            let known = self.presence(val)?;
            if self.constant(known).is_none() {
                needed.push(self.select(*count, known, one)?);
            }
        }
        let all = self.needs(one, needed)?;
        // Where there is no list nobody looks at its items.
        self.needs(all, vec![list.present])
    }

    fn filtered(&mut self, list: &Kept, condition: Option<&Closure>) -> Built<Kept> {
        let Some(condition) = condition else { return Ok(list.clone()) };
        let mut each = Vec::new();
        for (at, count, verdict) in self.each_item(list, Some(condition))? {
            each.push((at, count, Val::Bool(self.verdict(&verdict)?)));
        }
        let present = self.all_known(list, &each)?;
        let mut items = Vec::new();
        for (at, count, verdict) in each {
            let holds = self.verdict(&verdict)?;
            let count = self.both(count, holds)?;
            let item = list.items.get(at).map(|(item, _)| item.clone());
            items.extend(item.filter(|_| self.constant(count) != Some(0)).map(|item| (item, count)));
        }
        Ok(Kept { items, present })
    }

    fn verdict(&mut self, val: &Val) -> Built<Reg> {
        match self.scalar(val)? {
            Val::Bool(reg) | Val::Never(reg) => Ok(reg),
            _ => Err(unsupported("a condition")),
        }
    }

    fn how_many(&mut self, list: &Kept) -> Built<Reg> {
        let mut total = self.number(0);
        for (_, count) in &list.items {
            total = self.arith(Arith::Add, total, *count)?;
        }
        Ok(total)
    }

    fn one_or_all(&mut self, any: bool, list: &Kept, closure: Option<&Closure>) -> Built {
        let mut result = self.number(i128::from(!any));
        for (_, count, verdict) in self.each_item(list, closure)? {
            let verdict = self.verdict(&verdict)?;
            // An item that does not count decides nothing.
            let own = if any { count } else { self.not(count) };
            let own = self.kleene(own, verdict, !any)?;
            result = self.kleene(result, own, any)?;
        }
        Ok(Val::Bool(result))
    }

    /// The least or greatest, where all items count.
    fn extreme_item(&mut self, op: ListOp, list: &Kept, closure: Option<&Closure>) -> Built {
        let arith = if op == ListOp::Min { Arith::Min } else { Arith::Max };
        let mut best: Option<Val> = None;
        for (_, count, val) in self.each_item(list, closure)? {
            if self.constant(count).is_none() {
                return Err(unsupported("the least of some items"));
            }
            best = Some(match best {
                Some(before) => self.extreme(arith, &before, &val)?,
                None => val,
            });
        }
        best.ok_or(unsupported("an empty list of the pack"))
    }

    /// Whether the items stand in the order of their list already.
    fn stands_in_order(list: &Kept, list_type: &ListType) -> Built<()> {
        let Some(fields) = &list_type.order else { return Ok(()) };
        let record = |(item, _): &(Val, Reg)| match item {
            Val::Const(value) => Some(value.clone()),
            _ => None,
        };
        let records: Option<Vec<Value>> = list.items.iter().map(record).collect();
        match records {
            Some(records) if in_order(&records, fields) => Ok(()),
            _ => Err(unsupported("items in another order")),
        }
    }

    fn picked_item(&mut self, op: ListOp, list: &Kept, list_type: &ListType) -> Built {
        let empty = self.empty(list_type);
        let mut index = self.never(empty);
        let places = list.items.iter().map(|(_, count)| *count).enumerate();
        // What is chosen last is asked first.
        let places: Vec<(usize, Reg)> =
            if op == ListOp::Last { places.collect() } else { places.rev().collect() };
        for (at, count) in places {
            let at = self.number(i128::try_from(at).unwrap_or(0));
            index = self.select(count, at, index)?;
        }
        if op == ListOp::Only {
            let (count, one) = (self.how_many(list)?, self.number(1));
            let not_one = self.compare(BinaryOp::Ne, count, one)?;
            index = self.fail_if(index, not_one, empty)?;
        } else {
            Self::stands_in_order(list, list_type)?;
        }
        self.item_at(list, index)
    }

    /// The item with the least or greatest key, the first of several.
    fn best_item(
        &mut self,
        op: ListOp,
        list: &Kept,
        closure: Option<&Closure>,
        list_type: &ListType,
    ) -> Built {
        Self::stands_in_order(list, list_type)?;
        let empty: CauseSet = self.empty(list_type);
        let (mut index, mut any) = (self.never(empty), self.number(0));
        let (mut best, mut known): (Vec<Val>, Vec<Each>) = (Vec::new(), Vec::new());
        let before = if op == ListOp::MinBy { BinaryOp::Lt } else { BinaryOp::Gt };
        for (at, count, key) in self.each_item(list, closure)? {
            let parts = match key {
                Val::Items(parts) => parts,
                one => vec![one],
            };
            known.extend(parts.iter().map(|part| (at, count, part.clone())));
            let mut better = self.number(0);
            for (part, best) in parts.iter().zip(&best).rev() {
                let (first, same) =
                    (self.compared(before, part, best)?, self.compared(BinaryOp::Eq, part, best)?);
                let rest = self.both(same, better)?;
                better = self.kleene(first, rest, true)?;
            }
            let none_yet = self.not(any);
            let better = self.kleene(none_yet, better, true)?;
            let better = self.both(count, better)?;
            let place = self.number(i128::try_from(at).unwrap_or(0));
            index = self.select(better, place, index)?;
            let chosen: Built<Vec<Val>> = match best.is_empty() {
                true => Ok(parts),
                false => parts.iter().zip(&best).map(|(a, b)| self.choose(better, a, b)).collect(),
            };
            best = chosen?;
            any = self.kleene(any, count, true)?;
        }
        let present = self.all_known(list, &known)?;
        let list = Kept { present, ..list.clone() };
        self.item_at(&list, index)
    }

    /// The item at a place.
    fn item_at(&mut self, list: &Kept, index: Reg) -> Built {
        let index = self.needs(index, vec![list.present])?;
        let constant = |(item, _): &(Val, Reg)| match item {
            Val::Const(value) => Some(Ok(value.clone())),
            _ => None,
        };
        if let Some(values) = list.items.iter().map(constant).collect::<Option<Vec<Node>>>() {
            return self.chosen(index, &values);
        }
        let mut items = list.items.iter().map(|(item, _)| item).enumerate();
        let Some((_, first)) = items.next() else { return Ok(Val::Never(index)) };
        let mut found = first.clone();
        for (at, item) in items {
            let at = self.number(i128::try_from(at).unwrap_or(0));
            let is_it = self.compare(BinaryOp::Eq, index, at)?;
            found = self.choose(is_it, item, &found)?;
        }
        self.given(found, vec![index])
    }
}
