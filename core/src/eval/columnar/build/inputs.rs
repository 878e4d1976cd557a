//! Facts, fields of items and rows that were picked: what is read of a subject.

use std::sync::Arc;

use super::super::calendar;
use super::super::code::{Domain, DomainKind, DomainSpec, InputSpec, ListSpec, Op, Reg, SUBJECTS};
use super::super::lanes::Lane;
use super::values::{ListVal, Val};
use super::{Builder, Built, unsupported};
use crate::typing::program::{Fact, ListShape, NodeId, Shape};
use crate::value::Value;

/// The most digits that a number may have.
const DIGITS: i128 = 10i128.pow(38) - 1;

impl Builder<'_> {
    /// A fact of the subject.
    pub(super) fn fact(&mut self, id: NodeId, path: &Arc<str>, fact: &Fact) -> Val {
        match &fact.shape {
            Shape::List(_) => self.list(id, None, path, SUBJECTS),
            shape => self.column(id, None, path, SUBJECTS, shape),
        }
    }

    fn list(&mut self, fact: NodeId, field: Option<usize>, path: &Arc<str>, parent: Domain) -> Val {
        if let Some(domain) = self.rows_of_list(fact, field) {
            let present = self.input_of(fact, field.map(|f| (parent, f)));
            let present = present.unwrap_or(Reg::FIRST);
            return Val::List(Box::new(ListVal {
                domain,
                present,
                mask: None,
                item: Val::Item(domain, fact, field),
            }));
        }
        let input = self.code.inputs.len();
        let shape = Shape::Bool;
        self.code.inputs.push(InputSpec {
            fact,
            field,
            path: Arc::clone(path),
            domain: parent,
            shape,
            lane: Lane::TRUTH,
            lo: 0,
            hi: 1,
            scale: 0,
            used: false,
        });
        let present = self.emit(Op::Input(input), Lane::TRUTH, parent, 0, 1);
        self.set_input(fact, field.map(|f| (parent, f)), present);
        let domain = Domain(u32::try_from(self.code.domains.len()).unwrap_or(u32::MAX));
        let kind = DomainKind::List(ListSpec { fact, field, present: input });
        self.code.domains.push(DomainSpec { parent, kind, name: Arc::clone(path), used: false });
        self.set_rows(fact, field, domain);
        Val::List(Box::new(ListVal { domain, present, mask: None, item: Val::Item(domain, fact, field) }))
    }

    fn column(
        &mut self,
        fact: NodeId,
        field: Option<(Domain, usize)>,
        path: &Arc<str>,
        domain: Domain,
        shape: &Shape,
    ) -> Val {
        let (lo, hi, scale) = bounds(shape);
        let reg = match self.input_of(fact, field) {
            Some(reg) => reg,
            None => {
                let input = self.code.inputs.len();
                let lane = Lane::of(lo, hi);
                self.code.inputs.push(InputSpec {
                    fact,
                    field: field.map(|(_, slot)| slot),
                    path: Arc::clone(path),
                    domain,
                    shape: shape.clone(),
                    lane,
                    lo,
                    hi,
                    scale,
                    used: false,
                });
                let reg = self.emit(Op::Input(input), lane, domain, lo, hi);
                self.set_input(fact, field, reg);
                reg
            }
        };
        match shape {
            Shape::Bool | Shape::List(_) => Val::Bool(reg),
            Shape::Number { .. } => Val::Number(reg, scale),
            Shape::Enum(scheme) => Val::Enum(reg, Arc::clone(scheme)),
            Shape::Text => Val::Text(reg),
            Shape::Date { .. } => Val::Date(reg),
        }
    }

    fn list_shape(&self, fact: NodeId, field: Option<usize>) -> Option<Arc<ListShape>> {
        let shape = &self.wanted.program.node(fact)?.fact()?.shape;
        let Shape::List(list) = shape else { return None };
        match field {
            None => Some(Arc::clone(list)),
            Some(field) => match &list.fields.get(field)?.shape {
                Shape::List(inner) => Some(Arc::clone(inner)),
                _ => None,
            },
        }
    }

    /// A field of the item of a list, or a rule of the list, for rows that lie within those of the list.
    pub(super) fn item_field(
        &mut self,
        at: Domain,
        fact: NodeId,
        nested: Option<usize>,
        slot: usize,
    ) -> Built {
        let own = self.rows_of_list(fact, nested).ok_or(unsupported("a list"))?;
        let val = self.own_field(own, fact, nested, slot)?;
        if at == own {
            return Ok(val);
        }
        match &val {
            Val::List(_) => Err(unsupported("a list within a row of another list")),
            Val::Const(_) | Val::Never(_) => Ok(val),
            Val::Quotient(_) => Err(unsupported("a quotient in a row")),
            _ => {
                let (reg, _) = val.column().ok_or(unsupported("a field"))?;
                let crossed = self.spec(at).is_some_and(|spec| spec.kind == DomainKind::Cross(own));
                let reg = if crossed { self.inner(reg, own, at)? } else { self.lift(reg, at)? };
                Ok(val.with(reg))
            }
        }
    }

    fn own_field(&mut self, own: Domain, fact: NodeId, nested: Option<usize>, slot: usize) -> Built {
        let shape = self.list_shape(fact, nested).ok_or(unsupported("a list"))?;
        if let Some(field) = shape.fields.get(slot) {
            let outer = self.spec(own).map(|spec| Arc::clone(&spec.name)).unwrap_or_default();
            let path: Arc<str> = Arc::from(format!("{outer}.{}", field.name));
            return Ok(match &field.shape {
                Shape::List(_) => self.list(fact, Some(slot), &path, own),
                shape => self.column(fact, Some((own, slot)), &path, own, shape),
            });
        }
        let node = self.rule_of_list(fact, slot);
        node.and_then(|node| self.val_of_node(node)).ok_or(unsupported("a rule of a list"))
    }

    /// The rule of a list that has this position among the fields of its rows.
    pub(super) fn rule_of_list(&self, fact: NodeId, slot: usize) -> Option<NodeId> {
        let path = &self.wanted.program.list_fields.get(&fact)?.get(slot)?.path;
        self.wanted.program.by_name.get(path).copied()
    }

    /// A field of a record.
    pub(super) fn field(&mut self, base: &Val, slot: usize) -> Built {
        match base {
            Val::Const(Value::Record(fields)) => match fields.get(slot) {
                Some(Ok(value)) => Ok(Val::Const(value.clone())),
                Some(Err(causes)) => {
                    let causes = self.cause_set(causes);
                    Ok(Val::Never(self.never(causes)))
                }
                None => Err(unsupported("a field")),
            },
            Val::Never(reg) => Ok(Val::Never(*reg)),
            Val::Chosen(index, records) => self.chosen_field(*index, records, slot),
            Val::Item(at, fact, nested) => self.item_field(*at, *fact, *nested, slot),
            Val::Picked(domain, fact, nested, index) => {
                let val = self.item_field(*domain, *fact, *nested, slot)?;
                let (reg, _) = val.column().ok_or(unsupported("a field of a picked row"))?;
                let reg = self.gather(reg, *index)?;
                Ok(val.with(reg))
            }
            _ => Err(unsupported("a field")),
        }
    }

    /// The number of the row that an index names.
    pub(super) fn gather(&mut self, reg: Reg, index: Reg) -> Built<Reg> {
        if self.placed(reg).is_none() {
            return self.needs(reg, vec![index]);
        }
        let (lo, hi) = self.bounds(reg);
        let (lane, domain) = (self.lane(reg), self.domain(index));
        Ok(self.emit(Op::Gather(reg, index), lane, domain, lo, hi))
    }
}

/// The bounds of what counts, and the decimals.
pub(crate) fn bounds(shape: &Shape) -> (i128, i128, u32) {
    match shape {
        Shape::Bool | Shape::List(_) => (0, 1, 0),
        Shape::Number { min, max, scale } => {
            let scale = scale.unwrap_or(0);
            let digits = |n: Option<crate::value::Number>, down| {
                let rounding =
                    if down { crate::value::Rounding::Ceil } else { crate::value::Rounding::Floor };
                n.and_then(|n| n.round(scale, rounding)).and_then(|n| n.to_scaled(scale))
            };
            (digits(*min, true).unwrap_or(-DIGITS), digits(*max, false).unwrap_or(DIGITS), scale)
        }
        Shape::Enum(scheme) => {
            let last = i128::try_from(scheme.values.len().saturating_sub(1)).unwrap_or(i128::MAX);
            (0, last, 0)
        }
        Shape::Text => (0, i128::from(i32::MAX), 0),
        Shape::Date { min, max } => {
            (i128::from(calendar::days_of(*min)), i128::from(calendar::days_of(*max)), 0)
        }
    }
}
