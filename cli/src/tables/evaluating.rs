//! Evaluates subjects by columns, and tells of the few whose facts cannot be used as rows tell it.

use arrow_array::{ArrayRef, RecordBatch};
use timbang::arrow::{Batches, IssuesAs};
use timbang::{Lang, Plan};

use super::commas::with_points;
use super::joining::Subjects;
use super::open::is_number;
use super::results::{Results, columns_of};
use super::told::Told;
use crate::evaluate::{Column, Issue, Shaper, columns, issues_of_facts};
use crate::failure::Outcome;
use crate::input::broken;
use crate::join::InputIssue;

/// What evaluating needs.
pub(crate) struct Evaluating {
    plan: Plan,
    shaper: Shaper,
    key: Option<String>,
    keep: Vec<String>,
    columns: Vec<Column>,
    /// The lists whose files have decimal commas; none stands for the main table.
    commas: Vec<Option<String>>,
}

/// What came of some subjects.
pub(super) struct Done {
    /// The results by columns.
    pub(super) batch: RecordBatch,
    /// The results by rows.
    pub(super) results: Results,
    /// The columns that are copied.
    pub(super) kept: Vec<ArrayRef>,
    /// Where the subjects stand in the main table.
    pub(super) numbers: Vec<u64>,
    /// Their keys.
    pub(super) keys: Option<ArrayRef>,
    /// Why outputs have no value.
    pub(super) told: Told,
    /// Subjects with facts that cannot be used, by row.
    pub(super) invalid: Vec<Invalid>,
    /// Columns of lists that nobody uses.
    pub(super) beside: Vec<InputIssue>,
}

/// What is wrong with the facts of a subject.
pub(super) struct Invalid {
    /// Its row.
    pub(super) row: usize,
    /// What was told when its cells were read.
    pub(super) input: Vec<InputIssue>,
    /// What is wrong with its facts.
    pub(super) facts: Vec<Issue>,
}

impl Evaluating {
    /// Makes ready for a plan.
    pub(super) fn new(
        plan: Plan,
        shaper: Shaper,
        key: Option<&str>,
        keep: &[String],
        commas: Vec<Option<String>>,
    ) -> Evaluating {
        let columns = columns(&plan);
        Evaluating { plan, shaper, key: key.map(str::to_owned), keep: keep.to_vec(), columns, commas }
    }

    /// How batches are evaluated.
    pub(super) fn batches(&self, threads: Option<usize>, lang: Lang) -> Batches {
        let batches = self.plan.batches().keep(&self.keep).issues(IssuesAs::Table).messages(lang);
        match threads {
            Some(threads) => batches.threads(threads),
            None => batches,
        }
    }

    /// The facts of some subjects as the engine takes them.
    pub(crate) fn given(&self, subjects: &Subjects) -> Outcome<RecordBatch> {
        if self.commas.is_empty() {
            return Ok(subjects.batch.clone());
        }
        let is_number = |list: Option<&str>, name: &str| {
            self.commas.iter().any(|own| own.as_deref() == list) && is_number(&self.shaper, list, name)
        };
        with_points(&subjects.batch, &is_number).map_err(|error| broken("", &error))
    }

    /// Evaluates some subjects.
    pub(super) fn evaluate(&mut self, batches: &Batches, subjects: &Subjects, lang: Lang) -> Outcome<Done> {
        let given = self.given(subjects)?;
        let scored = batches.evaluate(&given)?;
        let mut invalid = Vec::new();
        for row in batches.invalid(&given)? {
            let mut input: Vec<InputIssue> = Vec::new();
            let shaped = self.shaper.shape(subjects.subject(self.key.as_deref(), row), &mut input)?;
            let facts = issues_of_facts(&self.plan.fact_issues(&shaped.facts), &shaped, lang);
            invalid.push(Invalid { row, input, facts });
        }
        let mut beside: Vec<InputIssue> = Vec::new();
        for (list, field) in scored.unused.iter().filter_map(|name| name.split_once('.')) {
            self.shaper.check_child_column(list, field, &mut beside)?;
        }
        let told = Told::new(&scored.issues);
        let results = Results::new(&self.plan, &self.columns, &scored.batch, &told);
        let key = self.key.as_deref();
        Ok(Done {
            results,
            // What is copied are texts as they were, with their commas.
            kept: columns_of(&subjects.batch, &self.keep),
            numbers: subjects.numbers.clone(),
            keys: key.and_then(|key| subjects.batch.column_by_name(key)).cloned(),
            told,
            invalid,
            beside,
            batch: scored.batch,
        })
    }
}
