//! Proposes how the columns of a portal become facts: a source to be edited and confirmed by a person.

mod columns;
mod likeness;
mod matching;
mod profile;
mod write;

use crate::plan::Pack;
use crate::value::Lang;

pub use columns::Columns;

/// Proposes a source for what was seen of a portal's records, as the text of a `sources/*.toml` with what a person has
/// to decide as comments.
///
/// The proposal passes the check of the pack: each name in it is a fact, and none is filled twice.
#[must_use]
pub fn propose(pack: &Pack, columns: &Columns, id: &str, lang: Lang) -> String {
    let taken = pack.linked().declarations.sources.iter().any(|source| *source.id.value == *id);
    let id = if taken { format!("{id}_baru") } else { id.to_owned() };
    let facts = matching::facts(pack);
    let matched = matching::matched(&facts, columns);
    write::source(columns, &facts, &matched, &id, lang)
}
