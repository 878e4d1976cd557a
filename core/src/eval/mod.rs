//! Works out a plan for a subject.

pub mod codes;
pub(crate) mod columnar;
mod facts;
pub mod reference;

pub use columnar::{Agreement, plant, plantable};
pub(crate) use facts::read_one;
pub use facts::{FactIssue, Facts, Judgement, Typed};
