use crate::pack::decl::TypeDecl;
use crate::pack::tests::{num, read_file, sound};
use crate::value::date;

const SOUND: &str = r#"
[enum.predikat_kinerja]
label = "Predikat kinerja"
ordered = true
values = ["sangat_kurang", "kurang", { id = "baik", label = "Baik", aliases = ["2"] }]
[record.indikator]
kode = { type = "text", code = true }
tanggal = "date"
target = { type = "number", scale = 2, min = 0, max = 1_000_000, optional = true }
triwulan = { type = "list", record = "triwulan", key = "ke", max_items = 4 }
[fact.indikator]
type = "list"
record = "indikator"
key = ["kode", "tanggal"]
order = "kode"
max_items = 50
absent = "empty"
[fact.predikat_kinerja]
type = "predikat_kinerja"
judgement = true
source = "pejabat penilai kinerja"
protected = false
[fact.bulan_penilaian]
type = "number"
min = 1
max = 0x0C
[fact.mulai]
type = "date"
min = 2000-01-01
"#;

#[test]
fn facts_records_and_enums_are_read() {
    let out = sound("facts/kinerja.toml", SOUND);
    let scheme = &out.enums[0];
    assert!(scheme.ordered && !scheme.open);
    assert_eq!(
        scheme.values.iter().map(|v| &*v.id.value).collect::<Vec<_>>(),
        ["sangat_kurang", "kurang", "baik"]
    );
    assert_eq!(&*scheme.values[2].aliases[0].value, "2");
    let fields = &out.records[0].fields;
    assert_eq!(
        fields.iter().map(|f| &*f.name.value).collect::<Vec<_>>(),
        ["kode", "tanggal", "target", "triwulan"]
    );
    assert!(fields[0].code && fields[2].optional);
    assert!(
        matches!(fields[1].ty, TypeDecl::Date { min, max } if min == date(1900, 1, 1) && max == date(2199, 12, 31))
    );
    let names: Vec<_> = out.facts.iter().map(|f| &*f.name.value).collect();
    assert_eq!(names, ["indikator", "predikat_kinerja", "bulan_penilaian", "mulai"]);
    let TypeDecl::List(list) = &out.facts[0].ty else { panic!("a list") };
    assert_eq!((list.key.len(), list.order.len(), list.min_items, list.max_items), (2, 1, 0, 50));
    assert!(list.absent_is_empty);
    assert!(matches!(&out.facts[1].ty, TypeDecl::Enum(name) if &*name.value == "predikat_kinerja"));
    assert_eq!(out.facts[1].protected, Some(false));
    let TypeDecl::Number { min, max, scale } = &out.facts[2].ty else { panic!("a number") };
    assert_eq!((min.as_ref().unwrap().value, max.as_ref().unwrap().value, *scale), (num("1"), num("12"), 0));
    assert!(matches!(out.facts[3].ty, TypeDecl::Date { min, .. } if min == date(2000, 1, 1)));
}

fn codes(text: &str) -> Vec<(&'static str, String)> {
    read_file("facts.toml", text).1
}

#[test]
fn bounds_belong_to_their_types() {
    let text = "[fact.a]\ntype = \"text\"\nmin = 1\nscale = 2\n[fact.b]\ntype = \"number\"\nmin = 9\nmax = 1\n\
                [fact.c]\ntype = \"number\"\n[fact.d]\ntype = \"list\"\nmin_items = 4\nmax_items = 2.5\n";
    assert_eq!(
        codes(text),
        [
            ("T0023", "min".to_owned()),
            ("T0023", "scale".to_owned()),
            ("T0024", "1".to_owned()),
            ("T0010", "c".to_owned()),
            ("T0010", "c".to_owned()),
            ("T0010", "d".to_owned()),
            ("T0015", "2.5".to_owned()),
        ]
    );
}

#[test]
fn names_are_held_to_their_spelling() {
    let text = "[fact.as_of]\ntype = \"boolean\"\n[fact.match]\ntype = \"boolean\"\n[fact.\"Masa Kerja\"]\ntype = \"boolean\"\n\
                [enum.number]\nvalues = [\"a\"]\n[record.catalogue]\nlevel = \"boolean\"\n";
    let (out, found) = read_file("facts.toml", text);
    let expected = [("T0013", "as_of"), ("T0013", "match"), ("T0012", "\"Masa Kerja\""), ("T0013", "number")];
    assert_eq!(found, expected.map(|(code, at)| (code, at.to_owned())));
    assert_eq!((out.facts.len(), out.records.len()), (3, 1), "what is readable stays");
}

#[test]
fn enum_values_are_one_of_each() {
    let text = "[enum.a]\nordered = true\nopen = true\nvalues = [\"x\", \"y|z\", \"x\", 3, { id = \"b\", aliases = [\"1\", \"x\", 2] }, { label = \"c\" }]\n\
                [enum.b]\nvalues = []\n[enum.c]\nlabel = \"C\"\n";
    let (out, found) = read_file("facts.toml", text);
    let expected = [
        ("T0022", "true"),
        ("T0020", "\"y|z\""),
        ("T0021", "\"x\""),
        ("T0011", "3"),
        ("T0021", "\"x\""),
        ("T0011", "2"),
        ("T0010", "{ label = \"c\" }"),
        ("T0022", "[]"),
        ("T0010", "c"),
    ];
    assert_eq!(found, expected.map(|(code, at)| (code, at.to_owned())));
    assert_eq!(out.enums[0].values.len(), 3);
}

#[test]
fn a_fact_is_a_table_and_a_type_a_name() {
    assert_eq!(
        codes(
            "[fact]\na = \"number\"\nb = { type = 5 }\n[record.r]\nc = 7\nd = { type = \"list\", record = \"x\", max_items = 3, absent = \"kosong\" }\n[fakt.c]\n"
        ),
        [
            ("T0011", "\"number\"".to_owned()),
            ("T0011", "5".to_owned()),
            ("T0011", "7".to_owned()),
            ("T0017", "\"kosong\"".to_owned()),
            ("T0009", "fakt".to_owned()),
        ]
    );
}
