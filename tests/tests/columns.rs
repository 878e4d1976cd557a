//! Columns without Arrow say what outcomes say, value for value.

use indexmap::{IndexMap, IndexSet};
use serde_json::Value as Json;
use timbang::host::{self, Cells, Column, ColumnResult, Columns, Digits, Written};
use timbang::source::{Files, read_folder};
use timbang::{Facts, Raw, date};
use timbang_tests::sample;

fn told(error: timbang::Error) -> String {
    error.to_string()
}

/// Texts by number, and which of them are there.
fn column(cells: &[Option<String>]) -> Column {
    let mut labels: IndexSet<&str> = IndexSet::new();
    let number =
        |text: &Option<String>, labels: &mut IndexSet<&str>| text.as_ref().map_or(0, |_| labels.len());
    let mut codes = Vec::new();
    for text in cells {
        let next = number(text, &mut labels);
        let at = text.as_deref().map_or(next, |text| labels.insert_full(text).0);
        codes.push(i32::try_from(at).unwrap_or(i32::MAX));
    }
    let labels = labels.into_iter().map(str::to_owned).collect();
    let valid = Some(cells.iter().map(|text| u8::from(text.is_some())).collect());
    Column { cells: Cells::Labels { codes, labels }, valid }
}

fn text(raw: &Raw) -> Option<String> {
    match raw {
        Raw::Text(text) => Some(text.clone()),
        _ => None,
    }
}

/// The cells of records by field.
fn cells(records: &[&IndexMap<String, Raw>]) -> IndexMap<String, Vec<Option<String>>> {
    let names: IndexSet<&String> = records.iter().flat_map(|record| record.keys()).collect();
    let of = |name: &str| records.iter().map(|record| record.get(name).and_then(text)).collect();
    names.into_iter().map(|name| (name.clone(), of(name))).collect()
}

/// Where the rows of each subject begin, which subjects have a list, and all rows.
type Rows<'a> = (Vec<u32>, Vec<u8>, Vec<&'a IndexMap<String, Raw>>);

/// A status and a value.
type Cell = (Option<u8>, Json);

fn columns(people: &[Facts]) -> Result<Columns, timbang::Error> {
    let mut columns = Columns::new(people.len());
    let maps: Vec<IndexMap<String, Raw>> = people.iter().map(|facts| facts.clone().into_map()).collect();
    let mut lists: IndexMap<String, Rows<'_>> = IndexMap::new();
    let names: IndexSet<&String> =
        maps.iter().flatten().filter(|(_, raw)| matches!(raw, Raw::List(_))).map(|(name, _)| name).collect();
    for map in &maps {
        for name in &names {
            let (offsets, valid, rows) =
                lists.entry((*name).clone()).or_insert_with(|| (vec![0], Vec::new(), Vec::new()));
            valid.push(u8::from(map.contains_key(*name)));
            if let Some(Raw::List(items)) = map.get(*name) {
                rows.extend(
                    items.iter().filter_map(|item| if let Raw::Map(row) = item { Some(row) } else { None }),
                );
            }
            offsets.push(u32::try_from(rows.len()).unwrap_or(u32::MAX));
        }
    }
    for (name, cells) in cells(&maps.iter().collect::<Vec<_>>()) {
        if !lists.contains_key(&name) {
            columns.add(&name, column(&cells))?;
        }
    }
    for (name, (offsets, valid, rows)) in &lists {
        columns.add_list(name, offsets, Some(valid.clone()))?;
        for (field, cells) in cells(rows) {
            columns.add_field(name, &field, column(&cells))?;
        }
    }
    Ok(columns)
}

/// The cell of a result as an outcome would show it: its status and its value.
fn shown(result: &ColumnResult, at: usize) -> (Option<u8>, Json) {
    let status = result.status.get(at).copied();
    let value = match &result.written {
        _ if status != Some(0) => Json::Null,
        Written::Numbers { values, scale } => {
            let digits = values.get(at).map(|digits| i128::from(*digits)).unwrap_or_default();
            timbang::Number::from_scaled(digits, *scale)
                .map_or(Json::Null, |number| number.to_string().into())
        }
        Written::Labels { codes, labels } => {
            let code = codes.get(at).and_then(|code| usize::try_from(*code).ok());
            code.and_then(|code| labels.get(code)).cloned().into()
        }
        Written::Days(days) => {
            let day = days.get(at).and_then(|day| date(1970, 1, 1).add_days(i64::from(*day)));
            day.map_or(Json::Null, |day| day.to_string().into())
        }
        Written::Truths(truths) => truths.get(at).map(|truth| *truth == 1).into(),
        Written::Json(texts) => {
            texts.get(at).and_then(|text| serde_json::from_str(text).ok()).unwrap_or(Json::Null)
        }
    };
    (status, value)
}

fn wanted(result: &Json) -> (Option<u8>, Json) {
    let status = result.get("status").and_then(Json::as_str);
    let words = ["value", "undetermined", "not_applicable", "error"];
    let at = words.iter().position(|word| status == Some(word)).and_then(|at| u8::try_from(at).ok());
    (at, result.get("value").cloned().unwrap_or(Json::Null))
}

#[test]
fn columns_of_the_sample_say_what_outcomes_say() -> Result<(), String> {
    let pack = host::load(read_folder(&sample::folder()).map_err(told)?).map_err(told)?;
    let outputs =
        ["kenaikan_pangkat_reguler", "angka_kredit_konversi", "masa_kerja_pangkat", "predikat_kinerja"];
    let mut names: Vec<String> = outputs.iter().map(|name| (*name).to_owned()).collect();
    names.retain(|name| pack.bundle().declares(name));
    names.extend(
        pack.default_outputs().iter().filter(|name| &***name != "triggers").map(|name| name.to_string()),
    );
    let plan = pack.plan(date(2025, 12, 31), &names).map_err(told)?;
    let people = sample::population()?;
    let results = host::evaluate_columns(&plan, &columns(&people).map_err(told)?);
    assert_eq!(results.len(), plan.outputs().len());
    let (mut compared, mut valued, mut wrong) = (0usize, 0usize, Vec::new());
    for (number, facts) in people.iter().enumerate() {
        let outcome = plan.evaluate(facts).map_err(told)?.to_json();
        for result in &results {
            let one = &outcome["results"][&*result.name];
            let pairs: Vec<(Cell, Cell)> = match (&result.offsets, one["items"].as_array()) {
                (None, _) => vec![(shown(result, number), wanted(one))],
                (Some(offsets), items) => {
                    let offset =
                        |n: usize| offsets.get(n).and_then(|n| usize::try_from(*n).ok()).unwrap_or(0);
                    let rows = offset(number)..offset(number + 1);
                    let items: &[Json] = items.map_or(&[], Vec::as_slice);
                    assert_eq!(rows.len(), items.len(), "{} of {number}", result.name);
                    rows.zip(items).map(|(row, item)| (shown(result, row), wanted(item))).collect()
                }
            };
            for (found, wanted) in pairs {
                compared += 1;
                valued += usize::from(found.0 == Some(0));
                if found != wanted {
                    wrong.push(format!("{number} {}: {found:?}, {wanted:?}", result.name));
                }
            }
        }
    }
    assert!(compared > 1_000 && valued > 100, "{compared}, {valued}");
    assert!(
        wrong.is_empty(),
        "{}\n{}",
        wrong.len(),
        wrong.into_iter().take(10).collect::<Vec<_>>().join("\n")
    );
    Ok(())
}

#[test]
fn columns_that_do_not_fit_are_told_by_name() {
    let numbers = |values: Vec<i64>| Column {
        cells: Cells::Numbers { values: Digits::Long(values), scale: 2 },
        valid: None,
    };
    let mut columns = Columns::new(2);
    let code = |result: Result<(), timbang::Error>| result.err().map(|error| error.code());
    assert_eq!(code(columns.add("a", numbers(vec![1, 2]))), None);
    assert_eq!(code(columns.add("a", numbers(vec![1, 2]))), Some("T3044"), "twice");
    assert_eq!(code(columns.add("b", numbers(vec![1]))), Some("T3044"), "too short");
    let labels = |code: i32, valid: u8| Column {
        cells: Cells::Labels { codes: vec![0, code], labels: vec!["x".to_owned()] },
        valid: Some(vec![1, valid]),
    };
    assert_eq!(code(columns.add("c", labels(1, 1))), Some("T3044"), "no such text");
    assert_eq!(code(columns.add("c", labels(1, 0))), None, "the code of a cell without value is nobody's");
    let marks = Column { cells: Cells::Truths(vec![1, 0]), valid: Some(vec![1]) };
    assert_eq!(code(columns.add("d", marks)), Some("T3044"), "too few marks");
    for offsets in [&[0, 1][..], &[1, 1, 2], &[0, 2, 1], &[]] {
        assert_eq!(code(columns.add_list("e", offsets, None)), Some("T3044"), "{offsets:?}");
    }
    assert_eq!(code(columns.add_list("e", &[0, 0, 3], Some(vec![1]))), Some("T3044"), "too few marks");
    assert_eq!(code(columns.add_list("e", &[0, 0, 3], Some(vec![0, 1]))), None);
    assert_eq!(code(columns.add_list("a", &[0, 0, 3], None)), Some("T3044"), "a list and a fact of one name");
    assert_eq!(code(columns.add_field("e", "f", numbers(vec![1, 2]))), Some("T3044"), "three rows");
    assert_eq!(code(columns.add_field("e", "f", numbers(vec![1, 2, 3]))), None);
    assert_eq!(code(columns.add_field("g", "f", numbers(vec![1]))), Some("T3044"), "no such list");
    let facts = columns.facts(1).to_json();
    assert_eq!(facts["a"].to_string(), "0.02");
    assert_eq!(facts["e"].as_array().map(Vec::len), Some(3));
    assert!(facts.get("c").is_none());
    assert!(columns.facts(0).get("e").is_none(), "a list that was not given is not empty");
}

/// Facts of every kind, each handed on as it is.
const EVERY_KIND: [(&str, &str); 3] = [
    (
        "pack.toml",
        r#"
format = 1
id = "uji"
version = "1.0.0"
title = "Uji"
subject = "pegawai"
outputs = ["a_utuh"]
"#,
    ),
    (
        "facts.toml",
        r#"
[enum.tingkat]
label = "Tingkat"
ordered = true
values = [{ id = "rendah", aliases = ["1"] }, { id = "tinggi", aliases = ["2"] }]

[fact.utuh]
type = "number"
label = "Utuh"
min = -3
max = 200

[fact.pecahan]
type = "number"
label = "Pecahan"
scale = 2
min = 0
max = 130

[fact.besar]
type = "number"
label = "Besar"
scale = 3
min = 0
max = 1000000000000

[fact.tingkat]
type = "tingkat"
label = "Tingkat"

[fact.hari]
type = "date"
label = "Hari"

[fact.benar]
type = "boolean"
label = "Benar"

[fact.kode]
type = "text"
label = "Kode"
code = true

[record.baris]
kode = { type = "text", label = "Kode", code = true }
nilai = { type = "number", label = "Nilai", scale = 1, min = 0, max = 10 }

[fact.daftar]
type = "list"
label = "Daftar"
record = "baris"
key = "kode"
max_items = 3
absent = "unknown"
"#,
    ),
    (
        "a.rhai",
        r#"
//! @basis contoh
/// Satu.
fn a_utuh(utuh) { utuh + 1 }
/// Dua.
fn a_pecahan(pecahan) { pecahan * 2 }
/// Tiga.
fn a_besar(besar) { besar }
/// Empat.
/// @returns tingkat
fn a_tingkat(tingkat) { tingkat }
/// Lima.
fn a_hari(hari) { add_days(hari, 1) }
/// Enam.
fn a_benar(benar) { !benar }
/// Tujuh.
fn a_kode(kode) { kode }
/// Delapan.
fn a_daftar(daftar) { daftar.sum(|baris| baris.nilai) }
/// Sembilan.
/// @per daftar
fn a_baris(nilai) { nilai + 1 }
"#,
    ),
];

/// Columns of every kind, with what counts, what does not and what is not there.
fn every_kind() -> Vec<Column> {
    let marks = |len: usize| Some((0..len).map(|row| u8::from(row % 5 != 3)).collect::<Vec<u8>>());
    let short: Vec<i32> = vec![0, 1, 2, 3, -3, -4, 130, 131, 200, 201, 13_000, 13_001, i32::MIN, i32::MAX];
    let long: Vec<i64> =
        short.iter().copied().map(i64::from).chain([i64::MIN, i64::MAX, 1 << 40, 10_000_000]).collect();
    let labels =
        ["", " ", "1", "rendah", "12.5", "131", "2024-02-29", "2024-02-30", "ya", "tidak", "0.001", "x"];
    let codes: Vec<i32> = (0..24).map(|row| row % 12).collect();
    let days: Vec<i32> = vec![0, -1, 19_782, 60_000, i32::MIN, i32::MAX, 1, 2];
    let mut all = Vec::new();
    for with_marks in [false, true] {
        let mut add = |cells: Cells, len: usize| {
            all.push(Column { cells, valid: if with_marks { marks(len) } else { None } });
        };
        for scale in [0, 1, 2, 3, 6, 60] {
            add(Cells::Numbers { values: Digits::Short(short.clone()), scale }, short.len());
            add(Cells::Numbers { values: Digits::Long(long.clone()), scale }, long.len());
        }
        let labels = labels.map(str::to_owned).to_vec();
        add(Cells::Labels { codes: codes.clone(), labels }, codes.len());
        add(Cells::Days(days.clone()), days.len());
        add(Cells::Truths(vec![0, 1, 2, 255, 0, 1]), 6);
    }
    all
}

fn len(column: &Column) -> usize {
    match &column.cells {
        Cells::Numbers { values: Digits::Short(values), .. } => values.len(),
        Cells::Numbers { values: Digits::Long(values), .. } => values.len(),
        Cells::Labels { codes: values, .. } | Cells::Days(values) => values.len(),
        Cells::Truths(values) => values.len(),
    }
}

/// Compares columns with the outcomes of the facts that they say; gives how many values there were.
fn agree(plan: &timbang::Plan, columns: &Columns, told_of: &str) -> Result<usize, String> {
    let results = host::evaluate_columns(plan, columns);
    let mut valued = Vec::new();
    for row in 0..columns.rows() {
        let outcome = plan.evaluate(&columns.facts(row)).map_err(told)?.to_json();
        for result in &results {
            let one = outcome.get("results").and_then(|results| results.get(&*result.name));
            let one = one.ok_or_else(|| format!("no {} in an outcome", result.name))?;
            let offset =
                |n: usize| -> Option<usize> { usize::try_from(*result.offsets.as_ref()?.get(n)?).ok() };
            let (found, expected): (Vec<Cell>, Vec<Cell>) = match (offset(row), offset(row.saturating_add(1)))
            {
                (Some(from), Some(to)) => {
                    let items = one.get("items").and_then(Json::as_array).map_or(&[][..], Vec::as_slice);
                    ((from..to).map(|at| shown(result, at)).collect(), items.iter().map(wanted).collect())
                }
                _ => (vec![shown(result, row)], vec![wanted(one)]),
            };
            assert_eq!(found, expected, "{} in row {row} of {told_of}", result.name);
            valued.extend(found.into_iter().filter(|cell| cell.0 == Some(0)));
        }
    }
    Ok(valued.len())
}

#[test]
fn a_column_of_any_kind_says_what_its_cells_say_as_facts() -> Result<(), String> {
    let pack = host::load(Files::from_map(EVERY_KIND)).map_err(told)?;
    let mut valued = 0usize;
    for name in ["utuh", "pecahan", "besar", "tingkat", "hari", "benar", "kode", "daftar"] {
        let plan = pack.plan(date(2025, 1, 1), [format!("a_{name}")]).map_err(told)?;
        for (number, column) in every_kind().into_iter().enumerate() {
            let mut columns = Columns::new(len(&column));
            columns.add(name, column).map_err(told)?;
            valued += agree(&plan, &columns, &format!("column {number} as {name}"))?;
        }
    }
    assert!(valued > 300, "{valued}");
    Ok(())
}

#[test]
fn lists_of_any_kind_say_what_their_rows_say_as_facts() -> Result<(), String> {
    let pack = host::load(Files::from_map(EVERY_KIND)).map_err(told)?;
    let plan = pack.plan(date(2025, 1, 1), ["a_daftar", "daftar.a_baris", "a_utuh"]).map_err(told)?;
    let mut valued = 0usize;
    for column in every_kind() {
        let rows = u32::try_from(len(&column)).map_err(|error| error.to_string())?;
        // No rows, one, two of one key, more than there may be, the rest not given.
        let offsets = [0, 0, 1, 3, 3, rows];
        let keys = Cells::Labels {
            codes: (0..rows).map(|row| i32::from(row > 2)).collect(),
            labels: vec!["a".to_owned(), "b".to_owned()],
        };
        for valid in [None, Some(vec![1, 1, 0, 1, 1])] {
            let mut columns = Columns::new(5);
            columns.add_list("daftar", &offsets, valid.clone()).map_err(told)?;
            columns.add_field("daftar", "nilai", column.clone()).map_err(told)?;
            let key = Column { cells: keys.clone(), valid: None };
            columns.add_field("daftar", "kode", key).map_err(told)?;
            // A list where the fact is a number.
            columns.add_list("utuh", &[0; 6], valid).map_err(told)?;
            valued += agree(&plan, &columns, "lists")?;
        }
    }
    assert!(valued > 50, "{valued}");
    Ok(())
}
