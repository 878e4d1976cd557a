//! Populations in Parquet and Arrow files: read, evaluated and written by columns, some rows at a time.

mod children;
mod joined;
mod keys;
mod read;
mod run;
mod write;

use std::path::Path;

pub(crate) use joined::Joined;
pub(crate) use run::{evaluate, mixed};

/// How a table is stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Parquet.
    Parquet,
    /// Arrow IPC, also called Feather version 2.
    Arrow,
}

impl Kind {
    /// What the end of a file's name tells.
    pub(crate) fn of(path: &Path) -> Option<Kind> {
        match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
            "parquet" | "pq" => Some(Kind::Parquet),
            "arrow" | "feather" | "ipc" => Some(Kind::Arrow),
            _ => None,
        }
    }
}
