//! Values of the pack that a number chooses: entries of keyed parameters, rows of the catalogue, results of tables.

use std::sync::Arc;

use super::super::code::{Arith, CauseSet, Lut, Reg};
use super::super::lanes::Lane;
use super::values::{ListVal, Val};
use super::{Builder, Built, unsupported};
use crate::value::{Causes, Node, Value};

/// A record of the pack, and the register that tells which it is.
pub(super) type Records = (Reg, Arc<[Value]>);

/// More values than this are left to the reference evaluator.
const MOST: usize = 1 << 16;

impl Builder<'_> {
    /// The value that a number chooses among these; it lies within them wherever it has a value.
    pub(super) fn chosen(&mut self, index: Reg, values: &[Node]) -> Built {
        if let Some(number) = self.constant(index)
            && let Some(value) = usize::try_from(number).ok().and_then(|number| values.get(number))
        {
            return Ok(match value {
                Ok(value) => Val::Const(value.clone()),
                Err(causes) => {
                    let causes = self.cause_set(causes);
                    Val::Never(self.never(causes))
                }
            });
        }
        match values.iter().find_map(|value| value.as_ref().ok()) {
            Some(Value::List(_)) => self.chosen_list(index, values),
            Some(record @ Value::Record(_)) => {
                let index = self.known_among(index, values)?;
                let records = values.iter().map(|value| value.clone().unwrap_or_else(|_| record.clone()));
                Ok(Val::Chosen(index, records.collect()))
            }
            _ => self.chosen_scalar(index, values),
        }
    }

    /// The number itself, without value where what it chooses has none.
    fn known_among(&mut self, index: Reg, values: &[Node]) -> Built<Reg> {
        if values.iter().all(Result::is_ok) {
            return Ok(index);
        }
        let mut entries = Vec::new();
        for (number, value) in values.iter().enumerate() {
            let causes = value.as_ref().err().map_or(CauseSet(0), |causes| self.cause_set(causes));
            entries.push((i128::try_from(number).unwrap_or(0), causes));
        }
        self.lookup(index, Lut { lo: 0, entries })
    }

    fn chosen_scalar(&mut self, index: Reg, values: &[Node]) -> Built {
        let mut scale = 0;
        for value in values {
            if let Ok(Value::Number(number)) = value {
                scale = scale.max(number.scale().ok_or(unsupported("a quotient in a parameter"))?);
            }
        }
        let mut entries = Vec::new();
        let mut kind = Val::Never(index);
        for value in values {
            let value = match value {
                Ok(value) => value.clone(),
                Err(causes) => {
                    entries.push((0, self.cause_set(causes)));
                    continue;
                }
            };
            let val = self.scalar(&Val::Const(value))?;
            let (reg, _) = val.column().ok_or(unsupported("an entry"))?;
            let digits = match val {
                Val::Number(reg, own) => self.at_scale(reg, own, scale)?,
                _ => reg,
            };
            entries.push((self.constant(digits).ok_or(unsupported("an entry"))?, CauseSet(0)));
            kind = if matches!(val, Val::Number(..)) { Val::Number(reg, scale) } else { val };
        }
        let reg = self.lookup(index, Lut { lo: 0, entries })?;
        Ok(kind.with(reg))
    }

    /// One of several lists: as many rows as the longest has, of which those count that the chosen one has.
    fn chosen_list(&mut self, index: Reg, values: &[Node]) -> Built {
        let lists: Vec<&[Value]> = values
            .iter()
            .map(|value| if let Ok(Value::List(items)) = value { &**items } else { &[][..] })
            .collect();
        let longest = lists.iter().map(|items| items.len()).max().unwrap_or(0);
        if lists.len().saturating_mul(longest) > MOST {
            return Err(unsupported("many long lists of the pack"));
        }
        let parent = self.domain(index);
        let domain = self.written_rows(parent, longest);
        let place = self.place(domain, longest);
        let (near, width) = (self.lift(index, domain)?, i128::try_from(longest).unwrap_or(0));
        let width = self.number(width);
        let first = self.arith(Arith::Mul, near, width)?;
        let number = self.arith(Arith::Add, first, place)?;
        let (mut all, mut counts) = (Vec::new(), Vec::new());
        for items in &lists {
            for at in 0..longest {
                // What does not count is never looked at.
                all.push(items.get(at).cloned().ok_or_else(Causes::default));
                counts.push(Ok(Value::Bool(at < items.len())));
            }
        }
        let item = if longest == 0 { Val::Never(number) } else { self.chosen(number, &all)? };
        let mask = if lists.iter().all(|items| items.len() == longest) {
            None
        } else {
            self.chosen_scalar(number, &counts)?.reg()
        };
        let known = self.known_among(index, values)?;
        let one = self.number(1);
        let present = self.needs(one, vec![known])?;
        Ok(Val::List(Box::new(ListVal { domain, present, mask, item })))
    }

    /// A field of one of several records.
    pub(super) fn chosen_field(&mut self, index: Reg, records: &[Value], slot: usize) -> Built {
        let field = |record: &Value| match record {
            Value::Record(fields) => fields.get(slot).cloned(),
            _ => None,
        };
        let fields: Option<Vec<Node>> = records.iter().map(field).collect();
        self.chosen(index, &fields.ok_or(unsupported("a field"))?)
    }

    /// A record of the pack and which it is, of a value that is one.
    pub(super) fn record(&mut self, val: &Val) -> Option<Records> {
        match val {
            Val::Chosen(index, records) => Some((*index, Arc::clone(records))),
            Val::Const(record @ Value::Record(_)) => Some((self.number(0), Arc::from([record.clone()]))),
            _ => None,
        }
    }

    /// Two records of the pack by their numbers among those of both.
    pub(super) fn alike_records(&mut self, a: Records, b: Records) -> Built<(Reg, Reg, Val)> {
        let ((x, first), (y, second)) = (a, b);
        if first == second {
            return Ok((x, y, Val::Chosen(x, first)));
        }
        let before = self.number(i128::try_from(first.len()).unwrap_or(0));
        let y = self.arith(Arith::Add, y, before)?;
        let all: Arc<[Value]> = first.iter().chain(second.iter()).cloned().collect();
        if all.len() > MOST || self.lane(y) == Lane::Any {
            return Err(unsupported("a choice among many records"));
        }
        Ok((x, y, Val::Chosen(x, all)))
    }
}
