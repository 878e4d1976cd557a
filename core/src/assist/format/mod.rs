//! Brings a file into the usual layout, without a change of what it says.

mod rules;
mod sheet;
mod spacing;
mod toml;

use crate::diagnostic::{Diagnostic, Severity, Sink};
use crate::pack::places::{FileKind, kind};
use crate::source::{FileId, Files};
use crate::{pack, script, text};

/// The file in the usual layout; a file that is laid out so already comes back as it is.
///
/// Rules are indented and spaced anew, with lines ended where the author ended them; cells and comments of CSV
/// files lose blanks and quotes that say nothing; TOML loses blanks at the ends of lines. `path` is the path within
/// the pack.
///
/// # Errors
/// The first error of a file that cannot be read: a layout would be a guess. `T4023` for a file that no pack reads.
pub fn format(path: &str, content: &str) -> Result<String, Box<Diagnostic>> {
    let kind = kind(path);
    let files = Files::from_map([(path, content)]);
    let Some((file, source)) = files.iter().next() else { return Ok(content.to_owned()) };
    let mut sink = Sink::default();
    match kind {
        FileKind::Misplaced | FileKind::Other => {
            let message = text!(
                "Berkas `{path}` bukan bagian pack, jadi tidak ada tata letaknya.",
                "The file `{path}` is no part of a pack, so it has no layout."
            );
            let help = text!("Berkas pack: .rhai, .toml, .csv.", "Files of a pack: .rhai, .toml, .csv.");
            let place = crate::source::Span::new(file, 0, 0);
            return Err(Box::new(Diagnostic::error("T4023", place, message).with_help(help)));
        }
        FileKind::Rules => {
            script::read(&files, &mut sink);
        }
        _ => {
            let _ = pack::read(&files, &mut sink);
        }
    }
    // Of what a name means elsewhere, and that a pack needs more files, one file cannot know.
    let unreadable = |d: &Diagnostic| d.severity == Severity::Error && d.code != "T0007";
    if let Some(first) = sink.into_sorted().into_iter().find(unreadable) {
        return Err(Box::new(first));
    }
    let laid_out = match kind {
        FileKind::Rules => rules::format(&source.text),
        FileKind::Table | FileKind::Catalogue | FileKind::CasesCsv => sheet::format(&source.text),
        _ => toml::format(&source.text),
    };
    // INVARIANT: a layout changes nothing of what the file says; where it would, the file stays as it is.
    let same = match kind {
        FileKind::Rules => rules::same(&source.text, &laid_out),
        FileKind::Table | FileKind::Catalogue | FileKind::CasesCsv => {
            sheet::same(path, &source.text, &laid_out)
        }
        _ => toml::same(path, &source.text, &laid_out),
    };
    Ok(if same { laid_out } else { source.text.to_string() })
}

/// The same file for a reader that only compares.
fn one(path: &str, content: &str) -> Files {
    Files::from_map([(path, content)])
}

/// The number of the only file.
const ONLY: FileId = FileId(0);

#[cfg(test)]
mod tests;
