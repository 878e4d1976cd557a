//! `timbang diff`: what differs between two packs.

use timbang::compare::{changes_html, changes_json, changes_text, packs};

use super::Layers;
use crate::args::ExplainFormat;
use crate::failure::{Outcome, stream};
use crate::streams::Streams;

/// Tells every difference; the exit code is 1 where there is one, as with `diff`.
pub(crate) fn diff(
    old: &Layers<'_>,
    new: &Layers<'_>,
    format: ExplainFormat,
    streams: &mut Streams<'_>,
) -> Outcome {
    let (before, after) = (old.load(streams)?, new.load(streams)?);
    let changes = packs(&before, &after);
    let shown = match format {
        ExplainFormat::Text => changes_text(&changes, new.lang),
        ExplainFormat::Html => changes_html(&changes, new.lang),
        ExplainFormat::Json => format!("{:#}\n", changes_json(&changes)),
    };
    write!(streams.out, "{shown}").map_err(|error| stream(&error))?;
    Ok(u8::from(!changes.is_empty()))
}
