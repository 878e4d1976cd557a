//! Populations in Parquet and Arrow files.

use std::fs::File;
use std::path::Path;
use std::sync::Arc;

use arrow_array::{Array, ArrayRef, RecordBatch, StringArray};
use arrow_ipc::reader::FileReader;
use arrow_ipc::writer::FileWriter;
use parquet::arrow::ArrowWriter;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;

use crate::common::{national, run};

/// The sample's CSV as columns of texts; none of its cells is in quotes.
pub(crate) fn sample(file: &str) -> RecordBatch {
    let text = std::fs::read_to_string(national().join("sample").join(file)).unwrap();
    let mut lines = text.lines();
    let head: Vec<&str> = lines.next().unwrap().split(',').collect();
    let mut rows: Vec<Vec<&str>> = lines.map(|line| line.split(',').collect()).collect();
    rows.sort();
    let column =
        |at: usize| -> ArrayRef { Arc::new(rows.iter().map(|row| row.get(at)).collect::<StringArray>()) };
    RecordBatch::try_from_iter(head.iter().enumerate().map(|(at, name)| (*name, column(at)))).unwrap()
}

/// Writes a table.
pub(crate) fn write_parquet(path: &Path, batch: &RecordBatch) {
    let mut writer = ArrowWriter::try_new(File::create(path).unwrap(), batch.schema(), None).unwrap();
    writer.write(batch).unwrap();
    writer.close().unwrap();
}

fn read_parquet(path: &Path) -> Vec<RecordBatch> {
    let reader =
        ParquetRecordBatchReaderBuilder::try_new(File::open(path).unwrap()).unwrap().build().unwrap();
    reader.map(Result::unwrap).collect()
}

fn words(column: &dyn Array) -> Vec<Option<String>> {
    use arrow_array::cast::AsArray;
    let keys = column.as_any_dictionary_opt();
    match keys {
        Some(dictionary) => {
            let values = words(&**dictionary.values());
            let keys = dictionary.normalized_keys();
            (0..column.len())
                .map(|row| if column.is_null(row) { None } else { values[keys[row]].clone() })
                .collect()
        }
        None => match column.as_string_opt::<i32>() {
            Some(texts) => texts.iter().map(|words| words.map(str::to_owned)).collect(),
            None => {
                let bits = column.as_boolean();
                bits.iter().map(|bit| bit.map(|bit| bit.to_string())).collect()
            }
        },
    }
}

fn arguments<'a>(input: &'a str, out: &'a str, more: &[&'a str]) -> Vec<&'a str> {
    let mut all = vec!["evaluate", "PACK", input, "--as-of", "2025-12-31", "--out", out, "--key", "nip"];
    all.extend(more);
    all
}

fn evaluate(arguments: Vec<&str>) -> crate::common::Run {
    let pack = national();
    let pack = pack.to_str().unwrap();
    run(arguments.into_iter().map(|word| if word == "PACK" { pack } else { word }))
}

#[test]
fn parquet_says_what_csv_says_with_lists_joined_by_merging() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let main = sample("pegawai.csv");
    write_parquet(Path::new(&at("pegawai.parquet")), &main);
    write_parquet(Path::new(&at("kompetensi.parquet")), &sample("kompetensi.csv"));
    let list = format!("kompetensi={}", at("kompetensi.parquet"));
    let outputs = ["--output", "kenaikan_pangkat_fungsional", "--output", "triggers", "--list", &list];
    let (input, out) = (at("pegawai.parquet"), at("hasil.parquet"));
    let found = evaluate(arguments(&input, &out, &outputs));
    assert_eq!(found.code, 0, "{}", found.err);
    let results = read_parquet(Path::new(&out));
    let rows: usize = results.iter().map(RecordBatch::num_rows).sum();
    assert_eq!(rows, main.num_rows());
    let issues: usize =
        read_parquet(Path::new(&at("hasil.parquet.issues.parquet"))).iter().map(RecordBatch::num_rows).sum();
    assert!(issues > 0 && found.err.contains(&format!("masalah: {issues} ")), "{}", found.err);

    // The same through files of rows.
    let csv_list = format!("kompetensi={}", national().join("sample/kompetensi.csv").display());
    let csv = national().join("sample/pegawai.csv");
    let outputs = ["--output", "kenaikan_pangkat_fungsional", "--output", "triggers", "--list", &csv_list];
    let out = at("hasil.csv");
    let found = evaluate(arguments(csv.to_str().unwrap(), &out, &outputs));
    assert_eq!(found.code, 0, "{}", found.err);
    let text = std::fs::read_to_string(&out).unwrap();
    let mut lines = text.lines();
    let head: Vec<&str> = lines.next().unwrap().split(',').collect();
    let cell = |line: &str, name: &str| -> String {
        line.split(',').nth(head.iter().position(|column| *column == name).unwrap()).unwrap().to_owned()
    };
    let expected: std::collections::BTreeMap<String, String> =
        lines.map(|line| (cell(line, "nip"), cell(line, "kenaikan_pangkat_fungsional_decision"))).collect();
    let mut compared = 0;
    for batch in &results {
        let keys = words(batch.column_by_name("nip").unwrap());
        let statuses = words(batch.column_by_name("kenaikan_pangkat_fungsional.status").unwrap());
        for (key, status) in keys.iter().zip(statuses) {
            if let Some(wanted) = key.as_ref().and_then(|key| expected.get(key)) {
                assert_eq!(status.as_ref(), Some(wanted), "{key:?}");
                compared += 1;
            }
        }
    }
    assert!(compared > 300);
}

#[test]
fn arrow_files_are_read_and_written() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let main = sample("pegawai.csv");
    let input = at("pegawai.arrow");
    let mut writer = FileWriter::try_new(File::create(&input).unwrap(), &main.schema()).unwrap();
    for from in [0, 100, 200] {
        writer.write(&main.slice(from, 100)).unwrap();
    }
    writer.finish().unwrap();
    let out = at("hasil.feather");
    let found = evaluate(arguments(&input, &out, &["--threads", "2", "--lang", "en"]));
    assert_eq!(found.code, 0, "{}", found.err);
    assert!(found.err.contains("rows evaluated: 300"), "{}", found.err);
    let reader = FileReader::try_new(File::open(&out).unwrap(), None).unwrap();
    assert!(reader.schema().metadata().contains_key("timbang.packs"));
    assert_eq!(reader.map(|batch| batch.unwrap().num_rows()).sum::<usize>(), 300);
}

#[test]
fn what_tables_cannot_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let main = sample("pegawai.csv");
    let (input, out) = (at("pegawai.parquet"), at("hasil.parquet"));
    write_parquet(Path::new(&input), &main);
    for more in [&["--explain"][..], &["--record", "/dev/null"]] {
        let found = evaluate(arguments(&input, &out, more));
        assert_eq!(found.code, 2, "{}", found.err);
        assert!(found.err.contains("T4040"), "{}", found.err);
    }
    let broken = at("rusak.parquet");
    std::fs::write(&broken, "nip\n1\n").unwrap();
    let found = evaluate(arguments(&broken, &out, &[]));
    assert!(found.err.contains("T4041"), "{}", found.err);
    assert!(!Path::new(&out).exists());
}
