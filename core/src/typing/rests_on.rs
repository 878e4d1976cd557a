//! What a typed rule rests on besides what all rules share, and whether that is as it was.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::environment::Environment;
use super::memo::Standing;
use super::program::{Body, ExprKind, Node, NodeId, Parameter};
use super::types::Type;
use crate::link::{Linked, Origin, RuleGroup, RuleVersion, Symbol};
use crate::source::Span;

/// What a rule rests on besides.
#[derive(Debug)]
pub(super) struct RestsOn {
    // The same text in another place of memory counts as another.
    file: Arc<str>,
    origin: Origin,
    span: Span,
    slot: Option<usize>,
    // INVARIANT: every input is there; why one is not may change with any other rule.
    inputs: Vec<(Arc<str>, Seen)>,
}

/// What a name stands for.
#[derive(Debug)]
enum Seen {
    AsOf,
    Catalogue(Type),
    Node(NodeId, Type, bool),
    Field(usize, Type, bool),
    // The number is that of the declaration.
    Parameter(usize, Arc<Parameter>),
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
    pub(super) fn stands(
        &self,
        linked: &Linked,
        env: &Environment<'_>,
        standing: &Standing<'_>,
        group: usize,
    ) -> Option<bool> {
        let (found, version, mut names) = version(linked, env, group)?;
        let mut known = self.inputs.iter();
        let same = !linked.is_dated(group)
            && Arc::ptr_eq(&self.file, &linked.files.get(version.span.file)?.text)
            && self.origin == version.origin
            && self.span == version.span
            && !names_one_of(&standing.changed, linked, version.origin)
            && self.slot == found.list.and_then(|list| env.slot(list, &found.name)).map(|(slot, _)| slot)
            && known.all(|(name, was)| {
                names.next() == Some(name) && was.stands(linked, env, standing, found.list, name)
            });
        Some(same && names.next().is_none())
    }
}

impl Seen {
    /// Whether the name stands for the same still.
    fn stands(
        &self,
        linked: &Linked,
        env: &Environment<'_>,
        standing: &Standing<'_>,
        list: Option<usize>,
        name: &Arc<str>,
    ) -> bool {
        let of_list = list.is_some_and(|list| env.slot(list, name).is_some());
        match self {
            // Where names are the same, what has the number and the name of a node is that node.
            Seen::Node(id, ty, asks) if standing.same_names && !of_list && !matches!(ty, Type::List(_)) => {
                env.node(*id)
                    .is_some_and(|node| node.path == *name && node.ty == *ty && may_ask(node) == *asks)
            }
            Seen::Parameter(number, was) if standing.same_names && !of_list => {
                env.parameter(*number).is_some_and(|is| is_alike(is, was))
            }
            _ => seen(linked, env, list, name).is_some_and(|is| self.is_alike(&is)),
        }
    }

    fn is_alike(&self, other: &Seen) -> bool {
        match (self, other) {
            (Seen::AsOf, Seen::AsOf) => true,
            (Seen::Catalogue(was), Seen::Catalogue(is)) => was == is,
            (Seen::Node(a, was, asked), Seen::Node(b, is, asks)) => (a, was, asked) == (b, is, asks),
            (Seen::Field(a, was, asked), Seen::Field(b, is, asks)) => (a, was, asked) == (b, is, asks),
            (Seen::Parameter(_, was), Seen::Parameter(_, is)) => is_alike(is, was),
            _ => false,
        }
    }
}

/// Whether a rule that reads one parameter would be the same if it read the other.
fn is_alike(a: &Arc<Parameter>, b: &Arc<Parameter>) -> bool {
    Arc::ptr_eq(a, b) || (a.name == b.name && a.ty == b.ty && a.value == b.value)
}

/// Whether a rule may be asked if its value is known, or a fact.
fn may_ask(node: &Node) -> bool {
    !matches!(&node.body, Body::Fact(fact) if !fact.optional)
}

/// Whether a rule names one of these enums itself, as the type of its result.
fn names_one_of(schemes: &BTreeSet<Arc<str>>, linked: &Linked, origin: Origin) -> bool {
    if schemes.is_empty() {
        return false;
    }
    let returns = linked.function(origin).and_then(|function| function.doc.tags.returns.as_ref());
    // Where a table does not say, the result may have the name of its enum.
    let of_table = linked.table(origin).is_some_and(|table| {
        let told = table.returns.iter().map(|(_, told)| &told.value.name);
        told.chain(table.results.iter().map(|result| &result.value)).any(|name| schemes.contains(name))
    });
    of_table || returns.is_some_and(|returns| schemes.contains(&returns.name.value))
}

/// What the version in force of a rule rests on; `None` where it cannot be told, as of a rule that is dated by its
/// items and so is typed for every regime.
pub(super) fn rests_on(linked: &Linked, env: &Environment<'_>, group: usize) -> Option<RestsOn> {
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
        ExprKind::Node(id) => Seen::Node(id, ty, env.node(id).is_none_or(may_ask)),
        ExprKind::ItemField(slot, _) => {
            let may_ask = list.and_then(|list| env.field(list, slot)).is_some_and(|field| field.may_ask);
            Seen::Field(slot, ty, may_ask)
        }
        ExprKind::Parameter(..) => {
            let Some(Symbol::Parameter(number)) = linked.names.get(name) else { return None };
            Seen::Parameter(*number, Arc::clone(env.parameter(*number)?))
        }
        _ => return None,
    })
}
