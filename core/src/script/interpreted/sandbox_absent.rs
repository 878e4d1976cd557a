//! The twin of `sandbox.rs` where rhai's interpreter was left out: no rule marked `@interpreted` can be run.

use super::{Plain, Refusal, Stopped};
use crate::text;

/// A rule compiled for the sandbox, of which there is none.
#[derive(Debug)]
pub struct Interpreted(());

impl Interpreted {
    /// Compiles nothing.
    ///
    /// # Errors
    /// Always.
    pub fn compile(_source: &str, _function: &str, _inputs: usize) -> Result<Interpreted, Refusal> {
        Err(refusal())
    }

    /// Reads nothing.
    ///
    /// # Errors
    /// Always.
    pub fn from_bytes(_bytes: &[u8]) -> Result<Interpreted, Option<Refusal>> {
        Err(Some(refusal()))
    }

    /// What stands for a rule that could not be read; nothing ever calls it.
    pub(crate) fn nothing() -> Interpreted {
        Interpreted(())
    }

    /// What was compiled.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &[]
    }

    /// Calls nothing.
    ///
    /// # Errors
    /// Always.
    pub fn call(&self, _args: &[Plain]) -> Result<Plain, Stopped> {
        Err(Stopped::Failed)
    }
}

fn refusal() -> Refusal {
    Refusal {
        message: text!(
            "Aturan @interpreted ini tidak dapat dijalankan di sini: mesin ini dibangun tanpa penafsir rhai.",
            "This @interpreted rule cannot be run here: this engine was built without rhai's interpreter."
        ),
        help: text!(
            "Pakai mesin dengan penafsir, atau tulis aturan ini tanpa @interpreted.",
            "Use the engine with the interpreter, or write this rule without @interpreted."
        ),
    }
}
