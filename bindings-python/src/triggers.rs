//! What triggers call for.

use pyo3::prelude::*;
use pyo3::types::PyTuple;
use timbang::outcome as core;
use timbang::outcome::words::label_of;
use timbang::typing::program::Program;

use crate::record::record;
use crate::texts::{Text, causes};
use crate::values::number;

record! {
    /// What the triggers of a pack call for.
    Triggers {
        /// What is called for, the most urgent first.
        called: Py<PyTuple>,
        /// What is not known.
        undetermined: Py<PyTuple>,
    }
}

record! {
    /// An item of the catalogue that is called for.
    Call [expect(clippy::too_many_arguments, reason = "one for each field")] {
        /// The code of the item.
        code: String,
        /// The kind of the item.
        kind: String,
        /// Its title.
        title: Text,
        /// Who offers it.
        provider: Option<String>,
        /// Its lesson hours.
        hours: Option<Py<PyAny>>,
        /// Its cost.
        cost: Option<Py<PyAny>>,
        /// The codes of what must be done before.
        prerequisite: Py<PyTuple>,
        /// The highest priority of its reasons.
        priority: Py<PyAny>,
        /// All reasons.
        reasons: Py<PyTuple>,
    }
}

record! {
    /// Why an item is called for.
    Reason {
        /// The rule.
        rule: String,
        /// The row of its list, from 0.
        row: Option<usize>,
        /// The priority.
        priority: Py<PyAny>,
        /// The kind: gap, mandatory, opportunity, urgent.
        kind: Option<String>,
        /// The reason in words.
        text: Text,
    }
}

record! {
    /// A trigger of which it is not known whether it calls for something.
    UndeterminedCall {
        /// The rule.
        rule: String,
        /// The row of its list, from 0.
        row: Option<usize>,
        /// What people call it.
        label: Text,
        /// Why it is not known.
        causes: Py<PyTuple>,
    }
}

/// Triggers.
pub(crate) fn triggers(py: Python<'_>, found: &core::Triggers, program: &Program) -> PyResult<Triggers> {
    let called: Vec<Call> = found.called.iter().map(|one| call(py, one)).collect::<PyResult<_>>()?;
    let mut undetermined = Vec::new();
    for one in &found.undetermined {
        undetermined.push(UndeterminedCall {
            rule: one.rule.to_string(),
            row: one.row,
            label: label_of(program, &one.rule).into(),
            causes: causes(py, &one.causes, program)?.unbind(),
        });
    }
    Ok(Triggers {
        called: PyTuple::new(py, called)?.unbind(),
        undetermined: PyTuple::new(py, undetermined)?.unbind(),
    })
}

fn call(py: Python<'_>, found: &core::Called) -> PyResult<Call> {
    let item = &found.item;
    let mut reasons = Vec::new();
    for reason in &found.reasons {
        reasons.push(Reason {
            rule: reason.rule.to_string(),
            row: reason.row,
            priority: number(py, reason.priority)?.unbind(),
            kind: reason.kind.map(|kind| kind.word().to_owned()),
            text: (&reason.text).into(),
        });
    }
    let shown = |given: Option<timbang::Number>| -> PyResult<Option<Py<PyAny>>> {
        given.map(|given| Ok(number(py, given)?.unbind())).transpose()
    };
    Ok(Call {
        code: item.code.to_string(),
        kind: item.kind.to_string(),
        title: Text {
            id: item.title.to_string(),
            en: item.title_en.as_deref().unwrap_or(&item.title).to_owned(),
        },
        provider: item.provider.as_deref().map(str::to_owned),
        hours: shown(item.hours)?,
        cost: shown(item.cost)?,
        prerequisite: PyTuple::new(py, item.prerequisite.iter().map(|code| &**code))?.unbind(),
        priority: number(py, found.priority)?.unbind(),
        reasons: PyTuple::new(py, reasons)?.unbind(),
    })
}
