//! The files of a pack, places in them, and the pack's digest.

mod digest;
mod files;
#[cfg(feature = "fs")]
#[path = "folder.rs"]
mod folder;
#[cfg(not(feature = "fs"))]
#[path = "folder_absent.rs"]
mod folder;
mod span;

pub use digest::{FilesDigest, counts, digest};
pub use files::{Files, Place, SourceFile};
pub use folder::read_folder;
pub use span::{FileId, Span, Spanned};
