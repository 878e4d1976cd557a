//! Reads packs from folders: one by itself, or an overlay with what it extends.

use std::path::{Path, PathBuf};

use timbang::diagnostic::Severity;
use timbang::source::{Files, read_folder};
use timbang::{Error, Lang, Pack, Report, text};

use super::report;
use crate::failure::{Outcome, bad_option, stream};
use crate::streams::Streams;

/// The folders of a pack: what it extends, the lowest first, then its own.
pub(crate) struct Layers<'a> {
    /// The folders beneath.
    pub(crate) bases: &'a [PathBuf],
    /// The folder of the pack itself.
    pub(crate) pack: &'a Path,
    /// The language of messages.
    pub(crate) lang: Lang,
}

impl Layers<'_> {
    /// Reads and checks the pack.
    pub(crate) fn check(&self) -> Outcome<Report> {
        let mut folders = self.bases.iter().map(PathBuf::as_path).chain([self.pack]);
        let Some(lowest) = folders.next() else { return Ok(timbang::check(Files::default())) };
        let base = read_pack(lowest)?;
        let overlays = folders.map(read_pack).collect::<Outcome<Vec<Files>>>()?;
        Ok(if overlays.is_empty() { timbang::check(base) } else { timbang::check_layers(base, overlays) })
    }

    /// Loads the pack to be used; its errors are told as `check` tells them.
    pub(crate) fn load(&self, streams: &mut Streams<'_>) -> Outcome<Pack> {
        let report = self.check()?;
        if let Some(pack) = report.pack {
            return Ok(pack);
        }
        let errors: Vec<_> =
            report.diagnostics.into_iter().filter(|d| d.severity == Severity::Error).collect();
        let shown = report::to_text(&errors, &report.files, self.lang, streams.colour);
        streams.err.write_all(shown.as_bytes()).map_err(|error| stream(&error))?;
        let (count, folder) = (errors.len(), self.pack.display());
        Err(Error::new(
            "T3006",
            text!(
                "Pack `{folder}` punya {count} galat dan tidak dapat dipakai.",
                "The pack `{folder}` has {count} errors and cannot be used."
            ),
        )
        .with_help(text!("Perbaiki yang disebut di atas.", "Mend what is told above."))
        .into())
    }
}

/// Reads the files of a pack; a folder without `pack.toml` is most likely the wrong one.
pub(super) fn read_pack(folder: &Path) -> Outcome<Files> {
    let shown = folder.display();
    match std::fs::metadata(folder) {
        Err(error) => return Err(crate::failure::unreadable(&shown.to_string(), &error)),
        Ok(found) if !found.is_dir() => {
            return Err(bad_option(
                text!("`{shown}` bukan folder.", "`{shown}` is no folder."),
                text!("Sebutkan folder yang memuat pack.toml.", "Name the folder that holds pack.toml."),
            ));
        }
        Ok(_) => {}
    }
    let files = read_folder(folder)?;
    if files.find("pack.toml").is_none() {
        return Err(bad_option(
            text!("Di `{shown}` tidak ada pack.toml.", "There is no pack.toml in `{shown}`."),
            text!(
                "Sebutkan folder pack, atau mulai yang baru dengan `timbang new`.",
                "Name the folder of a pack, or start one with `timbang new`."
            ),
        ));
    }
    Ok(files)
}
