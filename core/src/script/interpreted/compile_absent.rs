//! The twin of `compile.rs` where rhai's parser was left out: rules are run that were compiled elsewhere.

use super::Refusal;
use crate::text;

/// Compiles nothing.
///
/// # Errors
/// Always.
pub(super) fn compile(_source: &str, _function: &str, _inputs: usize) -> Result<Vec<u8>, Refusal> {
    Err(Refusal {
        message: text!(
            "Aturan @interpreted ini tidak dapat disusun di sini: mesin ini dibangun tanpa pembaca bahasa rhai.",
            "This @interpreted rule cannot be compiled here: this engine was built without rhai's parser."
        ),
        help: text!(
            "Susun dengan mesin yang lengkap (`timbang bundle`), lalu buka bundelnya di sini.",
            "Compile it with the whole engine (`timbang bundle`), then open its bundle here."
        ),
    })
}
