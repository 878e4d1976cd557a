//! Lists that stand in a rule or in the pack: item by item where that is short, else as rows of their own.

use super::super::code::{Domain, DomainKind, DomainSpec, Op, Reg};
use super::super::lanes::Lane;
use super::values::{Kept, ListVal, Val};
use super::{Builder, Built, unsupported};
use crate::typing::ListType;
use crate::typing::lists::ListOp;
use crate::typing::program::Closure;
use crate::value::{Node, Value};

impl Builder<'_> {
    /// A list that was written out: item by item where that is short, else as rows.
    pub(super) fn written_list(
        &mut self,
        op: ListOp,
        list: &Kept,
        closures: &[Closure],
        list_type: &ListType,
    ) -> Built {
        match self.item_by_item(op, list, closures, list_type) {
            Ok(found) => Ok(found),
            Err(_) => {
                let rows = self.rows_of_kept(list)?;
                self.over_rows(op, &rows, closures, list_type)
            }
        }
    }

    /// A list all of whose items count; without a value for each of them there is none.
    pub(super) fn all_kept(&mut self, items: Vec<Val>) -> Built<Kept> {
        let (one, needed) = (self.number(1), self.presences(&items)?);
        let present = self.needs(one, needed)?;
        Ok(Kept { items: items.into_iter().map(|item| (item, one)).collect(), present })
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

    /// The items as rows: so many for each of the rows at hand.
    pub(super) fn rows_of(&mut self, items: &[Val]) -> Built<ListVal> {
        let kept = self.all_kept(items.to_vec())?;
        self.rows_of_kept(&kept)
    }

    /// The items as rows, of which those count that are kept.
    pub(super) fn rows_of_kept(&mut self, list: &Kept) -> Built<ListVal> {
        let domain = self.written_rows(self.at, list.items.len());
        let (items, counts): (Vec<Val>, Vec<Reg>) = list.items.iter().cloned().unzip();
        let constant = |val: &Val| if let Val::Const(value) = val { Some(Ok(value.clone())) } else { None };
        let item = match items.iter().map(constant).collect::<Option<Vec<Node>>>() {
            Some(values) => {
                let place = self.place(domain, items.len());
                self.chosen(place, &values)?
            }
            None => self.woven(&items, domain)?,
        };
        let all_count = counts.iter().all(|count| self.constant(*count) == Some(1));
        let counts: Vec<Val> = counts.into_iter().map(Val::Bool).collect();
        let mask = if all_count { None } else { self.woven(&counts, domain)?.reg() };
        Ok(ListVal { domain, present: list.present, mask, item })
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
        let Some(first) = items.first() else { return Err(unsupported("an empty list")) };
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
                    return Err(unsupported("a list of records of several kinds"));
                }
                _ => self.lift(reg, self.at)?,
            };
            regs.push(reg);
        }
        let bounds: Vec<(i128, i128)> = regs.iter().filter_map(|reg| self.range(*reg)).collect();
        let lo = bounds.iter().map(|b| b.0).min().unwrap_or(0);
        let hi = bounds.iter().map(|b| b.1).max().unwrap_or(0);
        if regs.iter().any(|reg| self.lane(*reg) == Lane::Any) {
            return Err(unsupported("a list of values of another kind"));
        }
        let lane = Lane::of(lo, hi);
        let regs: Vec<Reg> = regs.into_iter().map(|reg| self.cast(reg, lane)).collect();
        Ok(kind.with(self.emit(Op::Weave(regs), lane, domain, lo, hi)))
    }

    /// Two lists of which the condition chooses one; where both are written out, each of their items is chosen.
    pub(super) fn choose_written(&mut self, condition: Reg, a: &Kept, b: &Kept) -> Built<Kept> {
        let mut items = Vec::new();
        let zero = self.number(0);
        let other = self.not(condition);
        for at in 0..a.items.len().max(b.items.len()) {
            items.push(match (a.items.get(at), b.items.get(at)) {
                (Some((a, x)), Some((b, y))) => {
                    (self.choose(condition, a, b)?, self.select(condition, *x, *y)?)
                }
                (Some((only, x)), None) => {
                    (self.where_taken(condition, only)?, self.select(condition, *x, zero)?)
                }
                (None, Some((only, y))) => (self.where_taken(other, only)?, self.select(other, *y, zero)?),
                (None, None) => continue,
            });
        }
        let present = self.select(condition, a.present, b.present)?;
        Ok(Kept { items, present: self.needs(present, vec![condition])? })
    }

    /// An item that is asked for only where its list is taken.
    fn where_taken(&mut self, taken: Reg, item: &Val) -> Built {
        let item = self.scalar(item)?;
        if item.reg().is_none() {
            return Err(unsupported("a choice between two lists"));
        }
        let zero = self.number(0);
        self.choose(taken, &item, &item.with(zero))
    }
}

impl Builder<'_> {
    /// A list that was written out or stands in the pack.
    pub(super) fn written(&mut self, val: &Val) -> Built<Option<Kept>> {
        match val {
            Val::Items(items) => self.all_kept(items.clone()).map(Some),
            Val::Const(Value::List(items)) => {
                self.all_kept(items.iter().cloned().map(Val::Const).collect()).map(Some)
            }
            Val::Kept(kept) => Ok(Some((**kept).clone())),
            _ => Ok(None),
        }
    }
}
