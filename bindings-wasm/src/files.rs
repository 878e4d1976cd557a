//! The files of a pack, and of its overlays, on their way over.

use timbang::plan::{Report, check_layers};
use timbang::source;
use wasm_bindgen::prelude::wasm_bindgen;

/// Files by path, gathered layer by layer: the base first, then each overlay.
#[wasm_bindgen]
#[derive(Debug, Default)]
pub struct Files {
    layers: Vec<Vec<(String, Vec<u8>)>>,
}

#[wasm_bindgen]
impl Files {
    /// No files yet.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Files {
        Files::default()
    }

    /// Begins the next layer.
    pub fn layer(&mut self) {
        self.layers.push(Vec::new());
    }

    /// Adds a file to the layer at hand.
    pub fn add(&mut self, path: String, bytes: Vec<u8>) {
        if let Some(layer) = self.layers.last_mut() {
            layer.push((path, bytes));
        }
    }
}

impl Files {
    /// The base, and the overlays over it.
    pub(crate) fn into_layers(self) -> (source::Files, Vec<source::Files>) {
        let mut layers = self.layers.into_iter().map(source::Files::from_map);
        (layers.next().unwrap_or_default(), layers.collect())
    }

    /// What a check of them finds.
    pub(crate) fn check(self) -> Report {
        let (base, overlays) = self.into_layers();
        check_layers(base, overlays)
    }
}
