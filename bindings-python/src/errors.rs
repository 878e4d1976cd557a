//! Errors of the engine as exceptions of the package, and diagnostics.

use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyTuple, PyType};
use timbang::diagnostic::Diagnostic as CoreDiagnostic;
use timbang::host::{About, about};
use timbang::source::Files;
use timbang::{Error, Lang};

use crate::record::record;
use crate::texts::Text;

record! {
    /// A place in a file of a pack.
    Place {
        /// The file, by its path in the pack.
        file: String,
        /// The line, from 1.
        line: usize,
        /// The column in characters, from 1.
        column: usize,
        /// The line in which it ends.
        end_line: usize,
        /// The column before which it ends.
        end_column: usize,
        /// How many characters it has.
        length: usize,
        /// What is to be seen there; empty where the message says it.
        text: Text,
    }
}

record! {
    /// What a check found.
    Diagnostic {
        /// The stable code.
        code: String,
        /// The severity: error, warning, note.
        severity: String,
        /// What is wrong and why.
        message: Text,
        /// What to do about it.
        help: Option<Text>,
        /// The regulation that it rests on.
        basis: Option<String>,
        /// The places, the main one first.
        places: Py<PyTuple>,
    }
}

/// Diagnostics with their places.
pub(crate) fn diagnostics<'py>(
    py: Python<'py>,
    found: &[CoreDiagnostic],
    files: &Files,
) -> PyResult<Bound<'py, PyTuple>> {
    let mut all = Vec::with_capacity(found.len());
    for one in found {
        let mut places = Vec::with_capacity(one.labels.len());
        for label in &one.labels {
            let Some(file) = files.get(label.span.file) else { continue };
            let (start, end) = (file.place(label.span.start), file.place(label.span.end));
            places.push(Place {
                file: file.path.to_string(),
                line: start.line,
                column: start.column,
                end_line: end.line,
                end_column: end.column,
                length: file.slice(label.span).chars().count(),
                text: (&label.text).into(),
            });
        }
        all.push(Diagnostic {
            code: one.code.to_owned(),
            severity: one.severity.word(Lang::En).to_owned(),
            message: (&one.message).into(),
            help: one.help.as_ref().map(Text::from),
            basis: one.basis.clone(),
            places: PyTuple::new(py, places)?.unbind(),
        });
    }
    PyTuple::new(py, all)
}

static PACK: PyOnceLock<Py<PyType>> = PyOnceLock::new();
static PLAN: PyOnceLock<Py<PyType>> = PyOnceLock::new();
static FACTS: PyOnceLock<Py<PyType>> = PyOnceLock::new();
static CALL: PyOnceLock<Py<PyType>> = PyOnceLock::new();

/// An error of the engine as an exception of the package.
pub(crate) fn raised(py: Python<'_>, error: &Error) -> PyErr {
    with_diagnostics(py, error, PyTuple::empty(py).into_any())
}

/// The same, with what was found in detail.
pub(crate) fn with_diagnostics(py: Python<'_>, error: &Error, found: Bound<'_, PyAny>) -> PyErr {
    let (cell, name) = match about(error) {
        About::Pack => (&PACK, "PackError"),
        About::Plan => (&PLAN, "PlanError"),
        About::Facts => (&FACTS, "FactError"),
        About::Call => (&CALL, "TimbangError"),
    };
    let (message, help) = (Text::from(error.message()), error.help().map(Text::from));
    let made = cell
        .import(py, "timbang._errors", name)
        .and_then(|class| class.call1((error.code(), message, help, found)));
    match made {
        Ok(exception) => PyErr::from_value(exception),
        Err(error) => error,
    }
}

/// Turns results of the engine into those of Python.
pub(crate) trait OrRaise<T> {
    /// The value, or the exception.
    fn or_raise(self, py: Python<'_>) -> PyResult<T>;
}

impl<T> OrRaise<T> for Result<T, Error> {
    fn or_raise(self, py: Python<'_>) -> PyResult<T> {
        self.map_err(|error| raised(py, &error))
    }
}
