//! `facts.toml` and `facts/*.toml`: enums, records and facts.

mod enums;
mod fields;

use super::decl::{Declarations, RecordDecl};
use super::keys;
use super::names::{NameOf, name};
use super::report::Report;
use super::toml::{Fields, parse, walk};

/// Reads one file of facts.
pub(super) fn read(report: &mut Report<'_>, out: &mut Declarations) {
    let document = parse(report);
    let owner = report.first_line();
    let sections = Fields::new(report, &document, owner, keys::FACTS);
    for (key, node) in walk::named(report, sections.get("enum")) {
        out.enums.extend(enums::read(report, key, node));
    }
    for (key, node) in walk::named(report, sections.get("record")) {
        let record = name(report, &key.name, key.span, NameOf::Other);
        let Some(table) = walk::table(report, node) else { continue };
        let fields = table.entries.iter();
        let fields = fields.filter_map(|(key, node)| fields::read(report, key, node, true)).collect();
        out.records.push(RecordDecl { name: record, fields });
    }
    for (key, node) in walk::named(report, sections.get("fact")) {
        out.facts.extend(fields::read(report, key, node, false));
    }
}

#[cfg(test)]
mod tests;
