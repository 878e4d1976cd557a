//! Reading a pack from a folder: the one place in the core that touches a disk.

use std::fs::Metadata;
use std::io::{self, Read as _};
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
                let bytes = read_file(&entry.path(), &inner, kind)?;
                found.push((inner, bytes));
            }
        }
    }
    Ok(Files::from_map(found))
}

/// Reads one file. A pipe or a device is refused before it is opened: the one would wait, the other never ends.
fn read_file(path: &Path, inner: &str, kind: Metadata) -> Result<Vec<u8>, Error> {
    let kind = if kind.is_symlink() {
        std::fs::metadata(path).map_err(|error| unreadable(path, &error))?
    } else {
        kind
    };
    if !kind.is_file() {
        return Err(Error::new(
            "T3001",
            text!(
                "{inner} bukan berkas biasa, jadi tidak dibaca.",
                "{inner} is not an ordinary file, so it is not read."
            ),
        )
        .with_help(text!(
            "Ganti dengan berkas biasa, atau keluarkan dari folder pack.",
            "Put an ordinary file in its place, or take it out of the pack's folder."
        )));
    }
    let mut bytes = Vec::new();
    let read = |bytes: &mut Vec<u8>| -> io::Result<usize> {
        std::fs::File::open(path)?.take(MAX_FILE.saturating_add(1)).read_to_end(bytes)
    };
    read(&mut bytes).map_err(|error| unreadable(path, &error))?;
    if u64::try_from(bytes.len()).unwrap_or(u64::MAX) > MAX_FILE {
        return Err(Error::new(
            "T3002",
            text!(
                "Berkas {inner} lebih besar dari 16 MiB, batas untuk satu berkas pack.",
                "The file {inner} is larger than 16 MiB, the limit of one file of a pack."
            ),
        )
        .with_help(text!(
            "Bagi menjadi beberapa berkas; data pegawai tempatnya di folder sample.",
            "Split it into several files; data of employees belong into the folder sample."
        )));
    }
    Ok(bytes)
}

fn unreadable(path: &Path, error: &std::io::Error) -> Error {
    let path = path.display();
    Error::new("T3001", text!("{path} tidak dapat dibaca: {error}.", "{path} cannot be read: {error}."))
        .with_help(text!("Periksa jalur dan hak bacanya.", "Check the path and the right to read it."))
}
