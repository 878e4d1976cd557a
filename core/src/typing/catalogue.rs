//! The catalogue as rules read it and as outcomes show it.

use std::sync::Arc;

use super::number_type::NumberType;
use super::program::{Catalogue, CatalogueItem};
use super::schema::Schema;
use super::types::{FieldType, RecordType, Type};
use crate::diagnostic::{Diagnostic, Sink, did_you_mean, nearest};
use crate::link::Linked;
use crate::pack::decl::CatalogueItemDecl;
use crate::script::ast::Ident;
use crate::source::Spanned;
use crate::text;
use crate::value::{Cause, Causes, Node, Number, Value};

/// Builds the catalogue in order of code.
pub(super) fn build(linked: &Linked, schema: &Schema, sink: &mut Sink) -> Catalogue {
    let Some(decl) = &linked.declarations.catalogue else { return Catalogue::default() };
    let mut items: Vec<&CatalogueItemDecl> = decl.items.iter().collect();
    items.sort_by(|a, b| a.code.value.cmp(&b.code.value));
    let mut extra = Vec::new();
    for column in &decl.extra_columns {
        extra.push(extra_type(linked, schema, column, sink));
    }
    let scale = |number: fn(&CatalogueItemDecl) -> Option<Number>| {
        items.iter().filter_map(|i| number(i)).map(NumberType::exactly).reduce(NumberType::join)
    };
    let number = |ty: Option<NumberType>| Type::Number(ty.unwrap_or(NumberType::of_nothing()));
    let field = |name: &str, ty: Type, may_ask: bool| FieldType {
        name: Arc::from(name),
        path: Arc::from(format!("catalogue.{name}")),
        ty,
        may_ask,
        label: None,
        unit: None,
    };
    let most = items.iter().map(|i| i.prerequisite.len()).max().unwrap_or(0);
    let mut fields = vec![
        field("code", Type::Text, false),
        field("kind", Type::Text, false),
        field("title", Type::Text, false),
        field("title_en", Type::Text, true),
        field("provider", Type::Text, true),
        field("hours", number(scale(|i| i.hours)), true),
        field("cost", number(scale(|i| i.cost)), true),
        field("prerequisite", Type::list_of(Type::Text, most), true),
    ];
    for (column, ty) in decl.extra_columns.iter().zip(&extra) {
        fields.push(field(&column.value, ty.clone().unwrap_or(Type::Broken), true));
    }
    let mut catalogue = Catalogue {
        record: Some(Arc::new(RecordType { name: Arc::from("catalogue"), fields })),
        ..Catalogue::default()
    };
    let mut values = Vec::new();
    for item in items {
        for code in &item.prerequisite {
            if !decl.items.iter().any(|known| known.code.value == code.value) {
                report_no_code(&code.value, code.span, decl.items.iter().map(|i| &*i.code.value), sink);
            }
        }
        let text = |s: &Option<String>| s.as_deref().map(Arc::<str>::from);
        values.push(record(item, &decl.extra_columns, &extra, sink));
        catalogue.items.insert(
            Arc::clone(&item.code.value),
            CatalogueItem {
                code: Arc::clone(&item.code.value),
                kind: Arc::clone(&item.kind.value),
                title: Arc::from(item.title.as_str()),
                title_en: text(&item.title_en),
                provider: text(&item.provider),
                hours: item.hours,
                cost: item.cost,
                prerequisite: item.prerequisite.iter().map(|c| Arc::clone(&c.value)).collect(),
            },
        );
    }
    catalogue.values = values.into();
    catalogue
}

/// Reports a code that the catalogue does not have.
pub(super) fn report_no_code<'a>(
    code: &str,
    span: crate::source::Span,
    known: impl Iterator<Item = &'a str>,
    sink: &mut Sink,
) {
    // Every code is compared with every other: for thousands of them that is worth it only where it is told.
    let near = if sink.is_full(span) { None } else { nearest(code, known) };
    let report = Diagnostic::error(
        "T1306",
        span,
        text!(
            "Katalog tidak punya butir berkode `{code}`.",
            "The catalogue has no item with the code `{code}`."
        ),
    );
    sink.push(report.with_help(did_you_mean(
        near,
        text!(
            "Tambahkan butirnya di catalogue.csv, atau perbaiki kodenya.",
            "Add the item to catalogue.csv, or mend the code."
        ),
    )));
}

fn extra_type(linked: &Linked, schema: &Schema, column: &Ident, sink: &mut Sink) -> Option<Type> {
    let record = linked.declarations.records.iter().find(|r| &*r.name.value == "catalogue");
    let field = record.and_then(|r| r.fields.iter().find(|f| f.name.value == column.value));
    match field {
        Some(field) => schema.field(linked, field, Some("catalogue"), sink).map(|(ty, _)| ty),
        None => {
            let word = &column.value;
            sink.push(
                Diagnostic::error(
                    "T1217",
                    column.span,
                    text!(
                        "Kolom katalog `{word}` belum punya jenis.",
                        "The column `{word}` of the catalogue has no type."
                    ),
                )
                .with_help(text!(
                    "Nyatakan di facts.toml: [record.catalogue] {word} = ...",
                    "Declare it in facts.toml: [record.catalogue] {word} = ..."
                )),
            );
            None
        }
    }
}

fn record(item: &CatalogueItemDecl, columns: &[Ident], types: &[Option<Type>], sink: &mut Sink) -> Value {
    let known = |value: Option<Value>, name: &str| -> Node {
        value.ok_or_else(|| Causes::one(Cause::Missing(Arc::from(format!("catalogue.{name}")))))
    };
    let text = |s: &str| Value::Text(Arc::from(s));
    let prerequisites = item.prerequisite.iter().map(|c| Value::Text(Arc::clone(&c.value)));
    let mut fields: Vec<Node> = vec![
        Ok(Value::Text(Arc::clone(&item.code.value))),
        Ok(Value::Text(Arc::clone(&item.kind.value))),
        Ok(text(&item.title)),
        known(item.title_en.as_deref().map(text), "title_en"),
        known(item.provider.as_deref().map(text), "provider"),
        known(item.hours.map(Value::Number), "hours"),
        known(item.cost.map(Value::Number), "cost"),
        Ok(Value::List(prerequisites.collect())),
    ];
    for ((column, ty), cell) in columns.iter().zip(types).zip(&item.extra) {
        let value = match (ty, cell) {
            (Some(ty), Some(cell)) => read_cell(ty, cell, sink),
            _ => None,
        };
        fields.push(known(value, &column.value));
    }
    Value::Record(fields.into())
}

fn read_cell(ty: &Type, cell: &Spanned<Arc<str>>, sink: &mut Sink) -> Option<Value> {
    let words = &cell.value;
    let value = match ty {
        Type::Number(wanted) => words.parse().ok().filter(|n| wanted.holds(*n)).map(Value::Number),
        Type::Date => words.parse().ok().map(Value::Date),
        Type::Bool => match &**words {
            "ya" | "true" => Some(Value::Bool(true)),
            "tidak" | "false" => Some(Value::Bool(false)),
            _ => None,
        },
        Type::Enum(scheme) => {
            let value = scheme.position_of_input(words).and_then(|at| scheme.value(at));
            if value.is_none() {
                sink.push(super::literals::unknown_enum_value(words, scheme, cell.span));
                return None;
            }
            value.map(Value::Enum)
        }
        _ => Some(Value::Text(Arc::clone(words))),
    };
    if value.is_none() {
        let what = ty.describe();
        sink.push(
            Diagnostic::error(
                "T1217",
                cell.span,
                crate::Text {
                    id: format!("Sel katalog ini harus berupa {}.", what.id),
                    en: format!("This cell of the catalogue must be {}.", what.en),
                },
            )
            .with_help(text!("Perbaiki isinya, atau kosongkan.", "Mend it, or leave it empty.")),
        );
    }
    value
}
