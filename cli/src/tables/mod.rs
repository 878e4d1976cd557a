//! Populations by columns: CSV, Parquet and Arrow files are read, joined and evaluated some rows at a time, and results
//! are written as rows or as tables. What cannot go this way goes row by row in `crate::evaluate`, to the same results.

mod children;
mod commas;
mod evaluating;
mod in_order;
mod joining;
mod open;
mod pipeline;
mod results;
mod run;
mod subject;
mod told;
mod write;

pub(crate) use evaluating::Evaluating;
pub(crate) use joining::Joining;
pub(crate) use open::{Fit, fit, open};
pub(crate) use run::{How, Sink, evaluate};
pub(crate) use write::Written;
