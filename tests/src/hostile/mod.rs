//! Inputs that no author means: each is answered with a diagnostic or an issue, none with a panic.
//!
//! Many are too large for the tree, so the suite describes them: `{ repeat = "[", times = 100000 }`. The format
//! stands in this crate's README.

mod format;
mod run;
mod source;

pub use format::{HostileCase, HostileFile, Many, Mutation};
pub use run::{Asked, run};
pub use source::Source;
