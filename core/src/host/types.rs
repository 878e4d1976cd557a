//! The facts and outputs of one pack as types of TypeScript.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use serde_json::Value as Json;

use super::facts_schema;
use crate::plan::Pack;
use crate::typing::Type;
use crate::typing::program::{Node, Program};
use crate::value::date;

/// The types of a pack's facts and outputs as a file of TypeScript: `load<Facts, Outputs>(files)`.
///
/// The facts are written from their JSON Schema ([`facts_schema`]), so that both accept the same; an output that has
/// several types over time has all of them.
#[must_use]
pub fn types(pack: &Pack) -> String {
    let schema = facts_schema(pack.bundle());
    let programs: Vec<_> = pack
        .regimes()
        .iter()
        .map(|regime| pack.program(regime.period.from.or(regime.period.until).unwrap_or(date(2000, 1, 1))))
        .collect();
    let mut out = format!(
        "// Written by `timbang types` from the pack {} {}; not to be edited.\n\
         import type {{ DateText, NumberText, PerRow }} from \"timbang\";\n",
        pack.id(),
        pack.version()
    );
    let mut enums: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for scheme in programs.iter().flat_map(|program| program.schemes.values()) {
        let known = enums.entry(scheme.id.to_string()).or_default();
        let ids = scheme.values.iter().map(|value| value.id.to_string());
        ids.for_each(|id| {
            if !known.contains(&id) {
                known.push(id)
            }
        });
    }
    block(&mut out, "Enums", "The values of enums.", |out| {
        for (name, values) in &enums {
            let values: Vec<String> = values.iter().map(|id| quoted(id)).collect();
            line(out, "", name, false, &values.join(" | "));
        }
    });
    let definitions = schema.get("$defs").and_then(Json::as_object);
    let of_kind = |kind: &'static str| {
        definitions.into_iter().flatten().filter_map(move |(name, own)| Some((name.strip_prefix(kind)?, own)))
    };
    block(&mut out, "Spellings", "Other spellings that are taken for values of enums.", |out| {
        for (name, own) in of_kind("enum.") {
            let spellings = own.pointer("/anyOf").and_then(Json::as_array).into_iter().flatten();
            let spellings = spellings.filter_map(|form| form.get("enum")?.as_array()).flatten();
            let spellings: Vec<String> = spellings.map(Json::to_string).collect();
            let spellings = if spellings.is_empty() { "never".to_owned() } else { spellings.join(" | ") };
            line(out, "", name, false, &spellings);
        }
    });
    block(&mut out, "Rows", "The rows of lists.", |out| {
        for (name, own) in of_kind("record.") {
            let mut fields = String::new();
            properties(&mut fields, own, "    ");
            let _ = writeln!(out, "  readonly {name}: {{\n{fields}  }};");
        }
    });
    block(&mut out, "Facts", "What may be given of a subject.", |out| properties(out, &schema, "  "));
    block(&mut out, "Outputs", "What may be asked for.", |out| outputs(out, &programs));
    out
}

fn block(out: &mut String, name: &str, about: &str, fill: impl FnOnce(&mut String)) {
    let _ = writeln!(out, "\n/** {about} */\nexport interface {name} {{");
    fill(out);
    out.push_str("}\n");
}

fn line(out: &mut String, indent: &str, name: &str, optional: bool, ty: &str) {
    let plain = name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    let name = if plain { name.to_owned() } else { quoted(name) };
    let mark = if optional { "?" } else { "" };
    let indent = if indent.is_empty() { "  " } else { indent };
    let _ = writeln!(out, "{indent}readonly {name}{mark}: {ty};");
}

fn comment(out: &mut String, indent: &str, words: &[Option<&str>]) {
    let words: Vec<&str> = words.iter().copied().flatten().filter(|words| !words.is_empty()).collect();
    if !words.is_empty() {
        let _ = writeln!(out, "{indent}/** {} */", words.join(" · ").replace("*/", "* /").replace('\n', " "));
    }
}

/// A text as a literal.
fn quoted(words: &str) -> String {
    Json::from(words).to_string()
}

/// The facts, or the fields of a row.
fn properties(out: &mut String, schema: &Json, indent: &str) {
    for (name, own) in schema.get("properties").and_then(Json::as_object).into_iter().flatten() {
        let words = |key: &str| own.get(key).and_then(Json::as_str);
        let titles =
            [words("title"), words("x-timbang-title-en"), words("x-timbang-unit"), words("x-timbang-source")];
        comment(out, indent, &titles);
        line(out, indent, name, true, &forms(own));
    }
}

/// The forms in which a value is taken.
fn forms(schema: &Json) -> String {
    let forms = schema.get("anyOf").and_then(Json::as_array).into_iter().flatten();
    let mut found: Vec<String> = Vec::new();
    for ty in forms.flat_map(form) {
        if !found.contains(&ty) {
            found.push(ty);
        }
    }
    found.push("undefined".to_owned());
    found.join(" | ")
}

fn form(form: &Json) -> Vec<String> {
    let one = |ty: &str| vec![ty.to_owned()];
    if let Some(values) = form.get("enum").and_then(Json::as_array) {
        return values.iter().map(Json::to_string).collect();
    }
    if let Some(name) = form.get("$ref").and_then(Json::as_str) {
        // What a source leaves of a field that it cannot read is nothing that a caller writes.
        return match name.strip_prefix("#/$defs/enum.") {
            Some(name) => vec![format!("Enums[{}]", quoted(name)), format!("Spellings[{}]", quoted(name))],
            None => Vec::new(),
        };
    }
    match form.get("type").and_then(Json::as_str) {
        Some("boolean") => one("boolean"),
        Some("integer" | "number") => vec!["number".to_owned(), "bigint".to_owned()],
        Some("string") if form.get("x-timbang-min").is_some() => {
            vec!["DateText".to_owned(), "Date".to_owned()]
        }
        Some("string") => one("string"),
        Some("null") => one("null"),
        Some("array") => {
            let name = form.pointer("/items/$ref").and_then(Json::as_str);
            let name = name.and_then(|name| name.strip_prefix("#/$defs/record."));
            vec![name.map_or("ReadonlyArray<unknown>".to_owned(), |name| {
                format!("ReadonlyArray<Rows[{}]>", quoted(name))
            })]
        }
        Some("object") => {
            let value = form.pointer("/properties/value").map_or("unknown".to_owned(), forms);
            vec![format!(
                "{{ readonly value: {value}; readonly by?: string; readonly on?: string; readonly evidence?: string }}"
            )]
        }
        _ => Vec::new(),
    }
}

/// The rules by name, each with its types over time.
fn outputs(out: &mut String, programs: &[std::sync::Arc<Program>]) {
    let mut found: BTreeMap<&str, (&Node, BTreeSet<String>)> = BTreeMap::new();
    for (_, node, rule) in programs.iter().flat_map(|program| program.rules()) {
        let ty = written(&node.ty);
        let ty = if rule.list.is_some() { format!("PerRow<{ty}>") } else { ty };
        found.entry(&node.path).or_insert_with(|| (node, BTreeSet::new())).1.insert(ty);
    }
    for (name, (node, types)) in found {
        comment(out, "  ", &[node.label.as_deref(), node.label_en.as_deref(), node.unit.as_deref()]);
        line(out, "  ", name, false, &types.into_iter().collect::<Vec<_>>().join(" | "));
    }
}

/// The type of a value as it comes back.
fn written(ty: &Type) -> String {
    match ty {
        Type::Bool => "boolean".to_owned(),
        Type::Number(_) => "NumberText".to_owned(),
        Type::Enum(scheme) => format!("Enums[{}]", quoted(&scheme.id)),
        Type::Text | Type::Literal(_) => "string".to_owned(),
        Type::Date => "DateText".to_owned(),
        Type::List(list) => format!("ReadonlyArray<{}>", written(&list.item)),
        Type::Record(record) => {
            let fields = record
                .fields
                .iter()
                .map(|field| format!("readonly {}: {} | null", field.name, written(&field.ty)));
            format!("{{ {} }}", fields.collect::<Vec<_>>().join("; "))
        }
        Type::Keyed(keyed) => {
            format!("{{ readonly [key in Enums[{}]]: {} }}", quoted(&keyed.scheme.id), written(&keyed.entry))
        }
        Type::Never => "never".to_owned(),
        Type::Broken => "unknown".to_owned(),
    }
}
