//! Overlays: what a region may do to the national pack, and what is refused.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that finds something amiss may stop"
)]

use timbang::source::Files;
use timbang::{Facts, Pack, Report, check_layers, date};

const BASE_PACK: &str = r#"
format = 1
id = "dasar"
version = "1.0.0"
title = "Dasar"
subject = "pegawai"
outputs = ["naik", "jp_kurang", "tunjangan"]
"#;

const BASE_FACTS: &str = r#"
[enum.jenis]
open = true
values = ["satu", "dua"]
[enum.predikat]
ordered = true
values = ["kurang", "baik"]
[fact.jenis_pegawai]
type = "jenis"
[fact.jp]
type = "number"
min = 0
max = 500
[fact.predikat]
type = "predikat"
open = true
[fact.masa_kerja]
type = "number"
min = 0
max = 60
"#;

const BASE_PARAMETERS: &str = r#"
[jp_minimal]
basis = "PP 11/2017 Pasal 203"
value = 20
overridable = { min = 20, max = 80 }
[masa_minimal]
basis = "PerBKN 2/2025"
value = 4
[angka_duga]
basis = "belum ada"
value = 7
verified = false
"#;

const BASE_RULES: &str = r#"
//! @basis PP 11/2017 Pasal 203

/// Jam pelajaran yang kurang.
fn jp_kurang(jp, jp_minimal) { max(jp_minimal - jp, 0) }

/// Masa kerja cukup.
/// @kind requirement
/// @unmet Baru {masa_kerja} tahun.
fn masa_cukup(masa_kerja, masa_minimal) { masa_kerja >= masa_minimal }

/// Predikat baik.
/// @kind requirement
/// @unmet Belum baik.
fn predikat_baik(predikat) { predikat >= "baik" }

/// Kenaikan.
/// @kind promotion
fn naik(masa_cukup, predikat_baik) { all_of([masa_cukup, predikat_baik]) }

/// Tunjangan daerah.
/// @open
/// @range 0..100
fn tunjangan(angka_duga) { angka_duga }

/// Jenis pegawai.
fn kelas(jenis_pegawai) { switch jenis_pegawai { "satu" => 1, "dua" => 2, _ => 3 } }
"#;

fn base() -> Files {
    Files::from_map([
        ("pack.toml", BASE_PACK),
        ("facts.toml", BASE_FACTS),
        ("parameters/a.toml", BASE_PARAMETERS),
        ("aturan/a.rhai", BASE_RULES),
    ])
}

fn overlay(id: &str, more: &[(&str, &str)]) -> Files {
    let manifest = format!(
        "format = 1\nid = \"{id}\"\nversion = \"0.1.0\"\ntitle = \"Daerah\"\nsubject = \"pegawai\"\noutputs = []\n\
         [extends]\nid = \"dasar\"\nversion = \"1.0.0\"\n"
    );
    let mut files = vec![("pack.toml".to_owned(), manifest)];
    files.extend(more.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())));
    Files::from_map(files)
}

fn errors(report: &Report) -> Vec<&'static str> {
    let errors = report.diagnostics.iter().filter(|d| d.severity == timbang::diagnostic::Severity::Error);
    errors.map(|d| d.code).collect()
}

fn value(pack: &Pack, name: &str, facts: &str) -> serde_json::Value {
    let plan = pack.plan(date(2026, 1, 1), [name]).unwrap();
    let outcome = plan.evaluate(&Facts::from_json_text(facts).unwrap()).unwrap();
    outcome.to_json()["results"][name].clone()
}

#[test]
fn a_region_sets_what_the_nation_leaves_open() {
    let region = overlay(
        "kota",
        &[
            (
                "parameters/kota.toml",
                "[jp_minimal]\nbasis = \"Perwali 1/2025\"\nfrom = 2025-01-01\nvalue = 30\n[angka_duga]\nbasis = \"Perwali 2/2025\"\nvalue = 9\n",
            ),
            (
                "facts.toml",
                "[enum.jenis]\nvalues = [\"tiga\"]\n[fact.bahasa]\ntype = \"number\"\nmin = 0\nmax = 100\n",
            ),
            (
                "aturan/kota.rhai",
                "//! @basis Perwali 1/2025\n\n/// Bahasa daerah cukup.\n/// @kind requirement\n/// @adds_to naik\n\
                 /// @unmet Nilai {bahasa}.\nfn bahasa_cukup(bahasa) { bahasa >= 60 }\n\n\
                 /// Predikat dari masa kerja.\n/// @effective 2025-06-01..\n/// @returns predikat\n\
                 fn predikat(masa_kerja) { if masa_kerja > 2 { \"baik\" } else { \"kurang\" } }\n\n\
                 /// Tunjangan kota.\n/// @range 0..50\nfn tunjangan(masa_kerja) { min(masa_kerja, 50) }\n",
            ),
        ],
    );
    let report = check_layers(base(), vec![region]);
    assert_eq!(errors(&report), Vec::<&str>::new(), "{:?}", report.diagnostics);
    let pack = report.pack.unwrap();

    assert_eq!(value(&pack, "jp_kurang", r#"{"jp": 25}"#)["value"], "5");
    assert_eq!(value(&pack, "tunjangan", r#"{"masa_kerja": 12}"#)["value"], "12");
    assert_eq!(value(&pack, "kelas", r#"{"jenis_pegawai": "tiga"}"#)["value"], "3");

    let promoted = value(&pack, "naik", r#"{"masa_kerja": 5, "bahasa": 50}"#);
    assert_eq!(promoted["promotion"]["decision"], "TMS");
    let names: Vec<&str> = promoted["promotion"]["requirements"]
        .as_array()
        .unwrap()
        .iter()
        .map(|r| r["name"].as_str().unwrap())
        .collect();
    assert_eq!(names, ["masa_cukup", "predikat_baik", "bahasa_cukup"]);

    // Before the overlay's rule is in force, the predicate is a fact like any other.
    let earlier = pack.plan(date(2025, 3, 1), ["predikat_baik"]).unwrap();
    let given = Facts::from_json_text(r#"{"predikat": "baik", "masa_kerja": 1}"#).unwrap();
    let outcome = earlier.evaluate(&given).unwrap();
    assert_eq!(outcome.to_json()["results"]["predikat_baik"]["value"], true);
    // Before the region's value, the nation's holds.
    let before = pack.plan(date(2024, 12, 31), ["jp_kurang"]).unwrap();
    let outcome = before.evaluate(&Facts::from_json_text(r#"{"jp": 25}"#).unwrap()).unwrap();
    assert_eq!(outcome.to_json()["results"]["jp_kurang"]["value"], "0");
    // A result says which packs it was worked out with.
    assert_eq!(outcome.to_json()["packs"].as_array().unwrap().len(), 2);
}

#[test]
fn what_the_nation_does_not_leave_open_is_refused() {
    let rule = |text: &str| format!("//! @basis Perwali 1/2025\n{text}");
    let cases: [(&str, &str, String); 8] = [
        ("T1609", "parameters/a.toml", "[masa_minimal]\nbasis = \"x\"\nvalue = 2\n".to_owned()),
        ("T1610", "parameters/a.toml", "[jp_minimal]\nbasis = \"x\"\nvalue = 10\n".to_owned()),
        ("T1611", "a.rhai", rule("/// Diganti.\nfn jp_kurang(jp) { jp }\n")),
        ("T1613", "a.rhai", rule("/// Diganti.\nfn tunjangan(jp) { jp }\n")),
        (
            "T1612",
            "a.rhai",
            rule("/// Diganti.\n/// @kind requirement\n/// @unmet x\nfn tunjangan(jp) { jp > 1 }\n"),
        ),
        ("T1606", "facts.toml", "[enum.predikat]\nvalues = [\"sangat_baik\"]\n".to_owned()),
        ("T1605", "facts.toml", "[fact.jp]\ntype = \"number\"\nmin = 0\nmax = 900\n".to_owned()),
        (
            "T1602",
            "a.rhai",
            rule(
                "/// Syarat.\n/// @kind requirement\n/// @unmet x\n/// @adds_to jp_kurang\nfn syarat(jp) { jp > 1 }\n",
            ),
        ),
    ];
    for (code, path, text) in cases {
        let report = check_layers(base(), vec![overlay("kota", &[(path, &text)])]);
        assert!(errors(&report).contains(&code), "{code}: {:?}", report.diagnostics);
        assert!(report.pack.is_none());
    }
}

#[test]
fn two_overlays_that_set_one_name_are_refused() {
    let set = ("parameters/a.toml", "[jp_minimal]\nbasis = \"x\"\nvalue = 30\n");
    let report = check_layers(base(), vec![overlay("kota", &[set]), overlay("kabupaten", &[set])]);
    assert_eq!(errors(&report), ["T1607"]);
}

#[test]
fn a_base_that_is_not_the_one_meant_is_refused() {
    let other = BASE_PACK.replace("1.0.0", "1.0.1");
    let changed = Files::from_map([("pack.toml", other.as_str())]);
    assert_eq!(
        errors(&check_layers(changed, vec![overlay("kota", &[])])),
        ["T1302", "T1302", "T1302", "T1603"]
    );
    assert!(errors(&timbang::check(overlay("kota", &[]))).contains(&"T1601"));
}
