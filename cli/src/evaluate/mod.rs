//! Evaluates a population: subjects in, results and issues out, one row at a time.

mod cells;
mod facts;
mod issues;
mod parallel;
mod rows;
mod serve;
mod setup;
mod summary;
mod write;

pub(crate) use facts::{Shaped, Shaper};
pub(crate) use issues::{Issues, issues_of};
pub(crate) use parallel::next_done;
pub(crate) use rows::{distinct, evaluate};
pub(crate) use serve::serve;
pub(crate) use setup::{Population, as_of, check_named, join, open, open_for};
