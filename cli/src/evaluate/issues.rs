//! The issues of a run: a table of their own beside the results.

use std::collections::BTreeMap;

use timbang::outcome::words;
use timbang::{Lang, Outcome as Result_, Status, Text};

use crate::evaluate::facts::Shaped;
use crate::failure::Outcome;
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
    pub(crate) output: String,
    /// Its status.
    pub(crate) status: &'static str,
    /// The stable code, or the kind of cause where it has none.
    pub(crate) code: &'static str,
    /// The fact, rule or list concerned.
    pub(crate) fact: String,
    /// The row in the child file, or in the list where it came with the subject.
    pub(crate) row_of_list: Option<u64>,
    /// What is wrong and what to do.
    pub(crate) message: Text,
}

impl From<InputIssue> for Issue {
    fn from(issue: InputIssue) -> Issue {
        Issue {
            row: issue.row,
            key: issue.key,
            output: String::new(),
            status: "",
            code: issue.code,
            fact: issue.fact,
            row_of_list: issue.row_of_list,
            message: issue.message,
        }
    }
}

/// Takes issues: into a file, or some of them onto the terminal, and counts them by code.
pub(crate) struct Issues<'a> {
    writer: Option<csv::Writer<Target<'a>>>,
    lang: Lang,
    /// How often each code was met.
    pub(crate) counts: BTreeMap<&'static str, u64>,
    /// The first ones, where no file takes them.
    pub(crate) shown: Vec<Issue>,
}

impl<'a> Issues<'a> {
    /// Writes into a target, or keeps the first few.
    pub(crate) fn new(target: Option<Target<'a>>, lang: Lang) -> Outcome<Issues<'a>> {
        let writer =
            target.map(|target| csv::WriterBuilder::new().buffer_capacity(1 << 16).from_writer(target));
        let mut issues = Issues { writer, lang, counts: BTreeMap::new(), shown: Vec::new() };
        issues.record(["row", "key", "output", "status", "code", "fact", "row_of_list", "message"])?;
        Ok(issues)
    }

    fn record(&mut self, cells: [&str; 8]) -> Outcome<()> {
        match &mut self.writer {
            Some(writer) => writer.write_record(cells).map_err(|error| written(writer.get_ref(), error)),
            None => Ok(()),
        }
    }

    /// Takes one.
    pub(crate) fn add(&mut self, issue: Issue) -> Outcome<()> {
        let count = self.counts.entry(issue.code).or_insert(0);
        *count = count.saturating_add(1);
        let number = |n: Option<u64>| n.map_or_else(String::new, |n| n.to_string());
        self.record([
            &number(issue.row),
            &issue.key,
            &issue.output,
            issue.status,
            issue.code,
            &issue.fact,
            &number(issue.row_of_list),
            issue.message.get(self.lang),
        ])?;
        if self.writer.is_none() && self.shown.len() < SHOWN {
            self.shown.push(issue);
        }
        Ok(())
    }

    /// How many there are.
    pub(crate) fn total(&self) -> u64 {
        self.counts.values().fold(0, |sum, count| sum.saturating_add(*count))
    }

    /// Ends the file, where there is one; it appears under its name with [`Target::commit`].
    pub(crate) fn finish(&mut self) -> Outcome<Option<Target<'a>>> {
        match self.writer.take() {
            Some(writer) => ended(writer).map(Some),
            None => Ok(None),
        }
    }
}

impl Tell for Issues<'_> {
    fn tell(&mut self, issue: InputIssue) -> Outcome<()> {
        self.add(issue.into())
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

/// The issues of one subject: what is wrong with its facts, and why outputs have no value.
pub(crate) fn issues_of(outcome: &Result_, shaped: &Shaped) -> Vec<Issue> {
    let program = outcome.values().program();
    let mut found = Vec::new();
    let issue = |output: &str, status, code, fact: &str, row_of_list, message| Issue {
        row: Some(shaped.number),
        key: shaped.key.clone(),
        output: output.to_owned(),
        status,
        code,
        fact: fact.to_owned(),
        row_of_list,
        message,
    };
    for problem in outcome.issues() {
        let list = problem.fact.split('.').next().unwrap_or(&problem.fact);
        let row = problem.row.and_then(|at| match shaped.places.get(list) {
            Some(places) => places.get(at).copied(),
            None => u64::try_from(at).ok().map(|at| at.saturating_add(1)),
        });
        // What was refused when the file was read is told already, and more to the point.
        let is_told = shaped.refused.iter().any(|(fact, at)| **fact == *problem.fact && *at == row);
        if !is_told {
            found.push(issue("", "", problem.code, &problem.fact, row, problem.message.clone()));
        }
    }
    let mut none = |output: &str, row: Option<u64>, causes: &timbang::Causes| {
        let status = causes.status();
        if status == Status::NotApplicable {
            return;
        }
        for cause in causes.iter() {
            // What does not apply is no reason why the rest is not known.
            if !matches!(cause, timbang::Cause::NotApplicable(_)) {
                let code = cause.code().unwrap_or_else(|| cause.kind());
                let message = words::cause(program, cause);
                found.push(issue(output, status.word(), code, cause.name(), row, message));
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
