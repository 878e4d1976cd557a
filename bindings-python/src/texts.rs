//! Texts in both languages, and causes.

use pyo3::prelude::*;
use pyo3::types::PyTuple;
use timbang::outcome::words;
use timbang::typing::program::Program;
use timbang::{Cause as CoreCause, Causes, Lang, Value};

use crate::record::{fields, record, shown};

/// A text in Indonesian and English; as a string it is the Indonesian one.
#[pyclass(frozen, get_all, eq, hash, from_py_object, module = "timbang")]
#[derive(Clone, PartialEq, Eq, Hash)]
pub(crate) struct Text {
    /// The Indonesian text.
    pub(crate) id: String,
    /// The English text.
    pub(crate) en: String,
}

#[pymethods]
impl Text {
    #[new]
    fn new(id: String, en: String) -> Text {
        Text { id, en }
    }

    fn __str__(&self) -> &str {
        &self.id
    }

    fn __repr__(this: &Bound<'_, Self>) -> PyResult<String> {
        shown(this.as_any(), "Text", &["id", "en"])
    }

    fn __reduce__<'py>(
        this: &Bound<'py, Self>,
    ) -> PyResult<(Bound<'py, pyo3::types::PyType>, Bound<'py, PyTuple>)> {
        Ok((this.get_type(), fields(this.as_any(), &["id", "en"])?))
    }
}

impl Text {
    /// A value as people read it, with its unit.
    pub(crate) fn of_value(value: &Value, unit: Option<&str>) -> Text {
        let told = |lang| words::with_unit(value, unit, lang);
        Text { id: told(Lang::Id), en: told(Lang::En) }
    }
}

impl From<timbang::Text> for Text {
    fn from(text: timbang::Text) -> Text {
        Text { id: text.id, en: text.en }
    }
}

impl From<&timbang::Text> for Text {
    fn from(text: &timbang::Text) -> Text {
        Text { id: text.id.clone(), en: text.en.clone() }
    }
}

record! {
    /// Why there is no value.
    Cause {
        /// The kind: missing, invalid, failed, unregulated, empty, not_applicable.
        kind: String,
        /// The fact or rule.
        name: String,
        /// The stable code of what is wrong, where something is.
        code: Option<String>,
        /// What is not regulated.
        reason: Option<String>,
        /// The office or record that fills the fact.
        source: Option<String>,
        /// What it means.
        text: Text,
    }
}

/// Causes, in their fixed order.
pub(crate) fn causes<'py>(
    py: Python<'py>,
    found: &Causes,
    program: &Program,
) -> PyResult<Bound<'py, PyTuple>> {
    let all: Vec<Cause> = found.iter().map(|cause| one(cause, program)).collect();
    PyTuple::new(py, all)
}

fn one(cause: &CoreCause, program: &Program) -> Cause {
    let reason = match cause {
        CoreCause::Unregulated(_, reason) => reason.as_deref().map(str::to_owned),
        _ => None,
    };
    Cause {
        kind: cause.kind().to_owned(),
        name: cause.name().to_string(),
        code: cause.code().map(str::to_owned),
        reason,
        source: words::source_of(program, cause.name()).as_deref().map(str::to_owned),
        text: words::cause(program, cause).into(),
    }
}
