//! The packs that the package brings along.

use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyDict};
use timbang::host::no_bundled;

use crate::errors::OrRaise as _;

/// A pack of the repository.
struct Bundled {
    name: &'static str,
    /// The pack that it extends.
    base: Option<&'static str>,
    files: &'static [(&'static str, &'static [u8])],
}

mod packs {
    use super::Bundled;
    include!(concat!(env!("OUT_DIR"), "/packs.rs"));
}

/// The names of the packs.
#[pyfunction]
pub(crate) fn bundled_names() -> Vec<&'static str> {
    packs::PACKS.iter().map(|pack| pack.name).collect()
}

/// The files of a pack, those of its sample among them, and the name of the pack that it extends.
#[pyfunction]
pub(crate) fn bundled_files<'py>(
    py: Python<'py>,
    name: &str,
) -> PyResult<(Bound<'py, PyDict>, Option<&'static str>)> {
    let found = packs::PACKS.iter().find(|pack| pack.name == name);
    let found = found.ok_or_else(|| no_bundled(name, &bundled_names())).or_raise(py)?;
    let dict = PyDict::new(py);
    for (path, contents) in found.files {
        dict.set_item(path, PyBytes::new(py, contents))?;
    }
    Ok((dict, found.base))
}
