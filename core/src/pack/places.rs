//! Which file of a pack is what, by its path.

/// What a file declares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FileKind {
    /// `pack.toml`.
    Manifest,
    /// `facts.toml`, `facts/*.toml`.
    Facts,
    /// `parameters/*.toml`.
    Parameters,
    /// `tables/*.csv`.
    Table,
    /// `catalogue.csv`.
    Catalogue,
    /// `sources/*.toml`.
    Source,
    /// `cases/*.toml`.
    CasesToml,
    /// `cases/*.csv`.
    CasesCsv,
    /// `<topic>/*.rhai`: read by another stage.
    Rules,
    /// A TOML or CSV file that stands where none is read.
    Misplaced,
    /// Anything else, and what lies in `sample/`.
    Other,
}

/// The folders with TOML and CSV files.
pub(crate) const FOLDERS: &[&str] = &["facts", "parameters", "tables", "sources", "cases"];

/// Tells what the file at a path is.
pub(crate) fn kind(path: &str) -> FileKind {
    let (folder, file) = path.rsplit_once('/').unwrap_or(("", path));
    let extension = file.rsplit_once('.').map_or("", |(_, extension)| extension);
    match (folder, file, extension) {
        (_, _, "rhai") => FileKind::Rules,
        _ if path.starts_with("sample/") => FileKind::Other,
        ("", "pack.toml", _) => FileKind::Manifest,
        ("", "facts.toml", _) | ("facts", _, "toml") => FileKind::Facts,
        ("", "catalogue.csv", _) => FileKind::Catalogue,
        ("parameters", _, "toml") => FileKind::Parameters,
        ("tables", _, "csv") => FileKind::Table,
        ("sources", _, "toml") => FileKind::Source,
        ("cases", _, "toml") => FileKind::CasesToml,
        ("cases", _, "csv") => FileKind::CasesCsv,
        (_, _, "toml" | "csv") => FileKind::Misplaced,
        _ => FileKind::Other,
    }
}
