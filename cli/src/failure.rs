//! Why a command could not be carried out.

use std::io::{self, Write};
use std::path::Path;

use timbang::{Error, Lang, Text, text};

/// A file or stream cannot be read.
pub(crate) const UNREADABLE: &str = "T4001";
/// A file or stream cannot be written.
pub(crate) const UNWRITABLE: &str = "T4002";
/// An option or argument is not as it should be.
pub(crate) const BAD_OPTION: &str = "T4003";
/// A column is no fact and is not kept.
pub(crate) const UNKNOWN_COLUMN: &str = "T4004";
/// A row cannot be read.
pub(crate) const BAD_ROW: &str = "T4005";
/// Two rows of the main file have one key.
pub(crate) const DUPLICATE_KEY: &str = "T4006";
/// A row has no key.
pub(crate) const NO_KEY: &str = "T4007";
/// A child row belongs to no row of the main file.
pub(crate) const ORPHAN: &str = "T4008";
/// A list fact was given in a cell.
pub(crate) const LIST_IN_CELL: &str = "T4009";
/// A subject has more child rows than can be read.
pub(crate) const TOO_MANY_ROWS: &str = "T4010";
/// A file lacks a column, or has one twice.
pub(crate) const BAD_HEADER: &str = "T4011";
/// A number in a semicolon file has a point.
pub(crate) const POINT_IN_SEMICOLON_FILE: &str = "T4012";
/// The row to explain is not in the file.
pub(crate) const NO_SUBJECT: &str = "T4013";

/// A column that the source maps is not in the file.
pub(crate) const COLUMN_OF_SOURCE: &str = "T4014";

/// Why a command ends early.
#[derive(Debug)]
pub(crate) enum Failure {
    /// There is something to tell.
    Told(Error),
    /// The reader of the results went away, as `head` does; nothing is wrong.
    Closed,
}

/// What a command comes to: an exit code, or why it ended early.
pub(crate) type Outcome<T = u8> = Result<T, Failure>;

impl From<Error> for Failure {
    fn from(error: Error) -> Failure {
        Failure::Told(error)
    }
}

/// A failure with its code, message and what to do.
pub(crate) fn failure(code: &'static str, message: Text, help: Text) -> Failure {
    Failure::Told(Error::new(code, message).with_help(help))
}

/// An option that is not as it should be.
pub(crate) fn bad_option(message: Text, help: Text) -> Failure {
    failure(BAD_OPTION, message, help)
}

/// A file that cannot be read.
pub(crate) fn unreadable(name: &str, error: &io::Error) -> Failure {
    let why = reason(error);
    failure(
        UNREADABLE,
        Text {
            id: format!("`{name}` tidak dapat dibaca: {}.", why.id),
            en: format!("`{name}` cannot be read: {}.", why.en),
        },
        text!(
            "Periksa nama berkas dan hak membacanya.",
            "Check the name of the file and the right to read it."
        ),
    )
}

/// A file that cannot be written.
pub(crate) fn unwritable(path: &Path, error: &io::Error) -> Failure {
    let (why, path) = (reason(error), path.display());
    failure(
        UNWRITABLE,
        Text {
            id: format!("`{path}` tidak dapat ditulis: {}.", why.id),
            en: format!("`{path}` cannot be written: {}.", why.en),
        },
        text!(
            "Periksa foldernya, hak menulis, dan sisa ruang cakram.",
            "Check the folder, the right to write, and the space left on the disk."
        ),
    )
}

/// A stream that cannot be written; one that was closed by its reader is nothing to tell.
pub(crate) fn stream(error: &io::Error) -> Failure {
    if error.kind() == io::ErrorKind::BrokenPipe {
        return Failure::Closed;
    }
    let why = reason(error);
    failure(
        UNWRITABLE,
        Text {
            id: format!("Hasil tidak dapat ditulis: {}.", why.id),
            en: format!("The results cannot be written: {}.", why.en),
        },
        text!("Periksa tujuan keluaran.", "Check where the output goes."),
    )
}

/// What the system says, in words where the case is known.
fn reason(error: &io::Error) -> Text {
    match error.kind() {
        io::ErrorKind::NotFound => text!("tidak ada", "it does not exist"),
        io::ErrorKind::PermissionDenied => text!("tidak ada hak", "there is no right to"),
        io::ErrorKind::IsADirectory => text!("itu sebuah folder", "it is a folder"),
        io::ErrorKind::NotADirectory => {
            text!("folder di jalurnya bukan folder", "part of its path is no folder")
        }
        io::ErrorKind::StorageFull => text!("cakram penuh", "the disk is full"),
        io::ErrorKind::InvalidData => Text { id: error.to_string(), en: error.to_string() },
        _ => Text { id: error.to_string(), en: error.to_string() },
    }
}

/// Writes an error as people read it: the code, what is wrong, what to do.
pub(crate) fn tell(error: &Error, lang: Lang, to: &mut dyn Write) -> io::Result<()> {
    let word = timbang::diagnostic::Severity::Error.word(lang);
    writeln!(to, "{word}[{}]: {}", error.code(), error.message().get(lang))?;
    if let Some(help) = error.help() {
        let mark = match lang {
            Lang::Id => "saran",
            Lang::En => "help",
        };
        writeln!(to, "  {mark}: {}", help.get(lang))?;
    }
    Ok(())
}
