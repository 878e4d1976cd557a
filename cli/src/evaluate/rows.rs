//! The command `evaluate`: rows in, results, issues and records out.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use serde_json::Value as Json;
use timbang::{Status, text};

use super::cells::{Cell, cells, columns, trigger_codes};
use super::issues::{Issue, issues_of};
use super::summary::Summary;
use super::write::{Layout, ResultRow, Results};
use super::{Issues, next_done, open};
use crate::args::{EvaluateArgs, InputArgs};
use crate::commands::Layers;
use crate::failure::{Outcome, bad_option, stream};
use crate::input::Format;
use crate::output::Target;
use crate::streams::Streams;
use crate::tables::Kind;

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
    let issues_path = issues_path(args);
    distinct(&args.input, &[args.out.as_deref(), issues_path.as_deref(), args.record.as_deref()])?;
    let out = args.out.as_deref().unwrap_or(Path::new(""));
    if Kind::of(Path::new(&args.input.input)).or(Kind::of(out)).is_some() {
        return crate::tables::evaluate(args, &keep(args)?, layers, streams);
    }
    let format = output_format(args)?;
    let target = issues_path.as_deref().map(Target::file).transpose()?;
    let mut issues = Issues::new(target, lang)?;
    let keep = keep(args)?;
    let mut population = open(&args.input, &keep, layers, streams, &mut issues)?;
    let plan = population.plan.clone();
    let layout =
        Layout { keep, outputs: columns(&plan), triggers: plan.gives_triggers(), explain: args.explain };
    one_name_each(&layout)?;
    let mut summary = Summary::new(&layout);
    let mut records = args.record.as_deref().map(Target::file).transpose()?;
    let progress = streams.progress.clone();
    let mut results = Results::new(Target::open(args.out.as_deref(), streams.out)?, format, layout)?;
    let (explain, record) = (args.explain, records.is_some());
    loop {
        let done = next_done(&mut population, &mut issues, |shaped| {
            let outcome = plan.evaluate(&shaped.facts)?;
            Ok(Done {
                cells: cells(&outcome),
                triggers: plan.gives_triggers().then(|| trigger_codes(&outcome.triggers())),
                issues: issues_of(&outcome, shaped),
                outcome: explain.then(|| outcome.to_json()),
                record: record.then(|| outcome.record().to_json()),
            })
        })?;
        if done.is_empty() {
            break;
        }
        for (shaped, Done { cells, triggers, issues: found, outcome, record }) in done {
            summary.count(&cells, triggers.as_ref().map(|(_, status)| *status));
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
    let done = results.finish()?;
    let told = issues.finish()?;
    // All files are whole before the first of them appears.
    for target in [Some(done), told, records].into_iter().flatten() {
        target.commit()?;
    }
    summary.write(&issues, issues_path.as_deref(), lang, streams.err).map_err(|error| stream(&error))?;
    Ok(u8::from(args.strict && issues.total() > 0))
}

fn issues_path(args: &EvaluateArgs) -> Option<PathBuf> {
    args.issues.clone().or_else(|| {
        let mut name = args.out.clone()?.into_os_string();
        name.push(".issues.csv");
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
        (Some(format), ..) | (None, Some(format), _) => Ok(format),
        (None, None, None) => Ok(Format::Csv),
        (None, None, Some(path)) => {
            let path = path.display();
            Err(bad_option(
                text!(
                    "Bentuk hasil `{path}` tidak dapat diketahui dari akhir namanya.",
                    "The format of the results `{path}` cannot be told from the end of the name."
                ),
                text!("Tambahkan --format csv, json atau ndjson.", "Add --format csv, json or ndjson."),
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
