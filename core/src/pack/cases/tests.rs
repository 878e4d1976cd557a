use crate::pack::decl::{CaseDecl, Expectation};
use crate::pack::tests::{num, read_file, sound};
use crate::source::Files;
use crate::value::{Raw, date};

const SOUND: &str = r#"
as_of = 2025-12-31
source = "PerBKN 3/2023, lampiran"
[given]
jenjang = "ahli_pertama"
jenis_jabatan = "fungsional"
[[case]]
name = "Empat bulan"
given = { predikat = { value = "baik", on = 2025-01-02 }, bulan = 4, jenjang = "muda", bobot = "75%" }
without = ["jenis_jabatan"]
expect.angka_kredit = 3.130
expect.jenjang_naik = { result = false, met = ["a"], not_met = [] }
expect."indikator.capaian" = [104, { rounded = 97.30 }, "-"]
expect."iki.triwulan.nilai" = [[1, "-"], []]
expect.triggers = ["DIG-3", "UMUM-20"]
expect.kurang = { undetermined = ["fakta", "daftar.kolom"] }
expect.diam = { not_regulated = true }
expect.lewat = { not_applicable = true }
expect.galat = { error = "T2001" }
expect.cetak = { computed = 9.38, published = 9.37, erratum = "dipotong" }
expect.catatan = { teknis = 1, umum = 2 }
[[case]]
name = "Lain hari"
as_of = 2024-01-01
source = "contoh"
expect = { a = true, hari = 2025-05-20 }
"#;

fn expected<'a>(case: &'a CaseDecl, name: &str) -> &'a Expectation {
    &case.expect.iter().find(|(known, _)| &*known.value == name).unwrap().1.value
}

#[test]
fn cases_are_merged_with_their_file() {
    let out = sound("cases/a.toml", SOUND);
    let [one, two] = out.cases.as_slice() else { panic!("two cases") };
    assert_eq!(one.as_of.as_ref().unwrap().value, date(2025, 12, 31));
    let given: Vec<_> =
        one.given.iter().map(|(name, value)| (&*name.value, value.value.to_json().to_string())).collect();
    assert_eq!(
        given,
        [
            ("jenjang", "\"muda\"".to_owned()),
            ("predikat", "{\"value\":\"baik\",\"on\":\"2025-01-02\"}".to_owned()),
            ("bulan", "4".to_owned()),
            ("bobot", "0.75".to_owned()),
        ]
    );
    assert_eq!(two.as_of.as_ref().unwrap().value, date(2024, 1, 1));
    assert_eq!(two.source.as_deref(), Some("contoh"));
    assert_eq!(two.given.len(), 2);
    let files = Files::from_map([("pack.toml", ""), ("cases/a.toml", SOUND)]);
    assert_eq!(files.slice(one.expect[2].0.span), "\"indikator.capaian\"");
}

#[test]
fn every_form_of_expectation_is_read() {
    let out = sound("cases/a.toml", SOUND);
    let case = &out.cases[0];
    let value = |digits: &str| Expectation::Value(Raw::Number(digits.to_owned()));
    assert_eq!(expected(case, "angka_kredit"), &value("3.130"));
    assert_eq!(
        expected(case, "jenjang_naik"),
        &Expectation::Promotion {
            result: Some(Box::new(Expectation::Value(Raw::Bool(false)))),
            met: Some(vec!["a".into()]),
            not_met: Some(vec![]),
            undetermined: None,
            not_applicable: None
        }
    );
    assert_eq!(
        expected(case, "indikator.capaian"),
        &Expectation::Items(vec![
            Some(value("104")),
            Some(Expectation::Rounded { number: num("97.3"), scale: 2 }),
            None
        ])
    );
    let inner = Expectation::Items(vec![Some(value("1")), None]);
    assert_eq!(
        expected(case, "iki.triwulan.nilai"),
        &Expectation::Items(vec![Some(inner), Some(Expectation::Items(vec![]))])
    );
    let codes = ["DIG-3", "UMUM-20"].map(|code| Raw::Text(code.to_owned())).to_vec();
    assert_eq!(expected(case, "triggers"), &Expectation::Value(Raw::List(codes)));
    assert_eq!(
        expected(case, "kurang"),
        &Expectation::Undetermined(Some(vec!["fakta".into(), "daftar.kolom".into()]))
    );
    assert_eq!(expected(case, "diam"), &Expectation::NotRegulated);
    assert_eq!(expected(case, "lewat"), &Expectation::NotApplicable);
    assert_eq!(expected(case, "galat"), &Expectation::Error("T2001".into()));
    assert_eq!(
        expected(case, "cetak"),
        &Expectation::Erratum {
            computed: Box::new(value("9.38")),
            published: Raw::Number("9.37".to_owned()),
            erratum: "dipotong".to_owned()
        }
    );
    assert!(matches!(expected(case, "catatan"), Expectation::Value(Raw::Map(map)) if map.len() == 2));
    assert_eq!(expected(&out.cases[1], "hari"), &Expectation::Value(Raw::Text("2025-05-20".to_owned())));
}

fn places(expected: &[(&'static str, &str)]) -> Vec<(&'static str, String)> {
    expected.iter().map(|(code, at)| (*code, (*at).to_owned())).collect()
}

#[test]
fn forms_that_cannot_be_are_refused() {
    let text = r#"[[case]]
name = "a"
without = ["b"]
expect.a.b = [1]
expect.c = { rounded = 1.5, error = "T1" }
expect.d = { roundd = 1.5 }
expect.e = { computed = 1 }
expect.f = "-"
expect."g.h" = 5
expect.i = { not_regulated = false }
expect.j = { rounded = 1e3 }
expect.k = { met = "x" }
expect."L" = 1
[[case]]
name = "b"
expct = 1
[[case]]
expect.a = 1
given = 5
"#;
    let (out, found) = read_file("cases/a.toml", text);
    assert_eq!(
        found,
        places(&[
            ("T0072", "\"b\""),
            ("T0071", "a.b"),
            ("T0070", "error"),
            ("T0070", "roundd"),
            ("T0070", "{ computed = 1 }"),
            ("T0070", "\"-\""),
            ("T0070", "5"),
            ("T0070", "false"),
            ("T0070", "1e3"),
            ("T0011", "\"x\""),
            ("T0012", "\"L\""),
            ("T0073", "[[case]]"),
            ("T0009", "expct"),
            ("T0010", "[[case]]"),
            ("T0011", "5"),
        ])
    );
    assert_eq!(out.cases.len(), 3);
}

#[test]
fn a_row_is_a_case() {
    let text = "# as_of: 2023-12-31\n# rounded: ya\n# source: lampiran\n\
                name;jenjang;lama;aktif;nip;as_of;note;expect: angka_kredit;expect: naik\n\
                belum ada;ahli_muda;;ya;0012;;catatan;undetermined;\n\
                penuh;;12,50;tidak;1980;2024-01-01;;3,130;not_applicable\n";
    let out = sound("cases/a.csv", text);
    let [one, two] = out.cases.as_slice() else { panic!("two cases") };
    let given = |case: &CaseDecl| -> Vec<(String, Raw)> {
        case.given.iter().map(|(name, value)| (name.value.to_string(), value.value.clone())).collect()
    };
    assert_eq!(
        given(one),
        [
            ("jenjang".to_owned(), Raw::Text("ahli_muda".to_owned())),
            ("aktif".to_owned(), Raw::Bool(true)),
            ("nip".to_owned(), Raw::Text("0012".to_owned())),
        ]
    );
    assert_eq!(given(two)[0], ("lama".to_owned(), Raw::Number("12.50".to_owned())));
    assert_eq!((one.note.as_deref(), one.source.as_deref()), (Some("catatan"), Some("lampiran")));
    assert_eq!(one.expect.len(), 1);
    assert_eq!(expected(one, "angka_kredit"), &Expectation::Undetermined(None));
    assert_eq!(expected(two, "angka_kredit"), &Expectation::Rounded { number: num("3.13"), scale: 3 });
    assert_eq!(expected(two, "naik"), &Expectation::NotApplicable);
    assert_eq!(two.as_of.as_ref().unwrap().value, date(2024, 1, 1));
}

#[test]
fn rows_that_cannot_be_cases_are_refused() {
    let (_, found) = read_file("cases/a.csv", "name,a,as_of,expect: b,expect: b\n,\"1,5\",kemarin,?,2\n");
    assert_eq!(
        found,
        places(&[
            ("T0044", "expect: b"),
            ("T0060", ",\"1,5\",kemarin,?,2"),
            ("T0045", "1,5"),
            ("T0016", "kemarin"),
            ("T0070", "?")
        ])
    );
    let (_, found) = read_file("cases/a.csv", "a,b\n1,2\n");
    assert_eq!(found, places(&[("T0060", "a,b"), ("T0073", "a,b")]));
}
