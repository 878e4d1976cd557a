//! Where periods begin and end divides time; within a regime every name means the same.

use std::collections::BTreeSet;

use super::{Linked, RuleVersion, Symbol};
use crate::diagnostic::{Diagnostic, Sink};
use crate::script::ast::Ident;
use crate::text;
use crate::value::{Date, Period};

/// A span of days and what is in force in it.
#[derive(Clone, Debug)]
pub struct Regime {
    /// The span.
    pub period: Period,
    /// For each parameter the number of its value in force.
    pub parameters: Vec<Option<usize>>,
    /// For each group of rules the number of its version in force.
    pub rules: Vec<Option<usize>>,
    /// For each helper table, in the order of its names, the number of its version in force.
    pub helper_tables: Vec<Option<usize>>,
}

/// Divides time into regimes.
pub(super) fn divide(linked: &Linked, sink: &mut Sink) -> Vec<Regime> {
    let cuts = cuts(linked);
    let mut periods = Vec::new();
    let mut from: Option<Date> = None;
    for cut in cuts {
        periods.push(Period { from, until: Some(cut.previous_day()) });
        from = Some(cut);
    }
    periods.push(Period { from, until: None });
    let mut known = Vec::new();
    periods.into_iter().map(|period| regime(linked, period, &mut known, sink)).collect()
}

/// The days on which something begins, or begins to be no more.
fn cuts(linked: &Linked) -> BTreeSet<Date> {
    let values = linked.declarations.parameters.iter().flat_map(|p| &p.values).map(|v| v.period);
    let helpers = linked.helper_tables.values().flatten();
    let versions = linked.groups.iter().flat_map(|g| &g.versions).chain(helpers);
    let mut cuts = BTreeSet::new();
    for period in values.chain(versions.filter_map(|v| v.effective)) {
        cuts.extend(period.from);
        cuts.extend(period.until.map(Date::next_day));
    }
    cuts
}

/// What decides which rules are in force: the parameters and the versions that state their period and are.
type Stated = (Vec<bool>, Vec<Vec<bool>>);

fn regime(
    linked: &Linked,
    period: Period,
    known: &mut Vec<(Stated, Vec<Option<usize>>)>,
    sink: &mut Sink,
) -> Regime {
    let mut parameters = Vec::new();
    for parameter in &linked.declarations.parameters {
        let mut in_force = (0usize..).zip(&parameter.values).filter(|(_, v)| v.period.covers(&period));
        parameters.push(in_force.next().map(|(number, _)| number));
        let first = parameters.last().copied().flatten().and_then(|n| parameter.values.get(n));
        if let (Some(first), Some((_, second))) = (first, in_force.next()) {
            report_overlap(&parameter.name, second.value.span, first.value.span, sink);
        }
    }
    let helper_tables = linked
        .helper_tables
        .iter()
        .map(|(_, versions)| {
            let mut in_force = versions.iter().enumerate().filter(|(_, v)| states(v, &period));
            let first = in_force.next();
            if let (Some((_, first)), Some((_, second))) = (first, in_force.next()) {
                report_overlap_of(first, second, linked, sink);
            }
            first.map(|(number, _)| number)
        })
        .collect();
    let stated: Stated = (
        parameters.iter().map(Option::is_some).collect(),
        linked.groups.iter().map(|g| g.versions.iter().map(|v| states(v, &period)).collect()).collect(),
    );
    let rules = match known.iter().find(|(before, _)| *before == stated) {
        Some((_, rules)) => rules.clone(),
        None => {
            let rules = rules_in_force(linked, &stated, sink);
            known.push((stated, rules.clone()));
            rules
        }
    };
    Regime { period, parameters, rules, helper_tables }
}

fn states(version: &RuleVersion, period: &Period) -> bool {
    version.effective.is_none_or(|own| own.covers(period))
}

/// The version of each rule that is in force: one that states its period by that, another where all its inputs are.
///
/// INVARIANT: this is the greatest such set, so that rules in a cycle count as in force and the cycle is reported.
fn rules_in_force(linked: &Linked, (parameters, stated): &Stated, sink: &mut Sink) -> Vec<Option<usize>> {
    let mut alive = stated.clone();
    loop {
        let mut removed = Vec::new();
        for (g, group) in linked.groups.iter().enumerate() {
            for (v, version) in group.versions.iter().enumerate() {
                let now = alive.get(g).and_then(|versions| versions.get(v)).copied().unwrap_or(false);
                if now && version.effective.is_none() {
                    let stands = version
                        .inputs
                        .iter()
                        .all(|input| in_force(linked, group.list, input, parameters, &alive))
                        && version.reached.iter().all(|rule| any_alive(linked, &alive, *rule));
                    if !stands {
                        removed.push((g, v));
                    }
                }
            }
        }
        if removed.is_empty() {
            break;
        }
        for (g, v) in removed {
            if let Some(slot) = alive.get_mut(g).and_then(|versions| versions.get_mut(v)) {
                *slot = false;
            }
        }
    }
    let mut rules = Vec::new();
    for (group, versions) in linked.groups.iter().zip(&alive) {
        let alive =
            || group.versions.iter().enumerate().zip(versions).filter(|(_, alive)| **alive).map(|(v, _)| v);
        // The base resolves first, then each overlay: the highest layer that has a version in force holds.
        let top = alive().map(|(_, version)| linked.layers.of(version.span)).max();
        let mut in_force = alive().filter(|(_, version)| Some(linked.layers.of(version.span)) == top);
        let first = in_force.next();
        if let (Some((_, first)), Some((_, second))) = (first, in_force.next()) {
            report_overlap_of(first, second, linked, sink);
        }
        rules.push(first.map(|(number, _)| number));
    }
    rules
}

fn in_force(
    linked: &Linked,
    list: Option<usize>,
    input: &Ident,
    parameters: &[bool],
    alive: &[Vec<bool>],
) -> bool {
    let any = |group: usize| any_alive(linked, alive, group);
    if let Some(list) = list {
        if linked.list_fields(list).iter().any(|f| f.name.value == input.value) {
            return true;
        }
        if let Some(group) = linked.list_rule(list, &input.value) {
            return any(group);
        }
    }
    match linked.names.get(&input.value) {
        Some(Symbol::Parameter(number)) => parameters.get(*number).copied().unwrap_or(false),
        Some(Symbol::Rule(group)) => any(*group),
        // A fact is always there; an unknown name is reported where it is used.
        Some(Symbol::Fact(_)) | None => true,
    }
}

/// Whether a rule can be asked: one of its versions is in force, or the items' own dates choose among them.
fn any_alive(linked: &Linked, alive: &[Vec<bool>], group: usize) -> bool {
    alive.get(group).is_none_or(|versions| versions.contains(&true)) || linked.is_dated(group)
}

fn report_overlap(name: &Ident, second: crate::source::Span, first: crate::source::Span, sink: &mut Sink) {
    let word = &name.value;
    sink.push(
        Diagnostic::error(
            "T1102",
            second,
            text!(
                "Dua nilai atau versi `{word}` berlaku pada hari yang sama, sehingga tidak jelas mana yang dipakai.",
                "Two values or versions of `{word}` are in force on the same day, so that it is not clear which is used."
            ),
        )
        .with_place(first, text!("yang lain di sini", "the other is here"))
        .with_help(text!(
            "Akhiri yang lama sehari sebelum yang baru berlaku.",
            "End the older one on the day before the newer begins."
        )),
    );
}

fn report_overlap_of(first: &RuleVersion, second: &RuleVersion, linked: &Linked, sink: &mut Sink) {
    let word = linked.files.slice(second.span);
    let (code, message) = if first.effective.is_none() && second.effective.is_none() {
        (
            "T1101",
            text!(
                "Nama `{word}` sudah dipakai oleh aturan lain.",
                "The name `{word}` is already taken by another rule."
            ),
        )
    } else {
        (
            "T1102",
            text!(
                "Dua versi `{word}` berlaku pada hari yang sama, sehingga tidak jelas mana yang dipakai.",
                "Two versions of `{word}` are in force on the same day, so that it is not clear which is used."
            ),
        )
    };
    sink.push(
        Diagnostic::error(code, second.span, message)
            .with_place(first.span, text!("yang lain di sini", "the other is here"))
            .with_help(text!(
                "Beri nama lain, atau masa berlaku (@effective) yang tidak bertumpang.",
                "Give it another name, or periods (@effective) that do not overlap."
            )),
    );
}
