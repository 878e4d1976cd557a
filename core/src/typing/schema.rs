//! What a pack declares, with types: enums, facts, parameters, the catalogue. The same in every regime.

use std::collections::BTreeSet;
use std::sync::Arc;

use indexmap::IndexMap;

use super::catalogue;
use super::fitting::not_proven;
use super::memo::Memo;
use super::number_type::NumberType;
use super::open_enums::{User, report_added, warn_closed};
use super::program::{self, Catalogue, FieldShape, ListShape, Parameter, Shape};
use super::types::{FieldType, KeyedType, ListType, RecordType, Type};
use crate::diagnostic::{Diagnostic, Sink, did_you_mean, nearest};
use crate::link::Linked;
use crate::pack::decl::{FieldDecl, ListDecl, LiteralDecl, ParameterDecl, TypeDecl};
use crate::script::ast::Ident;
use crate::source::Spanned;
use crate::text;
use crate::value::{Cause, Causes, Node, Scheme, SchemeValue, Text, Value};

/// What a pack declares, with types.
#[derive(Debug)]
pub struct Schema {
    /// The enums by name; `comparison` is one of the language's own.
    pub schemes: IndexMap<Arc<str>, Arc<Scheme>>,
    /// The type and shape of each fact; `None` where that was reported.
    pub facts: Vec<Option<(Type, Shape)>>,
    /// The node of each fact that has a type.
    pub nodes: Vec<Option<Arc<program::Node>>>,
    /// The declared fields of each list fact.
    pub list_fields: IndexMap<usize, Vec<FieldType>>,
    /// Each parameter with each of its values; `None` where that was reported.
    pub parameters: Vec<Option<Vec<Arc<Parameter>>>>,
    /// The catalogue.
    pub catalogue: Catalogue,
}

impl Schema {
    /// Gives types to what a pack declares.
    pub fn new(linked: &Linked, before: &Memo, sink: &mut Sink) -> Schema {
        let mut schema = Schema {
            schemes: before.schemes(schemes(linked)),
            facts: Vec::new(),
            nodes: Vec::new(),
            list_fields: IndexMap::new(),
            parameters: Vec::new(),
            catalogue: Catalogue::default(),
        };
        for (number, fact) in linked.declarations.facts.iter().enumerate() {
            let typed = schema.field(linked, fact, None, sink);
            if let Some((Type::List(list), _)) = &typed
                && let Type::Record(record) = &list.item
            {
                schema.list_fields.insert(number, record.fields.clone());
            }
            schema.nodes.push(typed.as_ref().map(|(ty, shape)| Arc::new(fact_node(fact, ty, shape))));
            schema.facts.push(typed);
        }
        for parameter in &linked.declarations.parameters {
            let typed = schema.parameter(linked, parameter, sink);
            schema.parameters.push(typed);
        }
        schema.catalogue = catalogue::build(linked, &schema, sink);
        schema
    }

    /// The enum with this name, or a report that there is none.
    pub(super) fn scheme(&self, name: &Ident, sink: &mut Sink) -> Option<Arc<Scheme>> {
        if let Some(scheme) = self.schemes.get(&name.value) {
            return Some(Arc::clone(scheme));
        }
        let word = &name.value;
        let types = ["number", "boolean", "text", "date", "list"];
        let known = self.schemes.keys().map(|n| &**n).chain(types);
        let report = Diagnostic::error(
            "T1108",
            name.span,
            text!("Tidak ada jenis atau enum bernama `{word}`.", "There is no type or enum named `{word}`."),
        );
        sink.push(report.with_help(did_you_mean(
            nearest(word, known),
            text!(
                "Nyatakan [enum.{word}], atau pakai number, boolean, text, date, list.",
                "Declare [enum.{word}], or use number, boolean, text, date, list."
            ),
        )));
        None
    }

    /// The type and shape of a fact, or of a field of the rows of `inside`.
    pub(super) fn field(
        &self,
        linked: &Linked,
        field: &FieldDecl,
        inside: Option<&str>,
        sink: &mut Sink,
    ) -> Option<(Type, Shape)> {
        match &field.ty {
            TypeDecl::Number { min, max, scale } => {
                let (min, max) = (min.as_ref().map(|m| m.value), max.as_ref().map(|m| m.value));
                let number = NumberType::within(Some(*scale), min, max);
                // Without bounds it was refused when it was read.
                if min.is_some() && max.is_some() && !number.fits() {
                    sink.push(not_proven(number, &[], field.name.span));
                    return None;
                }
                Some((Type::Number(number), Shape::Number { min, max, scale: Some(*scale) }))
            }
            TypeDecl::Boolean => Some((Type::Bool, Shape::Bool)),
            TypeDecl::Text => Some((Type::Text, Shape::Text)),
            TypeDecl::Date { min, max } => Some((Type::Date, Shape::Date { min: *min, max: *max })),
            TypeDecl::Enum(name) => {
                let scheme = self.scheme(name, sink)?;
                Some((Type::Enum(Arc::clone(&scheme)), Shape::Enum(scheme)))
            }
            TypeDecl::List(list) => self.list(linked, field, list, inside, sink),
        }
    }

    fn list(
        &self,
        linked: &Linked,
        field: &FieldDecl,
        list: &ListDecl,
        inside: Option<&str>,
        sink: &mut Sink,
    ) -> Option<(Type, Shape)> {
        let word = &list.record.value;
        let Some(record) = linked.declarations.records.iter().find(|r| r.name.value == *word) else {
            let near = nearest(word, linked.declarations.records.iter().map(|r| &*r.name.value));
            let report = Diagnostic::error(
                "T1108",
                list.record.span,
                text!("Tidak ada rekaman bernama `{word}`.", "There is no record named `{word}`."),
            );
            sink.push(report.with_help(did_you_mean(
                near,
                text!("Nyatakan [record.{word}].", "Declare [record.{word}]."),
            )));
            return None;
        };
        let path: Arc<str> = match inside {
            Some(outer) => Arc::from(format!("{outer}.{}", field.name.value)),
            None => Arc::clone(&field.name.value),
        };
        if inside.is_some_and(|outer| outer.contains('.')) {
            sink.push(
                Diagnostic::error(
                    "T1224",
                    field.name.span,
                    text!(
                        "Daftar `{path}` bersarang lebih dari satu tingkat.",
                        "The list `{path}` is nested more than once."
                    ),
                )
                .with_help(text!("Jadikan fakta daftar tersendiri.", "Make it a list fact of its own.")),
            );
            return None;
        }
        let (mut fields, mut shapes) = (Vec::new(), Vec::new());
        let mut sound = true;
        for decl in &record.fields {
            let Some((ty, shape)) = self.field(linked, decl, Some(&path), sink) else {
                sound = false;
                continue;
            };
            let text = |s: &Option<String>| s.as_deref().map(Arc::from);
            fields.push(FieldType {
                name: Arc::clone(&decl.name.value),
                path: Arc::from(format!("{path}.{}", decl.name.value)),
                ty,
                may_ask: decl.optional,
                label: text(&decl.label),
                unit: text(&decl.unit),
            });
            shapes.push(FieldShape {
                name: Arc::clone(&decl.name.value),
                label: text(&decl.label),
                label_en: text(&decl.label_en),
                unit: text(&decl.unit),
                shape,
                protected: is_protected(decl),
                judgement: decl.judgement,
                source: text(&decl.source),
            });
        }
        if !sound {
            return None;
        }
        let record = RecordType { name: Arc::clone(word), fields };
        let mut slots = |names: &[Ident]| -> Option<Vec<usize>> {
            names.iter().map(|name| field_slot(&record, name, sink)).collect()
        };
        let (key, order) = (slots(&list.key)?, slots(&list.order)?);
        let ty = Type::List(Arc::new(ListType {
            item: Type::Record(Arc::new(record)),
            sources: BTreeSet::from([path]),
            min_items: list.min_items,
            max_items: list.max_items,
            order: (!order.is_empty()).then_some(order),
        }));
        let shape = ListShape {
            fields: shapes,
            key,
            min_items: list.min_items,
            max_items: list.max_items,
            absent_is_empty: list.absent_is_empty,
        };
        Some((ty, Shape::List(Arc::new(shape))))
    }

    fn parameter(
        &self,
        linked: &Linked,
        parameter: &ParameterDecl,
        sink: &mut Sink,
    ) -> Option<Vec<Arc<Parameter>>> {
        let scheme = match &parameter.scheme {
            Some(name) => Some(self.scheme(name, sink)?),
            None => None,
        };
        let key = match &parameter.key {
            Some(name) => Some(self.scheme(name, sink)?),
            None => None,
        };
        let words = |s: &Option<String>| s.as_deref().map(Arc::from);
        let (label, label_en, unit) =
            (words(&parameter.label), words(&parameter.label_en), words(&parameter.unit));
        let mut typed = Vec::new();
        for dated in &parameter.values {
            let (value, ty) = match &key {
                Some(key) => self.keyed(linked, key, scheme.as_ref(), &dated.value, sink)?,
                None => literal(&parameter.name.value, scheme.as_ref(), &dated.value, sink)?,
            };
            typed.push(Arc::new(Parameter {
                name: Arc::clone(&parameter.name.value),
                label: label.clone(),
                label_en: label_en.clone(),
                unit: unit.clone(),
                ty,
                value,
                period: dated.period,
                basis: dated.basis.as_ref().map(|b| Arc::from(b.value.as_str())),
                pack: linked
                    .layers
                    .layer(dated.value.span)
                    .map_or_else(|| Arc::from(""), |l| Arc::clone(&l.id)),
                verified: dated.verified,
                note: words(&dated.note),
                span: dated.value.span,
            }));
        }
        // Where a region may set it, it can give the entry of a value that it adds.
        if let (Some(key), Some(name), None) = (&key, &parameter.key, &parameter.overridable) {
            let what = keyed_parameter();
            let user = User { what: &what, place: name.span };
            let help = text!(
                "Tulis `overridable`, agar daerah dapat menetapkan nilainya; atau tutup enumnya.",
                "Write `overridable`, so that a region can set it; or close the enum."
            );
            warn_closed(linked, key, user, help, sink);
        }
        Some(typed)
    }

    fn keyed(
        &self,
        linked: &Linked,
        key: &Arc<Scheme>,
        scheme: Option<&Arc<Scheme>>,
        decl: &Spanned<LiteralDecl>,
        sink: &mut Sink,
    ) -> Option<(Value, Type)> {
        let LiteralDecl::Record(entries) = &decl.value else {
            let name = &key.id;
            sink.push(
                Diagnostic::error(
                    "T1214",
                    decl.span,
                    text!(
                        "Nilai ini harus punya satu isian untuk tiap nilai enum `{name}`.",
                        "This value must have one entry for each value of the enum `{name}`."
                    ),
                )
                .with_help(text!("Tulis {{ nilai_enum = 1, ... }}.", "Write {{ enum_value = 1, ... }}.")),
            );
            return None;
        };
        for (name, _) in entries {
            if key.position(&name.value).is_none() {
                sink.push(super::literals::unknown_enum_value(&name.value, key, name.span));
            }
        }
        let mut values = Vec::new();
        let mut ty: Option<Type> = None;
        let mut missing = Vec::new();
        let mut added = false;
        let what = keyed_parameter();
        let user = User { what: &what, place: decl.span };
        for value in &key.values {
            let Some((_, entry)) = entries.iter().find(|(name, _)| name.value == value.id) else {
                match report_added(linked, key, &value.id, user, sink) {
                    true => added = true,
                    false => missing.push(&*value.id),
                }
                continue;
            };
            let (value, found) = literal(&key.id, scheme, entry, sink)?;
            ty = Some(join(ty, found, entry, sink)?);
            values.push(value);
        }
        if !missing.is_empty() {
            let (name, missing) = (&key.id, missing.join(", "));
            sink.push(
                Diagnostic::error(
                    "T1214",
                    decl.span,
                    text!(
                        "Belum ada isian untuk nilai enum `{name}`: {missing}.",
                        "There is no entry for these values of the enum `{name}`: {missing}."
                    ),
                )
                .with_help(text!("Lengkapi isiannya.", "Complete the entries.")),
            );
            return None;
        }
        if added {
            return None;
        }
        let entry = ty.unwrap_or(Type::Broken);
        Some((
            Value::List(values.into()),
            Type::Keyed(Arc::new(KeyedType { scheme: Arc::clone(key), entry })),
        ))
    }
}

fn fact_node(decl: &FieldDecl, ty: &Type, shape: &Shape) -> program::Node {
    let words = |s: &Option<String>| s.as_deref().map(Arc::from);
    program::Node {
        name: Arc::clone(&decl.name.value),
        path: Arc::clone(&decl.name.value),
        label: words(&decl.label),
        label_en: words(&decl.label_en),
        unit: words(&decl.unit),
        ty: ty.clone(),
        inputs: Vec::new(),
        parameters: Vec::new(),
        body: program::Body::Fact(Arc::new(program::Fact {
            optional: decl.optional,
            protected: is_protected(decl),
            judgement: decl.judgement,
            source: words(&decl.source),
            shape: shape.clone(),
            missing: Causes::one(Cause::Missing(Arc::clone(&decl.name.value))),
        })),
    }
}

fn keyed_parameter() -> Text {
    text!("parameter ini", "this parameter")
}

/// Whether a fact may not reach a merit result: it is marked so, or it is free text, in which anything may stand.
pub(crate) fn is_protected(field: &FieldDecl) -> bool {
    field.protected == Some(true) || (matches!(field.ty, TypeDecl::Text) && !field.code)
}

fn field_slot(record: &RecordType, name: &Ident, sink: &mut Sink) -> Option<usize> {
    if let Some((slot, _)) = record.field(&name.value) {
        return Some(slot);
    }
    let (word, of) = (&name.value, &record.name);
    let report = Diagnostic::error(
        "T1105",
        name.span,
        text!("`{of}` tidak punya kolom `{word}`.", "`{of}` has no field `{word}`."),
    );
    sink.push(match nearest(word, record.fields.iter().map(|f| &*f.name)) {
        Some(near) => report.with_help(text!("Mungkin maksudnya `{near}`?", "Did you mean `{near}`?")),
        None => report,
    });
    None
}

fn schemes(linked: &Linked) -> IndexMap<Arc<str>, Arc<Scheme>> {
    let text = |s: &Option<String>| s.as_deref().map(Arc::from);
    let plain =
        |id: &str| SchemeValue { id: Arc::from(id), label: None, label_en: None, aliases: Vec::new() };
    let comparison = Scheme {
        id: Arc::from("comparison"),
        label: None,
        label_en: None,
        ordered: true,
        values: ["less", "equal", "greater"].into_iter().map(plain).collect(),
    };
    let mut schemes = IndexMap::from([(Arc::clone(&comparison.id), Arc::new(comparison))]);
    for decl in &linked.declarations.enums {
        let values = decl.values.iter().map(|value| SchemeValue {
            id: Arc::clone(&value.id.value),
            label: text(&value.label),
            label_en: text(&value.label_en),
            aliases: value.aliases.iter().map(|a| Arc::clone(&a.value)).collect(),
        });
        let scheme = Scheme {
            id: Arc::clone(&decl.name.value),
            label: text(&decl.label),
            label_en: text(&decl.label_en),
            ordered: decl.ordered,
            values: values.collect(),
        };
        schemes.entry(Arc::clone(&scheme.id)).or_insert_with(|| Arc::new(scheme));
    }
    schemes
}

fn join(so_far: Option<Type>, next: Type, at: &Spanned<LiteralDecl>, sink: &mut Sink) -> Option<Type> {
    let Some(so_far) = so_far else { return Some(next) };
    let mut literals = super::literals::Literals::default();
    let joined = literals.unify(&so_far, &next);
    if joined.is_none() {
        let (a, b) = (so_far.describe(), next.describe());
        sink.push(
            Diagnostic::error(
                "T1214",
                at.span,
                crate::Text {
                    id: format!("Isian lain berupa {}, tetapi ini {}.", a.id, b.id),
                    en: format!("The other entries are {}, but this is {}.", a.en, b.en),
                },
            )
            .with_help(text!("Samakan jenis semua isian.", "Make all entries of one type.")),
        );
    }
    joined
}

fn literal(
    name: &Arc<str>,
    scheme: Option<&Arc<Scheme>>,
    decl: &Spanned<LiteralDecl>,
    sink: &mut Sink,
) -> Option<(Value, Type)> {
    Some(match &decl.value {
        LiteralDecl::Number(number) => {
            let exactly = NumberType::exactly(*number);
            if !exactly.fits() {
                sink.push(not_proven(exactly, &[], decl.span));
                return None;
            }
            (Value::Number(*number), Type::Number(exactly))
        }
        LiteralDecl::Bool(value) => (Value::Bool(*value), Type::Bool),
        LiteralDecl::Date(date) => (Value::Date(*date), Type::Date),
        LiteralDecl::Text(words) => match scheme {
            None => (Value::Text(Arc::clone(words)), Type::Text),
            Some(scheme) => match scheme.value_of(words) {
                Some(value) => (Value::Enum(value), Type::Enum(Arc::clone(scheme))),
                None => {
                    sink.push(super::literals::unknown_enum_value(words, scheme, decl.span));
                    return None;
                }
            },
        },
        LiteralDecl::List(items) => {
            let mut values = Vec::new();
            let mut ty = None;
            for item in items {
                let (value, found) = literal(name, scheme, item, sink)?;
                ty = Some(join(ty, found, item, sink)?);
                values.push(value);
            }
            let ty = Type::list_of(ty.unwrap_or(Type::Never), values.len());
            (Value::List(values.into()), ty)
        }
        LiteralDecl::Record(entries) => {
            let mut fields = Vec::new();
            let mut values: Vec<Node> = Vec::new();
            for (field, entry) in entries {
                let (value, ty) = literal(name, scheme, entry, sink)?;
                fields.push(FieldType {
                    name: Arc::clone(&field.value),
                    path: Arc::from(format!("{name}.{}", field.value)),
                    ty,
                    may_ask: false,
                    label: None,
                    unit: None,
                });
                values.push(Ok(value));
            }
            let record = RecordType { name: Arc::clone(name), fields };
            (Value::Record(values.into()), Type::Record(Arc::new(record)))
        }
    })
}
