//! The sample population of a pack, as facts with their lists.

use std::path::{Path, PathBuf};

use indexmap::IndexMap;
use timbang::{Facts, Raw};

/// The folder of the national pack.
#[must_use]
pub fn folder() -> PathBuf {
    crate::packs::folder("nasional")
}

/// The rows of a file of the sample: no cell of it is in quotes.
fn rows(pack: &Path, file: &str) -> Result<Vec<IndexMap<String, Raw>>, String> {
    let path = pack.join("sample").join(file);
    let text = std::fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
    assert!(!text.contains('"'), "{file} has cells in quotes, which this reader does not know");
    let mut lines = text.lines();
    let head: Vec<&str> = lines.next().ok_or("no header")?.split(',').collect();
    let row = |line: &str| -> IndexMap<String, Raw> {
        let cells = head.iter().zip(line.split(','));
        let given = cells.filter(|(_, cell)| !cell.is_empty());
        given.map(|(name, cell)| ((*name).to_owned(), Raw::Text(cell.to_owned()))).collect()
    };
    Ok(lines.map(row).collect())
}

/// The list facts of the sample: each has a file of its name beside the main one.
fn lists(pack: &Path) -> Result<Vec<String>, String> {
    let mut names = Vec::new();
    let folder = pack.join("sample");
    for entry in std::fs::read_dir(&folder).map_err(|error| format!("{}: {error}", folder.display()))? {
        let name = entry.map_err(|error| error.to_string())?.file_name();
        let list = name.to_string_lossy().strip_suffix(".csv").map(str::to_owned);
        names.extend(list.filter(|list| list != "pegawai"));
    }
    names.sort();
    Ok(names)
}

/// The employees of the national sample with their lists.
///
/// # Errors
/// What cannot be read.
pub fn population() -> Result<Vec<Facts>, String> {
    population_of(&folder())
}

/// The employees of the sample that lies in the folder of a pack, with their lists.
///
/// # Errors
/// What cannot be read.
pub fn population_of(pack: &Path) -> Result<Vec<Facts>, String> {
    let mut people: IndexMap<String, IndexMap<String, Raw>> = IndexMap::new();
    for person in rows(pack, "pegawai.csv")? {
        people.insert(key(&person)?, person);
    }
    for list in lists(pack)? {
        for mut row in rows(pack, &format!("{list}.csv"))? {
            let owner = key(&row)?;
            row.shift_remove("nip");
            // The sample has a few rows of nobody, as real files do.
            let Some(person) = people.get_mut(&owner) else { continue };
            match person.entry(list.clone()).or_insert_with(|| Raw::List(Vec::new())) {
                Raw::List(items) => items.push(Raw::Map(row)),
                _ => return Err(format!("{list} is no list")),
            }
        }
    }
    Ok(people.into_values().map(Facts::from_map).collect())
}

fn key(row: &IndexMap<String, Raw>) -> Result<String, String> {
    match row.get("nip") {
        Some(Raw::Text(nip)) => Ok(nip.clone()),
        _ => Err("a row without nip".to_owned()),
    }
}
