//! What depends on what: facts, parameters and rules as nodes, inputs as edges.

mod mermaid;

use std::collections::BTreeSet;
use std::sync::Arc;

use indexmap::IndexMap;

use crate::link::{Linked, Regime, Symbol};
use crate::script::ast::Kind;
use crate::text;
use crate::value::Text;

/// The dependency graph of one regime.
///
/// Nodes are named as people write them; a rule of a list is `list.rule`.
#[derive(Clone, Debug)]
pub struct Graph {
    nodes: IndexMap<Arc<str>, GraphNode>,
    inputs: Vec<Vec<usize>>,
    // What must be worked out before besides them: what others read of the rows that a rule hands on.
    waits: Vec<Vec<usize>>,
    // Each after everything that it rests on; those on a cycle are left out.
    order: Vec<usize>,
    cycles: Vec<Vec<usize>>,
}

/// A node of the graph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GraphNode {
    /// What stands behind the name.
    pub kind: NodeKind,
    /// What people read.
    pub label: Option<Text>,
}

/// What stands behind a name of the graph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NodeKind {
    /// A fact, by its number.
    Fact(usize),
    /// A parameter, by its number.
    Parameter(usize),
    /// A rule or a result of a table, by the number of its group.
    Rule(usize, Kind),
    /// The date of the plan.
    AsOf,
    /// The catalogue.
    Catalogue,
    /// A field of the records of a source, by the number of the source.
    Foreign(usize),
}

impl Graph {
    /// Builds the graph of each regime; regimes in which the same is in force share theirs.
    #[must_use]
    pub fn of_regimes(linked: &Linked) -> Vec<Arc<Graph>> {
        let mut graphs: Vec<Arc<Graph>> = Vec::new();
        for (at, regime) in linked.regimes.iter().enumerate() {
            let alike = linked.regimes.iter().take(at).position(|other| is_alike(regime, other));
            let shared = alike.and_then(|at| graphs.get(at)).map(Arc::clone);
            graphs.push(shared.unwrap_or_else(|| Arc::new(Graph::new(linked, regime))));
        }
        graphs
    }

    /// Builds the graph of what is in force in a regime.
    fn new(linked: &Linked, regime: &Regime) -> Graph {
        let mut graph = Graph {
            nodes: IndexMap::new(),
            inputs: Vec::new(),
            waits: Vec::new(),
            order: Vec::new(),
            cycles: Vec::new(),
        };
        for (number, fact) in linked.declarations.facts.iter().enumerate() {
            let label = labels(fact.label.as_deref(), fact.label_en.as_deref());
            graph.add(Arc::clone(&fact.name.value), NodeKind::Fact(number), label);
        }
        for (number, parameter) in linked.declarations.parameters.iter().enumerate() {
            if regime.parameters.get(number).is_some_and(Option::is_some) {
                let name = Arc::clone(&parameter.name.value);
                let label = labels(parameter.label.as_deref(), parameter.label_en.as_deref());
                graph.add(name, NodeKind::Parameter(number), label);
            }
        }
        graph.add(Arc::from("as_of"), NodeKind::AsOf, Some(text!("Tanggal aturan", "Date of the rules")));
        if linked.declarations.catalogue.is_some() {
            graph.add(Arc::from("catalogue"), NodeKind::Catalogue, Some(text!("Katalog", "Catalogue")));
        }
        for (number, versions) in active(linked, regime) {
            let Some(version) = versions.first() else { continue };
            let Some(group) = linked.groups.get(number) else { continue };
            let function = linked.function(version.origin);
            let kind = function.and_then(|f| f.doc.tags.kind.as_ref()).map_or(Kind::Score, |k| k.value);
            let table = linked.table(version.origin);
            let (label, label_en) = match function {
                Some(function) => (function.doc.label.as_ref(), function.doc.tags.label_en.as_ref()),
                None => (table.and_then(|t| t.label.as_ref()), table.and_then(|t| t.label_en.as_ref())),
            };
            let label = labels(label.map(|l| l.value.as_str()), label_en.map(|l| l.value.as_str()));
            graph.add(rule_name(linked, number, &group.name), NodeKind::Rule(number, kind), label);
        }
        for (number, versions) in active(linked, regime) {
            let Some(group) = linked.groups.get(number) else { continue };
            let Some(at) = graph.nodes.get_index_of(&rule_name(linked, number, &group.name)) else {
                continue;
            };
            let mut names: BTreeSet<Arc<str>> = BTreeSet::new();
            for version in &versions {
                for input in &version.inputs {
                    names.extend(full_name(linked, group.list, &input.value));
                }
                names.extend(version.reached.iter().filter_map(|rule| {
                    linked.groups.get(*rule).map(|found| rule_name(linked, *rule, &found.name))
                }));
            }
            for added in linked.additions.get(&number).into_iter().flatten() {
                if regime.rules.get(*added).copied().flatten().is_some() {
                    names.extend(linked.groups.get(*added).map(|g| rule_name(linked, *added, &g.name)));
                }
            }
            let waits = versions.iter().flat_map(|version| &version.waits).filter_map(|rule| {
                let found = linked.groups.get(*rule)?;
                graph.nodes.get_index_of(&rule_name(linked, *rule, &found.name))
            });
            let waits: BTreeSet<usize> = waits.collect();
            if let Some(slot) = graph.waits.get_mut(at) {
                *slot = waits.into_iter().collect();
            }
            let inputs = names.iter().filter_map(|name| graph.nodes.get_index_of(name)).collect();
            if let Some(slot) = graph.inputs.get_mut(at) {
                *slot = inputs;
            }
        }
        graph.add_sources(linked);
        graph.find_order();
        graph
    }

    /// A source is an edge too: a fact rests on the foreign fields that fill it, named `siasn:data_utama.golRuangAkhirId`.
    fn add_sources(&mut self, linked: &Linked) {
        for (number, source) in linked.declarations.sources.iter().enumerate() {
            let own = source.facts.iter().map(|mapping| (&mapping.name, None, &mapping.from));
            let rows = source.lists.iter().flat_map(|list| {
                let columns = list.fields.iter().map(|mapping| (&list.name, Some(&list.from), &mapping.from));
                std::iter::once((&list.name, None, &list.from)).chain(columns)
            });
            for (fact, within, paths) in own.chain(rows) {
                let Some(at) = self.nodes.get_index_of(&fact.value) else { continue };
                let outer: Vec<Option<&str>> = match within {
                    Some(lists) => lists.iter().map(|list| Some(list.value.as_str())).collect(),
                    None => vec![None],
                };
                for (outer, path) in
                    outer.iter().flat_map(|outer| paths.iter().map(move |path| (outer, path)))
                {
                    let id = &source.id.value;
                    let name: Arc<str> = Arc::from(match outer {
                        Some(outer) => format!("{id}:{outer}.{}", path.value),
                        None => format!("{id}:{}", path.value),
                    });
                    self.add(Arc::clone(&name), NodeKind::Foreign(number), None);
                    let Some(field) = self.nodes.get_index_of(&name) else { continue };
                    if let Some(inputs) = self.inputs.get_mut(at).filter(|inputs| !inputs.contains(&field)) {
                        inputs.push(field);
                    }
                }
            }
        }
    }

    fn add(&mut self, name: Arc<str>, kind: NodeKind, label: Option<Text>) {
        if self.nodes.insert(name, GraphNode { kind, label }).is_none() {
            self.inputs.push(Vec::new());
            self.waits.push(Vec::new());
        }
    }

    /// The nodes by name: facts, parameters, then rules in the order of the files.
    pub fn nodes(&self) -> impl Iterator<Item = (&Arc<str>, &GraphNode)> {
        self.nodes.iter()
    }

    /// The direct inputs of a name.
    pub fn inputs(&self, name: &str) -> impl Iterator<Item = &Arc<str>> {
        let numbers = self.nodes.get_index_of(name).and_then(|at| self.inputs.get(at));
        numbers.into_iter().flatten().filter_map(|n| self.nodes.get_index(*n)).map(|(name, _)| name)
    }

    /// The names that some rule rests on directly, in the order of the nodes.
    pub fn used(&self) -> impl Iterator<Item = &Arc<str>> {
        let mut used = vec![false; self.nodes.len()];
        for input in self.inputs.iter().flatten() {
            if let Some(slot) = used.get_mut(*input) {
                *slot = true;
            }
        }
        self.nodes.keys().zip(used).filter_map(|(name, used)| used.then_some(name))
    }

    /// Every name that this one rests on, directly or not, in the order of the nodes.
    #[must_use]
    pub fn upstream(&self, name: &str) -> Vec<Arc<str>> {
        self.reach(name, &self.inputs)
    }

    /// Every name that rests on this one, directly or not, in the order of the nodes.
    #[must_use]
    pub fn downstream(&self, name: &str) -> Vec<Arc<str>> {
        self.reach(name, &self.users())
    }

    /// A shortest chain of names along which `from` reaches `to`, both included.
    #[must_use]
    pub fn path(&self, from: &str, to: &str) -> Option<Vec<Arc<str>>> {
        let (start, goal) = (self.nodes.get_index_of(from)?, self.nodes.get_index_of(to)?);
        let users = self.users();
        let mut came: Vec<Option<usize>> = vec![None; self.nodes.len()];
        let mut queue = std::collections::VecDeque::from([start]);
        let mut seen = BTreeSet::from([start]);
        while let Some(at) = queue.pop_front() {
            if at == goal {
                let mut chain = vec![at];
                let mut here = at;
                while let Some(before) = came.get(here).copied().flatten() {
                    chain.push(before);
                    here = before;
                }
                chain.reverse();
                return Some(self.names(chain));
            }
            for next in users.get(at).into_iter().flatten() {
                if seen.insert(*next) {
                    if let Some(slot) = came.get_mut(*next) {
                        *slot = Some(at);
                    }
                    queue.push_back(*next);
                }
            }
        }
        None
    }

    /// The nodes so that each stands after everything it rests on; those on a cycle are left out.
    pub fn order(&self) -> impl Iterator<Item = (&Arc<str>, &GraphNode)> {
        self.order.iter().filter_map(|at| self.nodes.get_index(*at))
    }

    /// The cycles, each as the chain of its names, the first repeated as the last.
    #[must_use]
    pub fn cycles(&self) -> Vec<Vec<Arc<str>>> {
        self.cycles.iter().map(|cycle| self.names(cycle.clone())).collect()
    }

    fn find_order(&mut self) {
        #[derive(Clone, Copy, PartialEq)]
        enum Mark {
            New,
            Open,
            Done,
        }
        let mut marks = vec![Mark::New; self.nodes.len()];
        let mut in_cycle = vec![false; self.nodes.len()];
        let (mut order, mut cycles) = (Vec::new(), Vec::new());
        let set = |marks: &mut Vec<Mark>, at: usize, to: Mark| {
            if let Some(slot) = marks.get_mut(at) {
                *slot = to;
            }
        };
        // A stack of its own: a chain of thousands of rules must not be one of calls.
        for root in 0..self.nodes.len() {
            let mut stack: Vec<(usize, usize)> = vec![(root, 0)];
            while let Some((at, next)) = stack.pop() {
                if next == 0 {
                    if marks.get(at) != Some(&Mark::New) {
                        continue;
                    }
                    set(&mut marks, at, Mark::Open);
                }
                let waits = self.waits.get(at).into_iter().flatten();
                let mut before = self.inputs.get(at).into_iter().flatten().chain(waits);
                let Some(input) = before.nth(next) else {
                    set(&mut marks, at, Mark::Done);
                    order.push(at);
                    continue;
                };
                stack.push((at, next.saturating_add(1)));
                match marks.get(*input) {
                    Some(Mark::New) => stack.push((*input, 0)),
                    Some(Mark::Open) => {
                        let open = stack.iter().position(|(n, _)| n == input).unwrap_or(0);
                        let mut cycle: Vec<usize> = stack.iter().skip(open).map(|(n, _)| *n).collect();
                        for member in &cycle {
                            if let Some(slot) = in_cycle.get_mut(*member) {
                                *slot = true;
                            }
                        }
                        cycle.push(*input);
                        cycles.push(cycle);
                    }
                    _ => {}
                }
            }
        }
        order.retain(|at| !in_cycle.get(*at).copied().unwrap_or(false));
        (self.order, self.cycles) = (order, cycles);
    }

    fn names(&self, numbers: Vec<usize>) -> Vec<Arc<str>> {
        numbers
            .into_iter()
            .filter_map(|n| self.nodes.get_index(n))
            .map(|(name, _)| Arc::clone(name))
            .collect()
    }

    fn users(&self) -> Vec<Vec<usize>> {
        let mut users = vec![Vec::new(); self.nodes.len()];
        for (at, inputs) in self.inputs.iter().enumerate() {
            for input in inputs {
                if let Some(list) = users.get_mut(*input) {
                    list.push(at);
                }
            }
        }
        users
    }

    fn reach(&self, name: &str, edges: &[Vec<usize>]) -> Vec<Arc<str>> {
        let Some(start) = self.nodes.get_index_of(name) else { return Vec::new() };
        let mut seen = BTreeSet::new();
        let mut open = vec![start];
        while let Some(at) = open.pop() {
            for next in edges.get(at).into_iter().flatten() {
                if seen.insert(*next) {
                    open.push(*next);
                }
            }
        }
        self.names(seen.into_iter().collect())
    }
}

/// Whether the same rules and parameters are in force: the values of parameters are no part of a graph.
fn is_alike(regime: &Regime, other: &Regime) -> bool {
    let are_there = |regime: &Regime| regime.parameters.iter().map(Option::is_some).collect::<Vec<_>>();
    regime.rules == other.rules && are_there(regime) == are_there(other)
}

/// The name of a rule in the graph: `list.rule` for a rule of a list.
#[must_use]
pub fn rule_name(linked: &Linked, group: usize, name: &Arc<str>) -> Arc<str> {
    match linked.groups.get(group).and_then(|g| g.list).and_then(|list| linked.fact(list)) {
        Some(list) => Arc::from(format!("{}.{name}", list.name.value)),
        None => Arc::clone(name),
    }
}

/// The rules that can be asked in a regime, with their versions: the one in force, or all where the items' dates choose.
fn active<'a>(linked: &'a Linked, regime: &'a Regime) -> Vec<(usize, Vec<&'a crate::link::RuleVersion>)> {
    let mut active = Vec::new();
    for (number, group) in linked.groups.iter().enumerate() {
        let in_force = regime.rules.get(number).copied().flatten();
        let versions: Vec<_> = if linked.is_dated(number) {
            // The one in force comes first: its label is shown.
            let own = in_force.and_then(|version| group.versions.get(version));
            let others = group.versions.iter().enumerate().filter(|(at, _)| Some(*at) != in_force);
            own.into_iter().chain(others.map(|(_, version)| version)).collect()
        } else {
            in_force.and_then(|version| group.versions.get(version)).into_iter().collect()
        };
        if !versions.is_empty() {
            active.push((number, versions));
        }
    }
    active
}

/// The node that an input names: in a rule of a list a field or a rule of that list comes first.
fn full_name(linked: &Linked, list: Option<usize>, name: &Arc<str>) -> Option<Arc<str>> {
    if let Some(list) = list {
        if linked.list_fields(list).iter().any(|f| f.name.value == *name) {
            return linked.fact(list).map(|f| Arc::clone(&f.name.value));
        }
        if let Some(group) = linked.list_rule(list, name) {
            return Some(rule_name(linked, group, name));
        }
    }
    let known = matches!(&**name, "as_of" | "catalogue") || linked.names.contains_key(name);
    known.then(|| match linked.names.get(name) {
        Some(Symbol::Rule(group)) => rule_name(linked, *group, name),
        _ => Arc::clone(name),
    })
}

/// The label in both languages; in Indonesian too where there is no other.
fn labels(label: Option<&str>, label_en: Option<&str>) -> Option<Text> {
    let id = label?;
    Some(Text { id: id.to_owned(), en: label_en.unwrap_or(id).to_owned() })
}
