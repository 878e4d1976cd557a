//! `timbang schema`: the JSON Schema of a kind of file, for editors.

use crate::failure::{Outcome, stream};
use crate::streams::Streams;

/// Writes a schema.
pub(crate) fn schema(kind: &str, streams: &mut Streams<'_>) -> Outcome {
    let schema = timbang::host::schema(kind)?;
    writeln!(streams.out, "{schema:#}").map_err(|error| stream(&error))?;
    Ok(0)
}
