//! Facts, records with their fields, and codes of the catalogue.

use super::types::numeric;
use super::{joined, label};
use crate::assist::workspace::Workspace;
use crate::pack::decl::{FieldDecl, TypeDecl};
use crate::text;
use crate::typing::NumberType;
use crate::value::{Lang, Text};

pub(super) fn fact(workspace: &Workspace, name: &str) -> Option<(Text, Vec<Text>)> {
    let fact = workspace.linked().declarations.facts.iter().find(|f| &*f.name.value == name)?;
    Some(described(fact, text!("fakta", "fact")))
}

pub(super) fn field(workspace: &Workspace, record: &str, name: &str) -> Option<(Text, Vec<Text>)> {
    let record = workspace.linked().declarations.records.iter().find(|r| &*r.name.value == record)?;
    let field = record.fields.iter().find(|f| &*f.name.value == name)?;
    let of = &record.name.value;
    Some(described(field, text!("kolom `{of}`", "field of `{of}`")))
}

fn described(field: &FieldDecl, kind: Text) -> (Text, Vec<Text>) {
    let title = label(field.label.as_deref(), field.label_en.as_deref(), &field.name.value);
    let mut lines = vec![joined(&[kind, type_words(field)])];
    let marks = [
        (field.optional, text!("boleh tidak diketahui", "may be unknown")),
        (
            field.protected == Some(true),
            text!(
                "dilindungi: tidak boleh memengaruhi penilaian",
                "protected: no merit result may depend on it"
            ),
        ),
        (field.judgement, text!("penilaian seseorang", "a person's assessment")),
        (field.open, text!("dapat dihitung daerah", "an overlay may compute it")),
    ];
    let marks: Vec<Text> = marks.into_iter().filter(|(holds, _)| *holds).map(|(_, mark)| mark).collect();
    if !marks.is_empty() {
        lines.push(joined(&marks));
    }
    if let Some(source) = &field.source {
        lines.push(text!("Sumber: {source}", "Source: {source}"));
    }
    (title, lines)
}

/// The declared type with its bounds.
pub(in crate::assist) fn type_words(field: &FieldDecl) -> Text {
    match &field.ty {
        TypeDecl::Number { min, max, scale } => {
            let bound = |b: &Option<crate::source::Spanned<crate::Number>>| b.as_ref().map(|b| b.value);
            let number = NumberType::within(Some(*scale), bound(min), bound(max));
            let unit = field.unit.as_deref();
            Text {
                id: numeric("angka", number, unit, Lang::Id),
                en: numeric("number", number, unit, Lang::En),
            }
        }
        TypeDecl::Boolean => text!("ya atau tidak", "yes or no"),
        TypeDecl::Text => text!("teks", "text"),
        TypeDecl::Date { .. } => text!("tanggal", "date"),
        TypeDecl::Enum(name) => {
            let name = &name.value;
            text!("enum `{name}`", "enum `{name}`")
        }
        TypeDecl::List(list) => {
            let (record, most) = (&list.record.value, list.max_items);
            text!("daftar `{record}`, paling banyak {most} baris", "list of `{record}`, at most {most} rows")
        }
    }
}

pub(super) fn record(workspace: &Workspace, name: &str) -> Option<(Text, Vec<Text>)> {
    let record = workspace.linked().declarations.records.iter().find(|r| &*r.name.value == name)?;
    let of = |field: &FieldDecl| {
        let (name, ty) = (&field.name.value, type_words(field));
        Text { id: format!("`{name}`: {}", ty.id), en: format!("`{name}`: {}", ty.en) }
    };
    Some((text!("Rekaman `{name}`", "Record `{name}`"), record.fields.iter().map(of).collect()))
}

pub(super) fn code(workspace: &Workspace, code: &str) -> Option<(Text, Vec<Text>)> {
    let catalogue = workspace.linked().declarations.catalogue.as_ref()?;
    let item = catalogue.items.iter().find(|i| &*i.code.value == code)?;
    let title = label(Some(&item.title), item.title_en.as_deref(), code);
    let kind = &item.kind.value;
    let mut parts = vec![text!("katalog `{code}` ({kind})", "catalogue `{code}` ({kind})")];
    parts.extend(item.provider.as_ref().map(|p| text!("{p}", "{p}")));
    parts.extend(item.hours.map(|h| text!("{h} JP", "{h} lesson hours")));
    Some((title, vec![joined(&parts)]))
}
