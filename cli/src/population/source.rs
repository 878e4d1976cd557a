//! The batches of a population, from files of rows or from tables.

use arrow_array::RecordBatch;
use timbang::compare::Subject;
use timbang::{Lang, Plan};

use crate::args::InputArgs;
use crate::evaluate::{self, Issues, Population};
use crate::failure::{Outcome, stream};
use crate::streams::Streams;
use crate::tables::{self, Evaluating, Fit, Joining};

/// How many subjects a batch of rows has: enough for the columns to be worth their while, few enough to stay small.
const BATCH: usize = 4_096;

/// Where the subjects come from.
enum Origin {
    Rows(Box<Population>),
    Columns(Box<(Joining, Evaluating)>),
}

/// The batches of a population.
pub(super) struct Batches<'a> {
    origin: Origin,
    issues: Issues<'a>,
    /// How many subjects were read.
    read: u64,
    with_key: bool,
}

/// Some subjects.
pub(super) enum Batch {
    Rows(Vec<Subject>),
    Table(RecordBatch),
}

impl<'a> Batches<'a> {
    /// Opens the files for a plan, and for another that reads the same rows; `by` are the columns that group subjects.
    pub(super) fn open(
        args: &InputArgs,
        (plan, also): (&Plan, Option<&Plan>),
        by: &[String],
        lang: Lang,
        streams: &mut Streams<'_>,
    ) -> Outcome<Batches<'a>> {
        evaluate::check_named(args)?;
        let mut issues = Issues::shown(lang);
        let key = args.how.key.as_deref();
        let keep: Vec<String> = args.how.key.iter().chain(by).cloned().collect();
        let with_key = key.is_some();
        let mut opened = evaluate::open_for((plan.clone(), also.cloned()), args, streams)?;
        let is_by_columns = opened.main.format.is_columnar() && opened.foreign.is_none();
        let fit = if is_by_columns { tables::fit(&mut opened, key)? } else { Fit::NoTables };
        let origin = match fit {
            Fit::ByColumns(late) => {
                let (joining, facts, total) = tables::open((opened, late), key, &keep, &mut issues)?;
                streams.progress.set_length(total.unwrap_or(0));
                Origin::Columns(Box::new((joining, facts)))
            }
            Fit::NotInOrder | Fit::NoTables => {
                Origin::Rows(Box::new(opened.join(key, &keep, &mut issues)?))
            }
        };
        Ok(Batches { origin, issues, read: 0, with_key })
    }

    /// The next subjects; nothing at the end.
    pub(super) fn next(&mut self, streams: &mut Streams<'_>) -> Outcome<Option<Batch>> {
        let (batch, count) = match &mut self.origin {
            Origin::Columns(columns) => {
                let (joining, facts) = &mut **columns;
                let Some(subjects) = joining.next(&mut self.issues)? else { return Ok(None) };
                let batch = facts.given(&subjects)?;
                let count = batch.num_rows();
                (Batch::Table(batch), count)
            }
            Origin::Rows(population) => {
                let mut subjects = Vec::new();
                while subjects.len() < BATCH {
                    let Some(shaped) = population.next(&mut self.issues)? else { break };
                    let key = if self.with_key { shaped.key } else { shaped.number.to_string() };
                    let groups = shaped.kept.into_iter().skip(usize::from(self.with_key)).collect();
                    subjects.push(Subject { key, facts: shaped.facts, groups });
                }
                let count = subjects.len();
                if count == 0 {
                    return Ok(None);
                }
                (Batch::Rows(subjects), count)
            }
        };
        self.read = self.read.saturating_add(u64::try_from(count).unwrap_or(u64::MAX));
        streams.progress.set_position(self.read);
        Ok(Some(batch))
    }

    /// Tells what was wrong with the files.
    pub(super) fn finish(self, streams: &mut Streams<'_>) -> Outcome<()> {
        streams.progress.finish_and_clear();
        for issue in &self.issues.shown {
            writeln!(streams.err, "[{}] {}", issue.code, issue.message).map_err(|error| stream(&error))?;
        }
        Ok(())
    }
}
