//! What a plan says of one subject, and why.

use std::sync::Arc;

use pyo3::prelude::*;
use pyo3::types::{PyDict, PyTuple};
use timbang::explain::Explanation as CoreExplanation;
use timbang::outcome::Outcome as CoreOutcome;
use timbang::{Lang, host};

use crate::errors::OrRaise as _;
use crate::promotions::{Promotion, promotion};
use crate::record::record;
use crate::results::Result;
use crate::texts::Text;
use crate::triggers::{Triggers, triggers};
use crate::values::date;

record! {
    /// A problem of a given fact.
    Issue {
        /// The fact, or `list.field`.
        fact: String,
        /// The row of a list, from 0.
        row: Option<usize>,
        /// The stable code.
        code: String,
        /// What is wrong and what to do.
        message: Text,
    }
}

/// What a plan says of one subject.
#[pyclass(frozen, module = "timbang")]
pub(crate) struct Outcome(pub(crate) CoreOutcome);

impl Outcome {
    /// What is wrong with the facts given.
    pub(crate) fn told<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        let issues = self.0.issues().iter().map(|issue| Issue {
            fact: issue.fact.to_string(),
            row: issue.row,
            code: issue.code.to_owned(),
            message: (&issue.message).into(),
        });
        PyTuple::new(py, issues.collect::<Vec<_>>())
    }
}

#[pymethods]
impl Outcome {
    /// The date of the rules.
    #[getter]
    fn as_of<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        date(py, self.0.plan().as_of())
    }

    /// The results by name, in the order in which they were asked for.
    #[getter]
    fn results<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let dict = PyDict::new(py);
        for output in self.0.plan().outputs() {
            dict.set_item(&*output.name, Result::new(&self.0, Arc::clone(&output.name), output.node))?;
        }
        Ok(dict)
    }

    /// The result of any name that the plan works out.
    fn __getitem__(&self, py: Python<'_>, name: &str) -> PyResult<Result> {
        let id = self.0.find(name).or_raise(py)?;
        Ok(Result::new(&self.0, Arc::from(name), id))
    }

    /// The promotions among the results.
    #[getter]
    fn promotions<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        let program = self.0.values().program();
        let found: Vec<Promotion> =
            self.0.promotions().iter().map(|one| promotion(py, one, program)).collect::<PyResult<_>>()?;
        PyTuple::new(py, found)
    }

    /// What the triggers call for; `None` where the plan was not asked for them.
    #[getter]
    fn triggers(&self, py: Python<'_>) -> PyResult<Option<Triggers>> {
        if !self.0.plan().gives_triggers() {
            return Ok(None);
        }
        triggers(py, &self.0.triggers(), self.0.values().program()).map(Some)
    }

    /// What is wrong with the facts given.
    #[getter]
    fn issues<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        self.told(py)
    }

    /// The decision record, as the text of its JSON.
    #[getter]
    fn record(&self) -> String {
        self.0.record().to_json().to_string()
    }

    /// The outcome on the wire, as the text of its JSON.
    fn to_json(&self) -> String {
        self.0.to_json_text()
    }

    /// The whole outcome as a page, in `id` or `en`.
    #[pyo3(signature = (lang = "id"))]
    fn to_html(&self, py: Python<'_>, lang: &str) -> PyResult<String> {
        Ok(self.0.to_html(host::lang(lang).or_raise(py)?))
    }

    /// Why a name has what it has.
    fn why(&self, py: Python<'_>, name: &str) -> PyResult<Explanation> {
        self.0.why(name).or_raise(py).map(Explanation)
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        Ok(format!("Outcome(as_of={}, results={})", self.0.plan().as_of(), self.results(py)?.repr()?))
    }
}

/// Why a name has what it has; as a string the Indonesian text.
#[pyclass(frozen, module = "timbang")]
pub(crate) struct Explanation(CoreExplanation);

#[pymethods]
impl Explanation {
    /// As plain text, in `id` or `en`.
    #[pyo3(signature = (lang = "id"))]
    fn to_text(&self, py: Python<'_>, lang: &str) -> PyResult<String> {
        Ok(self.0.to_text(host::lang(lang).or_raise(py)?))
    }

    /// As HTML, in `id` or `en`.
    #[pyo3(signature = (lang = "id"))]
    fn to_html(&self, py: Python<'_>, lang: &str) -> PyResult<String> {
        Ok(self.0.to_html(host::lang(lang).or_raise(py)?))
    }

    /// As the text of its JSON, in both languages.
    fn to_json(&self) -> String {
        self.0.to_json().to_string()
    }

    fn __str__(&self) -> String {
        self.0.to_text(Lang::Id)
    }

    fn __repr__(&self) -> String {
        self.0.to_text(Lang::Id)
    }
}
