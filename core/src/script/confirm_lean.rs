//! The twin of `confirm.rs` where rhai's parser was left out: every rule file is refused, none is half read.

use crate::diagnostic::Diagnostic;
use crate::source::{FileId, Span};
use crate::text;

/// Refuses a file.
pub(crate) fn confirm(file: FileId, _source: &str) -> Option<Diagnostic> {
    Some(
        Diagnostic::error(
            "T1060",
            Span::new(file, 0, 0),
            text!(
                "Berkas aturan tidak dapat dibaca di sini: mesin ini dibangun tanpa pembaca bahasa rhai.",
                "Rule files cannot be read here: this engine was built without rhai's parser."
            ),
        )
        .with_help(text!(
            "Buka pack dengan mesin yang lengkap, atau bundelnya (`timbang bundle`) dengan mesin ini.",
            "Open the pack with the whole engine, or its bundle (`timbang bundle`) with this one."
        )),
    )
}
