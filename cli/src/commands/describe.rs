//! `timbang describe`: a pack as a handbook for people.

use std::io::Write as _;
use std::path::Path;

use super::Layers;
use crate::args::MarkdownOrHtml;
use crate::evaluate::as_of;
use crate::failure::Outcome;
use crate::output::Target;
use crate::streams::Streams;

/// Writes the handbook of a pack for a date.
pub(crate) fn describe(
    layers: &Layers<'_>,
    date: Option<&str>,
    format: MarkdownOrHtml,
    out: Option<&Path>,
    streams: &mut Streams<'_>,
) -> Outcome {
    let day = as_of(date)?;
    let (pack, lang) = (layers.load(streams)?, layers.lang);
    let shown = match format {
        MarkdownOrHtml::Markdown => pack.describe_markdown(day, lang),
        MarkdownOrHtml::Html => pack.describe_html(day, lang),
    };
    let mut target = Target::open(out, streams.out)?;
    writeln!(target, "{}", shown.trim_end()).map_err(|error| target.failure(&error))?;
    target.commit()?;
    Ok(0)
}
