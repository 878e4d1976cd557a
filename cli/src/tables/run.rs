//! The command `evaluate` by columns: rows in, results and issues out, in memory that does not grow.

use std::sync::Arc;

use indicatif::ProgressBar;
use timbang::Lang;
use timbang::arrow::{Key, key};

use super::evaluating::Done;
use super::pipeline::{Take, run};
use super::results::kept;
use super::{Written, open};
use crate::evaluate::{Issue, Issues, Layout, Opened, ResultRow, Results, Summary};
use crate::failure::Outcome;
use crate::input::Format;
use crate::join::{InputIssue, Tell};
use crate::output::Target;

/// How a population is evaluated by columns.
pub(crate) struct How<'h> {
    /// The key.
    pub(crate) key: Option<&'h str>,
    /// The columns that are copied.
    pub(crate) keep: &'h [String],
    /// The most threads.
    pub(crate) threads: Option<usize>,
    /// The language of messages.
    pub(crate) lang: Lang,
}

/// What takes results.
pub(crate) enum Sink<'a> {
    /// A file of rows, of which nothing is written before all input could be opened.
    Rows(Target<'a>, Format, Layout),
    /// A table, at this path.
    Table(std::path::PathBuf, Format),
}

/// Evaluates a population, of whose lists these rows come late, and gives the results, written but not committed.
pub(crate) fn evaluate<'a>(
    opened: (Opened, Vec<Vec<u64>>),
    how: &How<'_>,
    sink: Sink<'a>,
    (issues, summary, progress): (&mut Issues<'_>, &mut Summary, &ProgressBar),
) -> Outcome<Target<'a>> {
    let (joining, evaluating, total) = open::open(opened, how.key, how.keep, issues)?;
    let batches = evaluating.batches(how.threads, how.lang);
    let sink = match sink {
        Sink::Rows(target, format, layout) => Writing::Rows(Results::new(target, format, layout)?),
        Sink::Table(path, format) => {
            Writing::Table(Written::new(&path, format, &batches.output_schema(joining.schema())?)?)
        }
    };
    progress.set_length(total.unwrap_or(0));
    let mut taking = Taking { sink, issues, summary, progress };
    run(joining, evaluating, (&batches, how.threads, how.lang), &mut taking)?;
    match taking.sink {
        Writing::Rows(results) => results.finish(),
        Writing::Table(written) => written.finish(),
    }
}

enum Writing<'a> {
    Rows(Results<'a>),
    Table(Written<'a>),
}

struct Taking<'t, 'a, 'i> {
    sink: Writing<'a>,
    issues: &'t mut Issues<'i>,
    summary: &'t mut Summary,
    progress: &'t ProgressBar,
}

impl Tell for Taking<'_, '_, '_> {
    fn tell(&mut self, issue: InputIssue) -> Outcome<()> {
        self.issues.tell(issue)
    }
}

impl Take for Taking<'_, '_, '_> {
    fn take(&mut self, done: Done) -> Outcome<()> {
        let Done { batch, results, kept: columns, numbers, keys, told, invalid, beside } = done;
        for issue in beside {
            self.issues.tell(issue)?;
        }
        let key_of = |row: usize| keys.as_ref().map_or(Key::None, |keys| key(&**keys, row)).words();
        let (mut invalid, mut left) = (invalid.into_iter().peekable(), told.issues.iter().peekable());
        for (row, number) in numbers.iter().enumerate() {
            while let Some(found) = invalid.next_if(|found| found.row <= row) {
                for issue in found.input {
                    self.issues.tell(issue)?;
                }
                for issue in found.facts {
                    self.issues.add(issue)?;
                }
            }
            while let Some(issue) = left.next_if(|issue| issue.row <= row) {
                self.issues.add(Issue {
                    row: Some(*number),
                    key: key_of(row),
                    output: told.output(issue),
                    status: issue.status.word(),
                    code: Arc::clone(&issue.code),
                    fact: Arc::clone(&issue.fact),
                    row_of_list: issue.item.map(|item| u64::from(item).saturating_add(1)),
                    message: Arc::clone(&issue.message),
                })?;
            }
            let (statuses, triggers) = results.statuses(row);
            self.summary.count(statuses, triggers);
            if let Writing::Rows(to) = &mut self.sink {
                let (cells, triggers) = (results.cells(row), results.triggers(row));
                let kept = kept(&columns, row);
                to.add(ResultRow { number: *number, kept: &kept, cells: &cells, triggers, outcome: None })?;
            }
        }
        if let Writing::Table(to) = &mut self.sink {
            to.add(&batch)?;
        }
        self.progress.set_position(self.summary.rows);
        Ok(())
    }
}
