//! `timbang demo`: a sample population and what the rules make of it, in one look.

mod numbers;
mod promotions;
mod report;
mod tally;
mod triggers;

use std::path::Path;

use timbang::text;

use crate::clock::Stopwatch;
use crate::commands::Layers;
use crate::evaluate::{self, Issues, Opened, issues_of, next_done};
use crate::failure::{Outcome, bad_option, stream, unreadable};
use crate::input::{Format, Source};
use crate::streams::Streams;
use tally::Tally;

/// The main file of a sample folder.
const MAIN: &str = "pegawai.csv";

/// Evaluates the population of a folder and tells what comes of it.
pub(crate) fn demo(
    layers: &Layers<'_>,
    sample: &Path,
    date: Option<&str>,
    key: &str,
    streams: &mut Streams<'_>,
) -> Outcome {
    let day = evaluate::as_of(date)?;
    let (pack, lang) = (layers.load(streams)?, layers.lang);
    let plan = pack.plan(day, Vec::<String>::new())?;
    let main = sample.join(MAIN);
    let open = |path: &Path, streams: &mut Streams<'_>| {
        Source::open(&path.to_string_lossy(), Some(Format::Csv), streams)
    };
    let main = open(&main, streams)?;
    let children = children(sample, &plan, |path| open(path, streams))?;
    let watch = Stopwatch::start();
    let mut issues = Issues::shown(lang);
    let opened = Opened { plan: plan.clone(), also: None, main, children, foreign: None };
    let mut population = opened.join(Some(key), &[], &mut issues)?;
    let mut tally = Tally::new(&plan);
    loop {
        let done = next_done(&mut population, &mut issues, |shaped| {
            let outcome = plan.evaluate(&shaped.facts)?;
            let found = issues_of(&outcome, shaped, lang);
            Ok((outcome, found))
        })?;
        if done.is_empty() {
            break;
        }
        for (_, (outcome, found)) in done {
            for issue in found {
                issues.add(issue)?;
            }
            tally.add(&outcome);
        }
        streams.progress.set_position(tally.subjects);
    }
    streams.progress.finish_and_clear();
    let elapsed = watch.milliseconds();
    report::write(&tally, &issues, &pack, day, elapsed, lang, streams.out).map_err(|error| stream(&error))?;
    Ok(0)
}

/// The child files: one for each list fact that has a file of its name; any other CSV file is a mistake.
fn children(
    sample: &Path,
    plan: &timbang::Plan,
    mut open: impl FnMut(&Path) -> Outcome<Source>,
) -> Outcome<Vec<(String, Source)>> {
    let shown = sample.display().to_string();
    let entries = std::fs::read_dir(sample).map_err(|error| unreadable(&shown, &error))?;
    let mut names = Vec::new();
    for entry in entries {
        let name = entry.map_err(|error| unreadable(&shown, &error))?.file_name();
        if let Some(list) = name.to_string_lossy().strip_suffix(".csv").filter(|_| name != *MAIN) {
            names.push(list.to_owned());
        }
    }
    names.sort();
    let mut found = Vec::new();
    for list in names {
        let is_list = plan
            .program()
            .find(&list)
            .and_then(|(_, node)| node.fact())
            .is_some_and(|fact| matches!(fact.shape, timbang::typing::program::Shape::List(_)));
        if !is_list {
            return Err(bad_option(
                text!(
                    "`{shown}/{list}.csv`: pack ini tidak punya fakta daftar `{list}`.",
                    "`{shown}/{list}.csv`: this pack has no list fact `{list}`."
                ),
                text!(
                    "Namai berkas menurut fakta daftarnya, atau pindahkan dari folder ini.",
                    "Name the file after its list fact, or move it out of the folder."
                ),
            ));
        }
        let source = open(&sample.join(format!("{list}.csv")))?;
        found.push((list, source));
    }
    Ok(found)
}
