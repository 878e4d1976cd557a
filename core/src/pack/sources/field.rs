//! One fact or field of a source: a path, several paths, or a table that also says how it is written.

use crate::diagnostic::Diagnostic;
use crate::pack::decl::{Content, DateForm, ForeignForm, ForeignPath, SourceFieldDecl, SourceWays};
use crate::pack::keys;
use crate::pack::names::{NameOf, did_you_mean, name};
use crate::pack::report::Report;
use crate::pack::toml::{Fields, Key, Node, Value, walk};
use crate::source::{Span, Spanned};
use crate::text;
use crate::value::Raw;

/// Reads one entry of `[fact]` or `[list.NAME]`.
pub(super) fn read(
    report: &mut Report<'_>,
    key: &Key,
    node: &Node,
    ways: &SourceWays,
) -> Option<SourceFieldDecl> {
    let id = name(report, &key.name, key.span, NameOf::Other);
    let mut decl = SourceFieldDecl {
        name: id,
        from: Vec::new(),
        form: None,
        dates: None,
        decimal_comma: None,
        unknown: Vec::new(),
        values: Vec::new(),
    };
    let Value::Table(table) = &node.value else {
        decl.from = paths(report, node);
        return (!decl.from.is_empty()).then_some(decl);
    };
    let fields = Fields::new(report, table, key.span, keys::SOURCE_FIELD);
    decl.from = fields.required(report, "from").map(|node| paths(report, node)).unwrap_or_default();
    decl.form = fields.get("form").and_then(|node| form(report, node));
    decl.dates = fields.get("dates").and_then(|node| dates(report, node));
    decl.decimal_comma = fields
        .get("decimal_comma")
        .and_then(|node| walk::boolean(report, node).map(|yes| Spanned::new(yes, node.span)));
    decl.unknown = contents(report, fields.get("unknown"), true);
    decl.values = values(report, fields.get("values"));
    // What the source says of every field may be said again here, but a content cannot also stand for a value, nor for
    // two of them.
    let named: Vec<Vec<Spanned<Content>>> =
        decl.values.iter().map(|(content, _)| vec![content.clone()]).collect();
    let unknown: Vec<Spanned<Content>> = ways.unknown.iter().chain(&decl.unknown).cloned().collect();
    apart(report, &std::iter::once(&unknown).chain(&named).collect::<Vec<_>>());
    (!decl.from.is_empty()).then_some(decl)
}

/// Reads a path, or a list of paths of which a record has one.
pub(super) fn paths(report: &mut Report<'_>, node: &Node) -> Vec<ForeignPath> {
    let items = match &node.value {
        Value::List(items) => items.as_slice(),
        _ => std::slice::from_ref(node),
    };
    if items.is_empty() {
        walk::wrong_kind(
            report,
            node,
            &text!("nama kolom", "the name of a field"),
            text!("Tulis sedikitnya satu jalur.", "Write at least one path."),
        );
    }
    items.iter().filter_map(|item| path(report, item)).collect()
}

fn path(report: &mut Report<'_>, node: &Node) -> Option<ForeignPath> {
    let words = walk::text(report, node)?;
    let Some(steps) = ForeignPath::steps_of(&words.value) else {
        report.error(
            "T0061",
            words.span,
            text!(
                "Jalur ini mempunyai langkah yang kosong, berspasi di tepi, atau berkutip tidak lengkap.",
                "This path has a step that is empty, has spaces at its edge, or has a quote that is not closed."
            ),
            text!(
                "Tulis nama kolom yang dipisahkan titik, seperti `data_utama.golRuangAkhirId`; nama yang bertitik ditulis dalam kutip: '\"Gol. Ruang\"'.",
                "Write the names of fields joined by points, such as `data_utama.golRuangAkhirId`; a name with a point stands in quotes: '\"Gol. Ruang\"'."
            ),
        );
        return None;
    };
    Some(ForeignPath { value: words.value, steps, span: words.span })
}

/// Reads a form of dates.
pub(super) fn dates(report: &mut Report<'_>, node: &Node) -> Option<Spanned<DateForm>> {
    let words = walk::text(report, node)?;
    let known: Vec<&str> = DateForm::ALL.into_iter().map(DateForm::name).collect();
    let found = DateForm::from_name(&words.value);
    if found.is_none() {
        report.error(
            "T0017",
            words.span,
            text!(
                "Urutan tanggal ini tidak dikenal: `YYYY-MM-DD`, `DD-MM-YYYY`, `YYYY/MM/DD`, atau `DD/MM/YYYY`.",
                "This order of dates is not known: `YYYY-MM-DD`, `DD-MM-YYYY`, `YYYY/MM/DD` or `DD/MM/YYYY`."
            ),
            did_you_mean(&words.value, &known),
        );
    }
    found.map(|form| Spanned::new(form, words.span))
}

fn form(report: &mut Report<'_>, node: &Node) -> Option<Spanned<ForeignForm>> {
    let words = walk::text(report, node)?;
    let known: Vec<&str> = ForeignForm::ALL.into_iter().map(ForeignForm::name).collect();
    let found = ForeignForm::from_name(&words.value);
    if found.is_none() {
        let shown = known.join("`, `");
        report.error(
            "T0017",
            words.span,
            text!("Bentuk ini tidak dikenal: `{shown}`.", "This form is not known: `{shown}`."),
            did_you_mean(&words.value, &known),
        );
    }
    found.map(|form| Spanned::new(form, words.span))
}

/// Reads a content, or a list of contents: texts, and numbers where `numbers`.
pub(super) fn contents(report: &mut Report<'_>, node: Option<&Node>, numbers: bool) -> Vec<Spanned<Content>> {
    let Some(node) = node else { return Vec::new() };
    let items = match &node.value {
        Value::List(items) => items.as_slice(),
        _ => std::slice::from_ref(node),
    };
    let mut found = Vec::new();
    for item in items {
        match &item.value {
            Value::Number { number, .. } if numbers => {
                found.push(Spanned::new(Content::Number(*number), item.span));
            }
            // An empty content means unknown everywhere; to say so again does no harm.
            Value::Text(words) if words.trim().is_empty() => {}
            Value::Text(words) => {
                found.push(Spanned::new(Content::Text(words.trim().to_owned()), item.span));
            }
            _ if numbers => walk::wrong_kind(
                report,
                item,
                &text!("teks atau angka", "a text or a number"),
                text!(
                    "Tulis isi kolomnya, seperti \"-\" atau 0.",
                    "Write what the field holds, such as \"-\" or 0."
                ),
            ),
            _ => walk::wrong_kind(
                report,
                item,
                &text!("teks", "a text"),
                text!(
                    "Angka hanya dapat berarti tidak diketahui pada kolom yang disebut: {{ from = \"…\", unknown = [0] }}.",
                    "A number can mean unknown only in a field that is named: {{ from = \"…\", unknown = [0] }}."
                ),
            ),
        }
    }
    found
}

fn values(report: &mut Report<'_>, node: Option<&Node>) -> Vec<(Spanned<Content>, Spanned<Raw>)> {
    let Some(table) = node.and_then(|node| walk::table(report, node)) else { return Vec::new() };
    let mut found = Vec::new();
    for (key, node) in &table.entries {
        let raw = match &node.value {
            Value::Text(_) => walk::text(report, node).map(|words| Raw::Text(words.value)),
            Value::Number { digits, .. } => Some(Raw::Number(digits.clone())),
            Value::Bool(yes) => Some(Raw::Bool(*yes)),
            Value::Date(day) => Some(Raw::Text(day.to_string())),
            _ => {
                walk::wrong_kind(
                    report,
                    node,
                    &text!("nilai fakta", "a value of the fact"),
                    text!("Tulis seperti {{ P3K = \"pppk\" }}.", "Write it like {{ P3K = \"pppk\" }}."),
                );
                None
            }
        };
        let content = Spanned::new(Content::Text(key.name.trim().to_owned()), key.span);
        found.extend(raw.map(|raw| (content, Spanned::new(raw, node.span))));
    }
    found
}

/// Reports a content that stands in two of the groups, each of which gives it a meaning of its own, or twice in one.
pub(super) fn apart(report: &mut Report<'_>, groups: &[&Vec<Spanned<Content>>]) {
    let all: Vec<(usize, &Spanned<Content>)> =
        groups.iter().enumerate().flat_map(|(at, group)| group.iter().map(move |one| (at, one))).collect();
    let mut seen: std::collections::BTreeMap<String, (usize, Span)> = std::collections::BTreeMap::new();
    for (at, one) in all {
        let key = match &one.value {
            Content::Number(number) => number.to_string(),
            // `0.00` and 0 are one content.
            Content::Text(words) => match words.parse::<crate::value::Number>() {
                Ok(number) => number.to_string(),
                Err(_) => words.to_ascii_lowercase(),
            },
        };
        match seen.get(&key) {
            Some((other, first)) if *other != at => {
                let found = Diagnostic::error(
                    "T0062",
                    one.span,
                    text!("Isi ini diberi dua arti.", "This content is given two meanings."),
                );
                report.push(
                    found.with_place(*first, text!("arti yang lain", "the other meaning")).with_help(text!(
                        "Tulis satu isi hanya di satu tempat: unknown, yes, no, atau values.",
                        "Write a content in one place only: unknown, yes, no or values."
                    )),
                );
            }
            Some(_) => {}
            None => {
                seen.insert(key, (at, one.span));
            }
        }
    }
}
