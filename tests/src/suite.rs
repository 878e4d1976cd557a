//! The files of the suite, and the packs that stand in them.

use std::path::{Path, PathBuf};

use indexmap::IndexMap;
use serde::de::DeserializeOwned;
use timbang::source::Files;

/// The manifest of a pack that brings none of its own.
pub const MANIFEST: &str =
    "format = 1\nid = \"uji\"\nversion = \"0.1.0\"\ntitle = \"Uji\"\nsubject = \"pegawai\"\noutputs = []\n";

/// A folder of the suite: `checks` or `eval`.
#[must_use]
pub fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("suite").join(name)
}

/// The TOML files of a folder of the suite, by name without ending.
///
/// # Errors
/// What a reader of the suite should mend: a file that cannot be read or is not of the format.
pub fn read<T: DeserializeOwned>(folder: &Path) -> Result<Vec<(String, T)>, String> {
    let told = |path: &Path, error: &dyn std::fmt::Display| format!("{}: {error}", path.display());
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(|e| told(folder, &e))? {
        let path = entry.map_err(|e| told(folder, &e))?.path();
        if path.extension().is_some_and(|ending| ending == "toml") {
            paths.push(path);
        }
    }
    paths.sort();
    let mut files = Vec::new();
    for path in paths {
        let text = std::fs::read_to_string(&path).map_err(|e| told(&path, &e))?;
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        files.push((name, toml::from_str(&text).map_err(|e| told(&path, &e))?));
    }
    Ok(files)
}

/// The files of a pack of the suite; one without a manifest gets the plain one.
#[must_use]
pub fn pack(files: &IndexMap<String, String>) -> Files {
    let manifest = (!files.contains_key("pack.toml")).then_some(("pack.toml", MANIFEST));
    let own = files.iter().map(|(path, text)| (path.as_str(), text.as_str()));
    Files::from_map(own.chain(manifest))
}
