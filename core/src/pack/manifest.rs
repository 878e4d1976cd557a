//! `pack.toml`: what the pack is, what it rests on and what it answers.

use super::decl::{ExceptionDecl, Extends, Ident, Manifest, RevokedDecl};
use super::keys;
use super::report::Report;
use super::toml::{Fields, Node, Value, parse, walk};
use crate::source::Spanned;
use crate::text;

/// The one format that this engine reads.
const FORMAT: &str = "1";

/// Reads `pack.toml`; `None` where its id or subject cannot be told.
pub(super) fn read(report: &mut Report<'_>) -> Option<Manifest> {
    let document = parse(report);
    let owner = report.first_line();
    let fields = Fields::new(report, &document, owner, keys::MANIFEST);
    if let Some(node) = fields.required(report, "format") {
        format(report, node);
    }
    let id = required_name(report, &fields, "id");
    let version = fields.required_text(report, "version");
    let title = fields.required_text(report, "title");
    let subject = required_name(report, &fields, "subject");
    // An overlay that names no outputs has those of its base.
    let asked = match fields.entry("extends") {
        Some(_) => fields.get("outputs"),
        None => fields.required(report, "outputs"),
    };
    let outputs = match asked {
        Some(node) if walk::list(report, node).is_some() => fields.outputs(report, "outputs"),
        _ => Vec::new(),
    };
    let extends = fields.entry("extends").and_then(|(key, node)| {
        let table = walk::table(report, node)?;
        let inner = Fields::new(report, table, key.span, keys::EXTENDS);
        let id = required_name(report, &inner, "id");
        let version = inner.required_text(report, "version");
        let digest = inner.text(report, "digest");
        Some(Extends { id: id?, version: version?, digest })
    });
    let exceptions = exceptions(report, &fields);
    let revoked = revoked(report, &fields);
    let nameless = || Spanned::new(String::new(), owner);
    Some(Manifest {
        id: id?,
        version: version.unwrap_or_else(nameless),
        title: title.unwrap_or_else(nameless),
        subject: subject?,
        outputs,
        extends,
        exceptions,
        revoked,
        file: report.file(),
    })
}

fn exceptions(report: &mut Report<'_>, fields: &Fields<'_>) -> Vec<ExceptionDecl> {
    let Some((key, node)) = fields.entry("exception") else { return Vec::new() };
    let mut found = Vec::new();
    for item in walk::list(report, node).unwrap_or_default() {
        let Some(table) = walk::table(report, item) else { continue };
        let inner = Fields::new(report, table, key.span, keys::EXCEPTION);
        let fact = required_name(report, &inner, "fact");
        let rule = required_name(report, &inner, "rule");
        let basis = inner.required_text(report, "basis");
        inner.required(report, "consumers");
        let consumers = inner.names(report, "consumers");
        if let (Some(fact), Some(rule), Some(basis)) = (fact, rule, basis) {
            found.push(ExceptionDecl { fact, rule, basis, consumers });
        }
    }
    found
}

fn revoked(report: &mut Report<'_>, fields: &Fields<'_>) -> Vec<RevokedDecl> {
    let Some((key, node)) = fields.entry("revoked") else { return Vec::new() };
    let mut found = Vec::new();
    for item in walk::list(report, node).unwrap_or_default() {
        let Some(table) = walk::table(report, item) else { continue };
        let inner = Fields::new(report, table, key.span, keys::REVOKED);
        let regulation = inner.required_text(report, "regulation");
        let from = inner.required(report, "from").and_then(|node| walk::date(report, node));
        let by = inner.text(report, "by");
        if let (Some(regulation), Some(from)) = (regulation, from) {
            found.push(RevokedDecl { regulation, from, by });
        }
    }
    found
}

fn required_name(report: &mut Report<'_>, fields: &Fields<'_>, key: &str) -> Option<Ident> {
    let node = fields.required(report, key)?;
    walk::ident(report, node)
}

fn format(report: &mut Report<'_>, node: &Node) {
    let known = matches!(&node.value, Value::Number { digits, .. } if digits == FORMAT);
    if known || matches!(node.value, Value::Broken) {
        return;
    }
    report.error(
        "T0008",
        node.span,
        text!(
            "Format pack ini tidak dikenal; versi Timbang ini membaca format {FORMAT}.",
            "This pack format is not known; this version of Timbang reads format {FORMAT}."
        ),
        text!(
            "Tulis `format = {FORMAT}`, atau pakai versi Timbang yang lebih baru.",
            "Write `format = {FORMAT}`, or use a newer version of Timbang."
        ),
    );
}
