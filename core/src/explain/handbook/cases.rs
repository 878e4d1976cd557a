//! The cases of each rule, so that a reader sees it at work, and the exceptions for protected facts.

use super::names::{Names, Ref};
use crate::outcome::words;
use crate::pack::decl::{CaseDecl, Expectation};
use crate::text;
use crate::typing::Type;
use crate::value::{Lang, Raw, Value};

/// The most cases that are shown of one rule; the rest is counted.
const SHOWN: usize = 8;

/// What a case expects of a rule.
pub(super) struct CaseView {
    pub(super) name: String,
    pub(super) expected: String,
    pub(super) source: Option<String>,
}

/// The cases of a rule.
pub(super) struct CasesView {
    pub(super) shown: Vec<CaseView>,
    pub(super) more: usize,
}

impl CasesView {
    /// How many there are, shown or not.
    pub(super) fn count(&self) -> usize {
        self.shown.len().saturating_add(self.more)
    }
}

/// A rule that reads a protected fact because a regulation sets a limit on it.
pub(super) struct ExceptionView {
    pub(super) rule: Ref,
    pub(super) fact: Ref,
    pub(super) basis: String,
    pub(super) consumers: Vec<Ref>,
}

/// The cases in force on the day that expect something of a rule; published ones come first.
pub(super) fn cases(names: &Names<'_>, path: &str) -> CasesView {
    let here = |case: &CaseDecl| {
        let day = case.as_of.as_ref().map(|day| day.value);
        day.is_none_or(|day| names.linked.regime_of(day) == names.regime)
    };
    let of_rule = |case: &CaseDecl| {
        let (_, expected) = case.expect.iter().find(|(name, _)| *name.value == *path)?;
        let erratum = match &expected.value {
            Expectation::Erratum { erratum, .. } => Some(erratum.clone()),
            _ => None,
        };
        Some(CaseView {
            name: case.name.value.clone(),
            expected: told(names, path, &expected.value),
            source: case.source.clone().into_iter().chain(erratum).reduce(|a, b| format!("{a}; {b}")),
        })
    };
    let cases = names.linked.declarations.cases.iter().filter(|case| here(case));
    let mut found: Vec<CaseView> = cases.filter_map(|case| of_rule(case)).collect();
    found.sort_by_key(|case| case.source.is_none());
    let more = found.len().saturating_sub(SHOWN);
    found.truncate(SHOWN);
    CasesView { shown: found, more }
}

/// What a case expects, with values as people write them.
fn told(names: &Names<'_>, path: &str, expected: &Expectation) -> String {
    let several = |id: &str, en: &str, list: &Option<Vec<std::sync::Arc<str>>>| {
        let list = list.as_ref().filter(|list| !list.is_empty())?;
        let labels: Vec<String> = list.iter().map(|name| names.refer(name).label).collect();
        let labels = labels.join(", ");
        Some(text!("{id}: {labels}", "{en}: {labels}").get(names.lang).to_owned())
    };
    match expected {
        Expectation::Value(raw) => value(names, path, raw),
        Expectation::Items(items) => {
            let each = items.iter().map(|item| match item {
                Some(item) => told(names, path, item),
                None => "–".to_owned(),
            });
            row(each.collect(), names.lang)
        }
        Expectation::Undetermined(Some(facts)) if !facts.is_empty() => {
            let labels: Vec<String> = facts.iter().map(|name| names.refer(name).label).collect();
            let labels = labels.join(", ");
            text!("belum dapat dipastikan karena {labels}", "undetermined for want of {labels}")
                .get(names.lang)
                .to_owned()
        }
        Expectation::Erratum { computed, published, .. } => {
            let (computed, published) = (told(names, path, computed), value(names, path, published));
            text!("{computed}; tercetak {published}", "{computed}; printed {published}")
                .get(names.lang)
                .to_owned()
        }
        Expectation::Promotion { result, met, not_met, undetermined, not_applicable } => {
            let result = result.as_ref().map(|result| told(names, path, result));
            let parts = [
                several("terpenuhi", "met", met),
                several("belum terpenuhi", "not met", not_met),
                several("belum dapat dipastikan", "undetermined", undetermined),
                several("tidak berlaku", "not applicable", not_applicable),
            ];
            result.into_iter().chain(parts.into_iter().flatten()).collect::<Vec<_>>().join("; ")
        }
        other => words::expected(other).get(names.lang).to_owned(),
    }
}

fn value(names: &Names<'_>, path: &str, raw: &Raw) -> String {
    let node = names.program.find(path).map(|(_, node)| node);
    let unit = node.and_then(|node| node.unit.as_deref());
    plain(names, node.map(|node| &node.ty), unit, raw)
}

/// A value of a type; of a list each item, which of a rule of a list has the rule's own type.
fn plain(names: &Names<'_>, ty: Option<&Type>, unit: Option<&str>, raw: &Raw) -> String {
    match (ty, raw) {
        (Some(Type::List(list)), Raw::List(items)) => {
            row(items.iter().map(|item| plain(names, Some(&list.item), unit, item)).collect(), names.lang)
        }
        (_, Raw::List(items)) => {
            row(items.iter().map(|item| plain(names, ty, unit, item)).collect(), names.lang)
        }
        (Some(Type::Enum(scheme)), Raw::Text(id)) => names.enum_value(&scheme.id, id),
        (_, Raw::Bool(truth)) => words::value(&Value::Bool(*truth), None, names.lang),
        (_, Raw::Number(digits)) => {
            digits.parse().map_or_else(|_| digits.clone(), |number| words::number(number, unit, names.lang))
        }
        _ => words::expected(&Expectation::Value(raw.clone())).get(names.lang).to_owned(),
    }
}

/// Items one after the other; numbers have decimal commas, so that commas do not part them.
fn row(items: Vec<String>, lang: Lang) -> String {
    if items.is_empty() {
        return text!("tidak ada", "none").get(lang).to_owned();
    }
    items.join("; ")
}

/// The exceptions for protected facts that the base declares.
pub(super) fn exceptions(names: &Names<'_>) -> Vec<ExceptionView> {
    let listed = names.linked.declarations.manifest.iter().flat_map(|manifest| &manifest.exceptions);
    listed
        .map(|exception| ExceptionView {
            rule: names.refer(&exception.rule.value),
            fact: names.refer(&exception.fact.value),
            basis: exception.basis.value.clone(),
            consumers: exception.consumers.iter().map(|name| names.refer(&name.value)).collect(),
        })
        .collect()
}
