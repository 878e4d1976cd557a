//! The batches of a population, from files of rows or from tables.

use std::path::Path;

use arrow_array::RecordBatch;
use timbang::compare::Subject;
use timbang::{Lang, Plan, text};

use crate::args::InputArgs;
use crate::evaluate::{self, Issues, Population};
use crate::failure::{BAD_HEADER, Outcome, failure, stream};
use crate::join::{InputIssue, Tell};
use crate::streams::Streams;
use crate::tables::{Joined, Kind};

/// How many subjects a batch of rows has: enough for the columns to be worth their while, few enough to stay small.
const BATCH: usize = 4_096;

/// Where the subjects come from.
enum Origin {
    Rows(Box<Population>),
    Table(Box<Joined>),
}

/// The batches of a population.
pub(super) struct Batches<'a> {
    origin: Origin,
    issues: Issues<'a>,
    lang: Lang,
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
        let mut issues = Issues::new(None, lang)?;
        let key: Vec<String> = args.how.key.iter().cloned().collect();
        let keep: Vec<String> = key.iter().chain(by).cloned().collect();
        let with_key = !key.is_empty();
        let path = Path::new(&args.input);
        let origin = match Kind::of(path) {
            None => {
                let opened = evaluate::open_for((plan.clone(), also), args, &keep, streams, &mut issues)?;
                Origin::Rows(Box::new(opened))
            }
            Some(kind) => {
                if args.how.source.is_some() {
                    return Err(crate::tables::mixed());
                }
                let is_fact = |plan: &Plan, name: &str| {
                    plan.program().find(name).is_some_and(|(_, node)| node.fact().is_some())
                };
                let wanted = |name: &str| {
                    is_fact(plan, name)
                        || also.is_some_and(|also| is_fact(also, name))
                        || keep.iter().any(|kept| kept == name)
                };
                let joined = Joined::open(path, kind, &args.how, wanted)?;
                if let Some(column) =
                    keep.iter().find(|column| joined.schema().field_with_name(column).is_err())
                {
                    let name = joined.name();
                    return Err(failure(
                        BAD_HEADER,
                        text!("`{name}` tidak punya kolom `{column}`.", "`{name}` has no column `{column}`."),
                        text!("Periksa --key dan --by.", "Check --key and --by."),
                    ));
                }
                streams.progress.set_length(joined.total().unwrap_or(0));
                Origin::Table(Box::new(joined))
            }
        };
        Ok(Batches { origin, issues, lang, read: 0, with_key })
    }

    /// The next subjects; nothing at the end.
    pub(super) fn next(&mut self, streams: &mut Streams<'_>) -> Outcome<Option<Batch>> {
        let (batch, count) = match &mut self.origin {
            Origin::Table(joined) => match joined.next()? {
                Some(batch) => {
                    let count = batch.num_rows();
                    (Batch::Table(batch), count)
                }
                None => return Ok(None),
            },
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
    pub(super) fn finish(mut self, streams: &mut Streams<'_>) -> Outcome<()> {
        streams.progress.finish_and_clear();
        match self.origin {
            Origin::Rows(_) => {}
            Origin::Table(joined) => {
                for (list, count) in joined.finish()?.into_iter().filter(|(_, count)| *count > 0) {
                    self.issues.tell(InputIssue {
                        row: None,
                        key: String::new(),
                        code: crate::failure::ORPHAN,
                        message: text!(
                            "{count} baris `{list}` tidak punya subjek.",
                            "{count} rows of `{list}` belong to no subject."
                        ),
                        fact: list,
                        row_of_list: None,
                    })?;
                }
            }
        }
        for issue in &self.issues.shown {
            writeln!(streams.err, "[{}] {}", issue.code, issue.message.get(self.lang))
                .map_err(|error| stream(&error))?;
        }
        Ok(())
    }
}
