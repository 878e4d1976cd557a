//! A pack that is being written.

use timbang::host;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::files::Files;
use crate::pack::Pack;
use crate::told;

/// A pack that is being written, sound or not.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Editor(host::Editor);

#[wasm_bindgen]
impl Editor {
    /// Checks a pack, with the overlays laid over it.
    #[wasm_bindgen(constructor)]
    pub fn new(files: Files) -> Editor {
        let (base, overlays) = files.into_layers();
        Editor(host::Editor::new(base, overlays))
    }

    /// The same with other contents of one file.
    #[wasm_bindgen(js_name = withFile)]
    pub fn with_file(&self, path: &str, contents: &str) -> Editor {
        Editor(self.0.with_file(path, contents))
    }

    /// The same without a file.
    #[wasm_bindgen(js_name = withoutFile)]
    pub fn without_file(&self, path: &str) -> Editor {
        Editor(self.0.without_file(path))
    }

    /// What the check found.
    pub fn report(&self) -> String {
        self.0.report().to_string()
    }

    /// The pack, where it is sound.
    pub fn pack(&self) -> Option<Pack> {
        self.0.pack().map(Pack)
    }

    /// What may be written at a place.
    pub fn complete(&self, path: &str, at: usize) -> String {
        self.0.complete(path, at).to_string()
    }

    /// What the name at a place means.
    pub fn hover(&self, path: &str, at: usize, as_of: &str) -> Result<String, JsValue> {
        self.0.hover(path, at, as_of).map(|found| found.to_string()).map_err(|error| told(&error))
    }

    /// Where the name at a place is declared.
    pub fn definition(&self, path: &str, at: usize) -> String {
        self.0.definition(path, at).to_string()
    }

    /// Where the name at a place stands.
    pub fn references(&self, path: &str, at: usize) -> String {
        self.0.references(path, at).to_string()
    }

    /// A file in the usual layout.
    pub fn format(&self, path: &str) -> Option<String> {
        self.0.format(path)
    }
}
