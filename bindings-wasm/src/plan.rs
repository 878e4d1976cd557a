//! Plans: what is worked out for a subject.

use timbang::host;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::told;

/// A pack compiled for a date and a choice of outputs.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Plan(pub(crate) timbang::Plan);

#[wasm_bindgen]
impl Plan {
    /// Works the plan out for a subject.
    pub fn evaluate(&self, facts: &str) -> Result<String, JsValue> {
        host::evaluate_text(&self.0, facts).map_err(|error| told(&error))
    }

    /// The facts that a record gives by a source of the pack.
    pub fn facts(&self, record: &str, source: &str) -> Result<String, JsValue> {
        host::facts(&self.0, record, source).map(|facts| facts.to_string()).map_err(|error| told(&error))
    }

    /// Why a name has what it has.
    pub fn why(&self, facts: &str, name: &str, format: &str, lang: &str) -> Result<String, JsValue> {
        let why = host::lang(lang).and_then(|lang| host::why(&self.0, facts, name, format, lang));
        why.map_err(|error| told(&error))
    }

    /// The decision record of a subject.
    pub fn record(&self, facts: &str) -> Result<String, JsValue> {
        host::record(&self.0, facts).map(|record| record.to_string()).map_err(|error| told(&error))
    }

    /// The names of the outputs, `triggers` last where they were asked for.
    pub fn outputs(&self) -> Vec<String> {
        host::outputs(&self.0)
    }
}
