//! Loading never ends in anything but a report, whatever the files hold.

use std::path::Path;

use proptest::prelude::*;
use timbang::plan::Report;
use timbang::source::{Files, read_folder};

const PATHS: [&str; 11] = [
    "pack.toml",
    "facts.toml",
    "facts/a.toml",
    "parameters/a.toml",
    "uji/a.rhai",
    "b.rhai",
    "tables/t.csv",
    "catalogue.csv",
    "sources/s.toml",
    "cases/a.toml",
    "cases/a.csv",
];

/// Words of the formats, so that random files come further than the first character.
const WORDS: [&str; 66] = [
    "[fact.a]\n",
    "[enum.e]\n",
    "[record.r]\n",
    "type = ",
    "\"number\"",
    "\"list\"",
    "min = 0\n",
    "max = 9\n",
    "scale = 2\n",
    "record = \"r\"\n",
    "key = \"k\"\n",
    "values = [",
    "]",
    "value = ",
    "from = 2025-01-01\n",
    "basis = \"x\"\n",
    "\n",
    " ",
    ",",
    "//! @basis x\n",
    "/// Label.\n",
    "/// @per ",
    "/// @dated_by ",
    "/// @kind trigger\n",
    "/// @kind requirement\n",
    "/// @item ",
    "/// @applies ",
    "/// @effective 2025-01-01..\n",
    "/// @range 0..5\n",
    "fn ",
    "private fn ",
    "a",
    "b",
    "hasil",
    "(a, b)",
    "(",
    ")",
    "{ ",
    " }\n",
    "if ",
    " else ",
    "switch ",
    "=>",
    "return ",
    "let x = ",
    ";",
    " + ",
    " / ",
    " ?? ",
    "?.",
    "|i| ",
    ".sum(",
    "\"teks\"",
    "12.5",
    "0",
    "# label: L\n",
    "# per: a\n",
    "# result: ",
    "result: t",
    ">= 5",
    "[1..2)",
    "-",
    "?",
    "\\",
    "[[case]]\n",
    "\0",
];

/// What must hold of every report.
fn is_sound(report: &Report) -> Result<(), TestCaseError> {
    for found in &report.diagnostics {
        prop_assert!(!found.message.id.is_empty() && !found.message.en.is_empty(), "{}", found.code);
        for label in &found.labels {
            let file = report.files.get(label.span.file);
            let text = file.map_or("", |file| &*file.text);
            prop_assert!(text.get(label.span.range()).is_some(), "{} lies outside its file", found.code);
        }
        prop_assert!(timbang::diagnostic::code_info(found.code).is_some(), "{} has no page", found.code);
    }
    let errors = report.diagnostics.iter().any(|d| d.severity == timbang::diagnostic::Severity::Error);
    prop_assert_eq!(report.pack.is_none(), errors, "a pack is refused exactly where an error is told");
    let Some(pack) = &report.pack else { return Ok(()) };
    for regime in pack.regimes() {
        let day = regime.period.from.or(regime.period.until).unwrap_or(timbang::date(2025, 1, 1));
        let (Some(graph), program) = (pack.graph(day), pack.program(day)) else { continue };
        for (name, _) in
            graph.nodes().filter(|(_, node)| matches!(node.kind, timbang::graph::NodeKind::Rule(..)))
        {
            prop_assert!(program.by_name.contains_key(name), "`{name}` was dropped and nothing was said");
        }
    }
    Ok(())
}

fn national() -> Result<Vec<(String, Vec<u8>)>, TestCaseError> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../rules/nasional");
    let files = read_folder(&folder).map_err(|error| TestCaseError::fail(error.to_string()))?;
    Ok(files.iter().map(|(_, file)| (file.path.to_string(), file.bytes.to_vec())).collect())
}

/// A change of a file: where, how much is taken out, and what is put in.
fn change() -> impl Strategy<Value = (prop::sample::Index, prop::sample::Index, usize, Vec<u8>)> {
    let words = prop::collection::vec(prop::sample::select(&WORDS[..]), 0..3)
        .prop_map(|words| words.concat().into_bytes());
    let bytes = prop::collection::vec(any::<u8>(), 0..4);
    let put_in = prop_oneof![3 => words, 1 => bytes];
    (any::<prop::sample::Index>(), any::<prop::sample::Index>(), 0usize..40, put_in)
}

fn changed(
    files: &mut [(String, Vec<u8>)],
    changes: &[(prop::sample::Index, prop::sample::Index, usize, Vec<u8>)],
) {
    for (file, place, taken, put_in) in changes {
        let count = files.len();
        let Some((_, bytes)) = files.get_mut(file.index(count)) else { continue };
        let start = place.index(bytes.len().saturating_add(1));
        let end = start.saturating_add(*taken).min(bytes.len());
        bytes.splice(start..end, put_in.iter().copied());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_give_a_report(files in prop::collection::btree_map(
        prop::sample::select(&PATHS[..]), prop::collection::vec(any::<u8>(), 0..200), 0..6,
    )) {
        is_sound(&timbang::check(Files::from_map(files)))?;
    }

    #[test]
    fn any_words_of_the_formats_give_a_report(files in prop::collection::btree_map(
        prop::sample::select(&PATHS[..]),
        prop::collection::vec(prop::sample::select(&WORDS[..]), 0..60).prop_map(|words| words.concat()),
        0..8,
    )) {
        let manifest = ("pack.toml", timbang_tests::suite::MANIFEST.to_owned());
        let files = std::iter::once(manifest).chain(files);
        is_sound(&timbang::check(Files::from_map(files)))?;
    }
}

proptest! {
    // The national pack is large: each check takes about as long as all of those above.
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, max_shrink_iters: 64, ..ProptestConfig::default() })]

    #[test]
    fn the_national_pack_with_mistakes_gives_a_report(changes in prop::collection::vec(change(), 1..4)) {
        let mut files = national()?;
        changed(&mut files, &changes);
        is_sound(&timbang::check(Files::from_map(files)))?;
    }
}

#[test]
fn the_national_pack_is_sound() -> Result<(), TestCaseError> {
    let report = timbang::check(Files::from_map(national()?));
    is_sound(&report)?;
    assert!(report.pack.is_some(), "the national pack has errors");
    Ok(())
}
