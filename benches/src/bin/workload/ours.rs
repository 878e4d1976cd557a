//! The population and the exact answers as Parquet, and one run of the engine for the table of peers.

use std::fs::File;
use std::hint::black_box;
use std::path::Path;

use arrow_array::RecordBatch;
use arrow_select::concat::concat_batches;
use parquet::arrow::ArrowWriter;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use serde_json::json;
use timbang::arrow::{IssuesAs, Outputs};
use timbang_benches::workload::{People, Quality, write_parquet};

use super::Outcome;
use super::options::Options;
use super::sides::{BATCH, Sides, batches};

/// Writes `w.parquet` and `answers.parquet`: codes of enums as words, decimals as decimals.
pub(crate) fn write(options: &Options) -> Outcome {
    std::fs::create_dir_all(&options.out)?;
    let people = People { seed: 7, quality: Quality::AsDescribed };
    write_parquet(people, options.rows, &options.out.join("w.parquet"))?;
    let sides = Sides::new()?;
    let file = File::create(options.out.join("answers.parquet"))?;
    let mut writer = ArrowWriter::try_new(file, sides.plan.output_schema(), None)?;
    let mut from = 0;
    while from < options.rows {
        let until = (from + BATCH).min(options.rows);
        writer.write(&sides.plan.batches().evaluate(&people.batch(from..until)?)?.batch)?;
        from = until;
    }
    writer.close()?;
    Ok(())
}

/// One run over a file: what is measured begins when the table is in memory, as for every peer.
pub(crate) fn ours(options: &Options) -> Outcome {
    let sides = Sides::new()?;
    let batches = read(&options.from)?;
    let rows: usize = batches.iter().map(RecordBatch::num_rows).sum();
    let pool = rayon::ThreadPoolBuilder::new().num_threads(options.threads).build()?;
    let seconds = if options.whole {
        let schema = batches.first().ok_or("no rows")?.schema();
        let table = concat_batches(&schema, &batches)?;
        drop(batches);
        pool.install(|| sides.whole(&table, options.threads, IssuesAs::Nothing).map_err(|e| e.to_string()))?
    } else {
        let mut room = Outputs::new();
        let run = || sides.streamed(&batches, options.threads, &mut room).map_err(|e| e.to_string());
        let (sum, seconds) = pool.install(run)?;
        black_box(sum);
        seconds
    };
    println!("{}", json!({"rows": rows, "wall": seconds.wall, "cpu": seconds.cpu, "peak_kib": peak()}));
    Ok(())
}

fn read(path: &Path) -> Outcome<Vec<RecordBatch>> {
    if !path.exists() {
        return batches(Quality::AsDescribed, BATCH);
    }
    let reader = ParquetRecordBatchReaderBuilder::try_new(File::open(path)?)?;
    let reader = reader.with_batch_size(usize::try_from(BATCH)?).build()?;
    Ok(reader.collect::<Result<_, _>>()?)
}

/// The most memory that this process had, where the system tells.
fn peak() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}
