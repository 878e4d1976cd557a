//! A population: tables in, tables out.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use arrow_array::RecordBatch;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyTuple};
use timbang::arrow::{Batches, IssuesAs, Scored as CoreScored, facts_of};
use timbang::host::no_row;
use timbang::{Error, Plan};

use crate::errors::{OrRaise as _, raised};
use crate::lists::Lists;
use crate::outcome::Outcome;
use crate::table::{Table, batches, whole};
use crate::watch::{Signals, run};

/// How a population is evaluated.
#[pyclass(frozen, module = "timbang._timbang")]
pub(crate) struct How {
    keep: Vec<String>,
    issues: bool,
    /// Whether they are told in a column of the results, not in a table beside them.
    in_column: bool,
    threads: Option<usize>,
    first_row: u64,
    progress: Option<Py<PyAny>>,
}

#[pymethods]
impl How {
    #[new]
    fn new(
        keep: Vec<String>,
        issues: bool,
        in_column: bool,
        threads: Option<usize>,
        first_row: u64,
        progress: Option<Py<PyAny>>,
    ) -> How {
        How { keep, issues, in_column, threads, first_row, progress }
    }
}

/// What came of a population.
#[pyclass(frozen, module = "timbang._timbang")]
pub(crate) struct Scored {
    /// The results, one row a subject in the order of the input.
    #[pyo3(get)]
    table: Py<Table>,
    /// Why values are missing; without rows where that was not asked for.
    #[pyo3(get)]
    issues: Py<Table>,
    /// Columns of the input that are no facts.
    #[pyo3(get)]
    unused: Py<PyTuple>,
    /// How many rows of each list belong to no subject.
    #[pyo3(get)]
    orphans: Py<PyDict>,
    strict: Option<Error>,
}

#[pymethods]
impl Scored {
    /// Raises where a fact is invalid.
    fn check(&self, py: Python<'_>) -> PyResult<()> {
        self.strict.as_ref().map_or(Ok(()), |error| Err(raised(py, error)))
    }
}

/// Evaluates a table with its lists.
pub(crate) fn evaluate(
    py: Python<'_>,
    plan: &Plan,
    given: &Bound<'_, PyAny>,
    lists: &Lists,
    how: &How,
) -> PyResult<Scored> {
    let subjects = batches(given)?;
    let total = subjects.iter().map(RecordBatch::num_rows).fold(0, usize::saturating_add);
    let signals = Signals::default();
    let batches = prepared(plan, how, &signals);
    let progress = how.progress.as_ref().map(|tell| tell.bind(py));
    let mut scored = run(py, &signals, total, progress, || {
        let mut scored = Vec::with_capacity(subjects.len());
        let mut before = 0usize;
        let mut children = lists.lock();
        for batch in &subjects {
            let batch = children.attach(batch)?;
            let first = how.first_row.saturating_add(u64::try_from(before).unwrap_or(u64::MAX));
            let done = Arc::clone(&signals.done);
            let batches = batches
                .clone()
                .first_row(first)
                .on_progress(move |rows, _| done.store(before.saturating_add(rows), Ordering::Relaxed));
            scored.push(batches.evaluate(&batch)?);
            before = before.saturating_add(batch.num_rows());
        }
        Ok(scored)
    })?;
    let strict = scored.iter().find_map(|one| one.strict().err());
    // INVARIANT: there is at least one batch, and all have the same columns.
    let unused = scored.first_mut().map(|one| std::mem::take(&mut one.unused)).unwrap_or_default();
    let (tables, issues): (Vec<RecordBatch>, Vec<RecordBatch>) =
        scored.into_iter().map(|CoreScored { batch, issues, .. }| (batch, issues)).unzip();
    let schema = tables.first().map_or_else(|| plan.output_schema(), RecordBatch::schema);
    Ok(Scored {
        table: Py::new(py, Table::new(py, tables, schema)?)?,
        issues: Py::new(py, Table::new(py, issues, plan.issues_schema())?)?,
        unused: PyTuple::new(py, unused)?.unbind(),
        orphans: lists.orphans(py)?,
        strict,
    })
}

/// Works out some rows of a table as single subjects.
pub(crate) fn explained(
    py: Python<'_>,
    plan: &Plan,
    given: &Bound<'_, PyAny>,
    lists: &Lists,
    rows: &[isize],
) -> PyResult<Vec<Outcome>> {
    let subjects = whole(given)?;
    let mut outcomes = Vec::with_capacity(rows.len());
    for row in rows {
        let at = usize::try_from(*row).ok().filter(|at| *at < subjects.num_rows());
        let at = at.ok_or_else(|| no_row(&row.to_string(), subjects.num_rows())).or_raise(py)?;
        let one = lists.lock().attach(&subjects.slice(at, 1)).or_raise(py)?;
        outcomes.push(Outcome(plan.evaluate(&facts_of(&one, 0)).or_raise(py)?));
    }
    Ok(outcomes)
}

fn prepared(plan: &Plan, how: &How, signals: &Signals) -> Batches {
    let issues = match (how.issues, how.in_column) {
        (true, false) => IssuesAs::Table,
        (true, true) => IssuesAs::Column,
        (false, _) => IssuesAs::Nothing,
    };
    let batches = plan.batches().issues(issues).keep(&how.keep).cancel(Arc::clone(&signals.stop));
    match how.threads {
        Some(threads) => batches.threads(threads),
        None => batches,
    }
}
