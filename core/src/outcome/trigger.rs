//! What the triggers call for: each item of the catalogue once, most urgent first.

use std::sync::Arc;

use indexmap::IndexMap;

use super::Outcome;
use super::words::Filling;
use crate::eval::codes;
use crate::script::ast::{Kind, ReasonKind};
use crate::text;
use crate::typing::program::{CatalogueItem, Node as ProgramNode, NodeId, Rule};
use crate::value::{Cause, Causes, Lang, Node, Number, Status, Text, Value};

/// An item of the catalogue that is called for.
#[derive(Clone, Debug)]
pub struct Called {
    /// The item.
    pub item: CatalogueItem,
    /// The highest priority of its reasons.
    pub priority: Number,
    /// All reasons, the most urgent first.
    pub reasons: Vec<CalledReason>,
}

/// Why an item is called for.
#[derive(Clone, Debug)]
pub struct CalledReason {
    /// The trigger, `list.rule` for one of a list.
    pub rule: Arc<str>,
    /// The row of the list, from 0.
    pub row: Option<usize>,
    /// The priority that this trigger gives.
    pub priority: Number,
    /// The kind of reason.
    pub kind: Option<ReasonKind>,
    /// The reason in words.
    pub text: Text,
}

/// A trigger of which it is not known whether it calls for something.
#[derive(Clone, Debug)]
pub struct UndeterminedTrigger {
    /// The trigger.
    pub rule: Arc<str>,
    /// The row of the list, from 0.
    pub row: Option<usize>,
    /// Why it is not known.
    pub causes: Causes,
}

/// What all triggers of a plan come to.
#[derive(Clone, Debug, Default)]
pub struct Triggers {
    /// What is called for, most urgent first, ties by code.
    pub called: Vec<Called>,
    /// What is not known.
    pub undetermined: Vec<UndeterminedTrigger>,
}

impl ReasonKind {
    /// The word on the wire.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            ReasonKind::Gap => "gap",
            ReasonKind::Mandatory => "mandatory",
            ReasonKind::Opportunity => "opportunity",
            ReasonKind::Urgent => "urgent",
        }
    }

    /// The kind in words.
    #[must_use]
    pub fn text(self) -> Text {
        match self {
            ReasonKind::Gap => text!("kesenjangan", "gap"),
            ReasonKind::Mandatory => text!("wajib", "mandatory"),
            ReasonKind::Opportunity => text!("kesempatan", "opportunity"),
            ReasonKind::Urgent => text!("mendesak", "urgent"),
        }
    }
}

impl Outcome {
    /// What the triggers call for; empty where the plan was not asked for them.
    #[must_use]
    pub fn triggers(&self) -> Triggers {
        let mut found = Triggers::default();
        if !self.plan().gives_triggers() {
            return found;
        }
        let mut called: IndexMap<Arc<str>, Called> = IndexMap::new();
        let values = self.values();
        for id in self.plan().order() {
            let Some(node) = values.program().node(*id) else { continue };
            let Some(rule) = node.rule().filter(|rule| rule.kind == Kind::Trigger) else { continue };
            match rule.list {
                None => self.pull(node, rule, *id, None, &mut called, &mut found),
                Some((list, _)) => {
                    // A list that is not known leaves its triggers undetermined as a whole.
                    match values.rows(list) {
                        Ok(rows) => {
                            for (at, row) in rows.iter().enumerate() {
                                self.pull(node, rule, *id, Some((list, at, row)), &mut called, &mut found);
                            }
                        }
                        Err(causes) => undetermined(node, None, causes, &mut found),
                    }
                }
            }
        }
        found.called = called.into_values().collect();
        for item in &mut found.called {
            item.reasons.sort_by_key(|reason| std::cmp::Reverse(reason.priority));
        }
        found.called.sort_by(|a, b| b.priority.cmp(&a.priority).then_with(|| a.item.code.cmp(&b.item.code)));
        found
    }

    fn pull(
        &self,
        node: &ProgramNode,
        rule: &Rule,
        id: NodeId,
        row: Option<(NodeId, usize, &Arc<[Node]>)>,
        called: &mut IndexMap<Arc<str>, Called>,
        found: &mut Triggers,
    ) {
        let values = self.values();
        let at = row.map(|(_, at, _)| at);
        let own = match (row, rule.list) {
            (Some((_, _, fields)), Some((_, slot))) => fields.get(slot).cloned(),
            _ => Some(values.get(id)),
        };
        let priority = match own {
            Some(Ok(Value::Number(priority))) if priority > Number::ZERO => priority,
            Some(Err(causes)) => return undetermined(node, at, causes, found),
            _ => return,
        };
        let code = match (&rule.item, &rule.item_from) {
            (Some(code), _) => Ok(Value::Text(Arc::clone(code))),
            (None, Some(from)) => match rule.versions.first() {
                Some(version) => {
                    let mut frame = values.frame(node, version, row.map(|(_, _, fields)| fields));
                    values.eval(from, &mut frame)
                }
                None => Err(Causes::default()),
            },
            (None, None) => Err(Causes::default()),
        };
        let item = match code {
            Ok(Value::Text(code)) => match values.program().catalogue.items.get(&code) {
                Some(item) => item.clone(),
                None => {
                    let cause = Cause::Failed(Arc::clone(&node.path), codes::NO_SUCH_ITEM);
                    return undetermined(node, at, Causes::one(cause), found);
                }
            },
            Err(causes) => return undetermined(node, at, causes, found),
            Ok(_) => return,
        };
        let filling = Filling { values, item: row.map(|(list, _, fields)| (list, fields)) };
        let told = rule.reason.as_ref().and_then(|(reason, en)| {
            let id = reason.text.as_ref()?;
            Some(Text {
                id: filling.fill(id, Lang::Id),
                en: filling.fill(en.as_ref().unwrap_or(id), Lang::En),
            })
        });
        let reason = CalledReason {
            rule: Arc::clone(&node.path),
            row: at,
            priority,
            kind: rule.reason.as_ref().map(|(reason, _)| reason.kind),
            text: told.unwrap_or_else(|| super::words::labels(node)),
        };
        let entry = called.entry(Arc::clone(&item.code)).or_insert_with(|| Called {
            item,
            priority,
            reasons: Vec::new(),
        });
        entry.priority = entry.priority.max(priority);
        entry.reasons.push(reason);
    }
}

/// A trigger that does not apply calls for nothing; any other that has no value is told.
fn undetermined(node: &ProgramNode, row: Option<usize>, causes: Causes, found: &mut Triggers) {
    if causes.status() != Status::NotApplicable {
        found.undetermined.push(UndeterminedTrigger { rule: Arc::clone(&node.path), row, causes });
    }
}
