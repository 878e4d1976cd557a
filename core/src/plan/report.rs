//! What a check of a pack found.

use std::sync::Arc;

use super::Pack;
use crate::diagnostic::Diagnostic;
use crate::source::Files;
use crate::text;
use crate::value::Error;

/// What a check of a pack found, and the pack where it is sound.
#[derive(Clone, Debug)]
pub struct Report {
    /// All findings, in the order of their places.
    pub diagnostics: Vec<Diagnostic>,
    /// The files, for the text of places.
    pub files: Arc<Files>,
    /// The pack, where there is no error.
    pub pack: Option<Pack>,
}

impl Report {
    /// The pack, where it has no errors.
    ///
    /// # Errors
    /// `T3006` with the first of its errors.
    pub fn into_pack(self) -> Result<Pack, Error> {
        let Report { pack, diagnostics, files } = self;
        pack.ok_or_else(|| {
            let errors = diagnostics.iter().filter(|d| d.severity == crate::diagnostic::Severity::Error);
            let count = errors.clone().count();
            let first = errors.clone().next();
            let at = first.map_or_else(String::new, |d| {
                files.get(d.span().file).map_or_else(String::new, |file| {
                    let place = file.place(d.span().start);
                    format!("{}:{}:{}", file.path, place.line, place.column)
                })
            });
            let (id, en) = first.map_or(("", ""), |d| (&d.message.id, &d.message.en));
            Error::new(
                "T3006",
                text!(
                    "Pack ini punya {count} galat; yang pertama di {at}: {id}",
                    "This pack has {count} errors; the first at {at}: {en}"
                ),
            )
            .with_help(text!(
                "Jalankan `timbang check` untuk semuanya.",
                "Run `timbang check` for all of them."
            ))
        })
    }
}
