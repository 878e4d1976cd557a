//! Lists that stand in a rule or in the pack: item by item where that is short, else as rows of their own.

use super::super::code::{Arith, Domain, DomainKind, DomainSpec, Op, Reg};
use super::super::lanes::Lane;
use super::numbers::Num;
use super::values::{ListVal, Val};
use super::{Builder, Built, Unsupported};
use crate::script::ast::BinaryOp;
use crate::typing::ListType;
use crate::typing::lists::ListOp;
use crate::typing::program::Closure;
use crate::value::Value;

/// Instructions that a list worked out item by item may cost; a longer one runs as rows.
const MOST_STEPS: usize = 256;

/// Items that such a list may have.
const MOST_ITEMS: usize = 32;

impl Builder<'_> {
    /// A list that was written out; without a value for each of its items there is no list.
    pub(super) fn written_list(
        &mut self,
        op: ListOp,
        items: &[Val],
        closures: &[Closure],
        list_type: &ListType,
    ) -> Built {
        if self.is_short(op, items, closures)
            && let Ok(found) = self.one_by_one(op, items, closures)
        {
            return Ok(found);
        }
        let list = self.rows_of(items)?;
        self.over_rows(op, &list, closures, list_type)
    }

    /// Whether there are instructions for each item that are fewer than those for rows would be worth.
    fn is_short(&mut self, op: ListOp, items: &[Val], closures: &[Closure]) -> bool {
        let by_item = match op {
            ListOp::Any | ListOp::All | ListOp::Sum | ListOp::Min | ListOp::Max => true,
            ListOp::Map | ListOp::IsEmpty => true,
            ListOp::Count => closures.is_empty(),
            _ => false,
        };
        if !by_item || items.len() > MOST_ITEMS {
            return false;
        }
        let before = self.code.ops.len();
        // What the first item costs is told by building it; the same work is found again.
        let built = items.first().is_none_or(|item| self.of_item(item, closures).is_ok());
        let steps = self.code.ops.len().saturating_sub(before);
        built && steps.saturating_mul(items.len()) <= MOST_STEPS
    }

    /// What a closure gives for an item, or the item itself.
    fn of_item(&mut self, item: &Val, closures: &[Closure]) -> Built {
        let Some(closure) = closures.first() else { return Ok(item.clone()) };
        let before = self.locals.len();
        for param in &closure.params {
            self.locals.push((*param, item.clone()));
        }
        let result = self.expr(&closure.body);
        self.locals.truncate(before);
        result
    }

    fn one_by_one(&mut self, op: ListOp, items: &[Val], closures: &[Closure]) -> Built {
        let found = self.item_by_item(op, items, closures)?;
        let needed = self.presences(items)?;
        if needed.is_empty() {
            return Ok(found);
        }
        match found {
            Val::Items(mapped) => {
                let mapped = mapped.into_iter().map(|val| self.given(val, needed.clone()));
                mapped.collect::<Built<Vec<Val>>>().map(Val::Items)
            }
            found => self.given(found, needed),
        }
    }

    /// What tells of each item whether it has a value; a value of the pack always has.
    fn presences(&mut self, items: &[Val]) -> Built<Vec<Reg>> {
        let mut needed = Vec::new();
        for item in items {
            if !matches!(item, Val::Const(_)) {
                needed.push(self.presence(item)?);
            }
        }
        Ok(needed)
    }

    fn item_by_item(&mut self, op: ListOp, items: &[Val], closures: &[Closure]) -> Built {
        match op {
            ListOp::Any | ListOp::All => {
                let mut result = self.number(i128::from(op == ListOp::All));
                for val in items {
                    let verdict = self.of_item(val, closures)?;
                    let (Val::Bool(reg) | Val::Never(reg)) = self.scalar(&verdict)? else {
                        return Err(Unsupported("a condition"));
                    };
                    result = self.kleene(result, reg, op == ListOp::Any)?;
                }
                Ok(Val::Bool(result))
            }
            ListOp::Sum => {
                let mut total = Num::Decimal(self.number(0), 0);
                for val in items {
                    let val = self.of_item(val, closures)?;
                    let num = self.num(&val)?;
                    total = self.calculate(BinaryOp::Add, total, num)?;
                }
                Ok(Self::val_of(total))
            }
            ListOp::Min | ListOp::Max => {
                let arith = if op == ListOp::Min { Arith::Min } else { Arith::Max };
                let mut best: Option<Val> = None;
                for val in items {
                    let val = self.of_item(val, closures)?;
                    best = Some(match best {
                        Some(before) => self.extreme(arith, &before, &val)?,
                        None => val,
                    });
                }
                best.ok_or(Unsupported("an empty list of the pack"))
            }
            ListOp::Map => {
                let vals: Built<Vec<Val>> = items.iter().map(|val| self.of_item(val, closures)).collect();
                Ok(Val::Items(vals?))
            }
            ListOp::IsEmpty => Ok(Val::Bool(self.number(i128::from(items.is_empty())))),
            _ => Ok(Val::Number(self.number(i128::try_from(items.len()).unwrap_or(0)), 0)),
        }
    }

    /// The items as rows: so many for each of the rows at hand.
    pub(super) fn rows_of(&mut self, items: &[Val]) -> Built<ListVal> {
        let domain = self.written_rows(self.at, items.len());
        let constant = |val: &Val| if let Val::Const(value) = val { Some(Ok(value.clone())) } else { None };
        let constants: Option<Vec<crate::value::Node>> = items.iter().map(constant).collect();
        let one = self.number(1);
        if let Some(values) = constants {
            let place = self.place(domain, items.len());
            let item = self.chosen(place, &values)?;
            return Ok(ListVal { domain, present: one, mask: None, item });
        }
        let needed = self.presences(items)?;
        let present = self.needs(one, needed)?;
        let item = self.woven(items, domain)?;
        Ok(ListVal { domain, present, mask: None, item })
    }

    /// So many rows for each row of a domain.
    pub(super) fn written_rows(&mut self, parent: Domain, count: usize) -> Domain {
        let kind = DomainKind::Written(count);
        let known = self.code.domains.iter().position(|spec| spec.parent == parent && spec.kind == kind);
        let number = known.unwrap_or(self.code.domains.len());
        if known.is_none() {
            let name = std::sync::Arc::from(format!("{count} butir"));
            self.code.domains.push(DomainSpec { parent, kind, name, used: false });
        }
        Domain(u32::try_from(number).unwrap_or(u32::MAX))
    }

    /// The place of each row among so many.
    pub(super) fn place(&mut self, domain: Domain, count: usize) -> Reg {
        let last = i128::try_from(count.saturating_sub(1)).unwrap_or(i128::MAX);
        self.emit(Op::Place, Lane::of(0, last), domain, 0, last)
    }

    /// The items in turn, each from a register of its own.
    fn woven(&mut self, items: &[Val], domain: Domain) -> Built {
        let Some(first) = items.first() else { return Err(Unsupported("an empty list")) };
        let mut kind = self.scalar(first)?;
        // What all items have in common is found before any of them is brought to it.
        for item in items {
            kind = self.alike(&kind, item)?.2;
        }
        let mut regs = Vec::new();
        for item in items {
            let (_, reg, own) = self.alike(&kind, item)?;
            let reg = match (&kind, &own) {
                (Val::Chosen(_, all), Val::Chosen(_, own)) if all != own => {
                    return Err(Unsupported("a list of records of several kinds"));
                }
                _ => self.lift(reg, self.at)?,
            };
            regs.push(reg);
        }
        let bounds: Vec<(i128, i128)> = regs.iter().filter_map(|reg| self.range(*reg)).collect();
        let lo = bounds.iter().map(|b| b.0).min().unwrap_or(0);
        let hi = bounds.iter().map(|b| b.1).max().unwrap_or(0);
        if regs.iter().any(|reg| self.lane(*reg) == Lane::Any) {
            return Err(Unsupported("a list of values of another kind"));
        }
        let lane = Lane::of(lo, hi);
        let regs: Vec<Reg> = regs.into_iter().map(|reg| self.cast(reg, lane)).collect();
        Ok(kind.with(self.emit(Op::Weave(regs), lane, domain, lo, hi)))
    }

    /// Two lists of which the condition chooses one; where both are written out, each of their items is chosen.
    pub(super) fn choose_written(&mut self, condition: Reg, a: &[Val], b: &[Val]) -> Built<ListVal> {
        let (mut items, mut counts) = (Vec::new(), Vec::new());
        let one = self.number(1);
        let other = self.not(condition);
        for at in 0..a.len().max(b.len()) {
            let (item, count) = match (a.get(at), b.get(at)) {
                (Some(a), Some(b)) => (self.choose(condition, a, b)?, one),
                (Some(only), None) => (self.where_taken(condition, only)?, condition),
                (None, Some(only)) => (self.where_taken(other, only)?, other),
                (None, None) => continue,
            };
            items.push(item);
            counts.push(Val::Bool(count));
        }
        let mut list = self.rows_of(&items)?;
        list.present = self.needs(list.present, vec![condition])?;
        if a.len() != b.len() {
            list.mask = self.woven(&counts, list.domain)?.reg();
        }
        Ok(list)
    }

    /// An item that is asked for only where its list is taken.
    fn where_taken(&mut self, taken: Reg, item: &Val) -> Built {
        let item = self.scalar(item)?;
        if item.reg().is_none() {
            return Err(Unsupported("a choice between two lists"));
        }
        let zero = self.number(0);
        self.choose(taken, &item, &item.with(zero))
    }
}

/// The items of a list that was written out or stands in the pack.
pub(super) fn written(val: &Val) -> Option<Vec<Val>> {
    match val {
        Val::Items(items) => Some(items.clone()),
        Val::Const(Value::List(items)) => Some(items.iter().cloned().map(Val::Const).collect()),
        _ => None,
    }
}
