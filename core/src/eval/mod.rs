//! Works out a plan for a subject.

pub mod codes;
mod facts;
pub mod reference;

pub use facts::{FactIssue, Facts, Judgement, Typed};
