//! The JSON Schema of a pack's facts: what a portal may send.

use std::sync::Arc;

use serde_json::{Map, Value as Json};

use crate::bundle::Bundle;
use crate::typing::Type;
use crate::typing::program::{Body, ListShape, Shape};
use crate::value::{Number, Scheme, json, json_number, unit_json};

/// The JSON Schema (draft 2020-12) of the facts of a pack.
///
/// A fact may be left out or be `null`: what rests on it is then undetermined, and no error. So of a subject nothing is
/// required by the schema itself; `x-timbang-required` lists the facts that rules cannot do without, and in the rows of
/// a list the fields of its key are required.
#[must_use]
pub fn facts_schema(pack: &Bundle) -> Json {
    // Facts have no periods: every regime has the same, in the order in which they are declared.
    let program = pack.program(crate::value::date(2000, 1, 1)).unwrap_or_default();
    let mut definitions = Definitions::default();
    definitions.define("unreadable".to_owned(), unreadable);
    let (mut properties, mut needed) = (Map::new(), Vec::new());
    for (_, node) in program.nodes() {
        let Body::Fact(fact) = &node.body else { continue };
        if !fact.optional {
            needed.push(node.name.to_string());
        }
        let field = Field {
            label: &node.label,
            label_en: &node.label_en,
            unit: &node.unit,
            source: &fact.source,
            optional: fact.optional,
            protected: fact.protected,
            judgement: fact.judgement,
            shape: &fact.shape,
            ty: &node.ty,
        };
        properties.insert(node.name.to_string(), described(&field, &mut definitions));
    }
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": pack.title(),
        "x-timbang-pack": { "id": pack.id(), "version": pack.version(), "digest": pack.digest() },
        "x-timbang-required": needed,
        "type": "object",
        "properties": properties,
        "additionalProperties": false,
        "$defs": Json::Object(definitions.0.into_iter().collect()),
    })
}

/// What several facts are described by, in the order of the names.
#[derive(Default)]
struct Definitions(Vec<(String, Json)>);

impl Definitions {
    /// Describes what has this name, where that was not done before.
    fn define(&mut self, name: String, describe: impl FnOnce() -> Json) {
        if let Err(place) = self.0.binary_search_by(|(known, _)| known.cmp(&name)) {
            self.0.insert(place, (name, describe()));
        }
    }
}

/// What a source leaves where it could not read a field.
fn unreadable() -> Json {
    json!({
        "description": "What a source could not read, with the foreign field that it came from; the fact is invalid. / Isi yang tidak terbaca oleh sumber.",
        "type": "object",
        "properties": { "unreadable": true, "contradictory": { "type": "array" }, "from": { "type": "string" } },
        "required": ["from"],
        "minProperties": 2,
        "additionalProperties": false,
    })
}

/// What there is to say of a fact, or of a field of the rows of one.
struct Field<'a> {
    label: &'a Option<Arc<str>>,
    label_en: &'a Option<Arc<str>>,
    unit: &'a Option<Arc<str>>,
    source: &'a Option<Arc<str>>,
    optional: bool,
    protected: bool,
    judgement: bool,
    shape: &'a Shape,
    ty: &'a Type,
}

fn described(field: &Field<'_>, definitions: &mut Definitions) -> Json {
    let mut forms = forms(field, definitions);
    if field.judgement {
        let value = json!({ "anyOf": forms.clone() });
        forms.push(json!({
            "type": "object",
            "properties": {
                "value": value, "by": { "type": "string" }, "on": { "type": "string" }, "evidence": { "type": "string" },
            },
            "required": ["value"],
            "additionalProperties": false,
        }));
    }
    forms.push(json!({ "type": "null" }));
    forms.push(json!({ "$ref": "#/$defs/unreadable" }));
    let mut object = Map::new();
    let mut put = |key: &str, value: Option<Json>| {
        if let Some(value) = value {
            object.insert(key.to_owned(), value);
        }
    };
    let words = |words: &Option<Arc<str>>| words.as_ref().map(|words| json!(&**words));
    put("title", words(field.label));
    put("x-timbang-title-en", words(field.label_en));
    put("x-timbang-unit", words(field.unit));
    put("x-timbang-unit-text", field.unit.as_deref().map(unit_json));
    put("x-timbang-source", words(field.source));
    put("x-timbang-optional", field.optional.then(|| json!(true)));
    put("x-timbang-protected", field.protected.then(|| json!(true)));
    put("x-timbang-judgement", field.judgement.then(|| json!(true)));
    put("anyOf", Some(Json::Array(forms)));
    Json::Object(object)
}

/// The forms in which a value is taken, the plainest first.
fn forms(field: &Field<'_>, definitions: &mut Definitions) -> Vec<Json> {
    match field.shape {
        Shape::Bool => {
            vec![json!({ "type": "boolean" }), json!({ "enum": ["ya", "tidak", "true", "false"] })]
        }
        Shape::Number { min, max, scale } => {
            let scale = scale.unwrap_or(0);
            let whole = scale == 0;
            let mut number =
                Map::from_iter([("type".to_owned(), json!(if whole { "integer" } else { "number" }))]);
            number.extend(min.map(|min| ("minimum".to_owned(), exact(min))));
            number.extend(max.map(|max| ("maximum".to_owned(), exact(max))));
            let pattern = match whole {
                true => r"^\s*-?[0-9]+(\.0*)?\s*$".to_owned(),
                false => format!(r"^\s*-?[0-9]+(\.[0-9]{{1,{scale}}}0*)?\s*$"),
            };
            let text = json!({ "type": "string", "pattern": pattern, "x-timbang-scale": scale });
            vec![Json::Object(number), text]
        }
        Shape::Enum(scheme) => {
            let name = format!("enum.{}", scheme.id);
            definitions.define(name.clone(), || of_scheme(scheme));
            vec![json!({ "$ref": format!("#/$defs/{name}") })]
        }
        Shape::Text => vec![json!({ "type": "string" }), json!({ "type": "number" })],
        Shape::Date { min, max } => vec![
            json!({
                "type": "string", "pattern": "^\\s*[0-9]{4}-[0-9]{2}-[0-9]{2}\\s*$",
                "x-timbang-min": min.to_string(), "x-timbang-max": max.to_string(),
            }),
            json!({ "type": "string", "pattern": "^\\s*[0-9]{2}-[0-9]{2}-[0-9]{4}\\s*$" }),
        ],
        Shape::List(list) => vec![rows(field.ty, list, definitions)],
    }
}

fn rows(ty: &Type, list: &ListShape, definitions: &mut Definitions) -> Json {
    let Type::List(of) = ty else { return json!({ "type": "array" }) };
    let Type::Record(record) = &of.item else { return json!({ "type": "array" }) };
    let name = format!("record.{}", record.name);
    let mut properties = Map::new();
    // The fields of the rows come first in the record, and the rules of the list after them.
    for (own, ty) in list.fields.iter().zip(&record.fields) {
        let field = Field {
            label: &own.label,
            label_en: &own.label_en,
            unit: &own.unit,
            source: &own.source,
            optional: ty.may_ask,
            protected: own.protected,
            judgement: own.judgement,
            shape: &own.shape,
            ty: &ty.ty,
        };
        properties.insert(own.name.to_string(), described(&field, definitions));
    }
    definitions.define(
        name.clone(),
        || json!({ "type": "object", "properties": properties, "additionalProperties": false }),
    );
    let key: Vec<&str> =
        list.key.iter().filter_map(|at| list.fields.get(*at)).map(|field| &*field.name).collect();
    json!({
        "type": "array",
        "items": { "$ref": format!("#/$defs/{name}"), "required": key },
        "minItems": list.min_items,
        "maxItems": list.max_items,
        "x-timbang-key": key,
        "x-timbang-absent": if list.absent_is_empty { "empty" } else { "unknown" },
    })
}

/// The values of an enum with their labels; other spellings are taken too, digits also as numbers.
fn of_scheme(scheme: &Scheme) -> Json {
    let mut forms = Vec::new();
    let mut spellings = Vec::new();
    for value in &scheme.values {
        let title = value.label.as_deref().unwrap_or(&value.id);
        let mut form =
            Map::from_iter([("const".to_owned(), json!(&*value.id)), ("title".to_owned(), json!(title))]);
        form.extend(value.label_en.as_ref().map(|en| ("x-timbang-title-en".to_owned(), json!(&**en))));
        let aliases: Vec<&str> = value.aliases.iter().map(|alias| &**alias).collect();
        if !aliases.is_empty() {
            form.insert("x-timbang-aliases".to_owned(), json!(aliases));
        }
        forms.push(Json::Object(form));
        for spelling in value.aliases.iter().chain([&value.id]) {
            if *spelling != value.id {
                spellings.push(json!(&**spelling));
            }
            // Only digits that are written as a number would be: 01 is none.
            let number = spelling.parse::<Number>().ok().filter(|n| n.to_string() == **spelling);
            spellings.extend(number.map(exact));
        }
    }
    if !spellings.is_empty() {
        forms.push(json!({ "enum": spellings }));
    }
    let mut object = Map::from_iter([("anyOf".to_owned(), Json::Array(forms))]);
    object.extend(scheme.label.as_ref().map(|label| ("title".to_owned(), json!(&**label))));
    object.insert("x-timbang-ordered".to_owned(), json!(scheme.ordered));
    Json::Object(object)
}

/// A number with its digits.
fn exact(number: Number) -> Json {
    json_number(number.to_string())
}
