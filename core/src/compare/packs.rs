//! Compares what two packs declare: facts, parameters, rules, tables, the catalogue, the calendar.

use std::collections::BTreeSet;
use std::fmt::Debug;
use std::sync::Arc;

use indexmap::IndexMap;

use crate::link::{Linked, Origin};
use crate::pack::decl::{DatedValueDecl, LiteralDecl, ParameterDecl};
use crate::plan::Pack;
use crate::text;
use crate::value::{Date, Lang, Period, Text};

/// What a change is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Matter {
    /// The pack itself: its version, its outputs.
    Pack,
    /// A day on which something begins to be otherwise.
    Regime,
    /// A fact.
    Fact,
    /// An enum.
    Enum,
    /// A parameter.
    Parameter,
    /// A rule.
    Rule,
    /// A decision table.
    Table,
    /// An item of the catalogue.
    Catalogue,
}

/// What became of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ChangeKind {
    /// It is new.
    Added,
    /// It is no more.
    Removed,
    /// It is otherwise.
    Changed,
}

/// One difference between two packs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// What it is about.
    pub matter: Matter,
    /// What became of it.
    pub kind: ChangeKind,
    /// The name.
    pub name: Arc<str>,
    /// The difference in a sentence.
    pub text: Text,
    /// The text before, of a rule or of rows that are no more.
    pub before: Vec<String>,
    /// The text after.
    pub after: Vec<String>,
}

/// The differences between two packs, by matter and in the order of names.
#[must_use]
pub fn packs(old: &Pack, new: &Pack) -> Vec<Change> {
    let (a, b) = (old.linked(), new.linked());
    let mut found = Vec::new();
    if old.version() != new.version() {
        let (before, after) = (old.version(), new.version());
        found.push(changed(
            Matter::Pack,
            old.id(),
            text!("Versi pack {before} menjadi {after}.", "The pack's version {before} becomes {after}."),
        ));
    }
    regimes(a, b, &mut found);
    let facts = |l: &Linked| -> IndexMap<Arc<str>, String> {
        l.declarations
            .facts
            .iter()
            .map(|f| (Arc::clone(&f.name.value), shape(&f.ty, f.optional, f.protected)))
            .collect()
    };
    named(Matter::Fact, ("Fakta", "fact"), &facts(a), &facts(b), &mut found);
    let enums = |l: &Linked| -> IndexMap<Arc<str>, String> {
        let values = |e: &crate::pack::decl::EnumDecl| {
            e.values.iter().map(|v| &*v.id.value).collect::<Vec<_>>().join(", ")
        };
        l.declarations.enums.iter().map(|e| (Arc::clone(&e.name.value), values(e))).collect()
    };
    named(Matter::Enum, ("Enum", "enum"), &enums(a), &enums(b), &mut found);
    parameters(a, b, &mut found);
    rules(a, b, &mut found);
    let items = |l: &Linked| -> IndexMap<Arc<str>, String> {
        let all = l.declarations.catalogue.iter().flat_map(|c| &c.items);
        all.map(|i| (Arc::clone(&i.code.value), l.files.slice(i.span).trim().to_owned())).collect()
    };
    named(Matter::Catalogue, ("Butir katalog", "catalogue item"), &items(a), &items(b), &mut found);
    found.sort_by(|x, y| (x.matter, &x.name, x.kind).cmp(&(y.matter, &y.name, y.kind)));
    found
}

fn changed(matter: Matter, name: &str, text: Text) -> Change {
    let (before, after) = (Vec::new(), Vec::new());
    Change { matter, kind: ChangeKind::Changed, name: Arc::from(name), text, before, after }
}

/// The declared form without its places, for a comparison.
fn shape(ty: &impl Debug, optional: bool, protected: Option<bool>) -> String {
    let words = format!("{ty:?} {optional} {protected:?}");
    // Places are no part of the meaning.
    let mut out = String::new();
    let mut rest = words.as_str();
    while let Some(at) = rest.find("Span {") {
        let (before, after) = rest.split_at_checked(at).unwrap_or((rest, ""));
        out.push_str(before);
        rest = after.split_once('}').map_or("", |(_, tail)| tail);
    }
    out.push_str(rest);
    out
}

fn named(
    matter: Matter,
    words: (&str, &str),
    a: &IndexMap<Arc<str>, String>,
    b: &IndexMap<Arc<str>, String>,
    found: &mut Vec<Change>,
) {
    let (id, en) = words;
    for (name, before) in a {
        match b.get(name) {
            None => found.push(Change {
                kind: ChangeKind::Removed,
                before: vec![before.clone()],
                ..changed(matter, name, text!("{id} `{name}` dihapus.", "The {en} `{name}` is no more."))
            }),
            Some(after) if after != before => found.push(Change {
                before: vec![before.clone()],
                after: vec![after.clone()],
                ..changed(matter, name, text!("{id} `{name}` berubah.", "The {en} `{name}` is otherwise."))
            }),
            Some(_) => {}
        }
    }
    for (name, after) in b.iter().filter(|(name, _)| !a.contains_key(*name)) {
        found.push(Change {
            kind: ChangeKind::Added,
            after: vec![after.clone()],
            ..changed(matter, name, text!("{id} `{name}` baru.", "The {en} `{name}` is new."))
        });
    }
}

/// The days on which a pack's calendar turns.
fn regimes(a: &Linked, b: &Linked, found: &mut Vec<Change>) {
    let days = |l: &Linked| -> BTreeSet<Date> { l.regimes.iter().filter_map(|r| r.period.from).collect() };
    let (before, after) = (days(a), days(b));
    for day in before.difference(&after) {
        let name = day.to_string();
        found.push(Change {
            kind: ChangeKind::Removed,
            ..changed(
                Matter::Regime,
                &name,
                text!("Tidak ada lagi yang berubah pada {day}.", "Nothing changes on {day} any more."),
            )
        });
    }
    for day in after.difference(&before) {
        let name = day.to_string();
        found.push(Change {
            kind: ChangeKind::Added,
            ..changed(
                Matter::Regime,
                &name,
                text!("Ada yang mulai berlaku pada {day}.", "Something begins on {day}."),
            )
        });
    }
}

fn parameters(a: &Linked, b: &Linked, found: &mut Vec<Change>) {
    let by_name = |l: &Linked| -> IndexMap<Arc<str>, ParameterDecl> {
        l.declarations.parameters.iter().map(|p| (Arc::clone(&p.name.value), p.clone())).collect()
    };
    let (before, after) = (by_name(a), by_name(b));
    for name in before.keys().chain(after.keys().filter(|n| !before.contains_key(*n))) {
        match (before.get(name), after.get(name)) {
            (Some(_), None) => found.push(Change {
                kind: ChangeKind::Removed,
                ..changed(
                    Matter::Parameter,
                    name,
                    text!("Parameter `{name}` dihapus.", "The parameter `{name}` is no more."),
                )
            }),
            (None, Some(new)) => {
                let now = new.values.last().map(|v| literal(&v.value.value)).unwrap_or_default();
                found.push(Change {
                    kind: ChangeKind::Added,
                    ..changed(
                        Matter::Parameter,
                        name,
                        text!("Parameter `{name}` baru: {now}.", "The parameter `{name}` is new: {now}."),
                    )
                });
            }
            (Some(old), Some(new)) => dated(name, &old.values, &new.values, found),
            (None, None) => {}
        }
    }
}

/// Tells where two histories of one parameter differ, span by span.
fn dated(name: &Arc<str>, old: &[DatedValueDecl], new: &[DatedValueDecl], found: &mut Vec<Change>) {
    let mut cuts: BTreeSet<Date> = BTreeSet::new();
    for period in old.iter().chain(new).map(|v| v.period) {
        cuts.extend(period.from);
        cuts.extend(period.until.map(Date::next_day));
    }
    let mut starts: Vec<Option<Date>> = vec![None];
    starts.extend(cuts.iter().copied().map(Some));
    let ends = cuts.iter().map(|c| Some(c.previous_day())).chain([None]);
    for (from, until) in starts.into_iter().zip(ends) {
        let period = Period { from, until };
        let at = |values: &[DatedValueDecl]| values.iter().find(|v| v.period.covers(&period)).cloned();
        let (before, after) = (at(old), at(new));
        let tell = |v: &Option<DatedValueDecl>| {
            v.as_ref().map_or_else(|| "-".to_owned(), |v| literal(&v.value.value))
        };
        let (x, y) = (tell(&before), tell(&after));
        let verified = |v: &Option<DatedValueDecl>| v.as_ref().map(|v| v.verified);
        let span = when(&period);
        if x != y {
            found.push(Change {
                before: vec![x.clone()],
                after: vec![y.clone()],
                ..changed(
                    Matter::Parameter,
                    name,
                    Text {
                        id: format!("Parameter `{name}`{}: {x} menjadi {y}.", span.id),
                        en: format!("The parameter `{name}`{}: {x} becomes {y}.", span.en),
                    },
                )
            });
        } else if verified(&before) != verified(&after) && verified(&after).is_some() {
            let seen = verified(&after) == Some(true);
            found.push(changed(
                Matter::Parameter,
                name,
                if seen {
                    text!("Parameter `{name}` kini dipastikan.", "The parameter `{name}` is now confirmed.")
                } else {
                    text!(
                        "Parameter `{name}` kini belum dipastikan.",
                        "The parameter `{name}` is now unconfirmed."
                    )
                },
            ));
        }
    }
}

fn when(period: &Period) -> Text {
    let day = |d: Date, lang: Lang| crate::outcome::words::date(d, lang);
    match (period.from, period.until) {
        (None, None) => text!("", ""),
        (Some(from), None) => Text {
            id: format!(" sejak {}", day(from, Lang::Id)),
            en: format!(" from {}", day(from, Lang::En)),
        },
        (None, Some(until)) => Text {
            id: format!(" sampai {}", day(until, Lang::Id)),
            en: format!(" until {}", day(until, Lang::En)),
        },
        (Some(from), Some(until)) => Text {
            id: format!(" dari {} sampai {}", day(from, Lang::Id), day(until, Lang::Id)),
            en: format!(" from {} until {}", day(from, Lang::En), day(until, Lang::En)),
        },
    }
}

fn literal(value: &LiteralDecl) -> String {
    match value {
        LiteralDecl::Number(n) => n.to_string(),
        LiteralDecl::Bool(b) => b.to_string(),
        LiteralDecl::Date(d) => d.to_string(),
        LiteralDecl::Text(words) => words.to_string(),
        LiteralDecl::List(items) => {
            format!("[{}]", items.iter().map(|i| literal(&i.value)).collect::<Vec<_>>().join(", "))
        }
        LiteralDecl::Record(entries) => {
            let told = entries.iter().map(|(name, v)| format!("{} {}", name.value, literal(&v.value)));
            told.collect::<Vec<_>>().join("; ")
        }
    }
}

/// The versions of a rule as their texts: of a function the whole, of a table its rows.
fn texts(linked: &Linked, group: &crate::link::RuleGroup) -> (Matter, Vec<String>) {
    let mut matter = Matter::Rule;
    let mut lines = Vec::new();
    for version in &group.versions {
        let period = version.effective.map_or_else(String::new, |p| format!(" ({p})"));
        match version.origin {
            Origin::Function(..) => {
                if let Some(function) = linked.function(version.origin) {
                    let words = linked.files.slice(function.span).lines().map(str::trim_end);
                    lines.extend(words.map(|line| format!("{line}{period}")));
                    let condition = function.doc.tags.applies.as_ref().map(|a| linked.files.slice(a.span));
                    lines.extend(condition.map(|c| format!("@applies {c}")));
                }
            }
            Origin::Table(..) => {
                matter = Matter::Table;
                if let Some(table) = linked.table(version.origin) {
                    lines.extend(table.rows.iter().map(|row| {
                        let tests = row.tests.iter().map(|t| linked.files.slice(t.span).trim());
                        let results = row.results.iter().map(|r| linked.files.slice(r.span).trim());
                        format!("{}{period}", tests.chain(results).collect::<Vec<_>>().join(" | "))
                    }));
                }
            }
        }
    }
    (matter, lines)
}

fn rules(a: &Linked, b: &Linked, found: &mut Vec<Change>) {
    let by_name = |l: &Linked| -> IndexMap<Arc<str>, (Matter, Vec<String>)> {
        let groups = l.groups.iter().enumerate();
        groups.map(|(number, g)| (crate::graph::rule_name(l, number, &g.name), texts(l, g))).collect()
    };
    let (before, after) = (by_name(a), by_name(b));
    for (name, (matter, old)) in &before {
        let (id, en) = word(*matter);
        match after.get(name) {
            None => found.push(Change {
                kind: ChangeKind::Removed,
                before: old.clone(),
                ..changed(*matter, name, text!("{id} `{name}` dihapus.", "The {en} `{name}` is no more."))
            }),
            Some((_, new)) if new != old => {
                let gone: Vec<String> = old.iter().filter(|line| !new.contains(line)).cloned().collect();
                let come: Vec<String> = new.iter().filter(|line| !old.contains(line)).cloned().collect();
                found.push(Change {
                    before: gone,
                    after: come,
                    ..changed(
                        *matter,
                        name,
                        text!("{id} `{name}` berubah.", "The {en} `{name}` is otherwise."),
                    )
                });
            }
            Some(_) => {}
        }
    }
    for (name, (matter, new)) in after.iter().filter(|(name, _)| !before.contains_key(*name)) {
        let (id, en) = word(*matter);
        found.push(Change {
            kind: ChangeKind::Added,
            after: new.clone(),
            ..changed(*matter, name, text!("{id} `{name}` baru.", "The {en} `{name}` is new."))
        });
    }
}

fn word(matter: Matter) -> (&'static str, &'static str) {
    if matter == Matter::Table { ("Tabel", "table") } else { ("Aturan", "rule") }
}
