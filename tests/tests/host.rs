//! The errors of calls: each function that a binding offers ends in its stable code, with words in both languages.

use timbang::source::Files;
use timbang::{Error, Lang, Pack, host};
use timbang_tests::suite;

fn pack() -> Result<Pack, Error> {
    let rule = "//! @basis contoh\n/// Dua kali.\nfn dua_kali(nilai) { nilai * 2 }\n";
    let fact = "[fact.nilai]\ntype = \"number\"\nlabel = \"Nilai\"\nmin = 0\nmax = 100\n";
    host::load(Files::from_map([("pack.toml", suite::MANIFEST), ("facts.toml", fact), ("uji/a.rhai", rule)]))
}

/// The code of the error that a call ended in; none where it did not.
fn code<T>(result: Result<T, Error>) -> Option<&'static str> {
    let error = result.err()?;
    let told = host::error_json(&error);
    let both = ["/message/id", "/message/en"].iter().all(|at| {
        told.pointer(at).and_then(serde_json::Value::as_str).is_some_and(|words| words.ends_with(['.', '?']))
    });
    both.then(|| error.code())
}

#[test]
fn each_call_ends_in_its_own_code() -> Result<(), Error> {
    let pack = pack()?;
    let plan = host::plan(&pack, "2025-01-01", &[])?;
    assert_eq!(code(Pack::from_dir("no/such/folder")), Some("T3001"));
    assert_eq!(code(host::plan(&pack, "2025-01-01", &["tiga_kali".to_owned()])), Some("T3003"));
    assert_eq!(code(host::evaluate(&plan, "[]")), Some("T3005"));
    assert_eq!(code(host::load(Files::from_map([("pack.toml", "format = 1")]))), Some("T3006"));
    assert_eq!(code(host::lang("jv")), Some("T3007"));
    assert_eq!(code(host::date("2025-02-29")), Some("T3008"));
    assert_eq!(code(host::why(&plan, "{}", "dua_kali", "pdf", Lang::Id)), Some("T3009"));
    assert_eq!(code(host::why(&plan, "{}", "tiga_kali", "text", Lang::Id)), Some("T3003"));
    assert_eq!(code(host::replay(&pack, "{")), Some("T3010"));
    assert_eq!(code(host::replay(&pack, "{\"v\": 2}")), Some("T3010"));
    assert_eq!(code(host::schema("rules")), Some("T3011"));
    assert_eq!(code(host::explain_code("T9999")), Some("T3012"));
    assert_eq!(code(host::graph(&pack, "2025-01-01", Some("tiga_kali"))), Some("T3003"));
    Ok(())
}

#[test]
fn each_call_gives_what_it_promises() -> Result<(), Error> {
    let pack = pack()?;
    let plan = host::plan(&pack, "2025-01-01", &[])?;
    let outcome = host::evaluate(&plan, "{\"nilai\": 10.0}")?;
    assert_eq!(outcome.pointer("/results/dua_kali/value"), Some(&serde_json::json!("20")));
    let record = host::record(&plan, "{\"nilai\": 10}")?;
    assert_eq!(host::replay(&pack, &record.to_string())?["same"], serde_json::json!(true));
    assert!(host::graph(&pack, "2025-01-01", Some("dua_kali"))?.contains("nilai"));
    for kind in ["pack", "facts", "parameters", "source", "cases"] {
        assert!(host::schema(kind)?.is_object(), "{kind}");
    }
    assert!(host::explain_code("t1103")?.starts_with("# T1103"));
    Ok(())
}
