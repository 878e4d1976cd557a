use crate::pack::decl::LiteralDecl;
use crate::pack::tests::{num, read_file, sound};
use crate::value::{Period, date};

const SOUND: &str = r#"
[defaults]
from = 2023-01-01
basis = "PerBKN 3/2023 Pasal 13"
verified = false
[persentase_konversi]
label = "Persentase konversi predikat kinerja"
unit = "%"
key = "predikat_kinerja"
value = { "III/c" = "150%", baik = "100%", kurang = "7.5%" }
[jp_minimal]
overridable = { min = 20, max = 80 }
[[jp_minimal.values]]
from = 2017-04-07
basis = "PP 11/2017"
verified = true
value = 20
[[jp_minimal.values]]
from = 2026-01-01
note = "baru"
value = 24
[kurva]
value = [[0, 0], [90, 100]]
until = 2024-12-31
[jenjang_awal]
scheme = "jenjang"
value = "ahli_pertama"
"#;

#[test]
fn values_get_their_dates_from_defaults_and_neighbours() {
    let out = sound("parameters/a.toml", SOUND);
    let [konversi, jp, kurva, jenjang] = out.parameters.as_slice() else { panic!("four parameters") };
    assert_eq!(&*konversi.key.as_ref().unwrap().value, "predikat_kinerja");
    let value = &konversi.values[0];
    assert_eq!(value.period, Period { from: Some(date(2023, 1, 1)), until: None });
    assert_eq!(value.basis.as_ref().unwrap().value, "PerBKN 3/2023 Pasal 13");
    assert!(!value.verified);
    let LiteralDecl::Record(entries) = &value.value.value else { panic!("a record") };
    let read: Vec<_> = entries
        .iter()
        .map(|(key, value)| match value.value {
            LiteralDecl::Number(number) => (&*key.value, number),
            _ => panic!("a number"),
        })
        .collect();
    assert_eq!(read, [("III/c", num("1.5")), ("baik", num("1")), ("kurang", num("0.075"))]);
    assert_eq!(jp.values[0].period, Period { from: Some(date(2017, 4, 7)), until: Some(date(2025, 12, 31)) });
    assert!(jp.values[0].verified);
    assert_eq!(jp.values[1].period, Period { from: Some(date(2026, 1, 1)), until: None });
    assert_eq!(jp.values[1].note.as_deref(), Some("baru"));
    assert_eq!(jp.overridable.as_ref().unwrap().max, num("80"));
    assert_eq!(kurva.values[0].period.until, Some(date(2024, 12, 31)));
    assert!(matches!(&kurva.values[0].value.value, LiteralDecl::List(points) if points.len() == 2));
    assert!(matches!(&jenjang.values[0].value.value, LiteralDecl::Text(text) if &**text == "ahli_pertama"));
}

fn found(text: &str) -> Vec<(&'static str, String)> {
    read_file("parameters/a.toml", text).1
}

#[test]
fn numbers_are_read_from_their_digits() {
    let text = "[a]\nvalue = [1_000, 0.1, 1e2, -0b101, 0xff]\n[b]\nvalue = inf\n[c]\nvalue = 1234567890123456789012345678901234567890\n\
                [d]\nvalue = \"7,5%\"\n[e]\nvalue = 2025-01-01T10:00:00\n";
    let (out, all) = read_file("parameters/a.toml", text);
    let codes: Vec<_> = all.iter().map(|(code, _)| *code).collect();
    assert_eq!(codes, ["T0003", "T0014", "T0014", "T0014", "T0016"]);
    let text = "[a]\nvalue = [1_000, 0.1, 1e2, +5, 0xff]\n";
    let LiteralDecl::List(items) =
        &sound("parameters/a.toml", text).parameters[0].values[0].value.value.clone()
    else {
        panic!("a list")
    };
    let read: Vec<_> = items
        .iter()
        .map(|item| match item.value {
            LiteralDecl::Number(number) => number.to_string(),
            _ => panic!("a number"),
        })
        .collect();
    assert_eq!(read, ["1000", "0.1", "100", "5", "255"]);
    assert_eq!(out.parameters.len(), 5);
}

#[test]
fn values_stand_in_order_of_time() {
    let text = "[[a.values]]\nfrom = 2020-01-01\nuntil = 2021-06-30\nvalue = 1\n[[a.values]]\nfrom = 2021-01-01\nvalue = 2\n\
                [[a.values]]\nfrom = 2020-06-01\nvalue = 3\n[[a.values]]\nvalue = 4\n[b]\nfrom = 2020-01-01\nuntil = 2019-01-01\nvalue = 1\n";
    assert_eq!(
        found(text),
        [
            ("T0031", "2021-06-30".to_owned()),
            ("T0031", "2020-06-01".to_owned()),
            ("T0031", "[[a.values]]".to_owned()),
            ("T0016", "2019-01-01".to_owned()),
        ]
    );
}

#[test]
fn a_parameter_has_a_value_or_values() {
    let text = "[a]\nlabel = \"A\"\n[b]\nvalue = 1\nbasis = \"x\"\n[[b.values]]\nvalue = 2\n[c]\nvalues = []\n[d]\n[[d.values]]\nnilai = 3\n\
                [f]\noverridable = { min = 5, max = 1, mx = 2 }\nvalue = [[1, 2], [1, 3]]\n";
    assert_eq!(
        found(text),
        [
            ("T0030", "a".to_owned()),
            ("T0030", "value".to_owned()),
            ("T0030", "basis".to_owned()),
            ("T0030", "c".to_owned()),
            ("T0010", "[[d.values]]".to_owned()),
            ("T0009", "nilai".to_owned()),
            ("T0024", "1".to_owned()),
            ("T0009", "mx".to_owned()),
            ("T0033", "[1, 3]".to_owned()),
        ]
    );
}
