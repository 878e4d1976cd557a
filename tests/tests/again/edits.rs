//! Random bytes, digits, lines and files that are otherwise.

use proptest::prelude::*;
use timbang::Workspace;
use timbang_benches::large_pack::large_pack;

use crate::compare::is_as_from_the_start;
use crate::national;

/// Words that end up in a change: names of the pack, and what breaks a file.
const WORDS: [&str; 14] =
    ["0", "1", "9", ".5", "\"", "}", "{", "nilai", "golongan", "_", "\n", "/", "-", "2026-01-01"];

#[derive(Clone, Debug)]
enum Change {
    /// Some bytes give way to others.
    Edit(prop::sample::Index, prop::sample::Index, usize, String),
    /// A line is gone.
    NoLine(prop::sample::Index, prop::sample::Index),
    /// A digit is another.
    Digit(prop::sample::Index, prop::sample::Index, u8),
    /// A file is gone.
    Gone(prop::sample::Index),
    /// A file is there twice.
    Copied(prop::sample::Index),
}

fn change() -> impl Strategy<Value = Change> {
    let index = any::<prop::sample::Index>;
    let words =
        prop::collection::vec(prop::sample::select(&WORDS[..]), 0..3).prop_map(|words| words.concat());
    prop_oneof![
        3 => (index(), index(), 0usize..12, words).prop_map(|(a, b, n, w)| Change::Edit(a, b, n, w)),
        2 => (index(), index()).prop_map(|(a, b)| Change::NoLine(a, b)),
        4 => (index(), index(), b'0'..=b'9').prop_map(|(a, b, d)| Change::Digit(a, b, d)),
        1 => index().prop_map(Change::Gone),
        1 => index().prop_map(Change::Copied),
    ]
}

fn changed(workspace: &Workspace, change: &Change) -> Workspace {
    // Samples are no part of a pack, and most of its bytes.
    let files: Vec<(String, Vec<u8>)> = workspace
        .report()
        .files
        .iter()
        .filter(|(_, file)| !file.path.starts_with("sample/"))
        .map(|(_, file)| (file.path.to_string(), file.bytes.to_vec()))
        .collect();
    let pick = |index: &prop::sample::Index| index.get(&files);
    match change {
        Change::Edit(file, at, taken, words) => {
            let (path, mut bytes) = pick(file).clone();
            let start = at.index(bytes.len().saturating_add(1));
            let end = start.saturating_add(*taken).min(bytes.len());
            bytes.splice(start..end, words.bytes());
            workspace.with_file(&path, bytes)
        }
        Change::NoLine(file, at) => {
            let (path, bytes) = pick(file);
            let mut lines: Vec<&[u8]> = bytes.split_inclusive(|b| *b == b'\n').collect();
            if !lines.is_empty() {
                lines.remove(at.index(lines.len()));
            }
            workspace.with_file(path, lines.concat())
        }
        Change::Digit(file, at, digit) => {
            let (path, mut bytes) = pick(file).clone();
            let digits: Vec<usize> =
                bytes.iter().enumerate().filter(|(_, b)| b.is_ascii_digit()).map(|(at, _)| at).collect();
            if !digits.is_empty() {
                let at = *at.get(&digits);
                bytes.splice(at..at.saturating_add(1), [*digit]);
            }
            workspace.with_file(&path, bytes)
        }
        Change::Gone(file) => workspace.without_file(&pick(file).0),
        Change::Copied(file) => {
            let (path, bytes) = pick(file);
            // Beside the file itself, so that every file after it has another number and every name a twin.
            let (folder, name) = path.rsplit_once('/').unwrap_or(("uji", path));
            workspace.with_file(&format!("{folder}/a_{name}"), bytes.clone())
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, max_shrink_iters: 32, ..ProptestConfig::default() })]

    #[test]
    fn changes_of_the_national_pack(changes in prop::collection::vec(change(), 1..5)) {
        let mut workspace = Workspace::new(national()?);
        for change in &changes {
            workspace = changed(&workspace, change);
            is_as_from_the_start(workspace.report())?;
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4, failure_persistence: None, max_shrink_iters: 8, ..ProptestConfig::default() })]

    #[test]
    fn changes_of_a_large_pack(seed in 0u64..1000, changes in prop::collection::vec(change(), 1..4)) {
        let mut workspace = Workspace::new(large_pack(seed));
        for change in &changes {
            workspace = changed(&workspace, change);
            is_as_from_the_start(workspace.report())?;
        }
    }
}
