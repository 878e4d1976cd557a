//! Promotions with their requirements, and what each compares.

use pyo3::prelude::*;
use pyo3::types::PyTuple;
use timbang::outcome as core;
use timbang::typing::Type;
use timbang::typing::program::Program;

use crate::record::record;
use crate::texts::{Text, causes};
use crate::values::{node, number};

record! {
    /// What a promotion comes to.
    Promotion {
        /// The name.
        name: String,
        /// What people call it.
        label: Text,
        /// The decision: MS, TMS, BTL, TB.
        decision: String,
        /// The decision in words.
        text: Text,
        /// Every requirement.
        requirements: Py<PyTuple>,
    }
}

record! {
    /// One condition of a promotion.
    Requirement [expect(clippy::too_many_arguments, reason = "one for each field")] {
        /// The name.
        name: String,
        /// What people call it.
        label: Text,
        /// The state: met, not_met, undetermined, not_applicable.
        state: String,
        /// What it says to the employee.
        text: Option<Text>,
        /// What the employee can do.
        advice: Option<Text>,
        /// The regulation.
        basis: Option<String>,
        /// Why it is not known.
        causes: Py<PyTuple>,
        /// What it compares.
        comparisons: Py<PyTuple>,
    }
}

record! {
    /// Two sides that a requirement compares.
    Comparison {
        /// The left side.
        left: Py<Side>,
        /// The sign between them.
        op: String,
        /// The right side.
        right: Py<Side>,
        /// Whether it holds, where that is known.
        holds: Option<bool>,
        /// How much is missing.
        shortfall: Option<Py<Shortfall>>,
    }
}

record! {
    /// One side of a comparison.
    Side {
        /// What people call it.
        label: Text,
        /// Its value; `None` where it has none.
        value: Option<Py<PyAny>>,
        /// The value as people read it, with its unit; `None` where it has none.
        text: Option<Text>,
        /// The unit of its number.
        unit: Option<String>,
    }
}

record! {
    /// How much is missing.
    Shortfall {
        /// How much.
        amount: Py<PyAny>,
        /// Of what.
        unit: Option<Text>,
    }
}

/// A promotion.
pub(crate) fn promotion(py: Python<'_>, found: &core::Promotion, program: &Program) -> PyResult<Promotion> {
    let requirements: Vec<Requirement> =
        found.requirements.iter().map(|one| requirement(py, one, program)).collect::<PyResult<_>>()?;
    Ok(Promotion {
        name: found.name.to_string(),
        label: (&found.label).into(),
        decision: found.decision.code().to_owned(),
        text: found.decision.text().into(),
        requirements: PyTuple::new(py, requirements)?.unbind(),
    })
}

/// A requirement.
pub(crate) fn requirement(
    py: Python<'_>,
    found: &core::Requirement,
    program: &Program,
) -> PyResult<Requirement> {
    let comparisons: Vec<Comparison> =
        found.comparisons.iter().map(|one| comparison(py, one)).collect::<PyResult<_>>()?;
    Ok(Requirement {
        name: found.name.to_string(),
        label: (&found.label).into(),
        state: found.state.word().to_owned(),
        text: found.text.as_ref().map(Text::from),
        advice: found.advice.as_ref().map(Text::from),
        basis: found.basis.as_deref().map(str::to_owned),
        causes: match &found.value {
            Ok(_) => PyTuple::empty(py),
            Err(why) => causes(py, why, program)?,
        }
        .unbind(),
        comparisons: PyTuple::new(py, comparisons)?.unbind(),
    })
}

fn comparison(py: Python<'_>, found: &core::Comparison) -> PyResult<Comparison> {
    let side = |side: &core::Side| -> PyResult<Py<Side>> {
        let made = Side {
            label: (&*side.label).into(),
            value: node(py, &side.value, &Type::Broken)?.map(Bound::unbind),
            text: side.value.as_ref().ok().map(|value| Text::of_value(value, side.unit.as_deref())),
            unit: side.unit.as_deref().map(str::to_owned),
        };
        Py::new(py, made)
    };
    let shortfall = found.shortfall.as_ref().map(|missing| -> PyResult<Py<Shortfall>> {
        let amount = number(py, missing.amount)?.unbind();
        Py::new(py, Shortfall { amount, unit: missing.unit.as_ref().map(Text::from) })
    });
    Ok(Comparison {
        left: side(&found.left)?,
        op: found.op.to_owned(),
        right: side(&found.right)?,
        holds: found.holds,
        shortfall: shortfall.transpose()?,
    })
}
