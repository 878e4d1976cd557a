//! Lists in tables of their own, and rows as single subjects.

use std::sync::Arc;

use arrow_array::{Array, ArrayRef, Int64Array, RecordBatch, StringArray, UInt32Array};
use timbang::arrow::{Children, facts_of};
use timbang::{Facts, Pack, Plan, date};
use timbang_tests::sample::{folder, population};

use crate::every;
use crate::given::{STYLES, batch};

fn plan(outputs: &[&str]) -> Plan {
    Pack::from_dir(folder()).unwrap().plan(date(2025, 12, 31), outputs).unwrap()
}

fn table(columns: &[(&str, &[Option<&str>])]) -> RecordBatch {
    let columns = columns.iter().map(|(name, cells)| {
        let cells: ArrayRef = Arc::new(cells.iter().copied().collect::<StringArray>());
        (*name, cells)
    });
    RecordBatch::try_from_iter(columns).unwrap()
}

#[test]
fn rows_find_their_subjects_in_any_order() {
    let plan = plan(&["kenaikan_pangkat_reguler"]);
    let history = |rows: &[(Option<&str>, &str, &str)]| {
        table(&[
            ("nip", &rows.iter().map(|(nip, ..)| *nip).collect::<Vec<_>>()),
            ("tahun", &rows.iter().map(|(_, year, _)| Some(*year)).collect::<Vec<_>>()),
            ("predikat", &rows.iter().map(|(.., word)| Some(*word)).collect::<Vec<_>>()),
        ])
    };
    let together = [("a", "2023", "baik"), ("a", "2024", "baik"), ("b", "2024", "kurang")];
    let apart = [("a", "2023", "baik"), ("b", "2024", "kurang"), ("a", "2024", "baik")];
    let subjects = table(&[("nip", &[Some(" b "), Some("c"), None, Some("a"), Some("a")])]);
    for rows in [together, apart] {
        let mut rows: Vec<_> = rows.into_iter().map(|(nip, year, word)| (Some(nip), year, word)).collect();
        rows.insert(1, (None, "2020", "baik"));
        rows.push((Some("d"), "2021", "baik"));
        let mut children = Children::new("nip");
        children.add(&plan, "riwayat_kinerja", &history(&rows)).unwrap();
        let joined = children.attach(&subjects).unwrap();
        let list = joined.column_by_name("riwayat_kinerja").unwrap();
        let given: Vec<bool> = (0..list.len()).map(|row| list.is_valid(row)).collect();
        assert_eq!(given, [true, false, false, true, true], "who has no row has no list");
        let years = |row: usize| {
            let facts = facts_of(&joined, row).to_json();
            let rows = facts["riwayat_kinerja"].as_array().cloned().unwrap_or_default();
            rows.iter().map(|row| row["tahun"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
        };
        assert_eq!([years(0), years(1), years(2)], [vec!["2024".to_owned()], vec![], vec![]]);
        assert_eq!(years(3), ["2023", "2024"], "the rows of a subject keep their order");
        assert_eq!(years(4), years(3), "two subjects of one key have the same lists");
        assert!(children.orphans().eq([("riwayat_kinerja", 2)]), "of nobody: without key, and d");
    }
}

#[test]
fn what_cannot_be_joined_is_told() {
    let plan = plan(&["kenaikan_pangkat_reguler"]);
    let words = table(&[("nip", &[Some("1")]), ("tahun", &[Some("2024")])]);
    let numbers =
        RecordBatch::try_from_iter([("nip", Arc::new(Int64Array::from(vec![1])) as ArrayRef)]).unwrap();
    let floats = arrow_array::Float64Array::from(vec![1.0]);
    let floats = RecordBatch::try_from_iter([("nip", Arc::new(floats) as ArrayRef)]).unwrap();
    let code = |key: &str, list: &str, child: &RecordBatch, main: &RecordBatch| {
        let mut children = Children::new(key);
        let added = children.add(&plan, list, child);
        added.and_then(|()| children.attach(main)).map_err(|error| error.code()).map(drop)
    };
    let history = "riwayat_kinerja";
    assert_eq!(code("nip", history, &words, &words), Ok(()));
    assert_eq!(code("nipp", history, &words, &words), Err("T3025"));
    assert_eq!(code("nip", history, &words, &table(&[("nama", &[None])])), Err("T3025"));
    assert_eq!(code("nip", history, &floats, &floats), Err("T3025"), "a float holds no NIP");
    assert_eq!(code("nip", "riwayat", &words, &words), Err("T3026"));
    assert_eq!(code("nip", "golongan", &words, &words), Err("T3026"), "no list");
    assert_eq!(code("nip", history, &words, &numbers), Err("T3027"));
    assert_eq!(code("nip", history, &words, &table(&[("nip", &[None]), (history, &[None])])), Err("T3021"));
    let narrow =
        RecordBatch::try_from_iter([("nip", Arc::new(UInt32Array::from(vec![1])) as ArrayRef)]).unwrap();
    assert_eq!(code("nip", history, &narrow, &numbers), Ok(()), "whole numbers of any width");
}

#[test]
fn a_row_as_a_single_subject_comes_out_as_its_person() {
    let pack = Pack::from_dir(folder()).unwrap();
    let people = population().unwrap();
    let plan = every(&pack, date(2025, 12, 31));
    let shown = |facts: &Facts| {
        let wire = plan.evaluate(facts).unwrap().to_json();
        (wire["results"].clone(), wire["triggers"].clone())
    };
    for style in STYLES {
        let batch = batch(plan.program(), &people, style);
        for row in (0..people.len()).step_by(97) {
            assert_eq!(shown(&facts_of(&batch, row)), shown(&people[row]), "{style:?}, row {row}");
        }
    }
}
