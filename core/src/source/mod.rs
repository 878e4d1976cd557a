//! The files of a pack, places in them, and the pack's digest.

mod digest;
mod files;
#[cfg(feature = "fs")]
#[path = "folder.rs"]
mod folder;
#[cfg(not(feature = "fs"))]
#[path = "folder_absent.rs"]
mod folder;

pub use digest::digest;
pub use files::{FileId, Files, Place, SourceFile, Span, Spanned};
pub use folder::read_folder;
