//! `timbang lock`: writes into an overlay which very pack it extends, so that a change there is found out.

use std::io::Write as _;

use timbang::diagnostic::Sink;
use timbang::pack::decl::Manifest;
use timbang::source::{Files, digest};
use timbang::text;

use super::Layers;
use super::load::read_pack;
use crate::failure::{Outcome, bad_option, stream};
use crate::output::Target;
use crate::streams::Streams;

/// The file that is changed.
const MANIFEST: &str = "pack.toml";

/// Writes the digest of the base into the manifest of the overlay; everything else in it stays as it is.
pub(crate) fn lock(layers: &Layers<'_>, streams: &mut Streams<'_>) -> Outcome {
    let own = read_pack(layers.pack)?;
    let Some(extends) = manifest(&own).and_then(|manifest| manifest.extends) else {
        return Err(bad_option(
            text!("Pack ini tidak memperluas pack lain.", "This pack extends no other."),
            text!(
                "Hanya pack dengan [extends] di pack.toml yang perlu dikunci.",
                "Only a pack with [extends] in its pack.toml needs this."
            ),
        ));
    };
    let wanted = &extends.id.value;
    let mut found = None;
    for folder in layers.bases {
        let files = read_pack(folder)?;
        if manifest(&files).is_some_and(|manifest| manifest.id.value == *wanted) {
            found = Some(digest(&files));
        }
    }
    let Some(found) = found else {
        return Err(bad_option(
            text!("Pack `{wanted}` tidak diberikan.", "The pack `{wanted}` is not given."),
            text!("Tambahkan --base FOLDER dari pack itu.", "Add --base FOLDER of that pack."),
        ));
    };
    let Some(file) = own.find(MANIFEST).and_then(|id| own.get(id)) else { return Ok(1) };
    let changed = match &extends.digest {
        Some(old) => {
            let range = old.span.range();
            let before = file.text.get(..range.start).unwrap_or_default();
            let after = file.text.get(range.end..).unwrap_or_default();
            // The place may or may not include the quotes.
            let quote = if before.ends_with(['"', '\'']) { "" } else { "\"" };
            format!("{before}{quote}{found}{quote}{after}")
        }
        None => {
            let end = extends.version.span.range().end;
            let after = file.text.get(end..).unwrap_or_default();
            let line = end.saturating_add(after.find('\n').unwrap_or(after.len()));
            let (before, after) = file.text.split_at_checked(line).unwrap_or((&file.text, ""));
            let ending = if before.ends_with('\r') { "\r" } else { "" };
            format!("{before}\ndigest = \"{found}\"{ending}{after}")
        }
    };
    let mut target = Target::file(&layers.pack.join(MANIFEST))?;
    target.write_all(changed.as_bytes()).map_err(|error| target.failure(&error))?;
    target.commit()?;
    writeln!(streams.out, "{wanted} {found}").map_err(|error| stream(&error))?;
    Ok(0)
}

fn manifest(files: &Files) -> Option<Manifest> {
    timbang::pack::read(files, &mut Sink::default()).manifest
}
