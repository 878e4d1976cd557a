//! Comments and their tags.

use super::super::ast::{Kind, ReasonKind, TemplatePart};
use super::{read, shape};

const SOUND: &str = r#"//! Aturan contoh.
//! @basis PermenPANRB 6/2022 Pasal 22
//! @effective 2022-01-01..
//! @unit JP

/// Jam pelajaran yang masih kurang. Kalimat berikutnya
/// hanya keterangan.
/// @en Hours still short.
/// @unit jam
/// @kind trigger
/// @applies jenis == "fungsional"
///   && masa_kerja > 4
/// @item UMUM-20
/// @reason mandatory: baru {jp} dari {jp_minimal} JP
/// @reason_en only {jp} hours
/// @range 0..100
/// @returns number, scale 2
/// @per riwayat
/// @dated_by tanggal
/// @met Sudah {jp}.
/// @open
fn jp_kurang(jp) { jp }

/// Bantu.
private fn bantu(a) { a }
"#;

#[test]
fn tags_say_what_they_mean() {
    let read = read(SOUND);
    assert_eq!(read.marks(), vec![]);
    let slice = |span| read.files.slice(span);
    let doc = &read.function(0).doc;
    let tags = &doc.tags;
    let label = doc.label.as_ref().unwrap();
    assert_eq!(
        (label.value.as_str(), slice(label.span)),
        ("Jam pelajaran yang masih kurang", "Jam pelajaran yang masih kurang")
    );
    assert_eq!(doc.description.as_deref(), Some("Kalimat berikutnya hanya keterangan."));
    assert_eq!(tags.label_en.as_ref().unwrap().value, "Hours still short");
    assert_eq!(tags.unit.as_ref().unwrap().value, "jam");
    assert_eq!(tags.basis.as_ref().unwrap().value, "PermenPANRB 6/2022 Pasal 22");
    assert_eq!(slice(tags.basis.as_ref().unwrap().span), "PermenPANRB 6/2022 Pasal 22");
    assert_eq!(tags.effective.as_ref().unwrap().value.to_string(), "2022-01-01..");
    assert_eq!(tags.kind.as_ref().unwrap().value, Kind::Trigger);
    let applies = tags.applies.as_ref().unwrap();
    assert_eq!(shape(applies), r#"((jenis Eq "fungsional") And (masa_kerja Gt 4))"#);
    assert!(slice(applies.span).starts_with("jenis ==") && slice(applies.span).ends_with("> 4"));
    let reason = &tags.reason.as_ref().unwrap().value;
    assert_eq!(reason.kind, ReasonKind::Mandatory);
    let parts = &reason.text.as_ref().unwrap().parts;
    assert_eq!(parts.len(), 5);
    assert_eq!(parts[0], TemplatePart::Words("baru ".to_owned()));
    let TemplatePart::Name(name) = &parts[3] else { panic!("a name") };
    assert_eq!((&*name.value, slice(name.span)), ("jp_minimal", "jp_minimal"));
    let returns = tags.returns.as_ref().unwrap();
    assert_eq!((&*returns.name.value, returns.list, returns.scale), ("number", false, Some(2)));
    assert_eq!(slice(returns.name.span), "number");
    assert_eq!(tags.range.as_ref().unwrap().value.hi.to_string(), "100");
    assert_eq!(&*tags.per.as_ref().unwrap().value, "riwayat");
    assert_eq!(slice(tags.open.unwrap()), "@open");
    assert_eq!(read.function(1).doc.tags.unit.as_ref().unwrap().value, "JP");
    assert!(read.function(1).private);
}

#[test]
fn a_list_type_is_read_at_its_place() {
    let read = read("/// A.\n/// @returns list of  jenjang\nfn uji(a) { a }");
    let returns = read.function(0).doc.tags.returns.clone().unwrap();
    assert!(returns.list);
    assert_eq!(read.files.slice(returns.name.span), "jenjang");
}

#[track_caller]
fn tag(lines: &str, code: &str, marked: &str) {
    let read = read(&format!("/// Nilai.\n{lines}\nfn uji(a) {{ a }}"));
    assert_eq!(read.marks(), [(code, marked)], "{lines}");
}

#[test]
fn wrong_tags_are_told() {
    tag("/// @bassis x", "T1040", "@bassis");
    tag("/// @basis", "T1041", "@basis");
    tag("/// @open ya", "T1041", "ya");
    tag("/// @kind skor", "T1042", "skor");
    tag("/// @effective 2022", "T1042", "2022");
    tag("/// @effective 2022-02-30..", "T1042", "2022-02-30..");
    tag("/// @range 100..0", "T1042", "100..0");
    tag("/// @returns list jenjang", "T1042", "list jenjang");
    tag("/// @returns text, scale 2", "T1042", "text, scale 2");
    tag("/// @per Iki", "T1042", "Iki");
    tag("/// @item A B", "T1042", "A B");
    tag("/// @reason wajib: x", "T1042", "wajib");
    tag("/// @reason gap:", "T1042", "gap:");
    tag("/// @unmet baru {a dari", "T1043", "{");
    tag("/// @unmet baru a} dari", "T1043", "}");
    tag("/// @unmet baru {a.b} dari", "T1043", "{a.b}");
    tag("/// @unit a\n/// @unit b", "T1044", "@unit");
    tag("/// @unit a\n/// lanjut", "T1046", "lanjut");
    tag("/// @applies a ==", "T1003", "==");
    tag("/// @applies a = 1", "T1018", "=");
    tag("/// @applies a ≥ 1", "T1014", "≥");
    tag("/// @applies a > 1; b", "T1003", ";");
    tag("// @unit JP", "T1045", "// @unit JP");
    tag("/** x */", "T1045", "/** x */");
}

#[test]
fn comments_that_stand_nowhere_are_told() {
    let found =
        read("/// Nilai.\nfn uji(a) {\n  /// @unit JP\n  a\n}\n//! @basis x\nfn dua(a) { a }\n/// Akhir.\n");
    assert_eq!(
        found.marks(),
        [("T1045", "/// @unit JP"), ("T1045", "//! @basis x"), ("T1045", "/// Akhir.")]
    );
}

#[test]
fn the_reason_of_a_function_does_not_borrow_the_english_of_the_file() {
    let found = read(
        "//! @reason gap: satu\n//! @reason_en one\n/// A.\n/// @reason urgent: dua\nfn uji(a) { a }\n/// B.\nfn dua(a) { a }",
    );
    assert_eq!(found.marks(), vec![]);
    assert!(found.function(0).doc.tags.reason_en.is_none());
    assert!(found.function(1).doc.tags.reason_en.is_some());
}
