//! Looks at the source of the core itself: who imports whom, how long files are, what they must not hold.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// Source files by path from the crate's `src`, with `/`.
pub type Tree = BTreeMap<String, String>;

/// A file with more lines of code than this is listed.
pub const LONG: usize = 300;
/// No file may have more lines of code than this.
pub const TOO_LONG: usize = 600;
/// Half of all files have at most so many lines of code.
pub const MEDIAN: usize = 120;

/// What no library code may hold, and why.
const FORBIDDEN: [(&str, &str); 7] = [
    ("todo!", "unfinished"),
    ("unimplemented!", "unfinished"),
    ("panic!", "ends the host's process"),
    ("dbg!", "prints"),
    ("unwrap()", "ends the host's process"),
    ("#[allow", "write #[expect(..., reason = \"...\")]"),
    ("#![allow", "write #[expect(..., reason = \"...\")]"),
];

/// Reads the Rust files below a folder.
///
/// # Errors
/// What cannot be read.
pub fn read(folder: &Path) -> Result<Tree, String> {
    let told = |path: &Path, error: std::io::Error| format!("{}: {error}", path.display());
    let mut tree = Tree::new();
    let mut open = vec![(folder.to_path_buf(), String::new())];
    while let Some((path, prefix)) = open.pop() {
        for entry in fs::read_dir(&path).map_err(|e| told(&path, e))? {
            let entry = entry.map_err(|e| told(&path, e))?;
            let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
            if entry.path().is_dir() {
                open.push((entry.path(), format!("{name}/")));
            } else if name.ends_with(".rs") {
                let text = fs::read_to_string(entry.path()).map_err(|e| told(&entry.path(), e))?;
                tree.insert(name, text);
            }
        }
    }
    Ok(tree)
}

/// The same files without tests, comments and what stands in quotes.
#[must_use]
pub fn library(tree: &Tree) -> Tree {
    let mut tests = BTreeSet::new();
    for (path, text) in tree {
        for (_, after) in
            text.match_indices("#[cfg(test)]\nmod ").map(|(at, found)| text.split_at(at + found.len()))
        {
            if let Some((name, _)) = after.split_once([';', ' ']) {
                let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
                tests.insert(format!("{folder}/{name}"));
            }
        }
    }
    let is_test =
        |path: &str| tests.iter().any(|t| path == format!("{t}.rs") || path.starts_with(&format!("{t}/")));
    let kept = tree.iter().filter(|(path, _)| !is_test(path));
    kept.map(|(path, text)| {
        let own = text.split("#[cfg(test)]\nmod ").next().unwrap_or_default();
        (path.clone(), without_test_lines(&bare(own)))
    })
    .collect()
}

/// Code without the statements that only tests see.
fn without_test_lines(bare: &str) -> String {
    let mut for_tests = false;
    let kept = bare.lines().filter(|line| {
        let skipped = for_tests;
        for_tests = line.trim() == "#[cfg(test)]";
        !skipped && !for_tests
    });
    kept.flat_map(|line| [line, "\n"]).collect()
}

/// Code without comments and without the contents of texts; lines stay where they are.
#[must_use]
pub fn bare(code: &str) -> String {
    let mut out = String::new();
    let mut rest = code;
    while let Some(first) = rest.chars().next() {
        let hashes = rest.strip_prefix('r').map(|r| r.len() - r.trim_start_matches('#').len());
        let raw = hashes
            .filter(|n| rest[1 + n..].starts_with('"') && !out.ends_with(|c: char| c.is_alphanumeric()));
        let skipped = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            rest.find("*/").map_or(rest.len(), |end| end + 2)
        } else if let Some(count) = raw {
            let close = format!("\"{}", "#".repeat(count));
            let from = count + 2;
            rest[from..].find(&close).map_or(rest.len(), |end| from + end + close.len())
        } else if first == '"' {
            closing_quote(rest)
        } else if first == '\'' {
            character(rest)
        } else {
            0
        };
        let (taken, next) = rest.split_at(if skipped == 0 { first.len_utf8() } else { skipped });
        if skipped == 0 {
            out.push_str(taken);
        } else {
            out.extend(taken.chars().filter(|c| *c == '\n'));
        }
        rest = next;
    }
    out
}

/// Where a text that begins with a quote ends.
fn closing_quote(rest: &str) -> usize {
    let mut escaped = false;
    for (at, c) in rest.char_indices().skip(1) {
        match c {
            '"' if !escaped => return at + 1,
            '\\' => escaped = !escaped,
            _ => escaped = false,
        }
    }
    rest.len()
}

/// The length of a character in quotes; 0 where the quote begins a lifetime.
fn character(rest: &str) -> usize {
    let mut chars = rest.char_indices().skip(1);
    match (chars.next(), chars.next(), chars.next()) {
        (Some((_, '\\')), _, _) => rest.get(3..).and_then(|r| r.find('\'')).map_or(0, |end| end + 4),
        (Some(_), Some((at, '\'')), _) => at + 1,
        _ => 0,
    }
}

/// How many lines of a file are code.
#[must_use]
pub fn lines(bare: &str) -> usize {
    bare.lines().filter(|line| !line.trim().is_empty()).count()
}

/// The names right below the crate's root that a file uses, by `crate::` or by climbing with `super::`.
#[must_use]
pub fn root_names(path: &str, bare: &str) -> BTreeSet<String> {
    let depth = path.split('/').count() - usize::from(path.ends_with("/mod.rs"));
    let mut names = BTreeSet::new();
    for (at, _) in bare.match_indices("crate::") {
        if !bare[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == '$') {
            heads(&bare[at + "crate::".len()..], &mut names);
        }
    }
    let climb = "super::".repeat(depth);
    for (at, _) in bare.match_indices(&climb) {
        if !bare[..at].ends_with("super::") {
            heads(&bare[at + climb.len()..], &mut names);
        }
    }
    names
}

/// The first name of a path, or of each path in braces.
fn heads(path: &str, names: &mut BTreeSet<String>) {
    let word = |s: &str| s.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
    let Some(inner) = path.strip_prefix('{') else {
        names.insert(word(path));
        return;
    };
    let (mut depth, mut start) = (1usize, true);
    for (at, c) in inner.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 1 => start = true,
            _ if start && (c.is_alphabetic() || c == '_') => {
                names.insert(word(&inner[at..]));
                start = false;
            }
            _ => {}
        }
        if depth == 0 {
            return;
        }
    }
}

/// What `lib.rs` re-exports, by name, and the folder that it comes from.
#[must_use]
pub fn exports(lib: &str) -> BTreeMap<String, String> {
    let mut exports = BTreeMap::from([("text".to_owned(), "value".to_owned())]);
    for (_, statement) in lib.match_indices("pub use ").map(|(at, found)| lib.split_at(at + found.len())) {
        let statement = statement.split(';').next().unwrap_or_default();
        if let Some((folder, names)) = statement.split_once("::") {
            let mut found = BTreeSet::new();
            heads(names, &mut found);
            exports.extend(found.into_iter().map(|name| (name, folder.to_owned())));
        }
    }
    exports
}

/// Imports of a folder that does not stand before the importing one in `order`.
#[must_use]
pub fn violations(library: &Tree, order: &[&str]) -> Vec<String> {
    let exports = exports(library.get("lib.rs").map_or("", String::as_str));
    let rank = |folder: &str| order.iter().position(|known| *known == folder);
    let mut wrong = Vec::new();
    for (path, text) in library.iter().filter(|(path, _)| *path != "lib.rs") {
        let own = path.split(['/', '.']).next().unwrap_or_default();
        let Some(own_rank) = rank(own) else {
            wrong.push(format!("{path}: `{own}` has no place in the order"));
            continue;
        };
        for name in root_names(path, text) {
            let folder = exports.get(&name).unwrap_or(&name);
            match rank(folder) {
                Some(other) if other <= own_rank => {}
                Some(_) => wrong.push(format!("{path}: `{own}` imports `{folder}`, which stands after it")),
                None => wrong.push(format!("{path}: imports `{name}`, which is of no folder in the order")),
            }
        }
    }
    wrong
}

/// Files that are too long, the median where it is too high, and what no library code may hold.
#[must_use]
pub fn budget(library: &Tree) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut counts: Vec<usize> = Vec::new();
    for (path, text) in library {
        let count = lines(text);
        counts.push(count);
        if count > TOO_LONG {
            wrong.push(format!("{path}: {count} lines of code, more than {TOO_LONG}"));
        }
        for (word, why) in FORBIDDEN.iter().filter(|(word, _)| text.contains(word)) {
            wrong.push(format!("{path}: `{word}`: {why}"));
        }
    }
    counts.sort_unstable();
    if let Some(median) = counts.get(counts.len() / 2).filter(|median| **median > MEDIAN) {
        wrong.push(format!(
            "half of the files have more than {median} lines of code; at most {MEDIAN} is asked"
        ));
    }
    wrong
}

/// Files outside `folder` that name a crate.
#[must_use]
pub fn naming(library: &Tree, krate: &str, folder: &str) -> Vec<String> {
    let named = |text: &str| text.contains(&format!("{krate}::")) || text.contains(&format!("use {krate}"));
    let outside = library.iter().filter(|(path, _)| !path.starts_with(&format!("{folder}/")));
    outside.filter(|(_, text)| named(text)).map(|(path, _)| path.clone()).collect()
}

/// The files with more than [`LONG`] lines of code, the longest first.
#[must_use]
pub fn long(library: &Tree) -> Vec<(usize, String)> {
    let mut long: Vec<(usize, String)> =
        library.iter().map(|(path, text)| (lines(text), path.clone())).collect();
    long.retain(|(count, _)| *count > LONG);
    long.sort_by(|a, b| b.cmp(a));
    long
}
