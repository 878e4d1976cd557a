//! Declares every name once, and gathers the versions of each rule.

use std::collections::BTreeSet;
use std::sync::Arc;

use indexmap::IndexMap;

use super::{Linked, Origin, RuleGroup, RuleVersion, Symbol, inputs};
use crate::diagnostic::{Diagnostic, Sink, did_you_mean, nearest};
use crate::script::ast::{Ident, Kind};
use crate::source::Span;
use crate::text;

/// Declares the facts, parameters, rules and tables of a pack.
pub(super) fn declare(linked: &mut Linked, sink: &mut Sink) {
    let mut places: IndexMap<Arc<str>, Span> = IndexMap::new();
    let facts: Vec<Ident> = linked.declarations.facts.iter().map(|f| f.name.clone()).collect();
    for (number, name) in facts.into_iter().enumerate() {
        declare_once(linked, &mut places, &name, Symbol::Fact(number), sink);
    }
    let parameters: Vec<Ident> = linked.declarations.parameters.iter().map(|p| p.name.clone()).collect();
    for (number, name) in parameters.into_iter().enumerate() {
        declare_once(linked, &mut places, &name, Symbol::Parameter(number), sink);
    }
    report_twins("enum", linked.declarations.enums.iter().map(|e| &e.name), sink);
    report_twins("record", linked.declarations.records.iter().map(|r| &r.name), sink);
    report_twins("sumber / source", linked.declarations.sources.iter().map(|s| &s.id), sink);
    if let Some(catalogue) = &linked.declarations.catalogue {
        report_twins("kode katalog / catalogue code", catalogue.items.iter().map(|i| &i.code), sink);
    }
    for (name, per, helper, version) in versions(linked) {
        add_version(linked, &mut places, &name, per.as_ref(), helper, version, sink);
    }
}

/// A version with its name, its list, and whether it is called like a function.
type Found = (Ident, Option<Ident>, bool, RuleVersion);

fn versions(linked: &Linked) -> Vec<Found> {
    let mut found = Vec::new();
    for (s, script) in linked.scripts.iter().enumerate() {
        for (f, function) in script.functions.iter().enumerate().filter(|(_, f)| !f.private) {
            let tags = &function.doc.tags;
            let mut needed = inputs::of_function(function);
            if let Some(rule) = &tags.item_from {
                needed.push(rule.clone());
            }
            let version = RuleVersion {
                origin: Origin::Function(s, f),
                effective: tags.effective.as_ref().map(|e| e.value),
                inputs: needed,
                reached: BTreeSet::new(),
                waits: BTreeSet::new(),
                span: function.name.span,
            };
            found.push((function.name.clone(), tags.per.clone(), false, version));
        }
    }
    for (t, table) in linked.declarations.tables.iter().enumerate() {
        let is_parameter = |word: &str| matches!(linked.names.get(word), Some(Symbol::Parameter(_)));
        let needed = inputs::of_table(table, is_parameter);
        for (r, result) in table.results.iter().enumerate() {
            // The columns of a helper are its arguments, not names of the subject.
            let inputs = if table.helper {
                needed.iter().filter(|n| is_parameter(&n.value)).cloned().collect()
            } else {
                needed.clone()
            };
            let version = RuleVersion {
                origin: Origin::Table(t, r),
                effective: table.effective.as_ref().map(|e| e.value),
                inputs,
                reached: BTreeSet::new(),
                waits: BTreeSet::new(),
                span: result.span,
            };
            found.push((result.clone(), table.per.clone(), table.helper, version));
        }
    }
    found
}

fn add_version(
    linked: &mut Linked,
    places: &mut IndexMap<Arc<str>, Span>,
    name: &Ident,
    per: Option<&Ident>,
    helper: bool,
    version: RuleVersion,
    sink: &mut Sink,
) {
    if helper {
        if linked.names.contains_key(&name.value) {
            report_twin(name, places.get(&name.value).copied(), sink);
            return;
        }
        places.entry(Arc::clone(&name.value)).or_insert(name.span);
        linked.helper_tables.entry(Arc::clone(&name.value)).or_default().push(version);
        return;
    }
    let list = match per {
        None => None,
        Some(per) => match linked.list_fact(&per.value) {
            Some(list) => Some(list),
            None => {
                report_no_list(linked, per, sink);
                return;
            }
        },
    };
    let next = linked.groups.len();
    let group = match list {
        Some(list) => {
            if let Some(field) = linked.list_fields(list).iter().find(|f| f.name.value == name.value) {
                let place = field.name.span;
                report_twin(name, Some(place), sink);
                return;
            }
            *linked.list_rules.entry(list).or_default().entry(Arc::clone(&name.value)).or_insert(next)
        }
        None => {
            if linked.helper_tables.contains_key(&name.value) {
                report_twin(name, places.get(&name.value).copied(), sink);
                return;
            }
            match linked.names.get(&name.value) {
                Some(Symbol::Rule(group)) => {
                    let group = *group;
                    if !may_replace(linked, group, name, sink) {
                        return;
                    }
                    group
                }
                Some(Symbol::Fact(fact)) if is_open_fact(linked, *fact, name) => {
                    *linked.computed.entry(*fact).or_insert(next)
                }
                Some(_) => {
                    report_twin(name, places.get(&name.value).copied(), sink);
                    return;
                }
                None => {
                    linked.names.insert(Arc::clone(&name.value), Symbol::Rule(next));
                    places.insert(Arc::clone(&name.value), name.span);
                    next
                }
            }
        }
    };
    if group == next {
        linked.groups.push(RuleGroup { name: Arc::clone(&name.value), list, versions: Vec::new() });
    }
    if let Some(group) = linked.groups.get_mut(group) {
        group.versions.push(version);
    }
}

/// Whether a rule of this name may compute a fact: the fact is open, and the rule is an overlay's.
fn is_open_fact(linked: &Linked, fact: usize, name: &Ident) -> bool {
    let Some(decl) = linked.fact(fact) else { return false };
    decl.open && linked.layers.of(name.span) > linked.layers.of(decl.name.span)
}

/// Whether one more version of a rule may stand beside those there are: within one pack periods decide; over
/// another pack's rule only where that one is marked open.
fn may_replace(linked: &Linked, group: usize, name: &Ident, sink: &mut Sink) -> bool {
    let own = linked.layers.of(name.span);
    let Some(group) = linked.groups.get(group) else { return true };
    for version in &group.versions {
        let below = linked.layers.of(version.span);
        if below == own {
            continue;
        }
        let word = &name.value;
        if below > 0 {
            sink.push(
                Diagnostic::error(
                    "T1607",
                    name.span,
                    text!(
                        "Dua pack daerah menetapkan `{word}`, sehingga tidak jelas mana yang berlaku.",
                        "Two overlays set `{word}`, so that it is not clear which holds."
                    ),
                )
                .with_place(version.span, text!("yang lain di sini", "the other is here"))
                .with_help(text!("Satukan dalam satu pack.", "Bring them together in one pack.")),
            );
            return false;
        }
        let function = linked.function(version.origin);
        let table = linked.table(version.origin);
        let open = function.is_some_and(|f| f.doc.tags.open.is_some()) || table.is_some_and(|t| t.open);
        if !open {
            let basis = function
                .and_then(|f| f.doc.tags.basis.as_ref())
                .or(table.and_then(|t| t.basis.as_ref()))
                .map(|b| b.value.as_str());
            sink.push(
                Diagnostic::error(
                    "T1611",
                    name.span,
                    text!(
                        "Aturan `{word}` milik pack dasar tidak terbuka untuk diganti daerah.",
                        "The rule `{word}` of the base is not open to be replaced by a region."
                    ),
                )
                .with_place(version.span, text!("aturan pack dasar", "the rule of the base"))
                .with_help(text!(
                    "Hanya aturan dengan @open yang dapat diganti; syarat dapat ditambah dengan @adds_to.",
                    "Only a rule with @open can be replaced; a requirement can be added with @adds_to."
                ))
                .with_basis(basis),
            );
            return false;
        }
    }
    true
}

/// Finds the requirements that overlays add to promotions of the base.
pub(super) fn find_additions(linked: &mut Linked, sink: &mut Sink) {
    let mut found: Vec<(usize, usize)> = Vec::new();
    for (number, group) in linked.groups.iter().enumerate() {
        for version in &group.versions {
            let Some(function) = linked.function(version.origin) else { continue };
            let Some(target) = &function.doc.tags.adds_to else { continue };
            let kind = function.doc.tags.kind.as_ref().map(|k| k.value);
            let own = linked.layers.of(version.span);
            let promotion = match linked.names.get(&target.value) {
                Some(Symbol::Rule(promotion)) => Some(*promotion),
                _ => None,
            };
            let below = promotion.and_then(|p| linked.groups.get(p)).is_some_and(|promotion| {
                promotion.versions.iter().any(|v| {
                    let kind =
                        linked.function(v.origin).and_then(|f| f.doc.tags.kind.as_ref()).map(|k| k.value);
                    kind == Some(Kind::Promotion) && linked.layers.of(v.span) < own
                })
            });
            match promotion.filter(|_| below && kind == Some(Kind::Requirement) && group.list.is_none()) {
                Some(promotion) => found.push((promotion, number)),
                None => {
                    let name = &target.value;
                    sink.push(
                        Diagnostic::error(
                            "T1602",
                            target.span,
                            text!(
                                "@adds_to menambahkan syarat (@kind requirement) pada kenaikan milik pack dasar; \
                                 `{name}` bukan itu.",
                                "@adds_to joins a requirement (@kind requirement) to a promotion of the base; \
                                 `{name}` is none."
                            ),
                        )
                        .with_help(text!(
                            "Sebut nama kenaikan pack dasar; dalam satu pack tulis syaratnya dalam all_of.",
                            "Name a promotion of the base; within one pack write the requirement in its all_of."
                        )),
                    );
                }
            }
        }
    }
    for (promotion, requirement) in found {
        linked.additions.entry(promotion).or_default().push(requirement);
    }
}

fn declare_once(
    linked: &mut Linked,
    places: &mut IndexMap<Arc<str>, Span>,
    name: &Ident,
    symbol: Symbol,
    sink: &mut Sink,
) {
    if let Some(first) = places.get(&name.value) {
        report_twin(name, Some(*first), sink);
        return;
    }
    places.insert(Arc::clone(&name.value), name.span);
    linked.names.insert(Arc::clone(&name.value), symbol);
}

fn report_twins<'a>(what: &str, names: impl Iterator<Item = &'a Ident>, sink: &mut Sink) {
    let mut seen: IndexMap<&str, Span> = IndexMap::new();
    for name in names {
        match seen.get(&*name.value) {
            Some(first) => {
                let word = &name.value;
                sink.push(
                    Diagnostic::error(
                        "T1101",
                        name.span,
                        text!(
                            "Nama `{word}` ({what}) sudah dipakai.",
                            "The name `{word}` ({what}) is already taken."
                        ),
                    )
                    .with_place(*first, text!("dipakai pertama kali di sini", "first used here"))
                    .with_help(text!("Beri nama lain pada salah satunya.", "Give one of them another name.")),
                );
            }
            None => {
                seen.insert(&name.value, name.span);
            }
        }
    }
}

fn report_twin(name: &Ident, first: Option<Span>, sink: &mut Sink) {
    let word = &name.value;
    let mut twin = Diagnostic::error(
        "T1101",
        name.span,
        text!(
            "Nama `{word}` sudah dipakai: fakta, parameter, aturan, dan hasil tabel berbagi satu ruang nama.",
            "The name `{word}` is already taken: facts, parameters, rules and table results share one space of names."
        ),
    )
    .with_help(text!(
        "Beri nama lain, atau bila keduanya versi satu aturan, beri masa berlaku yang tidak bertumpang.",
        "Give it another name, or where both are versions of one rule, give them periods that do not overlap."
    ));
    if let Some(first) = first {
        twin = twin.with_place(first, text!("dipakai pertama kali di sini", "first used here"));
    }
    sink.push(twin);
}

fn report_no_list(linked: &Linked, per: &Ident, sink: &mut Sink) {
    let word = &per.value;
    let lists = linked.declarations.facts.iter().filter(|f| linked.list_fact(&f.name.value).is_some());
    let near = nearest(word, lists.map(|f| &*f.name.value));
    let unknown = Diagnostic::error(
        "T1110",
        per.span,
        text!("Tidak ada fakta daftar bernama `{word}`.", "There is no list fact named `{word}`."),
    );
    sink.push(unknown.with_help(did_you_mean(
        near,
        text!(
            "Nyatakan dahulu: [fact.{word}] dengan type = \"list\".",
            "Declare it first: [fact.{word}] with type = \"list\"."
        ),
    )));
}
