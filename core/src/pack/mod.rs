//! The TOML and CSV files of a pack become declarations.

mod cases;
mod catalogue;
mod csv;
pub mod decl;
mod facts;
mod file;
pub(crate) mod keys;
mod literal;
mod manifest;
pub(crate) mod names;
pub(crate) mod outline;
mod parameters;
mod percent;
pub(crate) mod places;
mod report;
mod schema;
mod sources;
pub(crate) mod tables;
mod toml;

pub use file::{FileDeclarations, join};
pub use schema::{SchemaKind, schema};
pub(crate) use sources::words_of;

use crate::diagnostic::{Diagnostic, Sink, nearest};
use crate::source::{FileId, Files, SourceFile, Span};
use crate::text;
use decl::Declarations;
use places::FileKind;
use report::Report;

/// The largest TOML file, in bytes; the longest of a national pack has a fiftieth of it.
const MAX_TOML: usize = 1024 * 1024;

/// The largest file of any other kind, in bytes.
const MAX_FILE: usize = 16 * 1024 * 1024;

/// Reads every file of a pack but the rules, and reports all that is wrong with them at once.
///
/// After a problem the rest is read on, so the declarations hold whatever was readable. Files that are not
/// UTF-8 are reported here for every kind of file, the rules included.
#[must_use]
pub fn read(files: &Files, sink: &mut Sink) -> Declarations {
    let read: Vec<FileDeclarations> =
        files.iter().map(|(id, file)| FileDeclarations::read(id, file)).collect();
    join(&read.iter().collect::<Vec<_>>(), sink)
}

// A file in another encoding is read on, with a mark for each character that could not be: the names in it
// are most often sound. One in 16-bit characters has no sound text at all.
fn is_readable(kind: FileKind, id: FileId, file: &SourceFile, sink: &mut Sink) -> bool {
    let most = match kind {
        FileKind::Manifest
        | FileKind::Facts
        | FileKind::Parameters
        | FileKind::Source
        | FileKind::CasesToml => MAX_TOML,
        _ => MAX_FILE,
    };
    let size = file.bytes.len();
    if size > most {
        let limit = most.checked_div(1024 * 1024).unwrap_or(1);
        let found = Diagnostic::error(
            "T0002",
            Span::new(id, 0, 0),
            text!(
                "Berkas ini berukuran {size} byte; batas untuk berkas semacam ini {limit} MiB.",
                "This file has {size} bytes; the limit for such a file is {limit} MiB."
            ),
        );
        sink.push(found.with_help(text!(
            "Pecah menjadi beberapa berkas menurut topik.",
            "Split it into several files by topic."
        )));
        return false;
    }
    if file.is_utf8 {
        return true;
    }
    let wide = file.bytes.starts_with(&[0xFF, 0xFE]) || file.bytes.starts_with(&[0xFE, 0xFF]);
    // The text has a mark in place of the first bytes that are no character.
    let mark = char::REPLACEMENT_CHARACTER;
    let body = file.bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&file.bytes);
    let at = std::str::from_utf8(body).map_or_else(|error| error.valid_up_to(), |_| 0);
    let found = Diagnostic::error(
        "T0001",
        Span::new(id, at, at.saturating_add(mark.len_utf8())),
        text!(
            "Berkas ini tidak tersimpan sebagai UTF-8, sehingga huruf di sini tidak terbaca.",
            "This file is not saved as UTF-8, so the letter here cannot be read."
        ),
    );
    sink.push(found.with_help(text!(
        "Simpan ulang sebagai UTF-8; di lembar kerja pilih \"CSV UTF-8\".",
        "Save it again as UTF-8; in a spreadsheet choose \"CSV UTF-8\"."
    )));
    !wide
}

fn misplaced(report: &mut Report<'_>, file: &SourceFile) {
    let folder = file.path.split('/').next().unwrap_or("");
    let near = nearest(folder, places::FOLDERS.iter().copied());
    let help = match near {
        Some(near) => text!("Pindahkan ke folder `{near}/`?", "Move it to the folder `{near}/`?"),
        None => text!(
            "Tempatnya: `facts/`, `parameters/`, `sources/`, `cases/` untuk TOML; `tables/`, `cases/` untuk CSV; `sample/` untuk data contoh.",
            "Its place: `facts/`, `parameters/`, `sources/`, `cases/` for TOML; `tables/`, `cases/` for CSV; `sample/` for sample data."
        ),
    };
    let found = Diagnostic::warning(
        "T0006",
        report.first_line(),
        text!(
            "Berkas ini tidak dibaca, karena di tempat ini pack tidak mempunyai berkas semacam itu.",
            "This file is not read, because a pack has no such file in this place."
        ),
    );
    report.push(found.with_help(help));
}

#[cfg(test)]
mod tests;
