//! The rules by topic, the promotions with what they ask for, and what is not in force on the day.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::cases::{CasesView, cases};
use super::names::{Names, Ref, anchor};
use super::tables::{TableView, table};
use crate::explain::phrases;
use crate::graph::Graph;
use crate::link::{Origin, RuleVersion};
use crate::outcome::words;
use crate::script::ast::Kind;
use crate::text;
use crate::typing::program::{Expr, ExprKind, NodeId, Step};
use crate::value::Lang;

/// The rules of one folder of a pack.
pub(super) struct Topic {
    pub(super) anchor: String,
    pub(super) title: String,
    pub(super) rules: Vec<RuleView>,
}

pub(super) struct RuleView {
    pub(super) anchor: String,
    pub(super) name: String,
    /// The other results of the same table, by the places that they are linked to.
    pub(super) also: Vec<String>,
    pub(super) label: String,
    pub(super) description: Option<String>,
    pub(super) kind: Option<String>,
    pub(super) unit: Option<String>,
    pub(super) range: Option<String>,
    pub(super) list: Option<Ref>,
    pub(super) inputs: Vec<Ref>,
    pub(super) condition: Option<String>,
    pub(super) basis: Option<String>,
    pub(super) period: Option<String>,
    pub(super) open: bool,
    pub(super) place: String,
    pub(super) code: Option<String>,
    /// The fence that no run of backticks in the code can close.
    pub(super) fence: String,
    pub(super) table: Option<TableView>,
    pub(super) cases: CasesView,
}

pub(super) struct PromotionView {
    pub(super) promotion: Ref,
    pub(super) basis: Option<String>,
    pub(super) lines: Vec<RequirementLine>,
}

/// A requirement, or the words before several of which all or one must be met.
pub(super) struct RequirementLine {
    pub(super) depth: usize,
    pub(super) words: Option<String>,
    pub(super) requirement: Option<Ref>,
}

impl RequirementLine {
    /// How far it stands in, in the units of the page: 1.4 for each level.
    pub(super) fn indent(&self) -> String {
        let tenths = self.depth.saturating_mul(14);
        format!("{}.{}", tenths.checked_div(10).unwrap_or(0), tenths.checked_rem(10).unwrap_or(0))
    }
}

/// A rule that is not in force on the day.
pub(super) struct Idle {
    pub(super) name: String,
    pub(super) label: String,
    pub(super) periods: String,
}

/// The rules in force, by the folders that they are written in.
pub(super) fn topics(names: &Names<'_>, graph: Option<&Graph>) -> Vec<Topic> {
    let mut topics: Vec<Topic> = Vec::new();
    let mut tables: BTreeSet<usize> = BTreeSet::new();
    for group in 0..names.linked.groups.len() {
        let Some(version) = names.in_force(group) else { continue };
        if let Origin::Table(number, _) = version.origin
            && !tables.insert(number)
        {
            continue;
        }
        let rule = rule(names, group, version, graph);
        let title = topic(names, version);
        match topics.iter_mut().find(|topic| topic.title == title) {
            Some(topic) => topic.rules.push(rule),
            None => {
                let number = topics.len().saturating_add(1);
                topics.push(Topic { anchor: format!("topik-{number}"), title, rules: vec![rule] });
            }
        }
    }
    topics
}

/// The folder that a rule is written in, in words.
fn topic(names: &Names<'_>, version: &RuleVersion) -> String {
    if matches!(version.origin, Origin::Table(..)) {
        return text!("Tabel keputusan", "Decision tables").get(names.lang).to_owned();
    }
    let path = names.linked.files.get(version.span.file).map_or("", |file| &file.path);
    let folder = path.split_once('/').map_or(path.trim_end_matches(".rhai"), |(folder, _)| folder);
    let words = folder.replace('_', " ");
    let mut letters = words.chars();
    let first = letters.next().map(|c| c.to_uppercase().to_string()).unwrap_or_default();
    format!("{first}{}", letters.as_str())
}

fn rule(names: &Names<'_>, group: usize, version: &RuleVersion, graph: Option<&Graph>) -> RuleView {
    let lang = names.lang;
    let path = names.path(group);
    let files = &names.linked.files;
    let node = names.program.find(&path).map(|(_, node)| node);
    let function = names.linked.function(version.origin);
    let decl = names.linked.table(version.origin);
    let tags = function.map(|function| &function.doc.tags);
    let basis = tags.and_then(|t| t.basis.as_ref()).or(decl.and_then(|t| t.basis.as_ref()));
    let range = tags.and_then(|t| t.range.as_ref()).map(|range| (range.value.lo, range.value.hi));
    let range = range.or(decl.and_then(|t| t.range.as_ref()).map(|range| range.value));
    let unit = node.and_then(|node| node.unit.clone());
    let code = function.map(|function| files.slice(function.span).to_owned());
    let list = names.linked.groups.get(group).and_then(|g| g.list).and_then(|list| names.linked.fact(list));
    let others = decl.iter().flat_map(|t| &t.results).map(|name| match list {
        Some(list) => format!("{}.{}", list.name.value, name.value),
        None => name.value.to_string(),
    });
    RuleView {
        anchor: anchor(&path),
        also: others.filter(|other| **other != *path).map(|other| anchor(&other)).collect(),
        label: node.map_or_else(|| path.to_string(), |node| words::label(node, lang).to_owned()),
        description: function.and_then(|f| f.doc.description.clone()).filter(|words| !words.is_empty()),
        kind: tags.and_then(|t| t.kind.as_ref()).and_then(|kind| kind_words(kind.value, lang)),
        range: range.map(|(lo, hi)| {
            let shown = |number| words::number(number, unit.as_deref(), lang);
            let (lo, hi) = (shown(lo), shown(hi));
            text!("{lo} sampai {hi}", "{lo} to {hi}").get(lang).to_owned()
        }),
        unit: unit.as_deref().map(|unit| words::unit(unit, false, lang).into_owned()),
        list: list.map(|list| names.refer(&list.name.value)),
        inputs: graph.iter().flat_map(|g| g.inputs(&path)).map(|input| names.refer(input)).collect(),
        condition: tags.and_then(|t| t.applies.as_ref()).map(|applies| files.slice(applies.span).to_owned()),
        basis: basis.map(|basis| basis.value.clone()),
        period: version.effective.as_ref().and_then(|period| phrases::period(period, lang)),
        open: tags.is_some_and(|t| t.open.is_some()) || decl.is_some_and(|t| t.open),
        place: names.place(version.span),
        fence: fence(code.as_deref().unwrap_or("")),
        code,
        table: decl.map(|decl| table(names, decl)),
        cases: cases(names, &path),
        name: path.to_string(),
    }
}

/// Backticks enough that the code holds no run as long.
fn fence(code: &str) -> String {
    let (mut longest, mut run) = (0usize, 0usize);
    for c in code.chars() {
        run = if c == '`' { run.saturating_add(1) } else { 0 };
        longest = longest.max(run);
    }
    "`".repeat(longest.saturating_add(1).max(3))
}

fn kind_words(kind: Kind, lang: Lang) -> Option<String> {
    let words = match kind {
        Kind::Score => return None,
        Kind::Requirement => text!("syarat", "requirement"),
        Kind::Promotion => text!("kenaikan", "promotion"),
        Kind::Trigger => text!("pemicu tindak lanjut", "trigger"),
    };
    Some(words.get(lang).to_owned())
}

/// The promotions in force, each with what it asks for.
pub(super) fn promotions(names: &Names<'_>) -> Vec<PromotionView> {
    let promotions = names.program.rules().filter(|(_, _, rule)| rule.kind == Kind::Promotion);
    promotions
        .map(|(_, node, rule)| {
            let mut lines = Vec::new();
            for version in &rule.versions {
                requirements(names, &version.body, 0, &mut lines);
            }
            let basis = rule.versions.first().and_then(|version| version.basis.as_deref());
            PromotionView { promotion: names.refer(&node.path), basis: basis.map(str::to_owned), lines }
        })
        .collect()
}

/// The deepest nesting of `all_of` and `any_of` that is told.
const MAX_DEPTH: usize = 8;

fn requirements(names: &Names<'_>, expr: &Expr, depth: usize, lines: &mut Vec<RequirementLine>) {
    if depth > MAX_DEPTH {
        return;
    }
    let refer = |id: NodeId| names.program.node(id).map(|node| names.refer(&node.path));
    match &expr.kind {
        ExprKind::Node(id) => lines.push(RequirementLine { depth, words: None, requirement: refer(*id) }),
        ExprKind::Combine { any, operands } => {
            let words =
                if *any { text!("salah satu dari:", "one of:") } else { text!("semua dari:", "all of:") };
            lines.push(RequirementLine {
                depth,
                words: Some(words.get(names.lang).to_owned()),
                requirement: None,
            });
            for operand in operands {
                requirements(names, operand, depth.saturating_add(1), lines);
            }
        }
        ExprKind::Block(steps) => {
            for step in steps {
                if let Step::Give(value) = step {
                    requirements(names, value, depth, lines);
                }
            }
        }
        ExprKind::Call { body, .. } => requirements(names, body, depth.saturating_add(1), lines),
        _ => lines.push(RequirementLine {
            depth,
            words: Some(names.linked.files.slice(expr.span).to_owned()),
            requirement: None,
        }),
    }
}

/// The rules of other days.
pub(super) fn idle(names: &Names<'_>) -> Vec<Idle> {
    let groups = names.linked.groups.iter().enumerate();
    groups
        .filter(|(number, _)| names.in_force(*number).is_none())
        .map(|(number, group)| {
            let mut periods: Vec<String> = Vec::new();
            for regime in &names.linked.regimes {
                if regime.rules.get(number).copied().flatten().is_some() {
                    periods.extend(phrases::period(&regime.period, names.lang));
                }
            }
            let first = group.versions.first();
            let label = first.and_then(|version| version_label(names, version));
            let path: Arc<str> = names.path(number);
            Idle {
                label: label.unwrap_or_else(|| path.to_string()),
                name: path.to_string(),
                periods: periods.join("; "),
            }
        })
        .collect()
}

fn version_label(names: &Names<'_>, version: &RuleVersion) -> Option<String> {
    let (id, en) = match (names.linked.function(version.origin), names.linked.table(version.origin)) {
        (Some(function), _) => (function.doc.label.as_ref()?, function.doc.tags.label_en.as_ref()),
        (None, table) => (table?.label.as_ref()?, table?.label_en.as_ref()),
    };
    Some(names.label(Some(&id.value), en.map(|en| en.value.as_str()), ""))
}
