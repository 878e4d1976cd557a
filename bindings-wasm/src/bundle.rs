//! Bundles: checked packs, ready to plan.

use timbang::host;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::plan::Plan;
use crate::told;

/// A checked pack without its files.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Bundle(pub(crate) timbang::Bundle);

#[wasm_bindgen]
impl Bundle {
    /// Reads a bundle that this engine wrote.
    pub fn read(bytes: &[u8]) -> Result<Bundle, JsValue> {
        timbang::Bundle::from_bytes(bytes).map(Bundle).map_err(|error| told(&error))
    }

    /// The bundle as bytes.
    #[cfg(feature = "authors")]
    pub fn bytes(&self) -> Vec<u8> {
        self.0.to_bytes()
    }

    /// Compiles the pack for a date and a choice of outputs.
    pub fn plan(&self, as_of: &str, outputs: Vec<String>) -> Result<Plan, JsValue> {
        host::plan(&self.0, as_of, &outputs).map(Plan).map_err(|error| told(&error))
    }

    /// Works a recorded decision out again.
    pub fn replay(&self, record: &str) -> Result<String, JsValue> {
        host::replay(&self.0, record).map(|found| found.to_string()).map_err(|error| told(&error))
    }

    /// The pack's own particulars as JSON.
    pub fn about(&self) -> String {
        host::pack_json(&self.0).to_string()
    }

    /// The JSON Schema of the pack's facts.
    #[wasm_bindgen(js_name = factsSchema)]
    pub fn facts_schema(&self) -> String {
        host::facts_schema(&self.0).to_string()
    }
}
