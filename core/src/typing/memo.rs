//! Takes over what an earlier check typed, where nothing that it rests on has changed.
//!
//! INVARIANT: a rule that is taken over is the very same as if it were typed anew. So a rule is remembered only where
//! it was typed without an error (what an error tells may rest on any name of the pack), and taken over only where
//! its own file, the place and the type of each of its inputs and what is the same for all rules are as they were.

use std::sync::Arc;

use indexmap::IndexMap;

use super::environment::Environment;
use super::program::{Body, Catalogue, Expr, ExprKind, Node, NodeId, Program};
use super::rules;
use super::schema::Schema;
use super::types::{RecordType, Type};
use super::walk;
use crate::diagnostic::{Diagnostic, Sink};
use crate::link::{Linked, Origin, RuleGroup, RuleVersion};
use crate::source::Span;
use crate::value::{Period, Scheme, Value};

/// What a check typed, for the next check of nearly the same pack; empty for the first.
#[derive(Clone, Debug, Default)]
pub struct Memo {
    shared: Option<Arc<Shared>>,
    regimes: Vec<TypedRegime>,
}

/// The typed program of a regime, and what its rules rested on.
#[derive(Clone, Debug)]
pub struct TypedRegime {
    /// The program.
    pub program: Arc<Program>,
    remembered: Arc<IndexMap<Arc<str>, Arc<Remembered>>>,
}

/// What every rule rests on.
#[derive(Debug, PartialEq)]
struct Shared {
    pack: Option<Arc<str>>,
    schemes: IndexMap<Arc<str>, Arc<Scheme>>,
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

/// What a rule rests on besides.
#[derive(Debug)]
struct RestsOn {
    // The same text in another place of memory counts as another.
    file: Arc<str>,
    origin: Origin,
    span: Span,
    slot: Option<usize>,
    // INVARIANT: every input is there; why one is not may change with any other rule.
    inputs: Vec<(Arc<str>, Seen)>,
}

/// What a name stands for.
#[derive(Debug, PartialEq)]
enum Seen {
    AsOf,
    Catalogue(Type),
    Node(NodeId, Type, bool),
    Field(usize, Type, bool),
    Parameter(Value, Type),
}

impl Memo {
    /// What there is to remember of a check.
    #[must_use]
    pub fn new(linked: &Linked, schema: &Schema, regimes: Vec<TypedRegime>) -> Memo {
        Memo { shared: shared(linked, schema).map(Arc::new), regimes }
    }

    /// The enums as they were, where they are the same still: values that are taken over are of these.
    #[must_use]
    pub fn schemes(&self, now: IndexMap<Arc<str>, Arc<Scheme>>) -> IndexMap<Arc<str>, Arc<Scheme>> {
        self.shared
            .as_ref()
            .filter(|shared| shared.schemes == now)
            .map_or(now, |shared| shared.schemes.clone())
    }

    /// What still holds: nothing, where something has changed that every rule may rest on.
    #[must_use]
    pub fn still(&self, linked: &Linked, schema: &Schema) -> Memo {
        let holds = self.shared.is_some() && shared(linked, schema).as_ref() == self.shared.as_deref();
        if holds { self.clone() } else { Memo::default() }
    }
}

/// `None` where rules rest on more than this, as those of an overlay do.
fn shared(linked: &Linked, schema: &Schema) -> Option<Shared> {
    let Catalogue { record, items, .. } = &schema.catalogue;
    (linked.layers.iter().count() == 1).then(|| Shared {
        pack: linked.declarations.manifest.as_ref().map(|m| Arc::clone(&m.id.value)),
        schemes: schema.schemes.clone(),
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
    })
}

/// What is taken over while a regime is typed, and what is remembered of it.
pub(super) struct Memory<'a> {
    before: Option<&'a TypedRegime>,
    remembered: IndexMap<Arc<str>, Arc<Remembered>>,
}

impl<'a> Memory<'a> {
    pub(super) fn of(before: &'a Memo, period: Period) -> Memory<'a> {
        let before = before.regimes.iter().find(|regime| regime.program.period == period);
        Memory { before, remembered: IndexMap::new() }
    }

    /// Types a rule, or takes it over.
    pub(super) fn type_rule(
        &mut self,
        linked: &Linked,
        env: &Environment<'_>,
        group: usize,
        name: &Arc<str>,
        sink: &mut Sink,
    ) -> Option<Node> {
        if let Some((node, known)) = self.taken_over(linked, env, group, name) {
            known.found.iter().for_each(|found| sink.push(found.clone()));
            self.remembered.insert(Arc::clone(name), Arc::clone(known));
            return Some(node.clone());
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
            self.remembered.insert(Arc::clone(name), Arc::new(Remembered { rests_on, found }));
        }
        Some(node)
    }

    fn taken_over(
        &self,
        linked: &Linked,
        env: &Environment<'_>,
        group: usize,
        name: &Arc<str>,
    ) -> Option<(&'a Node, &'a Arc<Remembered>)> {
        let before = self.before?;
        let known = before.remembered.get(name)?;
        if !known.rests_on.stands(linked, env, group)? {
            return None;
        }
        let (_, node) = before.program.find(name)?;
        // The numbers of nodes stand in typed rules, so each must still mean the same.
        let list = node.rule().and_then(|rule| rule.list).map(|(list, _)| list);
        let stands = |id: &NodeId| {
            let (was, is) = (before.program.node(*id), env.typed.nodes.get(id.0));
            was.zip(is).is_some_and(|(was, is)| was.path == is.path)
        };
        node.inputs.iter().chain(&list).all(stands).then_some((node, known))
    }

    /// The program with what is remembered of it.
    pub(super) fn finish(self, program: Arc<Program>) -> TypedRegime {
        TypedRegime { program, remembered: Arc::new(self.remembered) }
    }
}

/// A rule's version in force, and the names that it may read.
fn version<'a>(
    linked: &'a Linked,
    env: &Environment<'_>,
    group: usize,
) -> Option<(&'a RuleGroup, &'a RuleVersion, impl Iterator<Item = &'a Arc<str>>)> {
    let found = linked.groups.get(group)?;
    let version = found.versions.get(env.regime.rules.get(group).copied().flatten()?)?;
    let item_from = linked.function(version.origin).and_then(|f| f.doc.tags.item_from.as_ref());
    Some((found, version, version.inputs.iter().chain(item_from).map(|input| &input.value)))
}

impl RestsOn {
    /// Whether the rule rests on the same still; `None` where that cannot be told.
    fn stands(&self, linked: &Linked, env: &Environment<'_>, group: usize) -> Option<bool> {
        let (found, version, mut names) = version(linked, env, group)?;
        let mut known = self.inputs.iter();
        let same = !linked.is_dated(group)
            && Arc::ptr_eq(&self.file, &linked.files.get(version.span.file)?.text)
            && self.origin == version.origin
            && self.span == version.span
            && self.slot == found.list.and_then(|list| env.slot(list, &found.name)).map(|(slot, _)| slot)
            && known.all(|(name, was)| {
                names.next() == Some(name) && Some(was) == seen(linked, env, found.list, name).as_ref()
            });
        Some(same && names.next().is_none())
    }
}

/// What the version in force of a rule rests on; `None` where it cannot be told, as of a rule that is dated by its
/// items and so is typed for every regime.
fn rests_on(linked: &Linked, env: &Environment<'_>, group: usize) -> Option<RestsOn> {
    let (found, version, names) = version(linked, env, group).filter(|_| !linked.is_dated(group))?;
    Some(RestsOn {
        file: Arc::clone(&linked.files.get(version.span.file)?.text),
        origin: version.origin,
        span: version.span,
        slot: found.list.and_then(|list| env.slot(list, &found.name)).map(|(slot, _)| slot),
        inputs: names
            .map(|name| seen(linked, env, found.list, name).map(|seen| (Arc::clone(name), seen)))
            .collect::<Option<_>>()?,
    })
}

fn seen(linked: &Linked, env: &Environment<'_>, list: Option<usize>, name: &str) -> Option<Seen> {
    let (kind, ty) = env.lookup(linked, list, name)?;
    Some(match kind {
        ExprKind::AsOf => Seen::AsOf,
        ExprKind::Catalogue => Seen::Catalogue(ty),
        ExprKind::Node(id) => {
            let body = env.typed.nodes.get(id.0).map(|node| &node.body);
            Seen::Node(id, ty, !matches!(body, Some(Body::Fact(fact)) if !fact.optional))
        }
        ExprKind::ItemField(slot, _) => {
            let may_ask = list.and_then(|list| env.field(list, slot)).is_some_and(|field| field.may_ask);
            Seen::Field(slot, ty, may_ask)
        }
        ExprKind::Parameter(_, value) => Seen::Parameter(value, ty),
        _ => return None,
    })
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
