//! A population by columns says what it says row by row, to the letter, whatever kind of file it comes in.
//!
//! Decision records need the outcome of each subject, so a run with `--record` goes row by row.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use arrow_array::{ArrayRef, RecordBatch, StringArray};
use parquet::arrow::ArrowWriter;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;

use crate::common::{Run, national, run};

/// A folder with files of a population.
struct Folder {
    own: tempfile::TempDir,
    ending: &'static str,
}

impl Folder {
    fn path(&self, name: &str) -> PathBuf {
        self.own.path().join(name)
    }

    /// Evaluates what is in the folder; gives the results, and the issues in the order of their text.
    fn evaluate(&self, out: &str, more: &[&str]) -> (Run, Vec<String>, Vec<String>) {
        let at = |name: &str| self.path(name).to_str().unwrap().to_owned();
        let main = at(&format!("pegawai.{}", self.ending));
        let pack = national().to_str().unwrap().to_owned();
        let mut words = vec!["evaluate".to_owned(), pack, main, "--out".to_owned(), at(out)];
        words.extend(["--as-of", "2025-12-31", "--key", "nip"].map(str::to_owned));
        let mut names: Vec<PathBuf> =
            std::fs::read_dir(self.own.path()).unwrap().map(|entry| entry.unwrap().path()).collect();
        names.sort();
        for path in names {
            let (stem, ending) = (path.file_stem().unwrap(), path.extension().unwrap());
            let stem = stem.to_str().unwrap();
            if ending == self.ending && stem != "pegawai" && !stem.starts_with("hasil") {
                words.extend(["--list".to_owned(), format!("{stem}={}", path.display())]);
            }
        }
        words.extend(more.iter().map(|word| (*word).to_owned()));
        let done = run(words);
        let read = |name: &str| match std::fs::read_to_string(self.path(name)) {
            Ok(text) => text.lines().map(str::to_owned).collect(),
            Err(_) => Vec::new(),
        };
        let (results, mut issues): (Vec<String>, Vec<String>) =
            (read(out), read(&format!("{out}.issues.csv")));
        issues.sort();
        (done, results, issues)
    }

    fn by_columns(&self) -> (Vec<String>, Vec<String>) {
        let (done, results, issues) = self.evaluate("hasil.csv", &[]);
        assert_eq!(done.code, 0, "{}", done.err);
        (results, issues)
    }

    fn by_rows(&self) -> (Vec<String>, Vec<String>) {
        let record = self.path("catatan.ndjson").to_str().unwrap().to_owned();
        let (done, results, issues) = self.evaluate("hasil-baris.csv", &["--record", &record]);
        assert_eq!(done.code, 0, "{}", done.err);
        assert!(std::fs::metadata(record).unwrap().len() > 0);
        (results, issues)
    }
}

/// The files of the sample, changed.
fn sample(ending: &'static str, change: impl Fn(&str, &str) -> String) -> Folder {
    let folder = Folder { own: tempfile::tempdir().unwrap(), ending };
    for entry in std::fs::read_dir(national().join("sample")).unwrap() {
        let path = entry.unwrap().path();
        let stem = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let text = change(&stem, &std::fs::read_to_string(&path).unwrap());
        let to = folder.path(&format!("{stem}.{ending}"));
        match ending {
            "parquet" => write_parquet(&to, &text),
            _ => std::fs::write(to, text).unwrap(),
        }
    }
    folder
}

/// Files of a few employees.
fn few(ending: &'static str, main: &str, lists: &[(&str, &str)]) -> Folder {
    let folder = Folder { own: tempfile::tempdir().unwrap(), ending };
    for (name, text) in lists.iter().chain([&("pegawai", main)]) {
        let to = folder.path(&format!("{name}.{ending}"));
        match ending {
            "parquet" => write_parquet(&to, text),
            _ => std::fs::write(to, text).unwrap(),
        }
    }
    folder
}

/// A table of texts; an empty cell is null.
fn write_parquet(path: &Path, text: &str) {
    let mut lines = text.lines();
    let head: Vec<&str> = lines.next().unwrap().split(',').collect();
    let rows: Vec<Vec<&str>> = lines.map(|line| line.split(',').collect()).collect();
    let column = |at: usize| -> ArrayRef {
        Arc::new(
            rows.iter().map(|row| Some(row[at]).filter(|cell| !cell.is_empty())).collect::<StringArray>(),
        )
    };
    let batch = RecordBatch::try_from_iter_with_nullable(
        head.iter().enumerate().map(|(at, name)| (*name, column(at), true)),
    );
    let batch = batch.unwrap();
    let mut writer = ArrowWriter::try_new(File::create(path).unwrap(), batch.schema(), None).unwrap();
    writer.write(&batch).unwrap();
    writer.close().unwrap();
}

fn read_parquet(path: &Path) -> Vec<RecordBatch> {
    let reader =
        ParquetRecordBatchReaderBuilder::try_new(File::open(path).unwrap()).unwrap().build().unwrap();
    reader.map(Result::unwrap).collect()
}

/// The lines of results without where each row stands, which is a line in CSV and a place in a table.
fn without_row(lines: &[String]) -> Vec<String> {
    lines.iter().map(|line| line.split_once(',').map(|(_, rest)| rest.to_owned()).unwrap()).collect()
}

/// Key, output, status, code and fact of issues.
fn told(lines: &[String]) -> Vec<String> {
    let cells = |line: &String| line.split(',').skip(1).take(5).collect::<Vec<_>>().join(",");
    let mut found: Vec<String> = lines.iter().map(cells).collect();
    found.sort();
    found
}

fn assert_same(found: &[String], expected: &[String]) {
    for (found, expected) in found.iter().zip(expected) {
        assert_eq!(found, expected);
    }
    assert_eq!(found.len(), expected.len());
}

#[test]
fn the_sample_says_by_columns_what_it_says_by_rows() {
    let folder = sample("csv", |_, text| text.to_owned());
    let ((results, issues), (by_rows, issues_by_rows)) = (folder.by_columns(), folder.by_rows());
    assert_eq!(results.len(), 401);
    assert_same(&results, &by_rows);
    assert_same(&issues, &issues_by_rows);
    assert!(issues.len() > 500, "{}", issues.len());
}

#[test]
fn semicolon_files_with_decimal_commas_say_the_same_by_columns_and_by_rows() {
    let folder = sample("csv", |stem, text| {
        let commas = text.replace(',', ";").replace('.', ",");
        // Points in a semicolon file are told, and their numbers are not used.
        if stem == "indikator" { text.replace(',', ";") } else { commas }
    });
    let ((results, issues), (by_rows, issues_by_rows)) = (folder.by_columns(), folder.by_rows());
    assert_same(&results, &by_rows);
    assert_same(&issues, &issues_by_rows);
    assert!(issues.iter().any(|line| line.contains("T4012")));
    assert!(!issues.iter().any(|line| line.contains("T2003")));
}

#[test]
fn tables_say_what_csv_says() {
    let table = sample("parquet", |_, text| text.to_owned());
    let (results, issues) = table.by_columns();
    let (of_csv, issues_of_csv) = sample("csv", |_, text| text.to_owned()).by_columns();
    assert_same(&without_row(&results), &without_row(&of_csv));
    assert_same(&told(&issues), &told(&issues_of_csv));
    let (by_rows, issues_by_rows) = table.by_rows();
    assert_same(&by_rows, &results);
    assert_same(&issues_by_rows, &issues);
}

#[test]
fn each_kind_of_file_can_become_each_other() {
    let (csv, table) =
        (sample("csv", |_, text| text.to_owned()), sample("parquet", |_, text| text.to_owned()));
    let mut written = Vec::new();
    for folder in [&csv, &table] {
        let (done, ..) = folder.evaluate("hasil.parquet", &["--threads", "1"]);
        assert_eq!(done.code, 0, "{}", done.err);
        written.push(read_parquet(&folder.path("hasil.parquet")));
        let issues: usize = read_parquet(&folder.path("hasil.parquet.issues.parquet"))
            .iter()
            .map(RecordBatch::num_rows)
            .sum();
        assert!(done.err.contains(&format!("masalah: {issues} ")), "{}", done.err);
    }
    assert_eq!(written[0], written[1]);
    assert_eq!(written[0].iter().map(RecordBatch::num_rows).sum::<usize>(), 400);
}

#[test]
fn keys_that_repeat_or_lack_and_rows_of_nobody_are_told_alike() {
    let main = "nip,status_pegawai\n,pns\n10,pns\n11,pns\n11,cpns\n12,pns\n";
    let many: String = (0..1_003).map(|n| format!("12,UB-{n},2025-01-28\n")).collect();
    let feedback =
        format!("nip,nomor,tanggal\n,UB-0,2025-01-28\n11,UB-1,2025-01-28\n{many}13,UB-1,2025-01-28\n");
    let lists =
        [("umpan_balik", feedback.as_str()), ("kompetensi", "nip,kode\n09,integritas\n11,integritas\n")];
    let mut seen = Vec::new();
    for ending in ["csv", "parquet"] {
        let folder = few(ending, main, &lists);
        for (results, issues) in [folder.by_columns(), folder.by_rows()] {
            assert_eq!(results.len(), 6, "no row is lost");
            let told = told(&issues);
            for (code, count) in [("T4006", 2), ("T4007", 2), ("T4008", 2), ("T4010", 1)] {
                let found = told.iter().filter(|line| line.contains(code)).count();
                assert_eq!(found, count, "{ending} {code}: {told:?}");
            }
            seen.push((without_row(&results), told));
        }
    }
    assert!(seen.windows(2).all(|pair| pair[0] == pair[1]), "{seen:#?}");
}

#[test]
fn tables_that_are_not_in_order_lose_nothing() {
    let turned = |_: &str, text: &str| {
        let mut lines: Vec<&str> = text.lines().collect();
        let head = lines.remove(0);
        let third = lines.len() / 3;
        lines.rotate_left(third);
        format!("{head}\n{}\n", lines.join("\n"))
    };
    let (folder, sorted) = (sample("parquet", turned), sample("parquet", |_, text| text.to_owned()));
    let ((found, issues), (expected, issues_of_sorted)) = (folder.by_columns(), sorted.by_columns());
    let in_order = |lines: &[String]| {
        let mut lines = without_row(lines);
        lines.sort();
        lines
    };
    assert_same(&in_order(&found), &in_order(&expected));
    assert_same(&told(&issues), &told(&issues_of_sorted));
    // Where a table is asked for, it is told what to do instead.
    let (done, ..) = folder.evaluate("hasil.parquet", &[]);
    assert_eq!(done.code, 2);
    assert!(done.err.contains("T4042"), "{}", done.err);
    assert!(!folder.path("hasil.parquet").exists());
}

#[test]
fn lists_in_any_order_are_put_in_order_by_columns() {
    let lists_turned = |stem: &str, text: &str| {
        let mut lines: Vec<&str> = text.lines().collect();
        let head = lines.remove(0);
        let third = lines.len() / 3;
        if stem != "pegawai" {
            lines.rotate_left(third);
        }
        format!("{head}\n{}\n", lines.join("\n"))
    };
    for ending in ["csv", "parquet"] {
        let mut written = Vec::new();
        for folder in [sample(ending, lists_turned), sample(ending, |_, text| text.to_owned())] {
            let (done, ..) = folder.evaluate("hasil.parquet", &[]);
            assert_eq!(done.code, 0, "{}", done.err);
            written.push(read_parquet(&folder.path("hasil.parquet")));
        }
        assert_eq!(written[0], written[1]);
    }
}

#[test]
fn whole_numbers_are_keys_of_tables() {
    let folder = Folder { own: tempfile::tempdir().unwrap(), ending: "parquet" };
    let numbers: ArrayRef = Arc::new(arrow_array::Int64Array::from(vec![9, 10, 11]));
    let dates: ArrayRef = Arc::new(arrow_array::Date32Array::from(vec![20_000, 20_001, 20_002]));
    let names: ArrayRef = Arc::new(StringArray::from(vec!["UB-1", "UB-2", "UB-3"]));
    for (name, columns) in [
        ("pegawai", vec![("nip", numbers.clone())]),
        ("umpan_balik", vec![("nip", numbers), ("nomor", names), ("tanggal", dates)]),
    ] {
        let batch = RecordBatch::try_from_iter(columns).unwrap();
        let file = File::create(folder.path(&format!("{name}.parquet"))).unwrap();
        let mut writer = ArrowWriter::try_new(file, batch.schema(), None).unwrap();
        writer.write(&batch).unwrap();
        writer.close().unwrap();
    }
    let ((results, issues), (by_rows, issues_by_rows)) = (folder.by_columns(), folder.by_rows());
    assert_same(&results, &by_rows);
    assert_same(&issues, &issues_by_rows);
    assert!(results[1].starts_with("1,9,"), "{}", results[1]);
    assert!(!issues.iter().any(|line| line.contains("T4008")));
}
