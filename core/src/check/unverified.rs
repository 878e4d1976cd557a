//! `T1312`: how many figures of a pack rest on a source that nobody has seen.

use indexmap::IndexMap;

use super::Subject;
use crate::diagnostic::{Diagnostic, Severity, Sink};
use crate::text;

/// Citations that are named before the rest is only counted.
const SHOWN: usize = 8;

pub(super) fn check(subject: &Subject<'_>, sink: &mut Sink) {
    let declarations = &subject.linked.declarations;
    let Some(manifest) = &declarations.manifest else { return };
    let values = declarations.parameters.iter().flat_map(|p| &p.values);
    let values: Vec<Option<&str>> = values
        .filter(|value| !value.verified && subject.is_own(value.value.span))
        .map(|value| value.basis.as_ref().map(|b| b.value.as_str()))
        .collect();
    let rows = declarations.tables.iter().flat_map(|table| {
        let of_table = table.basis.as_ref().map(|b| b.value.as_str());
        let unseen = table.rows.iter().filter(|row| !row.verified && subject.is_own(row.span));
        unseen.map(move |row| row.basis.as_deref().or(of_table))
    });
    let rows: Vec<Option<&str>> = rows.collect();
    if values.is_empty() && rows.is_empty() {
        return;
    }
    let mut bases: IndexMap<&str, usize> = IndexMap::new();
    for basis in values.iter().chain(&rows).copied().flatten() {
        let slot = bases.entry(basis).or_insert(0);
        *slot = slot.saturating_add(1);
    }
    let (of_id, of_en) = match (values.len(), rows.len()) {
        (values, 0) => (format!("{values} nilai parameter"), format!("{values} parameter values")),
        (0, rows) => (format!("{rows} baris tabel"), format!("{rows} table rows")),
        (values, rows) => (
            format!("{values} nilai parameter dan {rows} baris tabel"),
            format!("{values} parameter values and {rows} table rows"),
        ),
    };
    bases.sort_by(|_, a, _, b| b.cmp(a));
    let named: Vec<String> = bases.iter().take(SHOWN).map(|(basis, n)| format!("{basis} ({n})")).collect();
    let (named, more) = (named.join("; "), bases.len().saturating_sub(SHOWN));
    let (and_id, and_en) = match more {
        0 => (String::new(), String::new()),
        _ => (format!("; dan {more} dasar lain"), format!("; and {more} others")),
    };
    sink.push(Diagnostic {
        severity: Severity::Note,
        ..Diagnostic::warning(
            "T1312",
            manifest.id.span,
            text!(
                "{of_id} pack ini belum dibaca dari sumbernya: {named}{and_id}.",
                "{of_en} of this pack were not yet read in their sources: {named}{and_en}."
            ),
        )
        .with_help(text!(
            "Cocokkan dengan peraturannya, lalu hapus `verified = false`.",
            "Compare them with the regulations, then take `verified = false` out."
        ))
    });
}
