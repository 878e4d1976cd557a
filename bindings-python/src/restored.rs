//! Packs that were pickled: each is checked once in a process, however many plans of it arrive.

use std::sync::Mutex;

use indexmap::IndexMap;
use pyo3::prelude::*;
use timbang::Pack as CorePack;
use timbang::host::{other_digest, other_package};

use crate::errors::raised;
use crate::pack::{Pack, load};

/// How many packs are kept; a process works with few.
const MOST: usize = 8;

static KEPT: Mutex<Option<IndexMap<Vec<String>, CorePack>>> = Mutex::new(None);

/// Loads a pack from the files of its layers, of which these are the digests, as that version of the package had it.
#[pyfunction]
pub(crate) fn restore(
    py: Python<'_>,
    layers: Vec<Bound<'_, PyAny>>,
    digests: Vec<String>,
    version: &str,
) -> PyResult<Pack> {
    let here = env!("CARGO_PKG_VERSION");
    if version != here {
        return Err(raised(py, &other_package(version, Some(here))));
    }
    let known = KEPT.lock().ok().and_then(|kept| kept.as_ref()?.get(&digests).cloned());
    if let Some(pack) = known {
        return Ok(Pack(pack));
    }
    let none = py.None().into_bound(py);
    let (base, overlays) = layers.split_first().map_or((&none, &[][..]), |(base, rest)| (base, rest));
    let pack = load(py, base, overlays.to_vec())?;
    if pack.digests_of_layers() != digests {
        return Err(raised(py, &other_digest(pack.0.id())));
    }
    if let Ok(mut kept) = KEPT.lock() {
        let kept = kept.get_or_insert_with(IndexMap::new);
        if kept.len() >= MOST {
            kept.shift_remove_index(0);
        }
        kept.insert(digests, pack.0.clone());
    }
    Ok(pack)
}

/// The text of the error of a process without the package, made where it is there.
#[pyfunction]
pub(crate) fn text_of_no_package(py: Python<'_>) -> PyResult<String> {
    Ok(raised(py, &other_package(env!("CARGO_PKG_VERSION"), None)).value(py).str()?.to_string())
}
