//! Workload W for the browser package: the population as typed arrays, and what the native build takes for the same.

use std::fs;
use std::hint::black_box;
use std::path::Path;

use arrow_array::cast::AsArray;
use arrow_array::types::{Decimal128Type, Int8Type};
use arrow_array::{Array, RecordBatch};
use arrow_schema::DataType;
use serde_json::{Map, Value as Json, json};
use timbang::host::{self, Cells, Column, Columns, Digits};
use timbang::{Bundle, Error, source};
use timbang_benches::measure::median;
use timbang_benches::workload::{People, Quality, folder, plan};

use super::Outcome;
use super::clock::time;
use super::options::Options;

/// Subjects that are evaluated one by one.
const SUBJECTS: u64 = 512;

/// Writes `w.timbang` (the bundle of the pack), `w.json` (the pack, its subjects, the columns by name) and `w.bin` (their cells, one column behind the other,
/// each with four bytes a cell and then one that tells whether it is there), and times the native build.
pub(crate) fn web(options: &Options) -> Outcome {
    fs::create_dir_all(&options.out)?;
    let people = People { seed: 7, quality: Quality::AsDescribed };
    let given = columns(&people.batch(0..options.rows)?)?;
    let texts: Vec<String> = (0..SUBJECTS).map(|row| people.person(row).facts().to_string()).collect();

    let plan = plan()?;
    let mut all = Columns::new(usize::try_from(options.rows)?);
    for (name, column) in &given {
        all.add(name, column.clone())?;
    }
    let columns_ms = milliseconds(options, || {
        drop(black_box(host::evaluate_columns(&plan, &all)));
        Ok(())
    })?;
    let one = milliseconds(options, || {
        texts.iter().try_for_each(|text| host::evaluate_text(&plan, text).map(|told| drop(black_box(told))))
    })?;
    let nation = source::read_folder(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../rules/nasional"))?;
    let load_ms = milliseconds(options, || host::load(nation.clone()).map(|pack| drop(black_box(pack))))?;
    let pack = host::load(nation)?;
    let bundle = pack.bundle().to_bytes();
    let open_ms = milliseconds(options, || Bundle::from_bytes(&bundle).map(|own| drop(black_box(own))))?;
    let plan_ms = milliseconds(options, || host::plan(&pack, "2025-12-31", &[]).map(|p| drop(black_box(p))))?;
    // The first plan of a bundle reads its program.
    let start_ms = milliseconds(options, || {
        host::plan(&Bundle::from_bytes(&bundle)?, "2025-12-31", &[]).map(|p| drop(black_box(p)))
    })?;

    let mut bytes = Vec::new();
    let mut told = Map::new();
    for (name, column) in &given {
        let (kind, scale, values) = match &column.cells {
            Cells::Numbers { values: Digits::Short(values), scale } => ("values", *scale, values.clone()),
            Cells::Truths(truths) => ("truths", 0, truths.iter().map(|truth| i32::from(*truth)).collect()),
            _ => return Err(format!("{name}: bukan angka / no number").into()),
        };
        values.iter().for_each(|value| bytes.extend(value.to_le_bytes()));
        let marks = column.valid.clone().unwrap_or_else(|| vec![1; values.len()]);
        bytes.extend(marks);
        told.insert(name.clone(), json!({ "kind": kind, "scale": scale, "gaps": column.valid.is_some() }));
    }
    fs::write(options.out.join("w.bin"), bytes)?;
    fs::write(options.out.join("w.timbang"), plan.bundle().to_bytes())?;
    let files: Map<String, Json> = source::read_folder(&folder())?
        .iter()
        .filter(|(_, file)| source::counts(&file.path))
        .map(|(_, file)| (file.path.to_string(), (*file.text).into()))
        .collect();
    let native = json!({
        "columns_ms": columns_ms, "one_us": one * 1e3 / SUBJECTS as f64, "load_ms": load_ms,
        "open_ms": open_ms, "plan_ms": plan_ms, "first_plan_ms": start_ms - open_ms,
    });
    let all =
        json!({ "rows": options.rows, "files": files, "subjects": texts, "columns": told, "native": native });
    fs::write(options.out.join("w.json"), all.to_string())?;
    Ok(())
}

/// The median of milliseconds, the first time left out.
fn milliseconds(options: &Options, mut work: impl FnMut() -> Result<(), Error>) -> Outcome<f64> {
    let mut all = Vec::new();
    for _ in 0..=options.pairs {
        let (done, seconds) = time(&mut work);
        done?;
        all.push(seconds.cpu * 1e3);
    }
    Ok(median(all.get(1..).unwrap_or_default()))
}

/// The columns of a batch as a browser would hand them over; what is no fact is left out.
fn columns(batch: &RecordBatch) -> Outcome<Vec<(String, Column)>> {
    let mut all = Vec::new();
    for (field, array) in batch.schema().fields().iter().zip(batch.columns()) {
        let cells = match array.data_type() {
            DataType::Int8 => {
                let values = array.as_primitive::<Int8Type>().values();
                numbers(values.iter().map(|value| i32::from(*value)).collect(), 0)
            }
            DataType::Decimal128(_, scale) => {
                let values = array.as_primitive::<Decimal128Type>().values();
                let short: Result<Vec<i32>, _> = values.iter().map(|value| i32::try_from(*value)).collect();
                numbers(short?, u32::try_from(*scale)?)
            }
            DataType::Boolean => {
                let truths = array.as_boolean();
                Cells::Truths((0..array.len()).map(|row| u8::from(truths.value(row))).collect())
            }
            _ => continue,
        };
        let marks = || (0..array.len()).map(|row| u8::from(array.is_valid(row))).collect();
        let valid = (array.null_count() > 0).then(marks);
        all.push((field.name().clone(), Column { cells, valid }));
    }
    Ok(all)
}

fn numbers(values: Vec<i32>, scale: u32) -> Cells {
    Cells::Numbers { values: Digits::Short(values), scale }
}
