//! The packs of this repository.

use std::path::{Path, PathBuf};

use timbang::Pack;
use timbang::source::read_folder;

/// The folder of a pack, such as `nasional`.
#[must_use]
pub fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../rules").join(name)
}

/// The folders of packs within a folder, in order.
fn packs_in(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let told = |error: std::io::Error| format!("{}: {error}", folder.display());
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(told)? {
        let path = entry.map_err(told)?.path();
        found.extend(path.join("pack.toml").exists().then_some(path));
    }
    found.sort();
    Ok(found)
}

/// The folders of the packs that extend the national one: they lie a folder deeper than those that stand alone.
///
/// # Errors
/// What cannot be read.
pub fn overlays() -> Result<Vec<PathBuf>, String> {
    let mut found = Vec::new();
    for group in ["daerah", "pusat"] {
        found.extend(packs_in(&folder(group))?);
    }
    Ok(found)
}

/// A pack that extends the national one, with that one beneath it.
///
/// # Errors
/// What is wrong with either.
pub fn overlay(own: &Path) -> Result<Pack, String> {
    let read = |path: &Path| read_folder(path).map_err(|error| error.to_string());
    Pack::from_layers(read(&folder("nasional"))?, vec![read(own)?]).map_err(|error| error.to_string())
}

/// Every pack: those that stand alone, then those that extend the national one.
///
/// # Errors
/// What is wrong with one of them.
pub fn all() -> Result<Vec<Pack>, String> {
    let alone = packs_in(&folder(""))?;
    let alone = alone.iter().map(|path| Pack::from_dir(path).map_err(|error| error.to_string()));
    alone.chain(overlays()?.iter().map(|path| overlay(path))).collect()
}
