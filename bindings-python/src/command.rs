//! The command line `timbang`, whole.

use std::ffi::OsString;

use pyo3::prelude::*;

/// Runs the command line and gives its exit code.
#[pyfunction]
pub(crate) fn run_command(py: Python<'_>, arguments: Vec<OsString>) -> u8 {
    py.detach(|| timbang_cli::run_in_terminal(arguments))
}
