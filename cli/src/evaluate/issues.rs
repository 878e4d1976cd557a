//! The issues of a run: a table of their own beside the results.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use timbang::eval::FactIssue;
use timbang::outcome::words;
use timbang::{Lang, Outcome as Result_, Status};

use super::issue_table::IssueTable;
use crate::evaluate::facts::Shaped;
use crate::failure::Outcome;
use crate::input::Format;
use crate::join::{InputIssue, Tell};
use crate::output::Target;

/// How many issues are told on the terminal where no file takes them.
const SHOWN: usize = 20;

/// One line of the table of issues.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Issue {
    /// The row of the main file.
    pub(crate) row: Option<u64>,
    /// Its key.
    pub(crate) key: String,
    /// The output that has no value.
    pub(crate) output: Arc<str>,
    /// Its status.
    pub(crate) status: &'static str,
    /// The stable code, or the kind of cause where it has none.
    pub(crate) code: Arc<str>,
    /// The fact, rule or list concerned.
    pub(crate) fact: Arc<str>,
    /// The row in the child file, or in the list where it came with the subject.
    pub(crate) row_of_list: Option<u64>,
    /// What is wrong and what to do.
    pub(crate) message: Arc<str>,
}

impl Issue {
    fn of_input(issue: InputIssue, lang: Lang) -> Issue {
        Issue {
            row: issue.row,
            key: issue.key,
            output: Arc::default(),
            status: "",
            code: Arc::from(issue.code),
            fact: Arc::from(issue.fact),
            row_of_list: issue.row_of_list,
            message: Arc::from(issue.message.get(lang)),
        }
    }
}

/// Takes issues: into a file, or some of them onto the terminal, and counts them by code.
pub(crate) struct Issues<'a> {
    to: To<'a>,
    lang: Lang,
    /// How often each code was met.
    pub(crate) counts: BTreeMap<Arc<str>, u64>,
    /// The first ones, where no file takes them.
    pub(crate) shown: Vec<Issue>,
}

enum To<'a> {
    Nothing,
    Csv(Box<csv::Writer<Target<'a>>>),
    Table(Box<IssueTable<'a>>),
}

/// The columns of issues.
pub(super) const COLUMNS: [&str; 8] =
    ["row", "key", "output", "status", "code", "fact", "row_of_list", "message"];

impl<'a> Issues<'a> {
    /// Keeps the first few.
    pub(crate) fn shown(lang: Lang) -> Issues<'a> {
        Issues { to: To::Nothing, lang, counts: BTreeMap::new(), shown: Vec::new() }
    }

    /// Writes into a file: a table where its name says so, else CSV.
    pub(crate) fn file(path: &Path, lang: Lang) -> Outcome<Issues<'a>> {
        let to = match Format::of(path).filter(|format| format.is_columnar()) {
            Some(format) => To::Table(Box::new(IssueTable::new(path, format)?)),
            None => {
                let target = Target::file(path)?;
                let mut writer = csv::WriterBuilder::new().buffer_capacity(1 << 16).from_writer(target);
                let head = writer.write_record(COLUMNS);
                head.map_err(|error| written(writer.get_ref(), error))?;
                To::Csv(Box::new(writer))
            }
        };
        Ok(Issues { to, ..Issues::shown(lang) })
    }

    /// Takes one.
    pub(crate) fn add(&mut self, issue: Issue) -> Outcome<()> {
        match self.counts.get_mut(&issue.code) {
            Some(count) => *count = count.saturating_add(1),
            None => drop(self.counts.insert(Arc::clone(&issue.code), 1)),
        }
        match &mut self.to {
            To::Table(table) => table.add(issue),
            To::Csv(writer) => {
                let number = |n: Option<u64>| n.map_or_else(String::new, |n| n.to_string());
                let cells = [
                    &*number(issue.row),
                    &issue.key,
                    &issue.output,
                    issue.status,
                    &issue.code,
                    &issue.fact,
                    &number(issue.row_of_list),
                    &issue.message,
                ];
                writer.write_record(cells).map_err(|error| written(writer.get_ref(), error))
            }
            To::Nothing => {
                if self.shown.len() < SHOWN {
                    self.shown.push(issue);
                }
                Ok(())
            }
        }
    }

    /// How many there are.
    pub(crate) fn total(&self) -> u64 {
        self.counts.values().fold(0, |sum, count| sum.saturating_add(*count))
    }

    /// Ends the file, where there is one; it appears under its name with [`Target::commit`].
    pub(crate) fn finish(&mut self) -> Outcome<Option<Target<'a>>> {
        match std::mem::replace(&mut self.to, To::Nothing) {
            To::Csv(writer) => ended(*writer).map(Some),
            To::Table(table) => table.finish().map(Some),
            To::Nothing => Ok(None),
        }
    }
}

impl Tell for Issues<'_> {
    fn tell(&mut self, issue: InputIssue) -> Outcome<()> {
        self.add(Issue::of_input(issue, self.lang))
    }
}

/// Ends a CSV file and gives its target back.
pub(crate) fn ended(mut writer: csv::Writer<Target<'_>>) -> Outcome<Target<'_>> {
    let flushed = writer.flush();
    flushed.map_err(|error| writer.get_ref().failure(&error))?;
    writer.into_inner().map_err(|error| crate::failure::stream(error.error()))
}

/// What an error of the CSV writer is to be told as.
pub(crate) fn written(target: &Target<'_>, error: csv::Error) -> crate::failure::Failure {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => target.failure(&error),
        _ => target.failure(&std::io::Error::from(std::io::ErrorKind::InvalidData)),
    }
}

/// What is wrong with the facts of one subject.
pub(crate) fn issues_of_facts(problems: &[FactIssue], shaped: &Shaped, lang: Lang) -> Vec<Issue> {
    let mut found = Vec::new();
    for problem in problems {
        let list = problem.fact.split('.').next().unwrap_or(&problem.fact);
        let row_of_list = problem.row.and_then(|at| match shaped.places.get(list) {
            Some(places) => places.get(at).copied(),
            None => u64::try_from(at).ok().map(|at| at.saturating_add(1)),
        });
        // What was refused when the file was read is told already, and more to the point.
        let is_told = shaped.refused.iter().any(|(fact, at)| **fact == *problem.fact && *at == row_of_list);
        if !is_told {
            found.push(Issue {
                row: Some(shaped.number),
                key: shaped.key.clone(),
                output: Arc::default(),
                status: "",
                code: Arc::from(problem.code),
                fact: Arc::clone(&problem.fact),
                row_of_list,
                message: Arc::from(problem.message.get(lang)),
            });
        }
    }
    found
}

/// The issues of one subject: what is wrong with its facts, and why outputs have no value.
pub(crate) fn issues_of(outcome: &Result_, shaped: &Shaped, lang: Lang) -> Vec<Issue> {
    let program = outcome.values().program();
    let mut found = issues_of_facts(outcome.issues(), shaped, lang);
    let mut none = |output: &Arc<str>, row: Option<u64>, causes: &timbang::Causes| {
        let status = causes.status();
        if status == Status::NotApplicable {
            return;
        }
        for cause in causes.iter() {
            // What does not apply is no reason why the rest is not known.
            if !matches!(cause, timbang::Cause::NotApplicable(_)) {
                found.push(Issue {
                    row: Some(shaped.number),
                    key: shaped.key.clone(),
                    output: Arc::clone(output),
                    status: status.word(),
                    code: Arc::from(cause.code().unwrap_or_else(|| cause.kind())),
                    fact: Arc::clone(cause.name()),
                    row_of_list: row,
                    message: Arc::from(words::cause(program, cause).get(lang)),
                });
            }
        }
    };
    for output in outcome.plan().outputs() {
        let list = program.node(output.node).and_then(|node| node.rule()).and_then(|rule| rule.list);
        match list {
            None => {
                if let Err(causes) = outcome.values().get(output.node) {
                    none(&output.name, None, &causes);
                }
            }
            Some((list, slot)) => match outcome.values().column(list, slot) {
                Err(causes) => none(&output.name, None, &causes),
                Ok(items) => {
                    for (at, item) in items.iter().enumerate() {
                        if let Err(causes) = item {
                            none(&output.name, u64::try_from(at).ok().map(|n| n.saturating_add(1)), causes);
                        }
                    }
                }
            },
        }
    }
    for trigger in outcome.triggers().undetermined {
        let row = trigger.row.and_then(|at| u64::try_from(at).ok()).map(|at| at.saturating_add(1));
        none(&trigger.rule, row, &trigger.causes);
    }
    found
}
