//! `timbang schema`: the JSON Schema of a kind of file, for editors, or of a pack's facts, for portals; `timbang types`:
//! the facts and outputs of a pack as types of TypeScript.

use super::Layers;
use crate::failure::{Outcome, stream};
use crate::streams::Streams;

/// Writes a schema.
pub(crate) fn schema(kind: &str, streams: &mut Streams<'_>) -> Outcome {
    let schema = timbang::host::schema(kind)?;
    writeln!(streams.out, "{schema:#}").map_err(|error| stream(&error))?;
    Ok(0)
}

/// Writes the schema of a pack's facts.
pub(crate) fn facts(layers: &Layers<'_>, streams: &mut Streams<'_>) -> Outcome {
    let schema = timbang::host::facts_schema(layers.load(streams)?.bundle());
    writeln!(streams.out, "{schema:#}").map_err(|error| stream(&error))?;
    Ok(0)
}

/// Writes the types of a pack's facts and outputs.
pub(crate) fn types(layers: &Layers<'_>, streams: &mut Streams<'_>) -> Outcome {
    let types = timbang::host::types(&layers.load(streams)?);
    write!(streams.out, "{types}").map_err(|error| stream(&error))?;
    Ok(0)
}
