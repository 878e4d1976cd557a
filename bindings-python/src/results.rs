//! The result of one name.

use std::sync::Arc;

use pyo3::prelude::*;
use pyo3::types::PyTuple;
use timbang::Status;
use timbang::outcome::Outcome as CoreOutcome;
use timbang::outcome::words::labels;
use timbang::script::ast::Kind;
use timbang::typing::program::{Node as ProgramNode, NodeId};

use crate::promotions::{Promotion, Requirement, promotion, requirement};
use crate::record::record;
use crate::texts::{Text, causes};
use crate::values::node;

record! {
    /// What a rule of a list has for one of its items.
    Item {
        /// The status: value, undetermined, not_applicable, error.
        status: String,
        /// The value; `None` where there is none.
        value: Option<Py<PyAny>>,
        /// Why there is none.
        causes: Py<PyTuple>,
    }
}

record! {
    /// A figure whose source nobody has seen, and on which a result rests.
    Figure {
        /// What it is.
        label: Text,
        /// Where it is said to come from.
        basis: Option<String>,
        /// What is unsure about it.
        note: Option<String>,
    }
}

/// What an outcome has for one name, worked out as it is asked for.
#[pyclass(frozen, module = "timbang")]
pub(crate) struct Result {
    outcome: CoreOutcome,
    name: Arc<str>,
    id: NodeId,
}

impl Result {
    pub(crate) fn new(outcome: &CoreOutcome, name: Arc<str>, id: NodeId) -> Result {
        Result { outcome: outcome.clone(), name, id }
    }

    fn node(&self) -> Option<&ProgramNode> {
        self.outcome.values().program().node(self.id)
    }

    /// The list and the place in its rows, for a rule of a list.
    fn list(&self) -> Option<(NodeId, usize)> {
        self.node()?.rule()?.list
    }

    fn own(&self) -> timbang::Node {
        match self.list() {
            None => self.outcome.values().get(self.id),
            // Of a rule of a list the causes are those of the list.
            Some((list, slot)) => {
                self.outcome.values().column(list, slot).map(|_| timbang::Value::Bool(true))
            }
        }
    }
}

#[pymethods]
impl Result {
    /// The name.
    #[getter]
    fn name(&self) -> &str {
        &self.name
    }

    /// The status: value, undetermined, not_applicable, error.
    #[getter]
    fn status(&self) -> &'static str {
        self.own().map_or_else(|causes| causes.status(), |_| Status::Value).word()
    }

    /// Whether there is a value.
    #[getter]
    fn is_known(&self) -> bool {
        self.own().is_ok()
    }

    /// The value; `None` where there is none. Of a rule of a list the values of its items.
    #[getter]
    fn value<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyAny>>> {
        let Some(program_node) = self.node() else { return Ok(None) };
        let Some((list, slot)) = self.list() else {
            return node(py, &self.outcome.values().get(self.id), &program_node.ty);
        };
        let Ok(items) = self.outcome.values().column(list, slot) else { return Ok(None) };
        let items: Vec<Option<Bound<'py, PyAny>>> =
            items.iter().map(|item| node(py, item, &program_node.ty)).collect::<PyResult<_>>()?;
        Ok(Some(pyo3::types::PyList::new(py, items)?.into_any()))
    }

    /// The value as people read it, with its unit and enums by their labels; `None` where there is none.
    ///
    /// Of a rule of a list those of its items, and a dash for an item that has none.
    #[getter]
    fn text(&self) -> Option<Text> {
        let unit = self.node()?.unit.as_deref();
        let values = self.outcome.values();
        let Some((list, slot)) = self.list() else {
            return values.get(self.id).ok().map(|value| Text::of_value(&value, unit));
        };
        let dash = || Text { id: "–".to_owned(), en: "–".to_owned() };
        let told = values.column(list, slot).ok()?;
        let told = told.iter().map(|item| item.as_ref().map_or_else(|_| dash(), |v| Text::of_value(v, unit)));
        let told: Vec<Text> = told.collect();
        let joined = |pick: fn(&Text) -> &str| told.iter().map(pick).collect::<Vec<_>>().join(", ");
        Some(Text { id: joined(|text| &text.id), en: joined(|text| &text.en) })
    }

    /// Of a rule of a list what each item has; `None` for any other.
    #[getter]
    fn items<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyTuple>>> {
        let (Some(program_node), Some((list, slot))) = (self.node(), self.list()) else { return Ok(None) };
        let program = self.outcome.values().program();
        let mut all = Vec::new();
        for item in self.outcome.values().column(list, slot).unwrap_or_default() {
            all.push(Item {
                status: item
                    .as_ref()
                    .map_or_else(|causes| causes.status(), |_| Status::Value)
                    .word()
                    .to_owned(),
                value: node(py, &item, &program_node.ty)?.map(Bound::unbind),
                causes: match &item {
                    Ok(_) => PyTuple::empty(py),
                    Err(found) => causes(py, found, program)?,
                }
                .unbind(),
            });
        }
        PyTuple::new(py, all).map(Some)
    }

    /// Why there is no value.
    #[getter]
    fn causes<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        match self.own() {
            Ok(_) => Ok(PyTuple::empty(py)),
            Err(found) => causes(py, &found, self.outcome.values().program()),
        }
    }

    /// What people call it.
    #[getter]
    fn label(&self) -> Text {
        self.node().map_or_else(|| Text { id: String::new(), en: String::new() }, |node| labels(node).into())
    }

    /// The unit of its number.
    #[getter]
    fn unit(&self) -> Option<String> {
        self.node()?.unit.as_deref().map(str::to_owned)
    }

    /// What a promotion comes to, with every requirement; `None` for any other kind.
    #[getter]
    fn promotion(&self, py: Python<'_>) -> PyResult<Option<Promotion>> {
        if self.outcome.kind(self.id) != Some(Kind::Promotion) {
            return Ok(None);
        }
        let program = self.outcome.values().program();
        self.outcome.promotion(self.id).map(|found| promotion(py, &found, program)).transpose()
    }

    /// What a requirement compares; `None` for any other kind.
    #[getter]
    fn requirement(&self, py: Python<'_>) -> PyResult<Option<Requirement>> {
        if self.outcome.kind(self.id) != Some(Kind::Requirement) {
            return Ok(None);
        }
        let program = self.outcome.values().program();
        self.outcome.requirement(self.id).map(|found| requirement(py, &found, program)).transpose()
    }

    /// The figures that nobody has checked and that it rests on.
    #[getter]
    fn unverified<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        let figures = self.outcome.unverified(self.id).into_iter().map(|figure| Figure {
            label: figure.label.into(),
            basis: figure.basis.as_deref().map(str::to_owned),
            note: figure.note.as_deref().map(str::to_owned),
        });
        PyTuple::new(py, figures.collect::<Vec<_>>())
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        let shown = match self.value(py)? {
            Some(value) => format!("value={}", value.repr()?),
            None => format!("causes={}", self.causes(py)?.repr()?),
        };
        Ok(format!("Result(name={:?}, status={:?}, {shown})", self.name, self.status()))
    }
}
