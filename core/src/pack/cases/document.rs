//! Cases in TOML: what stands at the top of the file holds for every case in it.

use super::expectation::expectation;
use super::raw::raw;
use super::{path_name, without_expectation};
use crate::pack::decl::{CaseDecl, Expectation, Ident};
use crate::pack::keys;
use crate::pack::names::did_you_mean;
use crate::pack::report::Report;
use crate::pack::toml::{Fields, Key, Node, Table, TableStyle, Value, parse, walk};
use crate::source::{Span, Spanned};
use crate::text;
use crate::value::{Date, Raw};

type Given = Vec<(Ident, Spanned<Raw>)>;

/// The most names that one `given`, `without` or `expect` may have.
const MAX_NAMES: usize = 1000;

/// The most bytes that the `given` of a file may come to when every case has a copy.
const MAX_SHARED: usize = 64 * 1024 * 1024;

struct Shared {
    as_of: Option<Spanned<Date>>,
    source: Option<String>,
    given: Given,
}

/// Reads one file of cases.
pub(in crate::pack) fn read(report: &mut Report<'_>, out: &mut Vec<CaseDecl>) {
    let document = parse(report);
    let owner = report.first_line();
    let fields = Fields::new(report, &document, owner, keys::CASES);
    let mut shared = Shared {
        as_of: fields.date(report, "as_of"),
        source: fields.words(report, "source"),
        given: given(report, &fields),
    };
    let Some(node) = fields.required(report, "case") else { return };
    let cases = walk::list(report, node).unwrap_or(&[]);
    let bytes: usize = shared.given.iter().map(|(_, value)| value.span.range().len()).sum();
    if bytes.saturating_mul(cases.len()) > MAX_SHARED {
        let at = fields.entry("given").map_or(owner, |(key, _)| key.span);
        too_large(report, at);
        shared.given.clear();
    }
    for item in cases {
        if let Some(table) = walk::table(report, item) {
            let case = case(report, table, item.span, &shared);
            out.push(case);
        }
    }
}

fn case(report: &mut Report<'_>, table: &Table, owner: Span, shared: &Shared) -> CaseDecl {
    let fields = Fields::new(report, table, owner, keys::CASE);
    let name = fields.required_text(report, "name");
    let as_of = fields.date(report, "as_of").or_else(|| shared.as_of.clone());
    let source = fields.words(report, "source").or_else(|| shared.source.clone());
    let mut facts = shared.given.clone();
    if let Some(node) = fields.get("without") {
        without(report, node, &mut facts);
    }
    for (name, value) in given(report, &fields) {
        match facts.iter_mut().find(|(known, _)| known.value == name.value) {
            Some(known) => *known = (name, value),
            None => facts.push((name, value)),
        }
    }
    let expect = expected(report, &fields);
    if expect.is_empty() && fields.get("expect").is_none() && !report.is_broken() {
        without_expectation(report, owner);
    }
    let last = table.entries.iter().map(|(_, node)| node.span).fold(owner, Span::to);
    let nameless = || Spanned::new(String::new(), owner);
    CaseDecl {
        name: name.unwrap_or_else(nameless),
        as_of,
        source,
        note: None,
        given: facts,
        expect,
        span: last,
    }
}

fn given(report: &mut Report<'_>, fields: &Fields<'_>) -> Given {
    let mut out = Vec::new();
    for (key, node) in few(report, fields, "given") {
        let name = path_name(report, &key.name, key.span);
        if !nested(report, key, node) {
            out.extend(raw(report, node).map(|value| (name, Spanned::new(value, node.span))));
        }
    }
    out
}

fn expected(report: &mut Report<'_>, fields: &Fields<'_>) -> Vec<(Ident, Spanned<Expectation>)> {
    let mut out = Vec::new();
    for (key, node) in few(report, fields, "expect") {
        let name = path_name(report, &key.name, key.span);
        if !nested(report, key, node) {
            let value = expectation(report, &key.name, node);
            out.extend(value.map(|value| (name, Spanned::new(value, node.span))));
        }
    }
    out
}

fn few<'t>(report: &mut Report<'_>, fields: &Fields<'t>, key: &str) -> &'t [(Key, Node)] {
    let entries = walk::named(report, fields.get(key));
    match entries.get(..MAX_NAMES) {
        Some(first) if entries.len() > MAX_NAMES => {
            too_large(report, fields.entry(key).map_or(fields.owner, |(key, _)| key.span));
            first
        }
        _ => entries,
    }
}

fn too_large(report: &mut Report<'_>, span: Span) {
    report.error(
        "T0002",
        span,
        text!(
            "Bagian ini terlalu besar: paling banyak {MAX_NAMES} nama, dan `given` sebuah berkas disalin ke setiap kasus.",
            "This part is too large: at most {MAX_NAMES} names, and the `given` of a file is copied to every case."
        ),
        text!(
            "Pecah kasus-kasusnya menjadi beberapa berkas.",
            "Split the cases into several files."
        ),
    );
}

// `expect.a.b = 1` makes a table of `a`, where `expect."a.b" = 1` was meant.
fn nested(report: &mut Report<'_>, key: &Key, node: &Node) -> bool {
    let Value::Table(table) = &node.value else { return false };
    if table.style == TableStyle::Whole {
        return false;
    }
    let inner = table.entries.first().map_or("b", |(key, _)| key.name.as_str());
    let (outer, at) =
        (&key.name, table.entries.first().map_or(key.span, |(inner, _)| key.span.to(inner.span)));
    report.error(
        "T0071",
        at,
        text!(
            "Titik di sini membuat tabel di dalam `{outer}`, bukan menunjuk kolom tiap barisnya.",
            "The point here makes a table within `{outer}`; it does not point to a field of each row."
        ),
        text!(
            "Tulis \"{outer}.{inner}\" dalam tanda kutip, atau `{outer} = {{ {inner} = … }}` bila memang tabel.",
            "Write \"{outer}.{inner}\" in quotes, or `{outer} = {{ {inner} = … }}` where a table is meant."
        ),
    );
    true
}

fn without(report: &mut Report<'_>, node: &Node, facts: &mut Given) {
    let items = walk::list(report, node).unwrap_or(&[]);
    if items.len() > MAX_NAMES {
        too_large(report, node.span);
    }
    for item in items.iter().take(MAX_NAMES) {
        let Some(name) = walk::text(report, item) else { continue };
        let before = facts.len();
        facts.retain(|(known, _)| *known.value != *name.value);
        if facts.len() == before {
            let known: Vec<&str> = facts.iter().map(|(known, _)| &*known.value).collect();
            report.error(
                "T0072",
                item.span,
                text!(
                    "`without` mengeluarkan sesuatu yang tidak ada dalam `given` di atas berkas ini.",
                    "`without` takes out what is not in the `given` at the top of this file."
                ),
                did_you_mean(&name.value, &known),
            );
        }
    }
}
