//! The twin of `folder.rs` where there is no file system.

use std::path::Path;

use super::Files;
use crate::{Error, text};

/// Answers that folders cannot be read here.
///
/// # Errors
/// Always `T3001`.
pub fn read_folder(_folder: &Path) -> Result<Files, Error> {
    Err(Error::new(
        "T3001",
        text!(
            "Folder tidak dapat dibaca di sini: berikan berkas-berkasnya.",
            "Folders cannot be read here: hand over the files."
        ),
    ))
}
