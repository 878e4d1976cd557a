//! A check after a change of one file tells exactly what a check from the start tells.

use std::path::Path;

use proptest::prelude::*;
use timbang::source::{Files, read_folder};
use timbang::{Date, Lang, Report, Workspace, host};
use timbang_benches::large_pack::large_pack;

fn national() -> Result<Files, TestCaseError> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../rules/nasional");
    read_folder(&folder).map_err(|error| TestCaseError::fail(error.to_string()))
}

/// Everything that can be seen of a program: nodes with their types and expressions, parameters, places.
fn programs(report: &Report) -> Vec<String> {
    let Some(pack) = &report.pack else { return Vec::new() };
    let day = |from: Option<Date>, until: Option<Date>| from.or(until).unwrap_or(timbang::date(2025, 1, 1));
    let days = pack.regimes().iter().map(|regime| day(regime.period.from, regime.period.until));
    days.map(|day| format!("{:?}", pack.program(day))).collect()
}

fn is_as_from_the_start(again: &Report) -> Result<(), TestCaseError> {
    let files = again.files.iter().map(|(_, file)| (file.path.to_string(), file.bytes.to_vec()));
    let fresh = timbang::check(Files::from_map(files));
    prop_assert_eq!(&again.diagnostics, &fresh.diagnostics);
    let digest = |report: &Report| report.pack.as_ref().map(|pack| pack.digest().to_owned());
    prop_assert_eq!(digest(again), digest(&fresh));
    let (ours, theirs) = (programs(again), programs(&fresh));
    prop_assert_eq!(ours.len(), theirs.len());
    for (ours, theirs) in ours.iter().zip(&theirs) {
        if ours != theirs {
            let at = ours.bytes().zip(theirs.bytes()).take_while(|(a, b)| a == b).count();
            let near = |text: &str| text.chars().skip(at.saturating_sub(200)).take(300).collect::<String>();
            prop_assert!(false, "the programs differ\n{}\n{}", near(ours), near(theirs));
        }
    }
    Ok(())
}

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

/// Each digit of a rule, a table, a parameter or a fact that is another leaves a pack that evaluates as a fresh one.
#[test]
fn a_changed_figure_counts() -> Result<(), TestCaseError> {
    let files = national()?;
    let workspace = Workspace::new(files.clone());
    let figures = [
        ("parameters/angka_kredit.toml", "150%", "140%"),
        ("angka_kredit/konversi.rhai", "/ 12", "/ 11"),
        ("facts/angka_kredit.toml", "max = 12", "max = 13"),
    ];
    let facts = r#"{"jenis_jabatan": "fungsional", "jenjang": "ahli_muda", "predikat_kinerja": "sangat_baik", "bulan_penilaian": 4}"#;
    let told = |report: &Report| -> Result<String, TestCaseError> {
        let pack = report.pack.as_ref().ok_or(TestCaseError::fail("the pack is not sound"))?;
        let fail = |error: timbang::Error| TestCaseError::fail(error.to_string());
        let plan = host::plan(pack, "2025-12-31", &["angka_kredit_konversi".to_owned()]).map_err(fail)?;
        host::why(&plan, facts, "angka_kredit_konversi", "text", Lang::Id).map_err(fail)
    };
    for (path, old, new) in figures {
        let text = files.find(path).and_then(|id| files.get(id)).map_or("", |file| &*file.text);
        prop_assert!(text.contains(old), "{path} does not hold {old}");
        let again = workspace.with_file(path, text.replace(old, new));
        is_as_from_the_start(again.report())?;
        let fresh = timbang::check(files.with_file(path, text.replace(old, new).into()));
        prop_assert_eq!(told(again.report())?, told(&fresh)?);
        let of_pack =
            workspace.report().pack.as_ref().map(|pack| pack.with_file(path, text.replace(old, new)));
        prop_assert_eq!(of_pack.map(|report| report.diagnostics), Some(fresh.diagnostics));
    }
    Ok(())
}

const MANIFEST: &str =
    "format = 1\nid = \"uji\"\nversion = \"0.1.0\"\ntitle = \"Uji\"\nsubject = \"pegawai\"\n";
const FACTS: &str = "[fact.nilai]\ntype = \"number\"\nlabel = \"Nilai\"\nmin = 0\nmax = 100\n";
const LIMITS: &str = "[batas]\nlabel = \"Batas\"\nbasis = \"contoh\"\n[[batas.values]]\nfrom = 2020-01-01\nvalue = 0\n[[batas.values]]\nfrom = 2026-01-01\nvalue = 1\n";

/// A pack, a change of one of its files, and a code of which a check after the change must tell.
struct Step<'a> {
    rules: &'a [(&'a str, &'a str)],
    change: (&'a str, String),
    tells: &'a str,
}

/// Changes that a check after them once took for none, or nearly did.
#[test]
fn what_a_change_elsewhere_alters_is_told() -> Result<(), TestCaseError> {
    let steps = [
        // The input is missing before and after, but for another reason: it could not be typed, it is not in force.
        Step {
            rules: &[
                ("a/a.rhai", "//! @basis contoh\n/// Dasar.\nfn dasar(nilai) { nilai + \"a\" }\n"),
                (
                    "a/b.rhai",
                    "//! @basis contoh\n/// Hasil.\n/// @effective 2020-01-01..\nfn hasil(dasar, nilai) { nilai }\n",
                ),
            ],
            change: (
                "a/a.rhai",
                "//! @basis contoh\n/// Dasar.\n/// @effective 2026-01-01..\nfn dasar(nilai) { nilai }\n"
                    .to_owned(),
            ),
            tells: "T1502",
        },
        // The value of the parameter stays, and its place, which the finding shows, does not.
        Step {
            rules: &[(
                "a/a.rhai",
                "//! @basis contoh\n/// Hasil.\n/// @effective 2020-01-01..\nfn hasil(nilai, batas) { nilai < batas && nilai >= batas }\n",
            )],
            change: ("parameters/a.toml", format!("# Angka contoh.\n{LIMITS}")),
            tells: "T1802",
        },
    ];
    for Step { rules, change: (path, text), tells } in steps {
        let common = [("pack.toml", MANIFEST), ("facts.toml", FACTS), ("parameters/a.toml", LIMITS)];
        let workspace = Workspace::new(Files::from_map(common.into_iter().chain(rules.iter().copied())));
        let again = workspace.with_file(path, text);
        let told = &again.report().diagnostics;
        prop_assert!(told.iter().any(|found| found.code == tells), "{tells} in {told:?}");
        is_as_from_the_start(again.report())?;
    }
    Ok(())
}
