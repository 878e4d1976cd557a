//! The tables of lists beside a population, ready to be joined to their subjects.

use std::sync::{Mutex, MutexGuard, PoisonError};

use pyo3::prelude::*;
use pyo3::types::PyDict;
use timbang::arrow::Children;

use crate::errors::OrRaise as _;
use crate::plan::Plan;
use crate::table::whole;

/// The tables of lists, brought into order once however many batches of subjects there are.
#[pyclass(frozen, module = "timbang._timbang")]
pub(crate) struct Lists(Mutex<Children>);

#[pymethods]
impl Lists {
    /// Reads the tables of lists of a plan, or of another plan for the same subjects.
    #[new]
    #[pyo3(signature = (plan, key, tables, also = None))]
    fn new(
        py: Python<'_>,
        plan: &Plan,
        key: Option<&str>,
        tables: Vec<(String, Bound<'_, PyAny>)>,
        also: Option<&Plan>,
    ) -> PyResult<Lists> {
        let mut children = Children::new(key.unwrap_or_default());
        for (name, table) in tables {
            let table = whole(&table)?;
            let plan = &plan.core;
            let added = children.add(plan, &name, &table).or_else(|error| match also {
                // A list may be one of the other pack alone.
                Some(also) => children.add(&also.core, &name, &table).map_err(|_| error),
                None => Err(error),
            });
            added.or_raise(py)?;
        }
        Ok(Lists(Mutex::new(children)))
    }
}

impl Lists {
    /// The lists, for as long as a table is worked on.
    pub(crate) fn lock(&self) -> MutexGuard<'_, Children> {
        // What a thread left behind that ended in between are counts of rows without a subject.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// How many rows of each list belonged to none of the subjects so far.
    pub(crate) fn orphans(&self, py: Python<'_>) -> PyResult<Py<PyDict>> {
        let found = PyDict::new(py);
        for (list, rows) in self.lock().orphans() {
            found.set_item(list, rows)?;
        }
        Ok(found.unbind())
    }
}
