//! The command `evaluate` for tables: rows in, results and issues out, in memory that does not grow.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use arrow_array::RecordBatch;
use arrow_array::cast::AsArray;
use timbang::arrow::{Batches, IssuesAs};
use timbang::{Lang, Plan, text};

use super::Kind;
use super::joined::Joined;
use super::keys::{Key, key};
use super::write::Written;
use crate::args::EvaluateArgs;
use crate::commands::Layers;
use crate::evaluate::as_of;
use crate::failure::{Failure, Outcome, failure, stream};
use crate::streams::Streams;

/// Something that only rows can, or only tables.
const NOT_FOR_TABLES: &str = "T4040";

/// Evaluates a population in tables and gives the exit code; `keep` are the columns to copy.
pub(crate) fn evaluate(
    args: &EvaluateArgs,
    keep: &[String],
    layers: &Layers<'_>,
    streams: &mut Streams<'_>,
) -> Outcome {
    let input = Path::new(&args.input.input);
    let out = args.out.as_deref().and_then(|path| Some((path, Kind::of(path)?)));
    let (Some(kind), Some((out, out_kind))) = (Kind::of(input), out) else { return Err(mixed()) };
    if args.explain || args.record.is_some() || args.input.how.source.is_some() {
        return Err(mixed());
    }
    let issues_path = args.issues.clone().unwrap_or_else(|| beside(out));
    if Kind::of(&issues_path) != Some(Kind::Parquet) {
        return Err(mixed());
    }
    let date = as_of(args.input.how.as_of.as_deref())?;
    let pack = layers.load(streams)?;
    let plan = pack.plan(date, &args.input.how.outputs)?;
    let is_fact = |name: &str| plan.program().find(name).is_some_and(|(_, node)| node.fact().is_some());
    let wanted = |name: &str| is_fact(name) || keep.iter().any(|kept| kept == name);
    let mut reader = Joined::open(input, kind, &args.input.how, wanted)?;
    let mut batches = plan.batches().keep(keep).issues(IssuesAs::Table);
    if let Some(threads) = args.threads {
        batches = batches.threads(threads);
    }
    let mut results = Written::new(out, out_kind, &batches.output_schema(reader.schema())?)?;
    let mut issues = Written::new(&issues_path, Kind::Parquet, &plan.issues_schema())?;
    streams.progress.set_length(reader.total().unwrap_or(0));
    let mut tally = Tally { unused: reader.left_out(), ..Tally::default() };
    while let Some(batch) = reader.next()? {
        let scored = first_row(&batches, tally.rows).evaluate(&batch)?;
        tally.add(&batch, &scored.issues, scored.unused);
        results.add(&scored.batch)?;
        issues.add(&scored.issues)?;
        streams.progress.set_position(tally.rows);
    }
    streams.progress.finish_and_clear();
    tally.orphans = reader.finish()?;
    // Both files are whole before the first of them appears.
    let done = [results.finish()?, issues.finish()?];
    for target in done {
        target.commit()?;
    }
    tally.write(&plan, &issues_path, layers.lang, streams)?;
    Ok(u8::from(args.strict && tally.issues > 0))
}

/// Rows are counted from one, as in files of rows.
fn first_row(batches: &Batches, before: u64) -> Batches {
    batches.clone().first_row(before.saturating_add(1))
}

fn beside(out: &Path) -> PathBuf {
    let mut name = out.to_path_buf().into_os_string();
    name.push(".issues.parquet");
    PathBuf::from(name)
}

/// What only rows can, or only tables.
pub(crate) fn mixed() -> Failure {
    failure(
        NOT_FOR_TABLES,
        text!(
            "Tabel (.parquet, .arrow, .feather) hanya dibaca ke tabel, tanpa --explain, --record dan --source; masalahnya ditulis ke .parquet.",
            "Tables (.parquet, .arrow, .feather) are only read into tables, without --explain, --record and --source; issues are written to .parquet."
        ),
        text!(
            "Pakai --out HASIL.parquet, atau ubah masukannya menjadi CSV.",
            "Use --out RESULT.parquet, or convert the input to CSV."
        ),
    )
}

/// What a run came to.
#[derive(Default)]
struct Tally {
    rows: u64,
    issues: u64,
    codes: BTreeMap<String, u64>,
    unused: Vec<String>,
    orphans: Vec<(String, u64)>,
}

impl Tally {
    fn add(&mut self, batch: &RecordBatch, issues: &RecordBatch, unused: Vec<String>) {
        let count = |n: usize| u64::try_from(n).unwrap_or(u64::MAX);
        self.rows = self.rows.saturating_add(count(batch.num_rows()));
        self.issues = self.issues.saturating_add(count(issues.num_rows()));
        for name in unused {
            if !self.unused.contains(&name) {
                self.unused.push(name);
            }
        }
        // A cause without a code is counted under its kind.
        let column = |name: &str| issues.column_by_name(name).and_then(|c| c.as_any_dictionary_opt());
        let (Some(codes), Some(kinds)) = (column("code"), column("kind")) else { return };
        let mut counts: BTreeMap<(bool, i128), u64> = BTreeMap::new();
        for row in 0..issues.num_rows() {
            let of = match (key(codes.keys(), row), key(kinds.keys(), row)) {
                (Key::Number(code), _) => (true, code),
                (_, Key::Number(kind)) => (false, kind),
                _ => continue,
            };
            let count = counts.entry(of).or_insert(0);
            *count = count.saturating_add(1);
        }
        for ((is_code, at), count) in counts {
            let words = if is_code { codes.values() } else { kinds.values() };
            let word = usize::try_from(at).map_or(Key::None, |at| key(&**words, at));
            let Key::Text(word) = word else { continue };
            let all = self.codes.entry(word).or_insert(0);
            *all = all.saturating_add(count);
        }
    }

    fn write(&self, plan: &Plan, issues: &Path, lang: Lang, streams: &mut Streams<'_>) -> Outcome<()> {
        let rows = self.rows;
        let mut lines = Vec::new();
        for column in &self.unused {
            lines.push(text!(
                "[T2008] kolom `{column}` bukan fakta dan tidak disalin; isinya tidak dipakai",
                "[T2008] the column `{column}` is no fact and is not copied; it was not used"
            ));
        }
        for (list, count) in self.orphans.iter().filter(|(_, count)| *count > 0) {
            lines.push(text!(
                "[T4008] {count} baris `{list}` tidak punya subjek",
                "[T4008] {count} rows of `{list}` belong to no subject"
            ));
        }
        let outputs = plan.outputs().len();
        lines.push(text!(
            "{rows} baris dinilai, {outputs} keluaran",
            "rows evaluated: {rows}, outputs: {outputs}"
        ));
        let codes: Vec<String> = self.codes.iter().map(|(code, count)| format!("{code} {count}")).collect();
        let (total, codes) = (self.issues, codes.join(", "));
        lines.push(text!("masalah: {total} ({codes})", "issues: {total} ({codes})"));
        let file = issues.display();
        lines.push(text!("masalah ditulis ke {file}", "issues written to {file}"));
        for line in lines {
            writeln!(streams.err, "{}", line.get(lang)).map_err(|error| stream(&error))?;
        }
        Ok(())
    }
}
