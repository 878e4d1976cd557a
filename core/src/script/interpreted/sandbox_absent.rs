//! The twin of `sandbox.rs` where rhai's interpreter was left out: no rule marked `@interpreted` can be run.

use super::{Plain, Refusal, Stopped};
use crate::text;

/// A rule file compiled for the sandbox, of which there is none.
#[derive(Debug)]
pub struct Interpreted(());

impl Interpreted {
    /// Compiles nothing.
    ///
    /// # Errors
    /// Always.
    pub fn compile(_source: &str) -> Result<Interpreted, Refusal> {
        Err(Refusal {
            message: text!(
                "Aturan @interpreted ini tidak dapat dijalankan di sini: mesin ini dibangun tanpa penafsir rhai.",
                "This @interpreted rule cannot be run here: this engine was built without rhai's interpreter."
            ),
            help: text!(
                "Pakai mesin dengan penafsir, atau tulis aturan ini tanpa @interpreted.",
                "Use the engine with the interpreter, or write this rule without @interpreted."
            ),
        })
    }

    /// What stands for a file that could not be compiled; nothing ever calls it.
    pub(crate) fn nothing() -> Interpreted {
        Interpreted(())
    }

    /// What was compiled.
    #[must_use]
    pub fn source(&self) -> &str {
        ""
    }

    /// Calls nothing.
    ///
    /// # Errors
    /// Always.
    pub fn call(&self, _function: &str, _args: &[Plain]) -> Result<Plain, Stopped> {
        Err(Stopped::Failed)
    }
}
