//! `timbang fairness`: the rate of a result by group.

use timbang::{host, text};

use super::args::FairnessArgs;
use super::source::{Batch, Batches};
use crate::commands::Layers;
use crate::evaluate::{as_of, distinct};
use crate::failure::{Outcome, bad_option};
use crate::streams::Streams;

/// Counts the rate of a result by group.
pub(crate) fn fairness(args: &FairnessArgs, layers: &Layers<'_>, streams: &mut Streams<'_>) -> Outcome {
    let lang = layers.lang;
    if !args.input.how.outputs.is_empty() {
        return Err(bad_option(
            text!("--output tidak dipakai di sini.", "--output is not used here."),
            text!("Sebutkan keluarannya dengan --rate.", "Name the output with --rate."),
        ));
    }
    distinct(&args.input, &[args.shown.out.as_deref()])?;
    let day = as_of(args.input.how.as_of.as_deref())?;
    let by: Vec<String> = host::groupings(&args.by)?.iter().map(|by| by.column().to_owned()).collect();
    let pack = layers.load(streams)?;
    let mut fairness = host::fairness(pack.bundle(), day, &args.rate, &args.by, args.min_cell)?;
    let plan = fairness.plan().clone();
    let mut batches = Batches::open(&args.input, (&plan, None), &by, lang, streams)?;
    while let Some(batch) = batches.next(streams)? {
        match &batch {
            Batch::Rows(subjects) => fairness.add(subjects)?,
            Batch::Table(batch) => fairness.add_batch(batch)?,
        }
    }
    batches.finish(streams)?;
    let fair = fairness.finish()?;
    super::write(&host::fair(&fair, args.shown.format(), lang)?, &args.shown, streams)?;
    Ok(0)
}
