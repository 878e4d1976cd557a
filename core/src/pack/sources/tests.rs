use crate::pack::decl::{Content, DateForm, ForeignForm};
use crate::pack::tests::{read_file, sound};
use crate::value::Raw;

#[test]
fn a_source_maps_facts_and_rows() {
    let text = "id = \"siasn\"\ndates = \"DD-MM-YYYY\"\n[fact]\ngolongan = \"data_utama.golRuangAkhirId\"\n\
                [list.riwayat]\nfrom = \"rw_skp22\"\npredikat = \"KuadranKinerjaNilai\"\n";
    let source = sound("sources/siasn.toml", text).sources.remove(0);
    assert_eq!((&*source.id.value, source.ways.dates), ("siasn", DateForm::DayFirst));
    assert_eq!(source.facts[0].from[0].value, "data_utama.golRuangAkhirId");
    assert_eq!((&*source.lists[0].name.value, source.lists[0].fields.len()), ("riwayat", 1));
}

#[test]
fn a_source_says_how_it_writes_what_it_holds() {
    let text = "id = \"portal\"\ndates = \"DD/MM/YYYY\"\ndecimal_comma = true\nunknown = [\"-\", \"\"]\nyes = [\"Y\", 1]\n\
                no = \"T\"\n[fact]\nmasa = { from = [\"mk\", \"MK\"], form = \"years_months\", unknown = [0] }\n\
                status = { from = '\"St. Peg\"', values = { P3K = \"pppk\", \"1\" = \"pns\" }, dates = \"YYYY-MM-DD\", \
                decimal_comma = false }\n";
    let source = sound("sources/portal.toml", text).sources.remove(0);
    assert_eq!(source.ways.dates, DateForm::DayFirstSlashes);
    assert!(source.ways.decimal_comma);
    assert_eq!((source.ways.unknown.len(), source.ways.yes.len(), source.ways.no.len()), (1, 2, 1));
    let masa = &source.facts[0];
    assert_eq!(masa.from.iter().map(|p| p.value.as_str()).collect::<Vec<_>>(), ["mk", "MK"]);
    assert_eq!(masa.form.as_ref().unwrap().value, ForeignForm::YearsMonths);
    assert!(masa.unknown[0].value.is(&Raw::Number("0".into())));
    let status = &source.facts[1];
    assert_eq!(status.from[0].steps, ["St. Peg"]);
    assert_eq!(status.values[1].0.value, Content::Text("1".into()));
    assert_eq!(status.dates.as_ref().unwrap().value, DateForm::YearFirst);
    assert!(!status.decimal_comma.as_ref().unwrap().value);
}

#[test]
fn what_cannot_be_a_source_is_refused() {
    let text = "dates = \"MM-DD-YYYY\"\n[fact]\ngolongan = \"a..b\"\n\"Gol\" = 3\n[list.riwayat]\npredikat = \"x\"\n";
    let (out, found) = read_file("sources/a.toml", text);
    let found: Vec<_> = found.iter().map(|(code, at)| (*code, at.as_str())).collect();
    assert_eq!(
        found,
        [
            ("T0010", "dates = \"MM-DD-YYYY\""),
            ("T0017", "\"MM-DD-YYYY\""),
            ("T0061", "\"a..b\""),
            ("T0012", "\"Gol\""),
            ("T0011", "3"),
            ("T0010", "riwayat"),
        ]
    );
    assert!(out.sources.is_empty());
}

#[test]
fn what_a_field_cannot_say_is_refused() {
    let text = "id = \"portal\"\nunknown = [0]\nyes = [\"1\"]\nno = [1.0]\n[fact]\na = { form = \"umur\" }\n\
                b = { from = \"b\", sentinel = \"-\" }\nc = { from = [] }\nd = { from = \"d\", values = { x = [] } }\n\
                e = { from = \"e\", unknown = [\"-\"], values = { \"-\" = \"x\" } }\n";
    let (_, found) = read_file("sources/a.toml", text);
    let found: Vec<_> = found.iter().map(|(code, at)| (*code, at.as_str())).collect();
    assert_eq!(
        found,
        [
            ("T0011", "0"),
            ("T0062", "1.0"),
            ("T0010", "a"),
            ("T0017", "\"umur\""),
            ("T0009", "sentinel"),
            ("T0011", "[]"),
            ("T0011", "[]"),
            ("T0062", "\"-\""),
        ]
    );
}
