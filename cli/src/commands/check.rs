//! `timbang check`: all problems of a pack at once.

use timbang::diagnostic::Severity;
use timbang::{host, text};

use super::{Layers, report};
use crate::args::TextOrJson;
use crate::failure::{Outcome, stream};
use crate::streams::Streams;

/// Checks a pack; the exit code is 1 where it has errors.
pub(crate) fn check(layers: &Layers<'_>, format: TextOrJson, streams: &mut Streams<'_>) -> Outcome {
    let (found, lang) = (layers.check()?, layers.lang);
    let code = u8::from(found.pack.is_none());
    let written = match format {
        TextOrJson::Json => writeln!(streams.out, "{:#}", host::report_json(&found)),
        TextOrJson::Text => {
            let shown = report::to_text(&found.diagnostics, &found.files, lang, streams.colour);
            let count = |severity| found.diagnostics.iter().filter(|d| d.severity == severity).count();
            let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
            let closing = match &found.pack {
                Some(pack) => {
                    let (id, version) = (pack.id(), pack.version());
                    text!(
                        "{id} {version}: tidak ada galat, {warnings} peringatan",
                        "{id} {version}: no errors, warnings: {warnings}"
                    )
                }
                None => {
                    text!("{errors} galat, {warnings} peringatan", "errors: {errors}, warnings: {warnings}")
                }
            };
            write!(streams.out, "{shown}").and_then(|()| writeln!(streams.out, "{}", closing.get(lang)))
        }
    };
    written.map_err(|error| stream(&error))?;
    Ok(code)
}
