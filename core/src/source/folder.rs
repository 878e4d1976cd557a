//! Reading a pack from a folder: the one place in the core that touches a disk.

use std::path::Path;

use super::Files;
use crate::{Error, text};

/// The largest file of a pack that is read, in bytes.
const MAX_FILE: u64 = 16 * 1024 * 1024;

/// Reads every file of a pack below a folder; hidden files, `sample/` and files of other kinds are passed over.
///
/// # Errors
/// `T3001` where the folder or a file in it cannot be read; `T3002` where a file is larger than 16 MiB.
pub fn read_folder(folder: &Path) -> Result<Files, Error> {
    let mut found = Vec::new();
    let mut open = vec![(folder.to_path_buf(), String::new())];
    while let Some((path, prefix)) = open.pop() {
        let entries = std::fs::read_dir(&path).map_err(|e| unreadable(&path, &e))?;
        for entry in entries {
            let entry = entry.map_err(|e| unreadable(&path, &e))?;
            let name = entry.file_name().to_string_lossy().into_owned();
            if name.starts_with('.') {
                continue;
            }
            let inner = if prefix.is_empty() { name } else { format!("{prefix}/{name}") };
            let kind = entry.metadata().map_err(|e| unreadable(&entry.path(), &e))?;
            if kind.is_dir() {
                if inner != "sample" {
                    open.push((entry.path(), inner));
                }
            } else if ["toml", "rhai", "csv"].iter().any(|ext| inner.ends_with(&format!(".{ext}"))) {
                if kind.len() > MAX_FILE {
                    let size = kind.len();
                    return Err(Error::new(
                        "T3002",
                        text!(
                            "Berkas {inner} berukuran {size} byte; batasnya 16 MiB.",
                            "The file {inner} has {size} bytes; the limit is 16 MiB."
                        ),
                    ));
                }
                let bytes = std::fs::read(entry.path()).map_err(|e| unreadable(&entry.path(), &e))?;
                found.push((inner, bytes));
            }
        }
    }
    Ok(Files::from_map(found))
}

fn unreadable(path: &Path, error: &std::io::Error) -> Error {
    let path = path.display();
    Error::new("T3001", text!("{path} tidak dapat dibaca: {error}.", "{path} cannot be read: {error}."))
        .with_help(text!("Periksa jalur dan hak bacanya.", "Check the path and the right to read it."))
}
