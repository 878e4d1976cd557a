//! `timbang cases`: proposes cases that a pack does not have yet.

use timbang::cases;

use super::Layers;
use crate::failure::{Outcome, stream};
use crate::streams::Streams;

/// Writes cases at each side of each threshold, for a person to confirm.
pub(crate) fn boundaries(layers: &Layers<'_>, streams: &mut Streams<'_>) -> Outcome {
    let (pack, lang) = (layers.load(streams)?, layers.lang);
    let found = cases::boundaries(&pack);
    write!(streams.out, "{}", found.to_toml(lang)).map_err(|error| stream(&error))?;
    Ok(0)
}
