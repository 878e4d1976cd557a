//! What a library's frame may be that no table can be.

use pyo3::prelude::*;
use timbang::host::{no_column, no_table};

use crate::errors::raised;

/// Raises for something that is no table.
#[pyfunction]
pub(crate) fn refuse_table(py: Python<'_>) -> PyResult<()> {
    Err(raised(py, &no_table()))
}

/// Raises for a column that is none of Arrow's.
#[pyfunction]
pub(crate) fn refuse_column(py: Python<'_>, name: &str) -> PyResult<()> {
    Err(raised(py, &no_column(name)))
}
