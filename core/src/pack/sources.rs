//! `sources/*.toml`: how the records of another system become facts.

use super::decl::{Ident, SourceDecl, SourceListDecl};
use super::keys;
use super::names::{NameOf, did_you_mean, name};
use super::report::Report;
use super::toml::{Fields, Key, Node, parse, walk};
use crate::source::Spanned;
use crate::text;
use crate::value::DateOrder;

/// Reads one file; `None` where its id cannot be told.
pub(super) fn read(report: &mut Report<'_>) -> Option<SourceDecl> {
    let document = parse(report);
    let owner = report.first_line();
    let fields = Fields::new(report, &document, owner, keys::SOURCE);
    let id = fields.required(report, "id").and_then(|node| walk::ident(report, node));
    let dates = fields.text(report, "dates").map_or(DateOrder::YearFirst, |words| dates(report, &words));
    let facts = walk::named(report, fields.get("fact"));
    let facts = facts.iter().filter_map(|(key, node)| mapping(report, key, node)).collect();
    let mut lists = Vec::new();
    for (key, node) in walk::named(report, fields.get("list")) {
        lists.extend(list(report, key, node));
    }
    Some(SourceDecl { id: id?, dates, facts, lists, file: report.file() })
}

fn dates(report: &mut Report<'_>, words: &Spanned<String>) -> DateOrder {
    match words.value.as_str() {
        "YYYY-MM-DD" => DateOrder::YearFirst,
        "DD-MM-YYYY" => DateOrder::DayFirst,
        other => {
            report.error(
                "T0017",
                words.span,
                text!(
                    "Urutan tanggal ini tidak dikenal: `YYYY-MM-DD` atau `DD-MM-YYYY`.",
                    "This order of dates is not known: `YYYY-MM-DD` or `DD-MM-YYYY`."
                ),
                did_you_mean(other, &["YYYY-MM-DD", "DD-MM-YYYY"]),
            );
            DateOrder::YearFirst
        }
    }
}

// The fields are the author's own names, so only `from` is known beforehand.
fn list(report: &mut Report<'_>, key: &Key, node: &Node) -> Option<SourceListDecl> {
    let id = name(report, &key.name, key.span, NameOf::Other);
    let table = walk::table(report, node)?;
    let fields = Fields::open(table, key.span);
    let from = fields.required(report, "from").and_then(|node| path(report, node));
    let named = table.entries.iter().filter(|(key, _)| key.name != "from");
    let columns = named.filter_map(|(key, node)| mapping(report, key, node)).collect();
    Some(SourceListDecl { name: id, from: from?, fields: columns })
}

fn mapping(report: &mut Report<'_>, key: &Key, node: &Node) -> Option<(Ident, Spanned<String>)> {
    let id = name(report, &key.name, key.span, NameOf::Other);
    Some((id, path(report, node)?))
}

fn path(report: &mut Report<'_>, node: &Node) -> Option<Spanned<String>> {
    let words = walk::text(report, node)?;
    if words.value.split('.').any(|step| step.is_empty() || step.trim() != step) {
        report.error(
            "T0061",
            words.span,
            text!(
                "Jalur ini mempunyai langkah yang kosong atau berspasi di tepi.",
                "This path has a step that is empty or has spaces at its edge."
            ),
            text!(
                "Tulis nama kolom yang dipisahkan titik, seperti `data_utama.golRuangAkhirId`.",
                "Write the names of fields joined by points, such as `data_utama.golRuangAkhirId`."
            ),
        );
    }
    Some(words)
}

#[cfg(test)]
mod tests {
    use crate::pack::tests::{read_file, sound};
    use crate::value::DateOrder;

    #[test]
    fn a_source_maps_facts_and_rows() {
        let text = "id = \"siasn\"\ndates = \"DD-MM-YYYY\"\n[fact]\ngolongan = \"data_utama.golRuangAkhirId\"\n\
                    [list.riwayat]\nfrom = \"rw_skp22\"\npredikat = \"KuadranKinerjaNilai\"\n";
        let source = sound("sources/siasn.toml", text).sources.remove(0);
        assert_eq!((&*source.id.value, source.dates), ("siasn", DateOrder::DayFirst));
        assert_eq!(source.facts[0].1.value, "data_utama.golRuangAkhirId");
        assert_eq!((&*source.lists[0].name.value, source.lists[0].fields.len()), ("riwayat", 1));
    }

    #[test]
    fn what_cannot_be_a_source_is_refused() {
        let text = "dates = \"MM-DD-YYYY\"\n[fact]\ngolongan = \"a..b\"\n\"Gol\" = 3\n[list.riwayat]\npredikat = \"x\"\n";
        let (out, found) = read_file("sources/a.toml", text);
        let found: Vec<_> = found.iter().map(|(code, at)| (*code, at.as_str())).collect();
        assert_eq!(
            found,
            [
                ("T0010", "dates = \"MM-DD-YYYY\""),
                ("T0017", "\"MM-DD-YYYY\""),
                ("T0061", "\"a..b\""),
                ("T0012", "\"Gol\""),
                ("T0011", "3"),
                ("T0010", "riwayat"),
            ]
        );
        assert!(out.sources.is_empty());
    }
}
