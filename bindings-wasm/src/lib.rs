//! Timbang in browsers and in Node.
//!
//! This crate only marshals, in texts: what is asked and answered, every default and every word is that of
//! [`timbang::host`]. An error goes over as the text of its JSON; the facade in `js/` makes an `Error` of it.

#[cfg(all(feature = "authors", feature = "interpreter"))]
compile_error!("`authors` has the interpreter anyway, and reads files, which `interpreter` leaves out");

pub mod bundle;
pub mod columns;
#[cfg(feature = "authors")]
pub mod editor;
#[cfg(feature = "authors")]
pub mod files;
#[cfg(feature = "authors")]
pub mod pack;
pub mod plan;

use timbang::{Error, host};
use wasm_bindgen::JsValue;

/// An error as it goes over the border.
fn told(error: &Error) -> JsValue {
    JsValue::from_str(&host::error_json(error).to_string())
}
