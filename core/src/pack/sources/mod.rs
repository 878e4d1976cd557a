//! `sources/*.toml`: how the records of another system become facts.

mod field;
#[cfg(test)]
mod tests;

use super::decl::{DateForm, SourceDecl, SourceListDecl, SourceWays};
use super::keys;
use super::names::{NameOf, name};
use super::report::Report;
use super::toml::{Fields, Key, Node, parse, walk};

/// Reads one file; `None` where its id cannot be told.
pub(super) fn read(report: &mut Report<'_>) -> Option<SourceDecl> {
    let document = parse(report);
    let owner = report.first_line();
    let fields = Fields::new(report, &document, owner, keys::SOURCE);
    let id = fields.required(report, "id").and_then(|node| walk::ident(report, node));
    let ways = ways(report, &fields);
    let facts = walk::named(report, fields.get("fact"));
    let facts = facts.iter().filter_map(|(key, node)| field::read(report, key, node, &ways)).collect();
    let mut lists = Vec::new();
    for (key, node) in walk::named(report, fields.get("list")) {
        lists.extend(list(report, key, node, &ways));
    }
    Some(SourceDecl { id: id?, ways, facts, lists, file: report.file() })
}

fn ways(report: &mut Report<'_>, fields: &Fields<'_>) -> SourceWays {
    let dates = fields.get("dates").and_then(|node| field::dates(report, node));
    let ways = SourceWays {
        dates: dates.map_or(DateForm::YearFirst, |form| form.value),
        decimal_comma: fields.switch(report, "decimal_comma"),
        // A number that means unknown in every field would swallow zeros that are meant.
        unknown: field::contents(report, fields.get("unknown"), false),
        yes: field::contents(report, fields.get("yes"), true),
        no: field::contents(report, fields.get("no"), true),
    };
    field::apart(report, &[&ways.unknown, &ways.yes, &ways.no]);
    ways
}

// The fields are the author's own names, so only `from` is known beforehand.
fn list(report: &mut Report<'_>, key: &Key, node: &Node, ways: &SourceWays) -> Option<SourceListDecl> {
    let id = name(report, &key.name, key.span, NameOf::Other);
    let table = walk::table(report, node)?;
    let fields = Fields::open(table, key.span);
    let from = fields.required(report, "from").map(|node| field::paths(report, node));
    let named = table.entries.iter().filter(|(key, _)| key.name != "from");
    let columns = named.filter_map(|(key, node)| field::read(report, key, node, ways)).collect();
    Some(SourceListDecl { name: id, from: from?, fields: columns })
}

/// The words of a field's name, in small letters: `tglLahir`, `NIP_BARU` and `jenis-kelamin` have two each.
pub(crate) fn words_of(name: impl Iterator<Item = char>) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut after_small = false;
    for letter in name {
        let turns = letter.is_uppercase() && after_small;
        if turns || !letter.is_alphanumeric() {
            words.push(String::new());
        }
        if let Some(word) = words.last_mut().filter(|_| letter.is_alphanumeric()) {
            word.extend(letter.to_lowercase());
        }
        after_small = letter.is_lowercase();
    }
    words.retain(|word| !word.is_empty());
    words
}
