//! A pack compiled for a date and a choice of outputs.

use pyo3::prelude::*;
use timbang::Plan as CorePlan;
use timbang::host;

use crate::errors::{OrRaise as _, with_diagnostics};
use crate::facts::{facts, raw};
use crate::frames::{How, Scored, evaluate, explained};
use crate::outcome::Outcome;
use crate::pack::{Pack, sound};
use crate::values::date;

/// A pack compiled for a date and a choice of outputs.
#[pyclass(frozen, module = "timbang._timbang")]
pub(crate) struct Plan(pub(crate) CorePlan);

#[pymethods]
impl Plan {
    /// The pack.
    #[getter]
    fn pack(&self) -> Pack {
        Pack(self.0.pack().clone())
    }

    /// The date of the rules.
    #[getter]
    fn as_of<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        date(py, self.0.as_of())
    }

    /// The names of the outputs, in order; the triggers last, where they were asked for.
    #[getter]
    fn outputs(&self) -> Vec<String> {
        let names = self.0.outputs().iter().map(|output| output.name.to_string());
        names.chain(self.0.gives_triggers().then(|| "triggers".to_owned())).collect()
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
        let plan = &self.0;
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
    fn evaluate_table(&self, py: Python<'_>, table: &Bound<'_, PyAny>, how: &How) -> PyResult<Scored> {
        evaluate(py, &self.0, table, how)
    }

    /// The outcomes of some rows of a table, each as for one subject, so that it can tell why.
    fn explain_rows(
        &self,
        py: Python<'_>,
        table: &Bound<'_, PyAny>,
        rows: Vec<isize>,
        how: &How,
    ) -> PyResult<Vec<Outcome>> {
        explained(py, &self.0, table, &rows, how)
    }

    /// The plan with another value for a parameter, or for an entry of one.
    fn with_parameter(&self, py: Python<'_>, path: &str, value: &Bound<'_, PyAny>) -> PyResult<Plan> {
        let value = raw(value, path, 0)?;
        let report = self.0.pack().with_parameter(self.0.as_of(), path, &value).or_raise(py)?;
        let pack = sound(py, report)?;
        plan(py, &pack, &self.0.as_of().to_string(), &self.outputs())
    }

    /// The same plan for other outputs.
    fn with_outputs(&self, py: Python<'_>, outputs: Vec<String>) -> PyResult<Plan> {
        self.0.with_outputs(&outputs).or_raise(py).map(Plan)
    }
}

/// A plan of a pack, for a day written as text.
pub(crate) fn plan(py: Python<'_>, pack: &timbang::Pack, as_of: &str, outputs: &[String]) -> PyResult<Plan> {
    py.detach(|| host::plan(pack, as_of, outputs)).or_raise(py).map(Plan)
}
