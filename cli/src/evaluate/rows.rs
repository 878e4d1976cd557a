//! The command `evaluate`: rows in, results, issues and records out.

use std::io::Write;
use std::path::{Path, PathBuf};

use serde_json::Value as Json;
use timbang::script::ast::Kind;
use timbang::{Lang, Plan, Status, text};

use super::cells::{Cell, cells, columns, trigger_codes};
use super::issues::{Issue, issues_of};
use super::summary::Summary;
use super::write::{Layout, ResultRow, Results};
use super::{Issues, Opened, next_done, open_files};
use crate::args::{EvaluateArgs, InputArgs};
use crate::commands::Layers;
use crate::failure::{Failure, Outcome, bad_option, failure, stream};
use crate::input::Format;
use crate::output::Target;
use crate::streams::Streams;
use crate::tables::{self, Fit, How, Sink, fit};

/// Results that only rows can have, asked for as a table.
const NOT_FOR_TABLES: &str = "T4040";

/// Files that are not in the order of their keys.
const NOT_SORTED: &str = "T4042";

/// What comes of one subject, ready to be written.
struct Done {
    cells: Vec<Cell>,
    triggers: Option<(Vec<String>, Status)>,
    issues: Vec<Issue>,
    outcome: Option<Json>,
    record: Option<Json>,
}

/// Evaluates a population and gives the exit code.
pub(crate) fn evaluate(args: &EvaluateArgs, layers: &Layers<'_>, streams: &mut Streams<'_>) -> Outcome {
    if args.stdio {
        return super::serve(&args.input, layers, streams);
    }
    let lang = layers.lang;
    let (keep, format) = (keep(args)?, output_format(args)?);
    let issues_path = issues_path(args, format);
    distinct(&args.input, &[args.out.as_deref(), issues_path.as_deref(), args.record.as_deref()])?;
    let key = args.input.how.key.as_deref();
    let mut opened = open_files(&args.input, layers, streams)?;
    let mut issues = match &issues_path {
        Some(path) => Issues::file(path, lang)?,
        None => Issues::shown(lang),
    };
    let plan = opened.plan.clone();
    let outputs = columns(&plan);
    let layout =
        Layout { keep: keep.clone(), outputs, triggers: plan.gives_triggers(), explain: args.explain };
    one_name_each(&layout)?;
    let mut summary = Summary::new(&layout);
    let fit = if can_be_by_columns(args, &plan) { fit(&mut opened, key)? } else { Fit::NoTables };
    match &fit {
        Fit::NotInOrder if format.is_columnar() => return Err(not_sorted(&opened, key)),
        Fit::NoTables if format.is_columnar() => return Err(only_rows(&opened)),
        _ => {}
    }
    let progress = streams.progress.clone();
    if let Fit::ByColumns(late) = fit {
        let sink = match (format.is_columnar(), &args.out) {
            (true, Some(path)) => Sink::Table(path.clone(), format),
            _ => Sink::Rows(Target::open(args.out.as_deref(), streams.out)?, format, layout),
        };
        let how = How { key, keep: &keep, threads: args.threads, lang };
        let done = tables::evaluate((opened, late), &how, sink, (&mut issues, &mut summary, &progress))?;
        progress.finish_and_clear();
        let targets = [Some(done), issues.finish()?];
        return end(args, targets, (&summary, &issues, issues_path.as_deref()), (lang, streams.err));
    }
    let mut population = opened.join(key, &keep, &mut issues)?;
    let mut records = args.record.as_deref().map(Target::file).transpose()?;
    let mut results = Results::new(Target::open(args.out.as_deref(), streams.out)?, format, layout)?;
    let (explain, record) = (args.explain, records.is_some());
    loop {
        let done = next_done(&mut population, &mut issues, |shaped| {
            let outcome = plan.evaluate(&shaped.facts)?;
            Ok(Done {
                cells: cells(&outcome),
                triggers: plan.gives_triggers().then(|| trigger_codes(&outcome.triggers())),
                issues: issues_of(&outcome, shaped, lang),
                outcome: explain.then(|| outcome.to_json()),
                record: record.then(|| outcome.record().to_json()),
            })
        })?;
        if done.is_empty() {
            break;
        }
        for (shaped, Done { cells, triggers, issues: found, outcome, record }) in done {
            let statuses = cells.iter().map(|cell| cell.status);
            summary.count(statuses, triggers.as_ref().map(|(_, status)| *status));
            for issue in found {
                issues.add(issue)?;
            }
            let (number, kept) = (shaped.number, &shaped.kept);
            results.add(ResultRow { number, kept, cells: &cells, triggers, outcome })?;
            if let (Some(to), Some(record)) = (&mut records, record) {
                writeln!(to, "{record}").map_err(|error| to.failure(&error))?;
            }
        }
        progress.set_position(summary.rows);
    }
    progress.finish_and_clear();
    let targets = [Some(results.finish()?), issues.finish()?, records];
    end(args, targets, (&summary, &issues, issues_path.as_deref()), (lang, streams.err))
}

/// Lets the files appear, and tells what the run came to.
fn end<'a>(
    args: &EvaluateArgs,
    targets: impl IntoIterator<Item = Option<Target<'a>>>,
    (summary, issues, path): (&Summary, &Issues<'_>, Option<&Path>),
    (lang, err): (Lang, &mut dyn Write),
) -> Outcome {
    // All files are whole before the first of them appears.
    for target in targets.into_iter().flatten() {
        target.commit()?;
    }
    summary.write(issues, path, lang, err).map_err(|error| stream(&error))?;
    Ok(u8::from(args.strict && issues.total() > 0))
}

/// Whether what was asked for can be given without the outcome of each subject. A trigger that is an output too would
/// be told of twice.
fn can_be_by_columns(args: &EvaluateArgs, plan: &Plan) -> bool {
    let kind = |node| plan.program().node(node).and_then(|node| node.rule()).map(|rule| rule.kind);
    let is_trigger = |node| kind(node) == Some(Kind::Trigger);
    let twice = plan.gives_triggers() && plan.outputs().iter().any(|output| is_trigger(output.node));
    !args.explain && args.record.is_none() && args.input.how.source.is_none() && !twice
}

/// Results that are no table, for a table was asked for.
fn only_rows(opened: &Opened) -> Failure {
    let main = &opened.main.name;
    failure(
        NOT_FOR_TABLES,
        text!(
            "Hasil `{main}` tidak dapat ditulis sebagai Parquet atau Arrow: itu hanya untuk masukan CSV, Parquet dan Arrow, tanpa --explain, --record dan --source.",
            "The results of `{main}` cannot be written as Parquet or Arrow: that is only for input as CSV, Parquet and Arrow, without --explain, --record and --source."
        ),
        text!("Pakai --out HASIL.csv.", "Use --out RESULT.csv."),
    )
}

/// Files that cannot be joined as they are read, where a table was asked for.
fn not_sorted(opened: &Opened, key: Option<&str>) -> Failure {
    let (main, key) = (&opened.main.name, key.unwrap_or_default());
    failure(
        NOT_SORTED,
        text!(
            "`{main}` atau berkas --list tidak urut menurut `{key}`; hasilnya tidak dapat ditulis sebagai Parquet atau Arrow.",
            "`{main}` or a file of --list is not sorted by `{key}`; the results cannot be written as Parquet or Arrow."
        ),
        text!(
            "Urutkan semua berkas menurut kunci, naik, atau pakai --out HASIL.csv.",
            "Sort all files by the key, rising, or use --out RESULT.csv."
        ),
    )
}

fn issues_path(args: &EvaluateArgs, format: Format) -> Option<PathBuf> {
    args.issues.clone().or_else(|| {
        let mut name = args.out.clone()?.into_os_string();
        name.push(if format.is_columnar() { ".issues.parquet" } else { ".issues.csv" });
        Some(PathBuf::from(name))
    })
}

/// The columns to copy: the key comes first, so that every result can be found again.
fn keep(args: &EvaluateArgs) -> Outcome<Vec<String>> {
    let mut keep: Vec<String> = args.input.how.key.iter().cloned().collect();
    for column in &args.keep {
        if !keep.contains(column) {
            keep.push(column.clone());
        }
    }
    Ok(keep)
}

fn output_format(args: &EvaluateArgs) -> Outcome<Format> {
    let named = args.out.as_deref().and_then(Format::of);
    match (args.format, named, &args.out) {
        (Some(format), _, None) if format.is_columnar() => Err(bad_option(
            text!(
                "Tabel Parquet atau Arrow ditulis ke berkas, bukan ke keluaran standar.",
                "Parquet and Arrow tables are written to a file, not to standard output."
            ),
            text!("Tambahkan --out BERKAS.", "Add --out FILE."),
        )),
        (Some(format), ..) | (None, Some(format), _) => Ok(format),
        (None, None, None) => Ok(Format::Csv),
        (None, None, Some(path)) => {
            let path = path.display();
            Err(bad_option(
                text!(
                    "Bentuk hasil `{path}` tidak dapat diketahui dari akhir namanya.",
                    "The format of the results `{path}` cannot be told from the end of the name."
                ),
                text!(
                    "Tambahkan --format csv, json, ndjson, parquet atau arrow.",
                    "Add --format csv, json, ndjson, parquet or arrow."
                ),
            ))
        }
    }
}

/// No file may be written twice or be written while it is read.
pub(crate) fn distinct(input: &InputArgs, written: &[Option<&Path>]) -> Outcome<()> {
    let children = input.how.lists.iter().filter_map(|list| list.split_once('=').map(|(_, file)| file));
    let read = std::iter::once(input.input.as_str()).chain(children).map(PathBuf::from);
    let mut seen: Vec<PathBuf> = read.map(real).collect();
    for path in written.iter().copied().flatten() {
        let own = real(path.to_path_buf());
        let is_device = std::fs::metadata(&own).is_ok_and(|found| !found.is_file() && !found.is_dir());
        if seen.contains(&own) && !is_device {
            let path = path.display();
            return Err(bad_option(
                text!(
                    "`{path}` disebut dua kali: sebagai masukan dan hasil, atau sebagai dua hasil.",
                    "`{path}` is named twice: as input and result, or as two results."
                ),
                text!("Pilih nama berkas lain untuk hasilnya.", "Choose another file for the result."),
            ));
        }
        seen.push(own);
    }
    Ok(())
}

/// The path as the system knows it: two spellings of one file are one file, also where it does not exist yet.
fn real(path: PathBuf) -> PathBuf {
    if let Ok(found) = std::fs::canonicalize(&path) {
        return found;
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let folder = std::fs::canonicalize(folder.unwrap_or(Path::new(".")));
    match (folder, path.file_name()) {
        (Ok(folder), Some(name)) => folder.join(name),
        _ => path,
    }
}

fn one_name_each(layout: &Layout) -> Outcome<()> {
    let mut names = layout.names();
    names.sort();
    let twice = names.windows(2).find_map(|pair| match pair {
        [a, b] if a == b => Some(a.clone()),
        _ => None,
    });
    match twice {
        None => Ok(()),
        Some(name) => Err(bad_option(
            text!(
                "Hasilnya akan punya dua kolom `{name}`: satu disalin dengan --keep, satu dihitung.",
                "The results would have two columns `{name}`: one copied with --keep, one worked out."
            ),
            text!(
                "Ganti nama kolom masukan, atau hilangkan dari --keep.",
                "Rename the column of the input, or leave it out of --keep."
            ),
        )),
    }
}
