//! A check after a change of one file tells exactly what a check from the start tells.

#![expect(clippy::indexing_slicing, reason = "a position out of bounds is a failed test")]

mod compare;
mod edits;
mod fixed;
mod meanings;

use std::path::Path;

use proptest::prelude::*;
use timbang::source::{Files, read_folder};

/// The national pack.
pub(crate) fn national() -> Result<Files, TestCaseError> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../rules/nasional");
    read_folder(&folder).map_err(|error| TestCaseError::fail(error.to_string()))
}
