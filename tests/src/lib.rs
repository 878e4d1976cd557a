//! The conformance suite of Timbang as data, and what runs it.
//!
//! The formats are described for people in this crate's README. Every evaluator and every binding runs the same
//! files; this crate runs them through the library and through `timbang::host`, which is all that a binding calls.

pub mod bundles;
pub mod checks;
pub mod defects;
pub mod evaluations;
pub mod fuzz;
#[expect(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    reason = "a harness that stops is a failed test"
)]
pub mod generator;
pub mod hostile;
pub mod packs;
pub mod sample;
#[expect(
    clippy::arithmetic_side_effects,
    clippy::string_slice,
    reason = "a harness that stops is a failed test"
)]
pub mod structure;
pub mod subset;
pub mod suite;
pub mod wire;
