//! What the law sets: parameters with their dated values; and what triggers can call for.

use super::names::{Names, anchor};
use super::{Doubt, Doubts};
use crate::explain::{html, phrases};
use crate::outcome::words;
use crate::pack::decl::{DatedValueDecl, LiteralDecl, ParameterDecl};
use crate::text;
use crate::value::{Date, Value};

pub(super) struct ParameterView {
    pub(super) anchor: String,
    pub(super) name: String,
    pub(super) label: String,
    pub(super) unit: Option<String>,
    /// What an overlay may set.
    pub(super) overridable: Option<String>,
    pub(super) values: Vec<ValueView>,
}

pub(super) struct ValueView {
    pub(super) period: String,
    pub(super) current: bool,
    /// One for a single value, several for a record or a keyed value.
    pub(super) entries: Vec<String>,
    pub(super) basis: Option<String>,
    pub(super) verified: bool,
    pub(super) note: Option<String>,
}

pub(super) struct CatalogueRow {
    pub(super) code: String,
    pub(super) kind: String,
    pub(super) title: String,
    pub(super) provider: Option<String>,
    pub(super) hours: Option<String>,
    pub(super) cost: Option<String>,
    pub(super) prerequisite: String,
}

pub(super) fn parameters(names: &Names<'_>, as_of: Date) -> Vec<ParameterView> {
    let lang = names.lang;
    let parameters = names.linked.declarations.parameters.iter();
    parameters
        .map(|parameter| ParameterView {
            anchor: anchor(&parameter.name.value),
            name: parameter.name.value.to_string(),
            label: label(names, parameter),
            unit: parameter
                .unit
                .as_deref()
                .filter(|u| *u != "%")
                .map(|u| words::unit(u, false, lang).into_owned()),
            overridable: parameter.overridable.as_ref().map(|bounds| {
                let unit = parameter.unit.as_deref();
                let (lo, hi) = (words::number(bounds.min, unit, lang), words::number(bounds.max, unit, lang));
                text!(
                    "Pack lokal boleh menetapkan nilai lain antara {lo} dan {hi}.",
                    "A local pack may set another value between {lo} and {hi}."
                )
                .get(lang)
                .to_owned()
            }),
            values: parameter.values.iter().map(|value| dated(names, parameter, value, as_of)).collect(),
        })
        .collect()
}

fn label(names: &Names<'_>, parameter: &ParameterDecl) -> String {
    names.label(parameter.label.as_deref(), parameter.label_en.as_deref(), &parameter.name.value)
}

fn dated(names: &Names<'_>, parameter: &ParameterDecl, value: &DatedValueDecl, as_of: Date) -> ValueView {
    let always = || text!("sepanjang waktu", "at all times").get(names.lang).to_owned();
    ValueView {
        period: phrases::period(&value.period, names.lang).unwrap_or_else(always),
        current: value.period.contains(as_of),
        entries: entries(names, parameter, &value.value.value),
        basis: value.basis.as_ref().map(|basis| basis.value.clone()),
        verified: value.verified,
        note: value.note.clone(),
    }
}

fn entries(names: &Names<'_>, parameter: &ParameterDecl, literal: &LiteralDecl) -> Vec<String> {
    let fields = match literal {
        LiteralDecl::Record(fields) => fields,
        LiteralDecl::Number(number) => {
            let shown = Value::Number(*number);
            return vec![words::with_unit(&shown, parameter.unit.as_deref(), names.lang)];
        }
        other => return vec![literal_words(names, parameter, other, 0)],
    };
    let told = fields.iter().map(|(key, value)| {
        let key = match &parameter.key {
            Some(scheme) => names.enum_value(&scheme.value, &key.value),
            None => key.value.replace('_', " "),
        };
        format!("{key}: {}", literal_words(names, parameter, &value.value, 0))
    });
    told.collect()
}

/// A value in words; what is nested deeper than any pack needs is left out.
fn literal_words(names: &Names<'_>, parameter: &ParameterDecl, literal: &LiteralDecl, depth: u8) -> String {
    let lang = names.lang;
    if depth > 4 {
        return "…".to_owned();
    }
    let inner = |value: &LiteralDecl| literal_words(names, parameter, value, depth.saturating_add(1));
    match literal {
        LiteralDecl::Number(number) => words::number(*number, parameter.unit.as_deref(), lang),
        LiteralDecl::Bool(true) => text!("ya", "yes").get(lang).to_owned(),
        LiteralDecl::Bool(false) => text!("tidak", "no").get(lang).to_owned(),
        LiteralDecl::Date(day) => words::date(*day, lang),
        LiteralDecl::Text(value) => match &parameter.scheme {
            Some(scheme) => names.enum_value(&scheme.value, value),
            None => value.to_string(),
        },
        LiteralDecl::List(items) => {
            let points = items.iter().any(|item| matches!(item.value, LiteralDecl::List(_)));
            let told: Vec<String> = items.iter().map(|item| inner(&item.value)).collect();
            match (points, depth) {
                (true, _) => told.join("; "),
                (false, 0) => told.join(", "),
                // A point of an interpolation: what is put in, and what comes out.
                (false, _) => told.join(" → "),
            }
        }
        LiteralDecl::Record(fields) => {
            let told: Vec<String> = fields
                .iter()
                .map(|(key, value)| format!("{} {}", key.value.replace('_', " "), inner(&value.value)))
                .collect();
            told.join(", ")
        }
    }
}

/// The values whose source nobody has seen, in force or not.
pub(super) fn doubts(names: &Names<'_>) -> Vec<Doubts> {
    let mut found = Vec::new();
    for parameter in &names.linked.declarations.parameters {
        let figures = parameter.values.iter().filter(|value| !value.verified).map(|value| {
            let entries = entries(names, parameter, &value.value.value).join("; ");
            let what = match phrases::period(&value.period, names.lang) {
                Some(period) => format!("{entries} ({period})"),
                None => entries,
            };
            Doubt {
                what,
                basis: value.basis.as_ref().map(|basis| basis.value.clone()),
                note: value.note.clone(),
            }
        });
        let place = Some(anchor(&parameter.name.value));
        found.extend(Doubts::of(label(names, parameter), place, figures.collect()));
    }
    found
}

pub(super) fn catalogue(names: &Names<'_>) -> Vec<CatalogueRow> {
    let lang = names.lang;
    let items = names.linked.declarations.catalogue.iter().flat_map(|catalogue| &catalogue.items);
    items
        .map(|item| CatalogueRow {
            code: item.code.value.to_string(),
            kind: html::kind_of_item(&item.kind.value).get(lang).to_owned(),
            title: names.label(Some(&item.title), item.title_en.as_deref(), ""),
            provider: item.provider.clone(),
            hours: item.hours.map(|hours| words::number(hours, None, lang)),
            cost: item.cost.map(|cost| phrases::rupiah(cost, lang)),
            prerequisite: {
                let codes: Vec<&str> = item.prerequisite.iter().map(|code| &*code.value).collect();
                codes.join(text!(" atau ", " or ").get(lang))
            },
        })
        .collect()
}
