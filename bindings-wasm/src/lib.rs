//! Timbang in browsers and in Node.
//!
//! This crate only marshals, in texts: what is asked and answered, every default and every word is that of
//! [`timbang::host`]. An error goes over as the text of its JSON; the facade in `js/` makes an `Error` of it.

pub mod editor;
pub mod files;
pub mod pack;
pub mod plan;

use timbang::{Error, host};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

/// An error as it goes over the border.
fn told(error: &Error) -> JsValue {
    JsValue::from_str(&host::error_json(error).to_string())
}

/// The page of a code in Markdown.
#[wasm_bindgen(js_name = explainCode)]
pub fn explain_code(code: &str) -> Result<String, JsValue> {
    host::explain_code(code).map(str::to_owned).map_err(|error| told(&error))
}

/// The JSON Schema of a kind of file.
#[wasm_bindgen]
pub fn schema(kind: &str) -> Result<String, JsValue> {
    host::schema(kind).map(|schema| schema.to_string()).map_err(|error| told(&error))
}
