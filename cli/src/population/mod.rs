//! Whole populations at once: two plans compared, and rates by group. Files are read in batches and never kept.

mod args;
mod compare;
mod fairness;
mod source;

use std::io::Write as _;

pub(crate) use args::{CompareArgs, FairnessArgs};
pub(crate) use compare::compare;
pub(crate) use fairness::fairness;

use crate::failure::Outcome;
use crate::output::Target;
use crate::streams::Streams;

/// Writes a result to its file, or to the terminal.
fn write(shown: &str, args: &args::ShownArgs, streams: &mut Streams<'_>) -> Outcome<()> {
    let mut target = Target::open(args.out.as_deref(), streams.out)?;
    writeln!(target, "{}", shown.trim_end()).map_err(|error| target.failure(&error))?;
    target.commit()
}
