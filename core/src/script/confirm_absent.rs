//! The twin of `confirm.rs` where rhai's own parser was left out with its interpreter.

use crate::diagnostic::Diagnostic;
use crate::source::FileId;

/// Says nothing against a file: this folder's parser alone decides.
pub(crate) fn confirm(_file: FileId, _source: &str) -> Option<Diagnostic> {
    None
}
