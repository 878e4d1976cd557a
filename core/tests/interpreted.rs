//! Rules that rhai runs: what they see, what they may give, and what stops them.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test that finds something amiss may stop"
)]

use timbang::source::Files;
use timbang::{Facts, check, date};

const PACK: &str =
    "format = 1\nid = \"uji\"\nversion = \"0.1.0\"\ntitle = \"Uji\"\nsubject = \"pegawai\"\noutputs = []\n";
const FACTS: &str = r#"
[enum.mutu]
ordered = true
values = ["kurang", "baik"]
[record.tugas]
nama_tugas = { type = "text", code = true, protected = false }
jam = { type = "number", scale = 1, min = 0, max = 24 }
[fact.tugas]
type = "list"
record = "tugas"
max_items = 50
absent = "empty"
[fact.batas]
type = "number"
min = 0
max = 100
"#;

fn outcome(rule: &str, facts: &str) -> serde_json::Value {
    let rules = format!("//! @basis contoh\n{rule}");
    let files = Files::from_map([("pack.toml", PACK), ("facts.toml", FACTS), ("a.rhai", &rules)]);
    let report = check(files);
    let found = format!("{:?}", report.diagnostics);
    let plan = report.pack.expect(&found).plan(date(2026, 1, 1), ["hasil"]).unwrap();
    let facts = Facts::from_json_text(facts).unwrap();
    plan.evaluate(&facts).unwrap().to_json()["results"]["hasil"].clone()
}

const LOOP: &str = r#"
/// Jam lembur terpanjang berturut-turut.
/// @interpreted
/// @returns number, scale 1
/// @range 0..1000
fn hasil(tugas, batas) {
    let most = 0.0;
    for t in tugas { if t.jam > most { most = t.jam; } }
    if most > batas { batas } else { most }
}
"#;

#[test]
fn a_loop_gives_an_exact_value() {
    let facts =
        r#"{"batas": 9, "tugas": [{"nama_tugas": "a", "jam": 7.5}, {"nama_tugas": "b", "jam": "8.5"}]}"#;
    assert_eq!(outcome(LOOP, facts)["value"], "8.5");
}

#[test]
fn it_sees_only_known_inputs() {
    let facts = r#"{"tugas": [{"nama_tugas": "a"}]}"#;
    let found = outcome(LOOP, facts);
    assert_eq!(found["status"], "undetermined");
    let names: Vec<&str> =
        found["causes"].as_array().unwrap().iter().map(|c| c["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["batas"]);
    let found = outcome(LOOP, r#"{"batas": 9, "tugas": [{"nama_tugas": "a"}]}"#);
    assert_eq!(found["causes"][0]["name"], "tugas.jam");
}

#[test]
fn what_it_gives_is_held_to_its_promise() {
    let head = "/// Hasil.\n/// @interpreted\n/// @returns mutu\n";
    let given = |body: &str| outcome(&format!("{head}fn hasil(batas) {{ {body} }}"), r#"{"batas": 5}"#);
    assert_eq!(given("if batas > 3 { \"baik\" } else { \"kurang\" }")["value"], "baik");
    assert_eq!(given("\"luar_biasa\"")["causes"][0]["code"], "T2110");
    assert_eq!(given("batas")["causes"][0]["code"], "T2110");
    assert_eq!(given("let x = 0; loop { x += 1; }")["causes"][0]["code"], "T2111");
    assert_eq!(given("throw \"tidak\"")["causes"][0]["code"], "T2112");
}

#[test]
fn it_must_promise_its_type_and_is_listed() {
    let files = |rule: &str| {
        let rules = format!("//! @basis contoh\n{rule}");
        Files::from_map([("pack.toml", PACK), ("facts.toml", FACTS), ("a.rhai", &rules)])
    };
    let codes = |rule: &str| -> Vec<&str> { check(files(rule)).diagnostics.iter().map(|d| d.code).collect() };
    assert!(codes("/// Hasil.\n/// @interpreted\nfn hasil(batas) { batas }").contains(&"T1215"));
    assert!(
        codes("/// Hasil.\n/// @interpreted\n/// @returns number\nfn hasil(batas) { batas }")
            .contains(&"T1215")
    );
    assert!(codes(LOOP).contains(&"T1310"));
}
