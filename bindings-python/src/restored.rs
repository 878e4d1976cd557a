//! Packs that were pickled: each is checked once in a process, however many plans of it arrive.

use std::sync::Mutex;

use indexmap::IndexMap;
use pyo3::prelude::*;
use timbang::Pack as CorePack;

use crate::pack::{Pack, load};

/// How many packs are kept; a process works with few.
const MOST: usize = 8;

static KEPT: Mutex<Option<IndexMap<Vec<String>, CorePack>>> = Mutex::new(None);

/// Loads a pack from the files of its layers, of which these are the digests.
#[pyfunction]
pub(crate) fn restore(py: Python<'_>, layers: Vec<Bound<'_, PyAny>>, digests: Vec<String>) -> PyResult<Pack> {
    let known = KEPT.lock().ok().and_then(|kept| kept.as_ref()?.get(&digests).cloned());
    if let Some(pack) = known {
        return Ok(Pack(pack));
    }
    let none = py.None().into_bound(py);
    let (base, overlays) = layers.split_first().map_or((&none, &[][..]), |(base, rest)| (base, rest));
    let pack = load(py, base, overlays.to_vec())?;
    if let Ok(mut kept) = KEPT.lock() {
        let kept = kept.get_or_insert_with(IndexMap::new);
        if kept.len() >= MOST {
            kept.shift_remove_index(0);
        }
        kept.insert(pack.digests_of_layers(), pack.0.clone());
    }
    Ok(pack)
}
