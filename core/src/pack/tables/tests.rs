use crate::pack::decl::{BoundDecl, CellDecl, CompareDecl, ResultDecl, TestDecl};
use crate::pack::tests::{num, read_file, sound};
use crate::source::Files;
use crate::value::date;

const SOUND: &str = "\u{FEFF}# label: Dimensi kinerja, dan lainnya\r
# basis: Pasal 1,,\r
# returns: kategori = kategori_kinerja\r
# returns: poin = number, scale 2\r
# effective: 2023-01-01..\r
# range: 0..30\r
# hit: first\r
nilai_kinerja,jenis_jabatan,result: poin,result: kategori,verified,note\r
>= 91,-,30,tinggi,tidak,\r
[batas_bawah..91),fungsional|pelaksana,20.5,sedang,,\"tercetak \"\"76-90\"\"\"\r
< batas_bawah,ya,?,-,ya,\r
,,,,,\r
(1..2025-01-31],\"jpt\",2025-01-31,tidak,tidak,x\r
";

#[test]
fn a_table_is_read() {
    let out = sound("tables/a.csv", SOUND);
    let table = &out.tables[0];
    assert_eq!(table.label.as_ref().unwrap().value, "Dimensi kinerja, dan lainnya");
    assert_eq!(table.basis.as_ref().unwrap().value, "Pasal 1");
    assert_eq!(table.effective.as_ref().unwrap().value.from, Some(date(2023, 1, 1)));
    assert_eq!(table.range.as_ref().unwrap().value, (num("0"), num("30")));
    assert!(table.first_hit && !table.helper && !table.matrix);
    assert_eq!(
        table.inputs.iter().map(|n| &*n.value).collect::<Vec<_>>(),
        ["nilai_kinerja", "jenis_jabatan"]
    );
    assert_eq!(table.results.iter().map(|n| &*n.value).collect::<Vec<_>>(), ["poin", "kategori"]);
    assert_eq!(table.returns[1].1.value.scale, Some(2));
    let row = |n: usize| &table.rows[n];
    assert_eq!(
        row(0).tests[0].value,
        CellDecl::Tests(vec![TestDecl::Compare(CompareDecl::GreaterOrEqual, BoundDecl::Number(num("91")))])
    );
    assert_eq!(row(0).tests[1].value, CellDecl::Any);
    assert!(!row(0).verified && row(1).verified);
    let word = |text: &str| BoundDecl::Word(text.into());
    assert_eq!(
        row(1).tests[0].value,
        CellDecl::Tests(vec![TestDecl::Range {
            lo: word("batas_bawah"),
            lo_included: true,
            hi: BoundDecl::Number(num("91")),
            hi_included: false
        }])
    );
    assert_eq!(
        row(1).tests[1].value,
        CellDecl::Tests(vec![TestDecl::Equal(word("fungsional")), TestDecl::Equal(word("pelaksana"))])
    );
    assert_eq!(row(1).results[0].value, ResultDecl::Number(num("20.5")));
    assert_eq!(row(1).note.as_deref(), Some("tercetak \"76-90\""));
    assert_eq!(row(2).results[0].value, ResultDecl::NotRegulated);
    assert_eq!(row(2).results[1].value, ResultDecl::NotApplicable);
    assert_eq!(row(2).tests[1].value, CellDecl::Tests(vec![TestDecl::Equal(BoundDecl::Bool(true))]));
    assert_eq!(row(3).results[0].value, ResultDecl::Date(date(2025, 1, 31)));
    assert_eq!(row(3).line, 13);
    let files = Files::from_map([("pack.toml", ""), ("tables/a.csv", SOUND)]);
    assert_eq!(files.slice(row(1).tests[0].span), "[batas_bawah..91)");
    assert_eq!(files.slice(row(3).tests[1].span), "jpt");
    assert_eq!(files.slice(table.results[1].span), "kategori");
}

#[test]
fn a_matrix_has_a_row_for_each_cell() {
    let text =
        "# result: predikat\nhasil \\ perilaku;di_bawah;sesuai|di_atas\ndi_atas;1,5;baik\nsesuai;-;?\n";
    let out = sound("tables/predikat.csv", text);
    let table = &out.tables[0];
    assert!(table.matrix);
    assert_eq!(table.inputs.iter().map(|n| &*n.value).collect::<Vec<_>>(), ["hasil", "perilaku"]);
    assert_eq!(table.rows.len(), 4);
    let files = Files::from_map([("pack.toml", ""), ("tables/predikat.csv", text)]);
    assert_eq!(table.rows[0].results[0].value, ResultDecl::Number(num("1.5")));
    assert_eq!(files.slice(table.rows[1].span), "baik");
    assert_eq!(files.slice(table.rows[1].tests[0].span), "di_atas");
    assert_eq!(files.slice(table.rows[1].tests[1].span), "sesuai|di_atas");
    assert_eq!(files.slice(table.inputs[1].span), "perilaku");
}

fn found(text: &str) -> Vec<(&'static str, String)> {
    read_file("tables/a.csv", text).1
}

fn places(expected: &[(&'static str, &str)]) -> Vec<(&'static str, String)> {
    expected.iter().map(|(code, at)| (*code, (*at).to_owned())).collect()
}

#[test]
fn cells_are_refused_with_their_own_characters() {
    let text = "a,b,result: c\n81..90,\"x|-\",1\n[9..3],≥ 5,\n\"1,5\",2025-02-30,1.800.000\n,== 3,20/05/2025\n\"[1..\",\"\"\"q|>\",75%\n";
    assert_eq!(
        found(text),
        places(&[
            ("T0046", "81..90"),
            ("T0046", "-"),
            ("T0024", "[9..3]"),
            ("T0046", "≥ 5"),
            ("T0046", ""),
            ("T0045", "1,5"),
            ("T0016", "2025-02-30"),
            ("T0045", "1.800.000"),
            ("T0046", ""),
            ("T0046", "== 3"),
            ("T0016", "20/05/2025"),
            ("T0046", "[1.."),
            ("T0046", "\"\"q|>"),
        ])
    );
}

#[test]
fn a_point_in_a_semicolon_file_is_no_decimal_sign() {
    assert_eq!(
        found("a;result: b\n>= 81.5;1.000\n[0,5..2.5];3\n"),
        places(&[("T0045", "81.5"), ("T0045", "1.000"), ("T0045", "2.5")])
    );
}

#[test]
fn rows_and_columns_must_fit() {
    assert_eq!(
        found("a,result: b,a\n1,2\n1,2,3,4,5\n# nanti\n1,2,3\n"),
        places(&[("T0044", "a"), ("T0041", "1,2"), ("T0041", "4,5"), ("T0043", "# nanti")])
    );
    assert_eq!(found("a,b\n1,2\n"), places(&[("T0047", "a,b")]));
    assert_eq!(found("result: b\n2\n"), places(&[("T0047", "result: b")]));
    assert_eq!(found("a,result: b\n"), places(&[("T0042", "a,result: b")]));
    assert_eq!(found("# label: x\n"), places(&[("T0042", "")]));
    assert_eq!(found("a,result: b\n\"x,1\n2,3\n"), places(&[("T0040", "\""),]));
}

#[test]
fn comments_say_what_they_can() {
    let text = "# labl: x\n# label: a\n# label: b\n# bebas\n# unit:\n# hit: satu\n# open: yes\n# effective: 2023\n# range: 5..1\n\
                # dated_by: tanggal\n# returns: x y\n# returns: z = number\n# result: c\na,result: b\n1,2\n";
    assert_eq!(
        found(text),
        places(&[
            ("T0009", "labl"),
            ("T0044", "b"),
            ("T0043", "# bebas"),
            ("T0043", "unit"),
            ("T0017", "satu"),
            ("T0017", "yes"),
            ("T0016", "2023"),
            ("T0024", "5..1"),
            ("T0047", "tanggal"),
            ("T0049", "x y"),
            ("T0049", "z"),
            ("T0048", "c"),
        ])
    );
    assert_eq!(found("a \\ b,x\ny,1\n"), places(&[("T0048", "a \\ b")]));
    assert_eq!(found("# returns: teks\na,result: b,result: c\n1,2,3\n"), places(&[("T0049", "teks")]));
}

#[test]
fn a_spreadsheet_may_pad_and_quote_comments() {
    let text = "\"# basis: Pasal 1, ayat \"\"2\"\"\",,\n# label: Judul,,\na,result: b,\n1,2,\n";
    let out = sound("tables/a.csv", text);
    assert_eq!(out.tables[0].basis.as_ref().unwrap().value, "Pasal 1, ayat \"2\"");
    assert_eq!(out.tables[0].label.as_ref().unwrap().value, "Judul");
    assert_eq!(out.tables[0].rows.len(), 1);
}
