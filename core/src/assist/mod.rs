//! Help for those who write packs: what a name means, where it is used, what may be written here.
//!
//! Everything works on a [`Workspace`], a pack that need not be sound, and on byte offsets in its files.
//! Nothing here fails on what an author is in the midst of writing.

mod builtins;
mod complete;
mod definition;
mod edit;
mod format;
mod hover;
mod index;
mod outline;
mod rename;
mod symbol;
mod workspace;

pub use builtins::{BuiltinDoc, builtin_doc, builtin_docs};
pub use complete::{Completion, CompletionKind, complete};
pub use definition::{at, definition, references};
pub use edit::{Edit, apply};
pub use format::format;
pub use hover::{Hover, hover};
pub use outline::{Outline, outline};
pub use rename::{prepare_rename, rename};
pub use symbol::{Occurrence, Symbol};
pub use workspace::Workspace;
