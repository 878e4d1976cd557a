//! A pack compiled for a date and a choice of outputs.

use pyo3::prelude::*;
use timbang::Plan as CorePlan;
use timbang::host;

use crate::comparing::{Compared, compare};
use crate::errors::{OrRaise as _, with_diagnostics};
use crate::facts::{facts, raw};
use crate::fairness::{Fairness, fair};
use crate::frames::{How, Scored, evaluate, explained};
use crate::lists::Lists;
use crate::outcome::Outcome;
use crate::pack::{Pack, sound};
use crate::texts::Text;
use crate::values::date;
use crate::watch::Watched;

/// A pack compiled for a date and a choice of outputs.
#[pyclass(frozen, module = "timbang._timbang")]
pub(crate) struct Plan {
    pub(crate) core: CorePlan,
    // The core knows plans without a pack, those of bundles; every plan of Python has one.
    pack: timbang::Pack,
}

#[pymethods]
impl Plan {
    /// The pack.
    #[getter]
    fn pack(&self) -> Pack {
        Pack(self.pack.clone())
    }

    /// The date of the rules.
    #[getter]
    fn as_of<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        date(py, self.core.as_of())
    }

    /// The names of the outputs, in order; the triggers last, where they were asked for.
    #[getter]
    fn outputs(&self) -> Vec<String> {
        let names = self.core.outputs().iter().map(|output| output.name.to_string());
        names.chain(self.core.gives_triggers().then(|| "triggers".to_owned())).collect()
    }

    /// Works the plan out for one subject.
    #[pyo3(signature = (given, source = None, strict = false))]
    fn evaluate(
        &self,
        py: Python<'_>,
        given: &Bound<'_, PyAny>,
        source: Option<&str>,
        strict: bool,
    ) -> PyResult<Outcome> {
        let mut facts = facts(given)?;
        let plan = &self.core;
        if let Some(source) = source {
            facts = plan.source(source).or_raise(py)?.facts(&facts.into_map());
        }
        let outcome = Outcome(py.detach(|| plan.evaluate(&facts)).or_raise(py)?);
        if strict && let Err(error) = outcome.0.strict() {
            return Err(with_diagnostics(py, &error, outcome.told(py)?.into_any()));
        }
        Ok(outcome)
    }

    /// Works the plan out for a table of subjects.
    fn evaluate_table(
        &self,
        py: Python<'_>,
        table: &Bound<'_, PyAny>,
        lists: &Lists,
        how: &How,
    ) -> PyResult<Scored> {
        evaluate(py, &self.core, table, lists, how)
    }

    /// Compares what this and another plan say of the subjects of a table.
    #[expect(clippy::too_many_arguments, reason = "the facade names each of them")]
    fn compare(
        &self,
        py: Python<'_>,
        other: &Plan,
        table: &Bound<'_, PyAny>,
        lists: &Lists,
        key: Option<&str>,
        by: Vec<String>,
        explained: Option<u64>,
        watched: &Watched,
    ) -> PyResult<Compared> {
        let comparing = host::compare(&self.core, &other.core, &by, explained).or_raise(py)?;
        compare(py, comparing, table, lists, key, watched)
    }

    /// Counts the rate of a result by group.
    #[expect(clippy::too_many_arguments, reason = "the facade names each of them")]
    fn fairness(
        &self,
        py: Python<'_>,
        table: &Bound<'_, PyAny>,
        lists: &Lists,
        rate: &str,
        by: Vec<String>,
        min_cell: Option<u64>,
        watched: &Watched,
    ) -> PyResult<Fairness> {
        let fairness =
            host::fairness(self.core.bundle(), self.core.as_of(), rate, &by, min_cell).or_raise(py)?;
        fair(py, fairness, table, lists, watched)
    }

    /// What people read of the values of a column of results, or of a fact.
    fn labels(&self, py: Python<'_>, column: &str) -> PyResult<Vec<(String, Text)>> {
        let found = host::labels(&self.core, column).or_raise(py)?;
        Ok(found.into_iter().map(|(value, text)| (value, text.into())).collect())
    }

    /// The outcomes of some rows of a table, each as for one subject, so that it can tell why.
    fn explain_rows(
        &self,
        py: Python<'_>,
        table: &Bound<'_, PyAny>,
        lists: &Lists,
        rows: Vec<isize>,
    ) -> PyResult<Vec<Outcome>> {
        explained(py, &self.core, table, lists, &rows)
    }

    /// The plan with another value for a parameter, or for an entry of one.
    fn with_parameter(&self, py: Python<'_>, path: &str, value: &Bound<'_, PyAny>) -> PyResult<Plan> {
        let value = raw(value, path, 0)?;
        let report = self.pack.with_parameter(self.core.as_of(), path, &value).or_raise(py)?;
        let pack = sound(py, report)?;
        plan(py, &pack, &self.core.as_of().to_string(), &self.outputs())
    }

    /// The same plan for other outputs.
    fn with_outputs(&self, py: Python<'_>, outputs: Vec<String>) -> PyResult<Plan> {
        let core = self.core.with_outputs(&outputs).or_raise(py)?;
        Ok(Plan { core, pack: self.pack.clone() })
    }
}

/// A plan of a pack, for a day written as text.
pub(crate) fn plan(py: Python<'_>, pack: &timbang::Pack, as_of: &str, outputs: &[String]) -> PyResult<Plan> {
    let core = py.detach(|| host::plan(pack, as_of, outputs)).or_raise(py)?;
    Ok(Plan { core, pack: pack.clone() })
}
