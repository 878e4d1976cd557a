//! Two plans compared over a population.

use arrow_array::RecordBatch;
use pyo3::prelude::*;
use pyo3::types::PyTuple;
use timbang::arrow::movers;
use timbang::compare::{Compared as CoreCompared, Comparing, Side};
use timbang::host;

use crate::errors::OrRaise as _;
use crate::lists::Lists;
use crate::record::record;
use crate::table::Table;
use crate::values::date;
use crate::watch::{Watched, stream};

record! {
    /// The rules of one of the plans that were compared.
    Rules {
        /// The id of the pack.
        pack: String,
        /// Its version.
        version: String,
        /// Its digest.
        digest: String,
        /// Its title.
        title: String,
        /// The day of the rules.
        as_of: Py<PyAny>,
    }
}

record! {
    /// A parameter, or an entry of one, that has another value under the second plan.
    ParameterChange {
        /// The parameter, or the parameter and its entry.
        path: String,
        /// The value under the first plan, exactly, as an outcome has it: `0.75` where the unit is `%`.
        before: String,
        /// The value under the second.
        after: String,
    }
}

/// What a comparison of two plans over a population came to.
#[pyclass(frozen, module = "timbang._timbang")]
pub(crate) struct Compared {
    told: CoreCompared,
    /// Those who moved.
    #[pyo3(get)]
    movers: Py<Table>,
}

#[pymethods]
impl Compared {
    /// The rules before.
    #[getter]
    fn before(&self, py: Python<'_>) -> PyResult<Rules> {
        rules(py, &self.told.before)
    }

    /// The rules after.
    #[getter]
    fn after(&self, py: Python<'_>) -> PyResult<Rules> {
        rules(py, &self.told.after)
    }

    /// The parameters that have other values under the second plan.
    #[getter]
    fn changed<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        let all = self.told.changed.iter().map(|one| ParameterChange {
            path: one.path.clone(),
            before: one.before.clone(),
            after: one.after.clone(),
        });
        PyTuple::new(py, all.collect::<Vec<_>>())
    }

    /// How many subjects there are.
    #[getter]
    fn subjects(&self) -> u64 {
        self.told.subjects
    }

    /// How many of them moved in any output.
    #[getter]
    fn moved(&self) -> u64 {
        self.told.moved
    }

    /// How many of these were looked at for the reason.
    #[getter]
    fn explained(&self) -> u64 {
        self.told.explained
    }

    /// Outputs that were not compared.
    #[getter]
    fn left_out(&self) -> Vec<String> {
        self.told.left_out.iter().map(|name| name.to_string()).collect()
    }

    /// The counts as tables by name.
    fn tables(&self, py: Python<'_>) -> PyResult<Vec<(&'static str, Table)>> {
        let tables = self.told.tables().or_raise(py)?.into_iter();
        tables.map(|(name, batch)| Ok((name, one(py, batch)?))).collect()
    }

    /// The comparison as `text`, `html`, `json` or `csv`.
    fn shown(&self, py: Python<'_>, format: &str, lang: &str) -> PyResult<String> {
        host::compared(&self.told, format, host::lang(lang).or_raise(py)?).or_raise(py)
    }
}

/// A table of one batch.
pub(crate) fn one(py: Python<'_>, batch: RecordBatch) -> PyResult<Table> {
    let schema = batch.schema();
    Table::new(py, vec![batch], schema)
}

fn rules(py: Python<'_>, side: &Side) -> PyResult<Rules> {
    Ok(Rules {
        pack: side.pack.clone(),
        version: side.version.clone(),
        digest: side.digest.clone(),
        title: side.title.clone(),
        as_of: date(py, side.as_of)?.unbind(),
    })
}

/// Compares two plans over a table with its lists.
pub(crate) fn compare(
    py: Python<'_>,
    comparing: Comparing,
    given: &Bound<'_, PyAny>,
    lists: &Lists,
    key: Option<&str>,
    watched: &Watched,
) -> PyResult<Compared> {
    let key = key.unwrap_or_default().to_owned();
    let none = movers(&[]).or_raise(py)?;
    let schema = none.schema();
    let (comparing, moved) = stream(py, given, watched, (comparing, Vec::new()), move |state, batch| {
        let (comparing, moved) = state;
        let batch = lists.lock().attach(batch)?;
        let found = comparing.add_batch(&batch, &key)?;
        if !found.is_empty() {
            moved.push(movers(&found)?);
        }
        Ok(())
    })?;
    let told = comparing.finish().or_raise(py)?;
    let moved = if moved.is_empty() { vec![none] } else { moved };
    Ok(Compared { told, movers: Py::new(py, Table::new(py, moved, schema)?)? })
}
