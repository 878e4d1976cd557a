//! Workload W: one row is one employee, 33 columns in, 24 results out.
//!
//! The same calculation stands here five times over: as a pack of rules (`benches/workload`), as a loop written by hand
//! ([`ByHand`]), as rhai functions called one by one ([`ByRhai`]), and in `benches/peers` for other engines. Tests
//! hold them equal. The tables are shaped after regulations, but are synthetic.

mod by_hand;
mod by_rhai;
mod checksum;
mod people;
mod person;
#[cfg(test)]
mod tests;

use std::path::PathBuf;

use timbang::{Error, Pack, Plan};

pub use by_hand::{ByHand, Results, by_hand};
pub use by_rhai::{ByRhai, Row};
pub use checksum::{checksum, checksum_by_hand};
pub use people::{People, Quality, write_parquet};
pub use person::Person;

/// The folder of the pack.
#[must_use]
pub fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("workload")
}

/// The plan of all 24 outputs.
///
/// # Errors
/// When the pack is not sound.
pub fn plan() -> Result<Plan, Error> {
    let pack = Pack::from_dir(folder())?;
    let outputs = pack.default_outputs();
    pack.plan(timbang::date(2025, 12, 31), outputs)
}
