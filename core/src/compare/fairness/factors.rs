//! What a rate rests on, as far as its share can differ between groups: requirements, or the nearest rules and facts.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::rate::{Verdict, lacking};
use crate::compare::cell::OutputKind;
use crate::outcome::{requirements_of, words};
use crate::text;
use crate::typing::Type;
use crate::typing::program::{NodeId, Program};
use crate::value::{Node, Text, Value};

/// The most factors that are counted for each group.
const MAX_FACTORS: usize = 64;

/// One thing whose share is counted for each group: that a requirement is not met, that a rule has a value.
#[derive(Clone, Debug)]
pub(super) struct Factor {
    /// The name by which it is asked for.
    pub(super) name: Arc<str>,
    /// What people read of it.
    pub(super) label: Text,
    /// What is counted, in words.
    pub(super) value: Text,
    /// Whether only more of it makes a group worse off, as of a requirement that is not met.
    pub(super) is_lack: bool,
    counts: Counts,
}

#[derive(Clone, Debug)]
enum Counts {
    False,
    Value(Arc<str>),
}

impl Factor {
    /// What a subject counts as: yes where it has what is counted.
    pub(super) fn verdict(&self, node: &Node) -> Verdict {
        let has = match (node, &self.counts) {
            (Err(causes), _) => return lacking(causes.status()),
            (Ok(Value::Bool(truth)), Counts::False) => !truth,
            (Ok(Value::Enum(value)), Counts::Value(id)) => value.id() == &**id,
            // INVARIANT: what is counted was chosen by the type of the node.
            (Ok(_), _) => return Verdict::Undetermined,
        };
        if has { Verdict::Yes } else { Verdict::No }
    }
}

/// The factors of an output: of a promotion its requirements, else the nearest of what it rests on that has few values.
pub(super) fn factors(program: &Program, output: NodeId) -> Vec<Factor> {
    let mut found = Vec::new();
    if OutputKind::of(program, output) == OutputKind::Promotion {
        let mut ids = Vec::new();
        requirements_of(program, output, &mut ids);
        for id in ids {
            add(program, id, true, &mut found);
        }
    } else {
        let mut seen = BTreeSet::from([output]);
        let mut level = vec![output];
        while found.is_empty() && !level.is_empty() {
            let inputs = level.iter().filter_map(|id| program.node(*id)).flat_map(|node| node.inputs.clone());
            level = inputs.filter(|id| seen.insert(*id)).collect();
            for id in &level {
                add(program, *id, false, &mut found);
            }
        }
    }
    found.truncate(MAX_FACTORS);
    found
}

fn add(program: &Program, id: NodeId, is_lack: bool, found: &mut Vec<Factor>) {
    let Some(node) = program.node(id) else { return };
    let of_list = node.rule().is_some_and(|rule| rule.list.is_some());
    if of_list || node.fact().is_some_and(|fact| fact.protected) {
        return;
    }
    let factor = |value: Text, counts: Counts| Factor {
        name: Arc::clone(&node.path),
        label: words::labels(node),
        value,
        is_lack,
        counts,
    };
    match &node.ty {
        Type::Bool if is_lack => {
            found.push(factor(text!("belum terpenuhi", "not met"), Counts::False));
        }
        Type::Bool => found.push(factor(text!("tidak", "no"), Counts::False)),
        Type::Enum(scheme) => found.extend(scheme.values.iter().map(|value| {
            let id = value.label.as_deref().unwrap_or(&value.id);
            let en = value.label_en.as_deref().unwrap_or(id);
            factor(Text { id: id.to_owned(), en: en.to_owned() }, Counts::Value(Arc::clone(&value.id)))
        })),
        _ => {}
    }
}
