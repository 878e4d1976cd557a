//! `timbang replay`: works recorded decisions out again.

use std::path::Path;

use timbang::{Raw, Record, replay as replay_record, text};

use super::Layers;
use crate::failure::{Outcome, bad_option, failure, stream};
use crate::input::{Format, Item, Source};
use crate::streams::Streams;

/// Replays every record of a file; the exit code is 1 where one differs.
pub(crate) fn replay(layers: &Layers<'_>, file: &str, streams: &mut Streams<'_>) -> Outcome {
    let (pack, lang) = (layers.load(streams)?, layers.lang);
    let format = Format::of(Path::new(file)).unwrap_or(Format::Json);
    if format == Format::Csv || format.is_columnar() {
        return Err(bad_option(
            text!(
                "Catatan keputusan tidak ditulis sebagai CSV atau tabel.",
                "Decision records are not written as CSV or tables."
            ),
            text!(
                "Berikan berkas JSON atau NDJSON dari `timbang evaluate --record`.",
                "Give the JSON or NDJSON file of `timbang evaluate --record`."
            ),
        ));
    }
    let mut rows = Source::open(file, Some(format), streams)?.rows()?;
    let (mut same, mut other) = (0u64, 0u64);
    while let Some(item) = rows.next()? {
        let row = match item {
            Item::Row(row) => row,
            Item::Bad { message, .. } => {
                return Err(failure(
                    "T3010",
                    message,
                    text!("Perbaiki berkas catatannya.", "Mend the file of records."),
                ));
            }
        };
        let number = row.number;
        let record = Record::from_json(&Raw::Map(row.cells).to_json())?;
        let found = replay_record(&pack, &record)?;
        if found.is_same() {
            same = same.saturating_add(1);
            continue;
        }
        other = other.saturating_add(1);
        let told = text!("catatan {number}:", "record {number}:");
        writeln!(streams.out, "{}", told.get(lang)).map_err(|error| stream(&error))?;
        for difference in &found.differences {
            let (was, is) = (&difference.recorded, &difference.found);
            let lines = text!(
                "  {}\n    tercatat: {was}\n    sekarang: {is}",
                "  {}\n    recorded: {was}\n    found:    {is}",
                difference.text.get(lang)
            );
            writeln!(streams.out, "{}", lines.get(lang)).map_err(|error| stream(&error))?;
        }
    }
    let closing = text!("{same} sama, {other} berbeda", "{same} the same, {other} different");
    writeln!(streams.out, "{}", closing.get(lang)).map_err(|error| stream(&error))?;
    Ok(u8::from(other > 0))
}
