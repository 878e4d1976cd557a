//! Columns without Arrow say what outcomes say, value for value.

use indexmap::{IndexMap, IndexSet};
use serde_json::Value as Json;
use timbang::host::{self, Cells, Column, ColumnResult, Columns, Written};
use timbang::source::read_folder;
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
        codes.push(u32::try_from(at).unwrap_or(u32::MAX));
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
            let day = days.get(at).copied().map(i64::from);
            let epoch = date(1970, 1, 1).to_string();
            day.map_or(Json::Null, |day| if day == 0 { epoch.into() } else { Json::from(day) })
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
    names.retain(|name| pack.declares(name));
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
                // Days are numbers here and texts there: that one is a value where the other is, is compared.
                let is_day = matches!(result.written, Written::Days(_));
                if found.0 != wanted.0 || (!is_day && found.1 != wanted.1) {
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
    let numbers = |values: Vec<i64>| Column { cells: Cells::Numbers { values, scale: 2 }, valid: None };
    let mut columns = Columns::new(2);
    let code = |result: Result<(), timbang::Error>| result.err().map(|error| error.code());
    assert_eq!(code(columns.add("a", numbers(vec![1, 2]))), None);
    assert_eq!(code(columns.add("a", numbers(vec![1, 2]))), Some("T3044"), "twice");
    assert_eq!(code(columns.add("b", numbers(vec![1]))), Some("T3044"), "too short");
    let labels = |code: u32, valid: u8| Column {
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
    assert_eq!(code(columns.add_field("e", "f", numbers(vec![1, 2]))), Some("T3044"), "three rows");
    assert_eq!(code(columns.add_field("e", "f", numbers(vec![1, 2, 3]))), None);
    assert_eq!(code(columns.add_field("g", "f", numbers(vec![1]))), Some("T3044"), "no such list");
    let facts = columns.facts(1).to_json();
    assert_eq!(facts["a"].to_string(), "0.02");
    assert_eq!(facts["e"].as_array().map(Vec::len), Some(3));
    assert!(facts.get("c").is_none());
    assert!(columns.facts(0).get("e").is_none(), "a list that was not given is not empty");
}
