//! A protected fact may be read where the base lists it as an exception, and every explanation says so.

use timbang::explain::Step;
use timbang::source::Files;
use timbang::{Facts, Lang, Pack, date};

const PACK: &str = r#"
format = 1
id = "uji"
version = "0.1.0"
title = "Uji"
subject = "pegawai"
outputs = ["naik"]
[[exception]]
fact = "tanggal_lahir"
rule = "belum_pensiun"
basis = "PP 11/2017 Pasal 239"
consumers = ["naik"]
"#;

const FACTS: &str = r#"
[fact.tanggal_lahir]
type = "date"
label = "Tanggal lahir"
protected = true
"#;

const RULES: &str = r#"
//! @basis PP 11/2017 Pasal 239

/// Belum mencapai batas usia.
/// @kind requirement
/// @unmet Sudah mencapai batas usia.
fn belum_pensiun(tanggal_lahir, as_of) { years_between(tanggal_lahir, as_of) < 58 }

/// Naik.
/// @kind promotion
fn naik(belum_pensiun) { all_of([belum_pensiun]) }
"#;

#[test]
fn an_exception_is_told_in_the_explanation_with_its_basis() {
    let files = Files::from_map([("pack.toml", PACK), ("facts.toml", FACTS), ("a.rhai", RULES)]);
    let plan = Pack::from_files(files).unwrap().plan(date(2026, 1, 1), ["naik"]).unwrap();
    let outcome =
        plan.evaluate(&Facts::from_json_text(r#"{"tanggal_lahir": "1990-01-01"}"#).unwrap()).unwrap();
    let told = outcome.why("naik").unwrap();
    let rule = told.inputs.iter().find(|input| &*input.name == "belum_pensiun").unwrap();
    let said = rule.steps.iter().any(|step| match step {
        Step::Excepted(words) => {
            words.id.contains("(Tanggal lahir)") && words.id.contains("PP 11/2017 Pasal 239")
        }
        _ => false,
    });
    assert!(said, "{:?}", rule.steps);
    // A promotion tells its requirements first and does not repeat them; this sentence people read nonetheless.
    for (lang, words) in [(Lang::Id, "data yang dilindungi"), (Lang::En, "protected data")] {
        for page in [told.to_text(lang), told.to_html(lang)] {
            assert!(page.contains(words), "{page}");
        }
    }
}
