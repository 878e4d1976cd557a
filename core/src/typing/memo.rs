//! Takes over what an earlier check typed, where nothing that it rests on has changed.
//!
//! INVARIANT: a rule that is taken over is the very same as if it were typed anew. So a rule is remembered only where
//! it was typed without an error (what an error tells may rest on any name of the pack), and taken over only where
//! its own file, the place and the type of each of its inputs, the enums that it names itself and what is the same for
//! all rules are as they were.

use std::collections::BTreeSet;
use std::sync::Arc;

use indexmap::IndexMap;

use super::environment::Environment;
use super::program::{Body, Catalogue, Expr, ExprKind, Node, NodeId, Program};
use super::rests_on::{RestsOn, rests_on};
use super::rules;
use super::schema::Schema;
use super::types::RecordType;
use super::walk;
use crate::diagnostic::{Diagnostic, Sink};
use crate::link::{Linked, Symbol};
use crate::value::{Period, Scheme};

/// What a check typed, for the next check of nearly the same pack; empty for the first.
#[derive(Clone, Debug, Default)]
pub struct Memo {
    shared: Option<Arc<Shared>>,
    regimes: Vec<TypedRegime>,
}

/// What of a [`Memo`] may still hold for the pack at hand.
#[derive(Debug, Default)]
pub struct Standing<'a> {
    regimes: &'a [TypedRegime],
    /// The enums that are no longer what they were.
    pub(super) changed: BTreeSet<Arc<str>>,
    /// Whether each name of the subject is still that of the same declaration.
    pub(super) same_names: bool,
}

/// The typed program of a regime, and what its rules rested on.
#[derive(Clone, Debug)]
pub struct TypedRegime {
    /// The program.
    pub program: Arc<Program>,
    // By the number of the node; the last ones may be left out.
    remembered: Arc<Vec<Option<Arc<Remembered>>>>,
}

/// What every rule rests on.
#[derive(Debug)]
struct Shared {
    all: ForAll,
    schemes: IndexMap<Arc<str>, Arc<Scheme>>,
    names: Vec<(Arc<str>, Symbol)>,
    // With a twin a fact stands beside the one that has the name.
    facts: usize,
}

/// What must be as it was for any rule to be taken over.
#[derive(Debug, PartialEq)]
struct ForAll {
    pack: Option<Arc<str>>,
    schemes: Vec<Arc<str>>,
    // The enums to which an overlay may add values.
    open: Vec<Arc<str>>,
    codes: Vec<Arc<str>>,
    record: Option<Arc<RecordType>>,
    helper_tables: Vec<Arc<str>>,
}

/// A rule that was typed without an error.
#[derive(Debug)]
struct Remembered {
    rests_on: RestsOn,
    found: Vec<Diagnostic>,
}

impl Memo {
    /// What there is to remember of a check.
    #[must_use]
    pub fn new(linked: &Linked, schema: &Schema, regimes: Vec<TypedRegime>) -> Memo {
        Memo { shared: shared(linked, schema).map(Arc::new), regimes }
    }

    /// The enums, each as it was where it is the same still: values that are taken over are of these.
    #[must_use]
    pub fn schemes(&self, mut now: IndexMap<Arc<str>, Arc<Scheme>>) -> IndexMap<Arc<str>, Arc<Scheme>> {
        let Some(shared) = &self.shared else { return now };
        for (name, scheme) in &mut now {
            if let Some(was) = shared.schemes.get(name).filter(|was| *was == scheme) {
                *scheme = Arc::clone(was);
            }
        }
        now
    }

    /// What still holds: nothing, where something has changed that every rule may rest on.
    #[must_use]
    pub fn still(&self, linked: &Linked, schema: &Schema) -> Standing<'_> {
        let Some((was, is)) = self.shared.as_deref().zip(shared(linked, schema)) else {
            return Standing::default();
        };
        if was.all != is.all {
            return Standing::default();
        }
        let changed = is.schemes.iter().filter(|(name, scheme)| was.schemes.get(*name) != Some(*scheme));
        Standing {
            regimes: &self.regimes,
            changed: changed.map(|(name, _)| Arc::clone(name)).collect(),
            same_names: was.names == is.names && was.facts == is.facts,
        }
    }
}

/// `None` where rules rest on more than this, as those of an overlay do.
fn shared(linked: &Linked, schema: &Schema) -> Option<Shared> {
    let Catalogue { record, items, .. } = &schema.catalogue;
    (linked.layers.iter().count() == 1).then(|| Shared {
        all: ForAll {
            pack: linked.declarations.manifest.as_ref().map(|m| Arc::clone(&m.id.value)),
            schemes: schema.schemes.keys().cloned().collect(),
            open: linked
                .declarations
                .enums
                .iter()
                .filter(|decl| decl.open)
                .map(|decl| Arc::clone(&decl.name.value))
                .collect(),
            codes: items.keys().cloned().collect(),
            record: record.clone(),
            helper_tables: linked.helper_tables.keys().cloned().collect(),
        },
        schemes: schema.schemes.clone(),
        names: linked.names.iter().map(|(name, symbol)| (Arc::clone(name), *symbol)).collect(),
        facts: linked.declarations.facts.len(),
    })
}

/// What is taken over while a regime is typed, and what is remembered of it.
pub(super) struct Memory<'a> {
    standing: &'a Standing<'a>,
    before: Option<&'a TypedRegime>,
    remembered: Vec<Option<Arc<Remembered>>>,
}

impl<'a> Memory<'a> {
    pub(super) fn of(standing: &'a Standing<'a>, period: Period) -> Memory<'a> {
        let before = standing.regimes.iter().find(|regime| regime.program.period == period);
        Memory { standing, before, remembered: Vec::new() }
    }

    /// Types a rule, or takes it over; it is the next node to be added.
    pub(super) fn type_rule(
        &mut self,
        linked: &Linked,
        env: &Environment<'_>,
        group: usize,
        name: &Arc<str>,
        sink: &mut Sink,
    ) -> Option<Arc<Node>> {
        if let Some((node, known)) = self.taken_over(linked, env, group, name) {
            known.found.iter().for_each(|found| sink.push(found.clone()));
            self.remember(env, Arc::clone(known));
            return Some(Arc::clone(node));
        }
        let before = sink.errors();
        let (node, found) = sink.record(|sink| rules::type_rule(linked, env, group, sink));
        let mut node = node?;
        let list = linked.groups.get(group).and_then(|g| g.list);
        (node.inputs, node.parameters) = rules::direct_inputs(env, list, &node);
        if sink.errors() == before
            && !reads_more(&node)
            && stays_in_its_file(&node, &found)
            && let Some(rests_on) = rests_on(linked, env, group)
        {
            self.remember(env, Arc::new(Remembered { rests_on, found }));
        }
        Some(Arc::new(node))
    }

    fn remember(&mut self, env: &Environment<'_>, known: Arc<Remembered>) {
        self.remembered.resize(env.typed.nodes.len(), None);
        self.remembered.push(Some(known));
    }

    fn taken_over(
        &self,
        linked: &Linked,
        env: &Environment<'_>,
        group: usize,
        name: &Arc<str>,
    ) -> Option<(&'a Arc<Node>, &'a Arc<Remembered>)> {
        let before = self.before?;
        // Most often it has the number that it had.
        let next = NodeId(env.typed.nodes.len());
        let here = before.program.node(next).is_some_and(|node| node.path == *name);
        let id = if here { next } else { *before.program.by_name.get(name)? };
        let known = before.remembered.get(id.0)?.as_ref()?;
        if !known.rests_on.stands(linked, env, self.standing, group)? {
            return None;
        }
        let node = before.program.nodes.get(id.0)?.as_ref()?;
        // The numbers of nodes stand in typed rules, so each must still mean the same.
        let list = node.rule().and_then(|rule| rule.list).map(|(list, _)| list);
        let stands = |id: &NodeId| {
            let (was, is) = (before.program.node(*id), env.node(*id));
            was.zip(is).is_some_and(|(was, is)| was.path == is.path)
        };
        node.inputs.iter().chain(&list).all(stands).then_some((node, known))
    }

    /// The program with what is remembered of it.
    pub(super) fn finish(self, program: Arc<Program>) -> TypedRegime {
        TypedRegime { program, remembered: Arc::new(self.remembered) }
    }
}

/// Whether what was found of a rule names no other file, such as the one of a parameter: that may change, and the
/// place with it, where the rule does not.
fn stays_in_its_file(node: &Node, found: &[Diagnostic]) -> bool {
    let own = node.rule().and_then(|rule| rule.versions.first()).map(|version| version.span.file);
    found.iter().flat_map(|found| &found.labels).all(|label| Some(label.span.file) == own)
}

/// Whether a rule reads more than its inputs: the values of other days, or a table that is called like a function.
fn reads_more(node: &Node) -> bool {
    let Body::Rule(rule) = &node.body else { return true };
    let mut more = false;
    let mut look = |expr: &Expr| {
        walk::each(expr, &mut |inner| {
            more |= matches!(inner.kind, ExprKind::At(..) | ExprKind::Table { called: true, .. });
        });
    };
    rule.versions.iter().for_each(|version| {
        version.applies.iter().chain([&version.body]).for_each(&mut look);
    });
    rule.item_from.iter().for_each(&mut look);
    more
}
