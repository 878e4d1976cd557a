//! Whole packs: every kind of file at once, and input of any kind.

use proptest::prelude::*;

use super::decl::Declarations;
use super::*;
use crate::diagnostic::{Severity, code_info};
use crate::value::Number;

const MANIFEST: &str =
    "format = 1\nid = \"uji\"\nversion = \"0.1.0\"\ntitle = \"Uji\"\nsubject = \"pegawai\"\noutputs = []\n";

/// A finding: its code and the text that it points to.
pub(super) type Found = (&'static str, String);

/// Reads one file beside a sound `pack.toml`.
pub(super) fn read_file(path: &str, text: &str) -> (Declarations, Vec<Found>) {
    let (out, found, _) = read_pack(&[("pack.toml", MANIFEST.as_bytes()), (path, text.as_bytes())]);
    (out, found)
}

/// Reads a file that must be sound.
pub(super) fn sound(path: &str, text: &str) -> Declarations {
    let (out, found) = read_file(path, text);
    assert_eq!(found, Vec::<Found>::new(), "{path}");
    out
}

/// The number that these digits write.
pub(super) fn num(digits: &str) -> Number {
    digits.parse().unwrap()
}

fn read_pack(files: &[(&str, &[u8])]) -> (Declarations, Vec<Found>, Vec<Diagnostic>) {
    let files = Files::from_map(files.iter().map(|(path, bytes)| (*path, bytes.to_vec())));
    let mut sink = Sink::default();
    let out = read(&files, &mut sink);
    let sorted = sink.into_sorted();
    for diagnostic in &sorted {
        assert!(code_info(diagnostic.code).is_some(), "{} has a page", diagnostic.code);
        assert!(diagnostic.help.is_some(), "{} says what to do", diagnostic.code);
        for label in &diagnostic.labels {
            let text = files.get(label.span.file).map_or("", |file| &file.text);
            assert!(text.get(label.span.range()).is_some(), "{} lies between characters", diagnostic.code);
        }
    }
    let found = sorted.iter().map(|d| (d.code, files.slice(d.span()).to_owned())).collect();
    (out, found, sorted)
}

fn found(code: &'static str, at: &str) -> Found {
    (code, at.to_owned())
}

#[test]
fn a_manifest_is_read() {
    let out = sound(
        "pack.toml",
        "format = 1\nid = \"daerah\"\nversion = \"0.1.0\"\ntitle = \"Daerah\"\nsubject = \"pegawai\"\n\
         outputs = [\"jp_kurang\", \"triggers\"]\n[extends]\nid = \"nasional\"\nversion = \"0.1.0\"\n",
    );
    let manifest = out.manifest.unwrap();
    assert_eq!(&*manifest.id.value, "daerah");
    assert_eq!(manifest.outputs.iter().map(|o| &*o.value).collect::<Vec<_>>(), ["jp_kurang", "triggers"]);
    let base = manifest.extends.unwrap();
    assert_eq!((&*base.id.value, base.version.value.as_str()), ("nasional", "0.1.0"));
    assert!(base.digest.is_none());
}

#[test]
fn every_problem_of_a_manifest_is_told_at_once() {
    let (out, all) = read_file(
        "pack.toml",
        "format = 2\nid = \"Uji Coba\"\nversoin = \"1\"\ntitle = 5\nsubject = \"pegawai\"\noutputs = [\"a\", \"a\"]\n",
    );
    assert_eq!(
        all,
        [
            found("T0010", "format = 2"),
            found("T0008", "2"),
            found("T0012", "\"Uji Coba\""),
            found("T0009", "versoin"),
            found("T0011", "5"),
            found("T0044", "\"a\""),
        ]
    );
    assert_eq!(out.manifest.unwrap().outputs.len(), 1);
}

#[test]
fn a_pack_without_manifest_says_so() {
    let (_, all, _) = read_pack(&[("facts.toml", b"")]);
    assert_eq!(all, [found("T0007", "")]);
    let (_, all, _) = read_pack(&[]);
    assert_eq!(all.len(), 1);
}

#[test]
fn files_where_none_is_read_are_pointed_out() {
    let files: [(&str, &[u8]); 6] = [
        ("pack.toml", MANIFEST.as_bytes()),
        ("parameter/jp.toml", b"x = 1"),
        ("tables/dalam/jp.csv", b"x,y"),
        ("sample/data.csv", b"x,y"),
        ("README.md", b"# Uji"),
        ("catatan.csv", b"x,y"),
    ];
    let (_, all, diagnostics) = read_pack(&files);
    assert_eq!(all, [found("T0006", "x,y"), found("T0006", "x = 1"), found("T0006", "x,y")]);
    assert!(diagnostics.iter().all(|d| d.severity == Severity::Warning));
    assert_eq!(diagnostics[1].help.as_ref().unwrap().en, "Move it to the folder `parameters/`?");
}

#[test]
fn other_encodings_are_reported_for_every_kind_of_file() {
    let (out, all, _) = read_pack(&[
        ("pack.toml", MANIFEST.as_bytes()),
        ("facts.toml", b"[fact.aktif]\ntype = \"boolean\"\nlabel = \"Caf\xE9\"\n"),
        ("kinerja/a.rhai", b"fn a() { \"\xFF\" }"),
        ("tables/a.csv", b"\xFF\xFEa\0,\0"),
    ]);
    assert_eq!(all, [found("T0001", "\u{FFFD}"), found("T0001", "\u{FFFD}"), found("T0001", "\u{FFFD}")]);
    assert_eq!(out.facts.len(), 1, "the rest of the file is read");
}

#[test]
fn broken_toml_costs_its_line() {
    let (out, all) = read_file(
        "facts.toml",
        "[fact.a]\ntype = boolean\n[fact.b]\ntype = \"boolean\"\nlabel = \"x\n[fact.c]\ntyp = \"text\"\ntype = \"text\"\n",
    );
    assert_eq!(all, [found("T0003", "boolean"), found("T0003", ""), found("T0009", "typ")]);
    assert_eq!(out.facts.len(), 3);
}

#[test]
fn a_file_of_another_kind_does_not_flood_the_reader() {
    let text: String = (0..5000).map(|n| format!("kunci_{n} = 1\n")).collect();
    let (_, all) = read_file("facts.toml", &text);
    assert_eq!(all.len(), 101);
    assert_eq!(all.iter().filter(|(code, _)| *code == "T0005").count(), 1);
}

#[test]
fn bombs_are_told_and_do_not_go_off() {
    let deep_key = format!("x = 1\n{}b = 1", "a.".repeat(300_000));
    let (_, all) = read_file("facts.toml", &deep_key);
    assert_eq!(all, [found("T0004", "a.a.a.a.a.a.a.a.a.")]);
    for bomb in
        ["a = ".to_owned() + "[".repeat(900_000).as_str(), "a = ".to_owned() + "{a=".repeat(300_000).as_str()]
    {
        let (_, all) = read_file("parameters/a.toml", &bomb);
        assert!(all.iter().any(|(code, _)| *code == "T0004"), "{all:?}");
    }
    for depth in [12usize, 40, 70] {
        let nested = format!("[a]\nvalue = {}1{}\n", "[".repeat(depth), "]".repeat(depth));
        let (_, all) = read_file("parameters/a.toml", &nested);
        assert!(all.iter().any(|(code, _)| *code == "T0004"), "{depth}: {all:?}");
    }
    let long = format!("[fact.a]\ntype = \"{}\"\n", "x".repeat(2_000_000));
    let (_, all) = read_file("facts.toml", &long);
    assert_eq!(all, [found("T0002", "")]);
    for junk in ["=", "\"\n", "[a]\n", "[[a]]\n", "\0", "é=1\n"] {
        let (_, all) = read_file("cases/a.toml", &junk.repeat(900_000 / junk.len()));
        assert!(!all.is_empty(), "{junk:?}");
    }
    let amplified = [
        ("cases/a.toml", format!("given.a = \"{}\"\n{}", "x".repeat(100_000), "[[case]]\n".repeat(50_000))),
        (
            "cases/a.toml",
            format!("[given]\n{}", (0..90_000).map(|n| format!("a{n}=1\n")).collect::<String>()),
        ),
        ("cases/a.toml", format!("[[case]]\nname=\"a\"\nwithout=[{}]", "\"a\",".repeat(200_000))),
        (
            "sources/a.toml",
            format!("[list.a]\n{}", (0..70_000).map(|n| format!("a{n}=\"b\"\n")).collect::<String>()),
        ),
        (
            "tables/a.csv",
            format!("# result: c\na \\ b,{}\n{}", "x|".repeat(500_000), "a,1\n".repeat(500_000)),
        ),
        ("tables/a.csv", format!("a,result: b\n\"\"\"{}\",1\n", "a|-|".repeat(700_000))),
        (
            "tables/a.csv",
            (0..200_000).map(|n| format!("# returns: a{n} = number\n")).collect::<String>()
                + "a,result: b\n1,2\n",
        ),
        ("tables/a.csv", (0..300_000).map(|n| format!("result: a{n},")).collect::<String>() + "\n"),
    ];
    for (path, text) in amplified {
        let (_, all) = read_file(path, &text);
        assert!(!all.is_empty(), "{path}");
    }
    for junk in ["\"", "\"\n", ",", ";a\n", "a|", "#:\n", "\0,", "\"\"x\n", "-\n"] {
        let text = junk.repeat(1_000_000 / junk.len());
        for path in ["tables/a.csv", "cases/a.csv", "catalogue.csv"] {
            let (_, all) = read_file(path, &text);
            assert!(!all.is_empty(), "{path} {junk:?}");
        }
    }
}

const PATHS: &[&str] = &[
    "pack.toml",
    "facts.toml",
    "parameters/a.toml",
    "sources/a.toml",
    "cases/a.toml",
    "cases/a.csv",
    "tables/a.csv",
    "catalogue.csv",
    "kinerja/a.rhai",
];

/// Pieces of the formats, so that generated files get past the first line.
fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        proptest::sample::select(vec![
            "[fact.a]\n",
            "[enum.a]\n",
            "[record.a]\n",
            "[[case]]\n",
            "[a]\n",
            "[[a.values]]\n",
            "[defaults]\n",
            "type = \"number\"\n",
            "type = \"list\"\n",
            "min = 1\n",
            "max = 0x7f\n",
            "values = [\"a\", {id = 1}]\n",
            "value = { a = \"75%\", b = [[1, 2], [1, 3]] }\n",
            "from = 2020-01-01\n",
            "until = 2019-12-31\n",
            "expect.a.b = 1\n",
            "expect = { a = { rounded = 1.50 }, \"a.b\" = [1, \"-\", [2]] }\n",
            "given = { a = { value = 1 } }\n",
            "without = [\"a\", 2]\n",
            "overridable = {}\n",
            "key = \"a\"\n",
            "# returns: a = list of b\n",
            "# result: a\n",
            "# range: 1..0\n",
            "# effective: 2020..\n",
            "# per: a\n",
            "a \\ b,c,d\n",
            "a,result: b,note\n",
            "a;result: b\n",
            "[1..2),-,x\n",
            "\"a\"\"|\",>= 1\n",
            "name,expect: a\n",
            "code,kind,title\n",
            "é,≥,\u{1F600}\n",
            ",",
            ";",
            "\"",
            "|",
            "..",
            "\r\n",
            "\0",
        ])
        .prop_map(str::to_owned),
        ".{0,8}",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_give_findings_and_no_panic(
        path in proptest::sample::select(PATHS),
        bytes in proptest::collection::vec(any::<u8>(), 0..200),
    ) {
        let (_, _, found) = read_pack(&[(path, &bytes)]);
        let utf8 = std::str::from_utf8(bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&bytes)).is_ok();
        prop_assert_eq!(found.iter().any(|d| d.code == "T0001"), !utf8);
    }

    #[test]
    fn any_pieces_give_findings_and_no_panic(
        path in proptest::sample::select(PATHS),
        pieces in proptest::collection::vec(piece(), 0..24),
    ) {
        let text = pieces.concat();
        let (_, _, found) = read_pack(&[(path, text.as_bytes())]);
        let (_, _, again) = read_pack(&[(path, text.as_bytes())]);
        prop_assert_eq!(found, again);
    }
}
