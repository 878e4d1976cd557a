use std::path::Path;

use super::*;
use crate::Streams;
use crate::input::{Format, key_of};

fn source(folder: &Path, name: &str, content: &str) -> Source {
    let path = folder.join(name);
    std::fs::write(&path, content).unwrap();
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let mut streams = Streams {
        out: &mut out,
        err: &mut err,
        stdin: None,
        progress: indicatif::ProgressBar::hidden(),
        colour: false,
    };
    Source::open(path.to_str().unwrap(), Some(Format::Csv), &mut streams).unwrap()
}

/// A subject as its number, its key and the values of its list.
type Shown = (u64, String, Vec<String>);

/// Joins two files by `nip` and gives the subjects and the issues.
fn joined(main: &str, child: &str, memory: usize) -> (Vec<Shown>, Vec<InputIssue>) {
    let folder = tempfile::tempdir().unwrap();
    let main = source(folder.path(), "pegawai.csv", main);
    let child =
        ChildSource { list: "iki".to_owned(), source: source(folder.path(), "iki.csv", child), most: 3 };
    let mut issues = Vec::new();
    let mut subjects = Subjects::join(main, Some("nip"), vec![child], memory, &mut issues).unwrap();
    let mut found = Vec::new();
    while let Some(subject) = subjects.next(&mut issues).unwrap() {
        let rows = subject.lists.first().map(|(_, rows)| rows.clone()).unwrap_or_default();
        let values = rows.iter().map(|row| key_of(row.cells.get("v"))).collect();
        found.push((subject.number, subject.key, values));
    }
    (found, issues)
}

fn told(issues: &[InputIssue]) -> Vec<(&str, Option<u64>, Option<u64>, &str)> {
    let mut told: Vec<_> = issues.iter().map(|i| (i.code, i.row, i.row_of_list, i.key.as_str())).collect();
    told.sort();
    told
}

fn expected() -> Vec<Shown> {
    let one = |number, key: &str, values: &[&str]| {
        (number, key.to_owned(), values.iter().map(|v| (*v).to_owned()).collect())
    };
    vec![one(2, "10", &["a", "b"]), one(3, "11", &[]), one(4, "12", &["c"])]
}

#[test]
fn files_in_order_are_merged_as_they_are_read() {
    let (found, issues) = joined("nip\n10\n11\n12\n", "nip,v\n10,a\n10,b\n12,c\n", SORT_MEMORY);
    assert_eq!(found, expected());
    assert_eq!(issues, []);
}

#[test]
fn files_out_of_order_give_the_same_in_the_order_of_the_main_file() {
    for memory in [SORT_MEMORY, 1] {
        let (found, issues) = joined("nip\n10\n11\n12\n", "nip,v\n12,c\n10,a\n10,b\n", memory);
        assert_eq!(found, expected(), "only the child is out of order");
        assert_eq!(issues, []);
        let (found, issues) = joined("nip\n12\n10\n11\n", "nip,v\n12,c\n10,a\n10,b\n", memory);
        let order: Vec<_> = found.iter().map(|(number, key, _)| (*number, key.as_str())).collect();
        assert_eq!(order, [(2, "12"), (3, "10"), (4, "11")]);
        assert_eq!(found[1].2, ["a", "b"]);
        assert_eq!(issues, []);
    }
}

#[test]
fn orphans_before_between_and_after_are_told() {
    for child in ["nip,v\n09,x\n10,a\n115,y\n12,c\n13,z\n", "nip,v\n13,z\n12,c\n115,y\n10,a\n09,x\n"] {
        let (found, issues) = joined("nip\n10\n11\n12\n", child, SORT_MEMORY);
        let lists: Vec<_> = found.iter().map(|(.., values)| values.len()).collect();
        assert_eq!(lists, [1, 0, 1]);
        let keys: Vec<_> = told(&issues).into_iter().map(|(code, row, _, key)| (code, row, key)).collect();
        assert_eq!(keys.len(), 3);
        for key in ["09", "115", "13"] {
            assert!(keys.contains(&("T4008", None, key)), "{keys:?}");
        }
    }
}

#[test]
fn duplicate_keys_are_told_on_every_row_and_both_get_the_lists() {
    for main in ["nip\n10\n10\n11\n", "nip\n11\n10\n10\n"] {
        let (found, issues) = joined(main, "nip,v\n10,a\n", SORT_MEMORY);
        let lists: usize = found.iter().map(|(.., values)| values.len()).sum();
        assert_eq!(lists, 2);
        let codes: Vec<_> = told(&issues).into_iter().map(|(code, .., key)| (code, key)).collect();
        assert_eq!(codes, [("T4006", "10"), ("T4006", "10")]);
    }
}

#[test]
fn rows_without_a_key_are_told_and_joined_to_nothing() {
    for main in ["nip,x\n,1\n10,1\n", "nip,x\n10,1\n,1\n"] {
        let (found, issues) = joined(main, "nip,v\n,a\n10,b\n", SORT_MEMORY);
        let mut lists: Vec<_> = found.into_iter().map(|(_, key, values)| (key, values)).collect();
        lists.sort();
        assert_eq!(lists, [(String::new(), vec![]), ("10".to_owned(), vec!["b".to_owned()])]);
        let codes: Vec<_> =
            told(&issues).into_iter().map(|(code, row, of, _)| (code, row.is_some(), of)).collect();
        assert_eq!(codes, [("T4007", false, Some(2)), ("T4007", true, None)]);
    }
}

#[test]
fn a_subject_with_too_many_rows_is_told_once_and_bounded() {
    let child = format!("nip,v\n{}11,z\n", "10,a\n".repeat(50));
    let (found, issues) = joined("nip\n10\n11\n", &child, SORT_MEMORY);
    assert_eq!(found[0].2.len(), 3);
    assert_eq!(found[1].2, ["z"]);
    assert_eq!(told(&issues), [("T4010", None, Some(5), "10")]);
}

#[test]
fn rows_that_cannot_be_read_are_told_once() {
    for (main, child) in [
        ("nip,x\n10,1\n11\n12,1\n", "nip,v\n10\n12,c\n"),
        ("nip,x\n12,1\n11\n10,1\n", "nip,v\n12,c\n10\n10,d\n"),
    ] {
        let (found, issues) = joined(main, child, 1);
        assert_eq!(found.len(), 2);
        let codes: Vec<_> = told(&issues).into_iter().map(|(code, row, of, _)| (code, row.or(of))).collect();
        assert_eq!(codes.len(), 2, "{codes:?}");
        assert!(codes.iter().all(|(code, _)| *code == "T4005"));
    }
}

#[test]
fn a_file_without_the_key_column_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let main = source(folder.path(), "pegawai.csv", "nik\n1\n");
    let found = Subjects::join(main, Some("nip"), Vec::new(), 1, &mut Vec::new());
    let Err(crate::failure::Failure::Told(error)) = found.map(drop) else { panic!("not refused") };
    assert_eq!(error.code(), "T4011");
    assert!(error.help().unwrap().en.contains("nik"));
}

#[test]
fn more_runs_than_are_merged_at_once_stay_in_order() {
    let mut sorter = Sorter::new(1);
    for at in 0..2500u64 {
        // A step that has no factor in common with the count visits every number once.
        let key = (at * 1237) % 2500;
        sorter.push(&key.to_be_bytes(), at, b"x").unwrap();
    }
    let mut sorted = sorter.finish().unwrap();
    for wanted in 0..2500u64 {
        assert_eq!(sorted.next().unwrap().unwrap().key, wanted.to_be_bytes());
    }
    assert_eq!(sorted.next().unwrap(), None);
}
