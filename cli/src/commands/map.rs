//! `timbang map`: proposes how a portal's columns become facts.

use std::path::Path;

use timbang::intake::{Columns, propose};
use timbang::text;

use super::Layers;
use crate::failure::{Outcome, stream};
use crate::input::{Format, Item, Source};
use crate::streams::Streams;

/// Looks through the file and writes the proposal.
pub(crate) fn map(
    input: &str,
    format: Option<Format>,
    layers: &Layers<'_>,
    streams: &mut Streams<'_>,
) -> Outcome {
    let pack = layers.load(streams)?;
    let mut source = Source::open(input, format, streams)?;
    let mut rows = source.rows()?;
    let (mut columns, mut bad) = (Columns::new(), 0u64);
    while let Some(item) = rows.next()? {
        match item {
            Item::Row(row) => columns.add(&row.cells),
            Item::Bad { .. } => bad = bad.saturating_add(1),
        }
    }
    if bad > 0 {
        let told = text!(
            "{bad} baris tidak dapat dibaca dan dilewati.",
            "{bad} rows cannot be read and were passed over."
        );
        writeln!(streams.err, "{}", told.get(layers.lang)).map_err(|error| stream(&error))?;
    }
    let shown = propose(&pack, &columns, &id_of(input), layers.lang);
    write!(streams.out, "{shown}").map_err(|error| stream(&error))?;
    Ok(0)
}

/// An id from the name of the file: `Data Pegawai.csv` is `data_pegawai`.
fn id_of(input: &str) -> String {
    let stem = Path::new(input).file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
    let mut id = String::new();
    for letter in stem.chars().flat_map(char::to_lowercase).take(60) {
        if letter.is_ascii_lowercase() || letter.is_ascii_digit() && !id.is_empty() {
            id.push(letter);
        } else if !id.is_empty() && !id.ends_with('_') {
            id.push('_');
        }
    }
    let id = id.trim_end_matches('_');
    if id.is_empty() { "portal".to_owned() } else { id.to_owned() }
}
