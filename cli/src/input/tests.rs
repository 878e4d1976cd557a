use std::io::Write as _;

use timbang::Raw;

use super::csv::from_text;
use super::json::JsonRows;
use super::ndjson::NdjsonRows;
use super::*;
use crate::failure::Failure;

const LIMIT: u64 = 1 << 20;

fn all(rows: &mut dyn Rows) -> Vec<Item> {
    let mut found = Vec::new();
    while let Some(item) = rows.next().unwrap() {
        found.push(item);
    }
    found
}

fn row(number: u64, cells: &[(&str, Raw)]) -> Item {
    Item::Row(Row { number, cells: cells.iter().map(|(k, v)| ((*k).to_owned(), v.clone())).collect() })
}

fn words(words: &str) -> Raw {
    Raw::Text(words.to_owned())
}

/// The numbers of the rows that could not be read.
fn bad(items: &[Item]) -> Vec<u64> {
    let number = |item: &Item| match item {
        Item::Bad { number, .. } => Some(*number),
        Item::Row(_) => None,
    };
    items.iter().filter_map(number).collect()
}

#[test]
fn csv_tells_comma_semicolon_and_tab_apart() {
    for (text, comma) in [("a,b\n1,2\n", false), ("a;b\n1;2\n", true), ("a\tb\n1\t2\n", false)] {
        let mut rows = from_text(text, LIMIT).unwrap();
        assert_eq!(rows.decimal_comma(), comma);
        assert_eq!(all(&mut rows), [row(2, &[("a", words("1")), ("b", words("2"))])], "{text:?}");
    }
    let mut rows = from_text("\"a;b\",c\n1,2\n", LIMIT).unwrap();
    assert_eq!(rows.columns().unwrap(), ["a;b", "c"]);
    assert_eq!(all(&mut rows).len(), 1);
}

#[test]
fn an_empty_csv_cell_is_not_given() {
    let mut rows = from_text("a,b\r\n,\" \"\r\n", LIMIT).unwrap();
    assert_eq!(all(&mut rows), [row(2, &[("a", Raw::Null), ("b", Raw::Null)])]);
}

#[test]
fn csv_rows_of_another_length_are_told_with_their_line_and_the_rest_is_read() {
    let mut rows = from_text("a,b\n1,2\n3\n\n4,5,6\n7,\"8\n8\"\n9,10\n", LIMIT).unwrap();
    let items = all(&mut rows);
    assert_eq!(bad(&items), [3, 5]);
    assert_eq!(items[3], row(6, &[("a", words("7")), ("b", words("8\n8"))]));
    assert_eq!(items[4], row(8, &[("a", words("9")), ("b", words("10"))]));
}

#[test]
fn a_column_twice_is_refused() {
    let found = from_text("nip,a,nip\n", LIMIT);
    assert!(matches!(found.map(drop), Err(Failure::Told(error)) if error.code() == "T4011"));
}

#[test]
fn an_unclosed_quote_does_not_read_the_file_into_memory() {
    let mut text = String::from("a,b\n1,2\n3,\"");
    text.push_str(&"x,y\n".repeat(500_000));
    let mut rows = from_text(&text, 1 << 17).unwrap();
    let items = all(&mut rows);
    assert_eq!(items.len(), 2);
    assert!(matches!(&items[1], Item::Bad { message, .. } if message.en.contains("quote")));
}

#[test]
fn csv_that_is_no_utf8_is_told_for_the_row() {
    let bytes: &[u8] = b"a,b\n1,\xff\n2,3\0\n";
    let mut rows = super::csv::CsvRows::new(std::io::BufReader::new(bytes), "uji.csv", LIMIT).unwrap();
    let items = all(&mut rows);
    assert_eq!(bad(&items), [2]);
    assert_eq!(items[1], row(3, &[("a", words("2")), ("b", words("3\0"))]));
}

fn json(text: &str) -> Vec<Item> {
    all(&mut JsonRows::new(text.as_bytes(), "uji.json", LIMIT))
}

#[test]
fn json_gives_the_objects_of_an_array_and_keeps_digits() {
    let items = json("[\n {\"a\": 1.10, \"b\": \"x]},{\\\"\"},\n {\"a\": [{\"c\": null}]}\n]\n");
    assert_eq!(items[0], row(1, &[("a", Raw::Number("1.10".to_owned())), ("b", words("x]},{\""))]));
    assert!(matches!(&items[1], Item::Row(row) if row.number == 2));
    assert_eq!(items.len(), 2);
    assert_eq!(json("{\"a\": true}"), [row(1, &[("a", Raw::Bool(true))])]);
    assert!(json("").is_empty() && json(" [ ] ").is_empty());
}

#[test]
fn a_broken_json_object_is_told_with_its_line_and_the_rest_is_read() {
    let items = json("[{\"a\": 1},\n{\"a\" 2},\n7,\n{\"a\": 3}]");
    assert_eq!(bad(&items), [2, 3]);
    assert!(matches!(&items[1], Item::Bad { message, .. } if message.en.contains("line 2")));
    assert_eq!(items[3], row(4, &[("a", Raw::Number("3".to_owned()))]));
}

#[test]
fn a_cut_off_json_file_is_told() {
    assert_eq!(bad(&json("[{\"a\": 1}, {\"a\"")).len(), 2);
    assert_eq!(bad(&json("[{\"a\": 1}")).len(), 1);
    assert_eq!(bad(&json("[{\"a\": 1}] x")).len(), 1);
    assert_eq!(bad(&json("{\"a\": 1}\n{\"a\": 2}")).len(), 1);
}

#[test]
fn deep_nesting_is_no_row_and_no_crash() {
    let deep = format!("[{{\"a\": {}1{}}}, {{\"a\": 1}}]", "[".repeat(200_000), "]".repeat(200_000));
    let items = json(&deep);
    assert_eq!(bad(&items), [1]);
    assert_eq!(items.len(), 2);
}

#[test]
fn a_json_object_beyond_the_limit_ends_the_reading() {
    let text = format!("[{{\"a\": \"{}\"}}, {{\"a\": 1}}]", "x".repeat(5000));
    let items = all(&mut JsonRows::new(text.as_bytes(), "uji.json", 1000));
    assert_eq!(bad(&items), [1]);
    assert_eq!(items.len(), 1);
}

#[test]
fn ndjson_goes_on_after_bad_and_overlong_lines() {
    let text = format!("{{\"a\": 1}}\n\n{{\"a\": \n{}\n[1]\n{{\"a\": 2}}", "x".repeat(5000));
    let items = all(&mut NdjsonRows::new(text.as_bytes(), "uji.ndjson", 1000));
    assert_eq!(bad(&items), [3, 4, 5]);
    assert_eq!(items.last(), Some(&row(6, &[("a", Raw::Number("2".to_owned()))])));
}

#[test]
fn a_source_is_read_from_the_start_each_time() {
    let mut file = tempfile::Builder::new().suffix(".csv").tempfile().unwrap();
    file.write_all(b"\xEF\xBB\xBFa,b\n1,2\n").unwrap();
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let mut streams = crate::Streams {
        out: &mut out,
        err: &mut err,
        stdin: Some(Box::new(&b"a\n1\n2\n"[..])),
        progress: indicatif::ProgressBar::hidden(),
        colour: false,
    };
    let path = file.path().to_str().unwrap();
    let mut source = Source::open(path, None, &mut streams).unwrap();
    for _ in 0..2 {
        let mut rows = source.rows().unwrap();
        assert_eq!(rows.columns().unwrap(), ["a", "b"]);
        assert_eq!(all(&mut *rows).len(), 1);
    }
    let mut piped = Source::open("-", Some(Format::Csv), &mut streams).unwrap();
    piped.keep().unwrap();
    for _ in 0..2 {
        assert_eq!(all(&mut *piped.rows().unwrap()).len(), 2);
    }
    assert!(Source::open("-", Some(Format::Csv), &mut streams).is_err());
}
