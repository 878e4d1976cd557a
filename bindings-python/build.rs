//! Lists the packs of the repository, so that the module brings them along without a second copy of them.
//!
//! `rules` here is a link to the folder of the repository; a source distribution has the folder itself in its place.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

#[expect(clippy::disallowed_methods, reason = "this is how Cargo tells a build script where things are")]
fn main() -> io::Result<()> {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR").map_err(io::Error::other)?)
        .join("rules")
        .canonicalize()?;
    println!("cargo::rerun-if-changed={}", root.display());
    let mut packs: Vec<(String, Option<&str>, PathBuf)> = vec![
        ("nasional".to_owned(), None, root.join("nasional")),
        ("unit".to_owned(), None, root.join("unit")),
    ];
    for region in sorted(&root.join("daerah"))? {
        packs.push((name_of(&region), Some("nasional"), region));
    }
    let mut code = String::from("pub(super) const PACKS: &[Bundled] = &[\n");
    for (name, base, folder) in packs {
        let mut files = Vec::new();
        gather(&folder, "", &mut files)?;
        let written = writeln!(code, "    Bundled {{ name: {name:?}, base: {base:?}, files: &[");
        written.map_err(io::Error::other)?;
        for (inner, path) in files {
            writeln!(code, "        ({inner:?}, include_bytes!({:?})),", path.canonicalize()?)
                .map_err(io::Error::other)?;
        }
        code.push_str("    ] },\n");
    }
    code.push_str("];\n");
    let out = PathBuf::from(env::var("OUT_DIR").map_err(io::Error::other)?);
    fs::write(out.join("packs.rs"), code)
}

/// All files below a folder that belong to a pack or to its sample, by their path within it.
fn gather(folder: &Path, prefix: &str, found: &mut Vec<(String, PathBuf)>) -> io::Result<()> {
    for path in sorted(folder)? {
        let inner = format!("{prefix}{}", name_of(&path));
        if path.is_dir() {
            gather(&path, &format!("{inner}/"), found)?;
        } else if ["toml", "rhai", "csv"].iter().any(|kind| path.extension().is_some_and(|end| end == *kind))
        {
            found.push((inner, path));
        }
    }
    Ok(())
}

fn sorted(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if !name_of(&path).starts_with('.') {
            paths.push(path);
        }
    }
    paths.sort();
    Ok(paths)
}

fn name_of(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}
