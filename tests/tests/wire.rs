//! What goes over the border to bindings has the forms that types of other languages are written from.

use serde_json::{Value as Json, json};
use timbang::source::read_folder;
use timbang::{Lang, date, host};
use timbang_tests::sample;
use timbang_tests::wire::amiss;

/// How many employees of the sample are looked at: the suite has the odd ones.
const PEOPLE: usize = 40;

fn told(error: timbang::Error) -> String {
    error.to_string()
}

#[test]
fn the_sample_of_the_nation_is_of_the_forms() -> Result<(), String> {
    let files = read_folder(&sample::folder()).map_err(told)?;
    let editor = host::Editor::new(files, Vec::new());
    let pack = editor.pack().ok_or("the national pack has errors")?;
    let mut wrong = amiss(&editor.report(), "ReportWire");
    wrong.extend(amiss(&host::test(&pack), "CaseReportWire"));
    let plan = pack.plan(date(2025, 12, 31), Vec::<String>::new()).map_err(told)?;
    let mut explained = 0usize;
    for facts in sample::population()?.into_iter().take(PEOPLE) {
        let outcome = plan.evaluate(&facts).map_err(told)?;
        wrong.extend(amiss(&outcome.to_json(), "OutcomeWire"));
        wrong.extend(amiss(&outcome.record().to_json(), "DecisionRecord"));
        for output in plan.outputs() {
            wrong.extend(amiss(&outcome.why(&output.name).map_err(told)?.to_json(), "Explanation"));
            explained += 1;
        }
    }
    assert!(explained > PEOPLE, "outputs were explained");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    Ok(())
}

#[test]
fn help_for_editors_is_of_the_forms_and_counts_as_browsers_do() -> Result<(), String> {
    let facts = "[fact.nilai]\ntype = \"number\"\nlabel = \"Nilai\"\nmin = 0\nmax = 100\n";
    // 𝄞 is one character of two units and four bytes.
    let rule = "//! @basis contoh\n/// Dua kali 𝄞.\nfn dua_kali(nilai) { nilai * 2 }\n";
    let files = [("pack.toml", timbang_tests::suite::MANIFEST), ("facts.toml", facts), ("a.rhai", rule)];
    let editor = host::Editor::new(timbang::source::Files::from_map(files), Vec::new());
    let at = |word: &str| rule.split(word).next().unwrap_or_default().encode_utf16().count();
    let use_of_nilai = at("nilai * 2");
    let found = editor.definition("a.rhai", use_of_nilai + 2);
    assert_eq!(found.pointer("/0/file"), Some(&json!("facts.toml")), "{found}");
    assert_eq!(found.pointer("/0/from"), Some(&json!(6)), "{found}");
    let hover = editor.hover("a.rhai", use_of_nilai, "2025-01-01").map_err(told)?;
    assert_eq!(hover["from"], json!(use_of_nilai));
    assert_eq!(hover["to"], json!(use_of_nilai + 5));
    let offers = editor.complete("a.rhai", use_of_nilai + 3);
    let offer = offers.as_array().and_then(|all| all.iter().find(|one| one["text"] == "nilai"));
    assert_eq!(offer.map(|one| &one["from"]), Some(&json!(use_of_nilai)), "{offers}");
    let mut wrong = amiss(&hover, "HoverWire");
    for (list, name) in [
        (&offers, "CompletionWire"),
        (&found, "PlaceWire"),
        (&editor.references("a.rhai", use_of_nilai), "PlaceWire"),
    ] {
        let items = list.as_array().ok_or("no list")?;
        assert!(!items.is_empty(), "{name}");
        wrong.extend(items.iter().flat_map(|item| amiss(item, name)));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    // Whatever is asked at whatever place, there is an answer.
    for path in ["a.rhai", "b.rhai", ""] {
        for at in [0, 3, 40, 41, usize::MAX] {
            assert!(editor.complete(path, at).is_array());
            assert!(editor.definition(path, at).is_array());
            assert!(editor.hover(path, at, "2025-01-01").is_ok());
        }
    }
    assert_eq!(editor.hover("a.rhai", 0, "besok").err().map(|error| error.code()), Some("T3008"));
    let broken = editor.with_file("a.rhai", "fn dua_kali(");
    assert!(broken.pack().is_none() && editor.pack().is_some());
    assert!(editor.without_file("a.rhai").pack().is_some(), "a pack may have no rules");
    assert_eq!(editor.with_file("a.rhai", &rule.replace(" * ", "*")).format("a.rhai").as_deref(), Some(rule));
    Ok(())
}

#[test]
fn slips_are_errors_in_both_languages() {
    let slips = host::slips();
    let mut count = 0;
    for slip in slips.as_object().into_iter().flat_map(serde_json::Map::values) {
        assert!(amiss(slip, "ErrorWire").is_empty(), "{slip}");
        assert!(slip["code"].as_str().is_some_and(|code| host::explain_code(code).is_ok()), "{slip}");
        assert!(slip["help"].is_object(), "it says what to do: {slip}");
        count += 1;
    }
    assert!(count > 5, "{slips}");
}

#[test]
fn types_of_a_pack_name_what_it_takes_and_gives() -> Result<(), String> {
    let pack = host::load(read_folder(&sample::folder()).map_err(told)?).map_err(told)?;
    let types = host::types(&pack);
    for line in [
        "  readonly golongan?: Enums[\"golongan\"] | Spellings[\"golongan\"] | null | undefined;",
        "  readonly tmt_golongan?: DateText | Date | string | null | undefined;",
        "  readonly kenaikan_pangkat_reguler: boolean;",
    ] {
        assert!(types.contains(line), "{line} is not in\n{types}");
    }
    let schema = host::facts_schema(pack.bundle());
    let names = schema["properties"].as_object().ok_or("no properties")?;
    for name in names.keys() {
        assert!(types.contains(&format!("  readonly {name}?: ")), "{name}");
    }
    Ok(())
}

#[test]
fn the_forms_find_what_is_amiss() {
    let text = |id: &str| json!({ "id": id, "en": id });
    let issue = json!({ "fact": "a", "row": null, "code": "T2001", "message": text("x") });
    assert_eq!(amiss(&issue, "Issue"), Vec::<String>::new());
    let with = |key: &str, value: Json| {
        let mut other = issue.clone();
        other[key] = value;
        amiss(&other, "Issue").len()
    };
    assert_eq!(with("row", json!(3)), 0);
    assert_eq!(with("row", json!("3")), 1, "a text is no count");
    assert_eq!(with("message", json!({ "id": "x" })), 1, "a language is absent");
    assert_eq!(with("more", json!(1)), 1, "a key that is not known");
    assert_eq!(amiss(&json!({ "status": "value", "value": "1" }), "Result").len(), 1, "no label");
    assert_eq!(amiss(&json!({ "id": 1, "en": "x" }), "BothLanguages").len(), 1);
    assert_eq!(amiss(&json!("x"), "NoSuchForm").len(), 1);
    assert_eq!(Lang::Id, host::lang("id").unwrap_or(Lang::En));
}
