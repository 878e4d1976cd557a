//! What a pack knows of a subject: facts, the rows of lists, and the values to choose from.

use super::names::{Names, anchor};
use crate::outcome::words;
use crate::pack::decl::{FieldDecl, TypeDecl};
use crate::text;
use crate::value::{Lang, Number};

pub(super) struct FactView {
    pub(super) anchor: String,
    pub(super) name: String,
    pub(super) label: String,
    pub(super) kind: String,
    /// The enum that its values come from.
    pub(super) choice: Option<String>,
    pub(super) unit: Option<String>,
    pub(super) bounds: Option<String>,
    pub(super) source: Option<String>,
    pub(super) flags: Vec<String>,
}

pub(super) struct ListView {
    pub(super) anchor: String,
    pub(super) label: String,
    pub(super) key: Vec<String>,
    /// What holds where the list was not given.
    pub(super) absent: String,
    pub(super) fields: Vec<FactView>,
}

pub(super) struct EnumView {
    pub(super) anchor: String,
    pub(super) name: String,
    pub(super) label: String,
    pub(super) ordered: bool,
    pub(super) values: Vec<EnumValueView>,
}

pub(super) struct EnumValueView {
    pub(super) id: String,
    pub(super) label: String,
    pub(super) aliases: Vec<String>,
}

pub(super) fn facts(names: &Names<'_>) -> Vec<FactView> {
    names.linked.declarations.facts.iter().map(|fact| field(names, fact, None)).collect()
}

/// The lists among the facts, each with what a row of it holds.
pub(super) fn lists(names: &Names<'_>) -> Vec<ListView> {
    let declarations = &names.linked.declarations;
    let lists = declarations.facts.iter().filter_map(|fact| match &fact.ty {
        TypeDecl::List(list) => Some((fact, list)),
        _ => None,
    });
    lists
        .map(|(fact, list)| {
            let record = declarations.records.iter().find(|r| r.name.value == list.record.value);
            let fields = record.map_or(&[][..], |r| &r.fields);
            let absent = if list.absent_is_empty {
                text!(
                    "Bila tidak diberikan, dianggap tidak ada barisnya.",
                    "Where it is not given there are no rows."
                )
            } else {
                text!(
                    "Bila tidak diberikan, isinya belum diketahui.",
                    "Where it is not given nobody knows its rows."
                )
            };
            let label = |key: &str| {
                let found = fields.iter().find(|f| &*f.name.value == key);
                found.map_or_else(|| key.to_owned(), |f| names.field_label(f))
            };
            ListView {
                anchor: format!("isi-{}", fact.name.value),
                label: names.field_label(fact),
                key: list.key.iter().map(|key| label(&key.value)).collect(),
                absent: absent.get(names.lang).to_owned(),
                fields: fields.iter().map(|f| field(names, f, Some(&fact.name.value))).collect(),
            }
        })
        .collect()
}

pub(super) fn enums(names: &Names<'_>) -> Vec<EnumView> {
    let enums = names.linked.declarations.enums.iter();
    enums
        .map(|e| EnumView {
            anchor: format!("pilihan-{}", e.name.value),
            name: e.name.value.to_string(),
            label: names.label(e.label.as_deref(), e.label_en.as_deref(), &e.name.value),
            ordered: e.ordered,
            values: e
                .values
                .iter()
                .map(|value| EnumValueView {
                    id: value.id.value.to_string(),
                    label: names.label(value.label.as_deref(), value.label_en.as_deref(), &value.id.value),
                    aliases: value.aliases.iter().map(|alias| alias.value.to_string()).collect(),
                })
                .collect(),
        })
        .collect()
}

fn field(names: &Names<'_>, field: &FieldDecl, list: Option<&str>) -> FactView {
    let lang = names.lang;
    let say = |words: crate::Text| words.get(lang).to_owned();
    let mut flags = Vec::new();
    if field.optional {
        flags.push(say(text!("boleh kosong", "optional")));
    }
    if field.protected == Some(true) {
        flags.push(say(text!("dilindungi", "protected")));
    }
    if field.judgement {
        flags.push(say(text!("penilaian seseorang", "a person's assessment")));
    }
    if field.open {
        flags.push(say(text!("boleh dihitung pack lokal", "a local pack may compute it")));
    }
    let path =
        list.map_or_else(|| field.name.value.to_string(), |list| format!("{list}.{}", field.name.value));
    let choice = match &field.ty {
        TypeDecl::Enum(name) => Some(format!("pilihan-{}", name.value)),
        TypeDecl::List(_) if list.is_none() => Some(format!("isi-{}", field.name.value)),
        _ => None,
    };
    FactView {
        anchor: anchor(&path),
        name: field.name.value.to_string(),
        label: names.field_label(field),
        kind: kind(names, &field.ty),
        choice,
        unit: field.unit.as_deref().map(|unit| words::unit(unit, false, lang).into_owned()),
        bounds: bounds(&field.ty, field.unit.as_deref(), lang),
        source: field.source.clone(),
        flags,
    }
}

fn kind(names: &Names<'_>, ty: &TypeDecl) -> String {
    match ty {
        TypeDecl::Number { scale: 0, .. } => text!("bilangan bulat", "whole number"),
        TypeDecl::Number { scale, .. } => {
            text!("bilangan, {scale} desimal", "number, {scale} decimals")
        }
        TypeDecl::Boolean => text!("ya atau tidak", "yes or no"),
        TypeDecl::Text => text!("teks", "text"),
        TypeDecl::Date { .. } => text!("tanggal", "date"),
        TypeDecl::Enum(name) => {
            let label = names.enum_decl(&name.value).map_or_else(
                || name.value.to_string(),
                |e| names.label(e.label.as_deref(), e.label_en.as_deref(), &e.name.value),
            );
            text!("pilihan: {label}", "choice: {label}")
        }
        TypeDecl::List(_) => text!("daftar", "list"),
    }
    .get(names.lang)
    .to_owned()
}

fn bounds(ty: &TypeDecl, unit: Option<&str>, lang: Lang) -> Option<String> {
    match ty {
        TypeDecl::Number { min, max, .. } => {
            let unit = unit.filter(|unit| *unit == "%");
            let shown = |number: Number| words::number(number, unit, lang);
            let (lo, hi) = (shown(min.as_ref()?.value), shown(max.as_ref()?.value));
            Some(text!("{lo} sampai {hi}", "{lo} to {hi}").get(lang).to_owned())
        }
        TypeDecl::List(list) => {
            let (lo, hi) = (Number::from(list.min_items), Number::from(list.max_items));
            let (lo, hi) = (words::number(lo, None, lang), words::number(hi, None, lang));
            let said = if list.min_items == 0 {
                text!("paling banyak {hi} baris", "at most {hi} rows")
            } else {
                text!("{lo} sampai {hi} baris", "{lo} to {hi} rows")
            };
            Some(said.get(lang).to_owned())
        }
        _ => None,
    }
}
