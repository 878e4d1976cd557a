//! The JSON Schema of a pack's facts: what a portal may send.

use std::collections::BTreeMap;

use serde_json::{Map, Value as Json, json};

use crate::link::Linked;
use crate::pack::decl::{FieldDecl, TypeDecl};
use crate::plan::Pack;
use crate::typing::is_protected;
use crate::typing::program::{ListShape, Shape};
use crate::value::{Number, Scheme, unit_json};

/// The JSON Schema (draft 2020-12) of the facts of a pack.
///
/// A fact may be left out or be `null`: what rests on it is then undetermined, and no error. So of a subject nothing is
/// required by the schema itself; `x-timbang-required` lists the facts that rules cannot do without, and in the rows of
/// a list the fields of its key are required.
#[must_use]
pub fn facts_schema(pack: &Pack) -> Json {
    // Facts have no periods: every regime has the same.
    let program = pack.program(crate::value::date(2000, 1, 1));
    let linked = pack.linked();
    let mut definitions: BTreeMap<String, Json> = BTreeMap::from([("unreadable".to_owned(), unreadable())]);
    let (mut properties, mut needed) = (Map::new(), Vec::new());
    for fact in &linked.declarations.facts {
        let name = fact.name.value.to_string();
        let Some(own) = program.find(&name).and_then(|(_, node)| node.fact()) else { continue };
        if !fact.optional {
            needed.push(name.clone());
        }
        properties.insert(name, described(linked, fact, &own.shape, &mut definitions));
    }
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": pack.title(),
        "x-timbang-pack": { "id": pack.id(), "version": pack.version(), "digest": pack.digest() },
        "x-timbang-required": needed,
        "type": "object",
        "properties": properties,
        "additionalProperties": false,
        "$defs": definitions,
    })
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

fn described(
    linked: &Linked,
    field: &FieldDecl,
    shape: &Shape,
    definitions: &mut BTreeMap<String, Json>,
) -> Json {
    let mut forms = forms(linked, field, shape, definitions);
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
    let words = |words: &Option<String>| words.as_ref().map(|words| json!(words));
    put("title", words(&field.label));
    put("x-timbang-title-en", words(&field.label_en));
    put("x-timbang-unit", words(&field.unit));
    put("x-timbang-unit-text", field.unit.as_deref().map(unit_json));
    put("x-timbang-source", words(&field.source));
    put("x-timbang-optional", field.optional.then(|| json!(true)));
    put("x-timbang-protected", is_protected(field).then(|| json!(true)));
    put("x-timbang-judgement", field.judgement.then(|| json!(true)));
    put("anyOf", Some(Json::Array(forms)));
    Json::Object(object)
}

/// The forms in which a value is taken, the plainest first.
fn forms(
    linked: &Linked,
    field: &FieldDecl,
    shape: &Shape,
    definitions: &mut BTreeMap<String, Json>,
) -> Vec<Json> {
    match shape {
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
            definitions.entry(name.clone()).or_insert_with(|| of_scheme(scheme));
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
        Shape::List(list) => vec![rows(linked, field, list, definitions)],
    }
}

fn rows(
    linked: &Linked,
    field: &FieldDecl,
    list: &ListShape,
    definitions: &mut BTreeMap<String, Json>,
) -> Json {
    let TypeDecl::List(decl) = &field.ty else { return json!({ "type": "array" }) };
    let name = format!("record.{}", decl.record.value);
    let record = linked.declarations.records.iter().find(|r| r.name.value == decl.record.value);
    let mut properties = Map::new();
    for own in record.map_or(&[][..], |record| &record.fields) {
        if let Some(shape) = list.fields.iter().find(|f| f.name == own.name.value) {
            properties.insert(own.name.value.to_string(), described(linked, own, &shape.shape, definitions));
        }
    }
    definitions.entry(name.clone()).or_insert_with(
        || json!({ "type": "object", "properties": properties, "additionalProperties": false }),
    );
    let key: Vec<&str> = decl.key.iter().map(|key| &*key.value).collect();
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
    let digits = number.to_string();
    serde_json::from_str(&digits).unwrap_or(Json::String(digits))
}
