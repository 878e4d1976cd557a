//! Rules that the reference evaluator runs row by row inside the plan.

use std::sync::Arc;

use super::super::code::{Meaning, Op, RowField, RowInput, RowList, RowRule, SUBJECTS};
use super::super::lanes::Lane;
use super::values::Val;
use super::{Builder, Built, Unsupported, unsupported};
use crate::script::ast::Kind;
use crate::typing::Type;
use crate::typing::program::{Node, NodeId, Rule};
use crate::value::Value;

impl Builder<'_> {
    /// Leaves a rule to the reference evaluator.
    pub(super) fn by_row(&mut self, id: NodeId, node: &Node, rule: &Rule, why: Unsupported) -> Val {
        let mut wanted: Vec<NodeId> = node.inputs.to_vec();
        // Whether a requirement is skipped is told by its own condition, which rests on its inputs.
        let program = self.wanted.program;
        for input in &node.inputs {
            let other = program.node(*input);
            if other.and_then(|n| n.rule()).is_some_and(|r| r.kind == Kind::Requirement) {
                wanted.extend(other.iter().flat_map(|n| n.inputs.iter().copied()));
            }
        }
        wanted.sort_unstable();
        wanted.dedup();
        wanted.retain(|input| program.node(*input).and_then(|n| n.rule()).is_none_or(|r| r.list.is_none()));
        let mut inputs = Vec::new();
        self.at = SUBJECTS;
        for input in wanted {
            let Some(val) = self.val_of_node(input) else { continue };
            let given = self.row_input(id, &val);
            let given =
                given.or_else(|| self.whole_value(input).map(|(reg, meaning)| RowInput::Value(reg, meaning)));
            inputs.extend(given.map(|given| (input, given)));
        }
        // Bringing in a whole value may have led through other rules.
        let at_hand = self.enter(node, rule);
        debug_assert!(at_hand.is_some(), "a list stands before its rules");
        let (domain, item) = match (rule.list, self.item) {
            (Some((list, _)), Some((domain, _))) => (domain, Some(self.row_fields(id, list, None))),
            _ => (SUBJECTS, None),
        };
        let (meaning, lane, lo, hi) = kept_as(&node.ty);
        let number = self.code.row_rules.len();
        self.code.row_rules.push(RowRule {
            node: id,
            name: Arc::clone(&node.path),
            why: why.what(),
            inputs,
            item,
            meaning: meaning.clone(),
        });
        let reg = self.emit(Op::ByRow(number), lane, domain, lo, hi);
        match meaning {
            Meaning::Bool => Val::Bool(reg),
            Meaning::Number(scale) => Val::Number(reg, scale),
            Meaning::Enum(scheme) => Val::Enum(reg, scheme),
            Meaning::Date => Val::Date(reg),
            Meaning::Text => Val::Text(reg),
            Meaning::Any | Meaning::Among(_) => Val::Any(reg),
        }
    }

    fn row_input(&mut self, id: NodeId, val: &Val) -> Option<RowInput> {
        match val {
            Val::List(list) => match &list.item {
                Val::Item(_, fact, None) if list.mask.is_none() => Some(RowInput::List(RowList {
                    present: list.present,
                    domain: list.domain,
                    fields: self.row_fields(id, *fact, None),
                })),
                _ => self.list_of_values(val).ok(),
            },
            Val::Items(_) | Val::Kept(_) | Val::Const(Value::List(_)) => self.list_of_values(val).ok(),
            other => {
                let other = self.scalar(other).ok()?;
                let (reg, meaning) = other.column()?;
                Some(RowInput::Value(reg, meaning))
            }
        }
    }

    /// A list of values for the rows at hand.
    pub(super) fn list_of_values(&mut self, val: &Val) -> Built<RowInput> {
        let list = match (val, self.written(val)?) {
            (_, Some(list)) => self.rows_of_kept(&list)?,
            (Val::List(list), None) => self.crossed(list)?,
            _ => return Err(unsupported("a list")),
        };
        if self.spec(list.domain).map(|spec| spec.parent) != Some(self.at) {
            return Err(unsupported("rows"));
        }
        let (reg, meaning) = match self.scalar(&list.item)? {
            Val::Chosen(index, records) => (index, Meaning::Among(records)),
            item => item.column().ok_or(unsupported("a list of rows"))?,
        };
        let present = self.lift(list.present, self.at)?;
        // What rests on no row has one number a subject, but is read row by row.
        let (reg, mask) = (self.lift(reg, list.domain)?, self.lifted_mask(&list)?);
        Ok(RowInput::Values(present, list.domain, mask, reg, meaning))
    }

    /// The fields of a row of a list, as far as they are known when a rule is worked out.
    fn row_fields(&mut self, id: NodeId, fact: NodeId, nested: Option<usize>) -> Vec<Option<RowField>> {
        let Some(domain) = self.rows_of_list(fact, nested) else { return Vec::new() };
        let fields = match nested {
            None => self.wanted.program.list_fields.get(&fact).map_or(0, Vec::len),
            Some(_) => self.nested_fields(fact, nested),
        };
        let mut found = Vec::new();
        for slot in 0..fields {
            if nested.is_none() && self.rule_of_list(fact, slot).is_some_and(|rule| rule >= id) {
                found.push(None);
                continue;
            }
            let field = match self.item_field(domain, fact, nested, slot) {
                Ok(Val::List(list)) => Some(RowField::List(RowList {
                    present: list.present,
                    domain: list.domain,
                    fields: self.row_fields(id, fact, Some(slot)),
                })),
                Ok(val) => {
                    let val = self.scalar(&val).unwrap_or(val);
                    val.column().map(|(reg, meaning)| RowField::Value(reg, meaning))
                }
                Err(_) => None,
            };
            found.push(field);
        }
        found
    }

    fn nested_fields(&self, fact: NodeId, nested: Option<usize>) -> usize {
        use crate::typing::program::Shape;
        let shape = self.wanted.program.node(fact).and_then(Node::fact).map(|fact| &fact.shape);
        let Some(Shape::List(list)) = shape else { return 0 };
        match nested.and_then(|slot| list.fields.get(slot)).map(|field| &field.shape) {
            Some(Shape::List(inner)) => inner.fields.len(),
            _ => 0,
        }
    }
}

/// How the result of a rule is kept, in which lane, and within which bounds.
fn kept_as(ty: &Type) -> (Meaning, Lane, i128, i128) {
    match ty {
        Type::Bool => (Meaning::Bool, Lane::TRUTH, 0, 1),
        Type::Number(number) => match number.scale {
            Some(scale) => {
                let (lo, hi) = Builder::proven(ty, scale).unwrap_or((i128::MIN / 4, i128::MAX / 4));
                (Meaning::Number(scale), Lane::of(lo, hi), lo, hi)
            }
            None => (Meaning::Any, Lane::Any, 0, 0),
        },
        Type::Enum(scheme) => {
            let last = i128::try_from(scheme.values.len().saturating_sub(1)).unwrap_or(0);
            (Meaning::Enum(Arc::clone(scheme)), Lane::of(0, last), 0, last)
        }
        Type::Date => {
            let (lo, hi) = (super::super::calendar::FIRST_DAY, super::super::calendar::LAST_DAY);
            (Meaning::Date, Lane::ORDINAL, i128::from(lo), i128::from(hi))
        }
        Type::Text => (Meaning::Text, Lane::ORDINAL, 0, i128::from(i32::MAX)),
        _ => (Meaning::Any, Lane::Any, 0, 0),
    }
}
