//! Packs and reports.

use timbang::{Lang, host};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::bundle::Bundle;
use crate::files::Files;
use crate::told;

/// What a check found, and the pack where it is sound.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Report(timbang::plan::Report);

/// Checks a pack, with the overlays laid over it.
#[wasm_bindgen]
pub fn check(files: Files) -> Report {
    Report(files.check())
}

#[wasm_bindgen]
impl Report {
    /// The report as JSON.
    pub fn json(&self) -> String {
        host::report_json(&self.0).to_string()
    }

    /// The pack, where it is sound.
    pub fn pack(&self) -> Option<Pack> {
        self.0.pack.clone().map(Pack)
    }

    /// Why there is no pack, where there is none.
    pub fn error(&self) -> Option<String> {
        self.0.clone().into_pack().err().map(|error| host::error_json(&error).to_string())
    }
}

/// A pack that passed its checks.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Pack(pub(crate) timbang::Pack);

#[wasm_bindgen]
impl Pack {
    /// What of the pack is needed to weigh subjects.
    pub fn bundle(&self) -> Bundle {
        Bundle(self.0.bundle().clone())
    }

    /// Checks the pack with other contents of one file.
    #[wasm_bindgen(js_name = withFile)]
    pub fn with_file(&self, path: &str, contents: Vec<u8>) -> Report {
        Report(self.0.with_file(path, contents))
    }

    /// Runs the pack's cases.
    pub fn test(&self) -> String {
        host::test(&self.0).to_string()
    }

    /// The types of the pack's facts and outputs as TypeScript.
    pub fn types(&self) -> String {
        host::types(&self.0)
    }

    /// The graph of a day as a Mermaid flowchart.
    pub fn graph(&self, as_of: &str, focus: Option<String>) -> Result<String, JsValue> {
        host::graph(&self.0, as_of, focus.as_deref(), Lang::Id).map_err(|error| told(&error))
    }
}
