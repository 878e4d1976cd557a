//! The options of the command line.

use std::path::PathBuf;

use timbang_benches::workload::Quality;

use super::Outcome;

/// What was asked for.
pub(crate) struct Options {
    /// Rows of the whole table.
    pub(crate) rows: u64,
    /// Rows of a streamed run.
    pub(crate) streamed_rows: u64,
    /// How many pairs are measured.
    pub(crate) pairs: usize,
    /// How many threads.
    pub(crate) threads: usize,
    /// How many times a batch is evaluated.
    pub(crate) times: usize,
    /// Whether the whole table is evaluated at once, else in batches.
    pub(crate) whole: bool,
    /// The population of a count of instructions.
    pub(crate) quality: Quality,
    /// Whether the table of issues is asked for.
    pub(crate) issues: bool,
    /// The folder that is written.
    pub(crate) out: PathBuf,
    /// The file that is read.
    pub(crate) from: PathBuf,
}

impl Options {
    pub(crate) fn read(mut arguments: impl Iterator<Item = String>) -> Outcome<Options> {
        let mut options = Options {
            rows: 5_000_000,
            streamed_rows: 1_048_576,
            pairs: 15,
            threads: 1,
            times: 1,
            whole: false,
            quality: Quality::AsDescribed,
            issues: false,
            out: PathBuf::from("target/peers"),
            from: PathBuf::from("target/peers/w.parquet"),
        };
        while let Some(name) = arguments.next() {
            let value =
                arguments.next().ok_or_else(|| format!("{name}: nilainya belum ada / has no value"))?;
            let wrong = |e: std::num::ParseIntError| format!("{name} {value}: {e}");
            match name.as_str() {
                "--rows" => options.rows = value.parse().map_err(wrong)?,
                "--streamed-rows" => options.streamed_rows = value.parse().map_err(wrong)?,
                "--pairs" => options.pairs = value.parse().map_err(wrong)?,
                "--threads" => options.threads = value.parse().map_err(wrong)?,
                "--times" => options.times = value.parse().map_err(wrong)?,
                "--mode" => options.whole = value == "whole",
                "--issues" => options.issues = value == "table",
                "--quality" => {
                    options.quality = match value.as_str() {
                        "clean" => Quality::Clean,
                        "failing" => Quality::EveryRowFails,
                        _ => Quality::AsDescribed,
                    }
                }
                "--out" => options.out = PathBuf::from(&value),
                "--from" => options.from = PathBuf::from(&value),
                _ => return Err(format!("{name}: pilihan tidak dikenal / unknown option").into()),
            }
        }
        Ok(options)
    }
}
