//! `timbang bundle`: a checked pack as one file, from which the small engine for browsers plans and weighs at once.

use std::io::Write as _;
use std::path::Path;

use super::Layers;
use crate::failure::Outcome;
use crate::output::Target;
use crate::streams::Streams;

/// Writes the bundle of a pack.
pub(crate) fn bundle(layers: &Layers<'_>, out: &Path, streams: &mut Streams<'_>) -> Outcome {
    let pack = layers.load(streams)?;
    let mut target = Target::file(out)?;
    target.write_all(&pack.bundle().to_bytes()).map_err(|error| target.failure(&error))?;
    target.commit()?;
    Ok(0)
}
