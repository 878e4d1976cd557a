//! `timbang test`: the cases of a pack.

use std::io::{self, Write};

use timbang::cases::{self, CaseReport, place};
use timbang::source::Files;
use timbang::{Lang, text};

use super::Layers;
use crate::args::ExplainFormat;
use crate::failure::{Outcome, bad_option, stream};
use crate::streams::Streams;

/// Runs the cases; the exit code is 1 where one fails.
pub(crate) fn test(layers: &Layers<'_>, format: ExplainFormat, streams: &mut Streams<'_>) -> Outcome {
    let (pack, lang) = (layers.load(streams)?, layers.lang);
    let report = cases::run(&pack);
    let files = &pack.linked().files;
    let written = match format {
        ExplainFormat::Json => writeln!(streams.out, "{:#}", report.to_json(files)),
        ExplainFormat::Text => to_text(&report, files, lang, streams.out),
        ExplainFormat::Html => {
            return Err(bad_option(
                text!("Hasil kasus tidak ditulis sebagai html.", "Results of cases are not written as html."),
                text!(
                    "Pakai text atau json, atau tambahkan --coverage.",
                    "Use text or json, or add --coverage."
                ),
            ));
        }
    };
    written.map_err(|error| stream(&error))?;
    Ok(u8::from(report.failed() > 0))
}

/// Shows what the cases reach; the exit code is 1 where a case fails, because what it reaches proves nothing.
pub(crate) fn coverage(layers: &Layers<'_>, format: ExplainFormat, streams: &mut Streams<'_>) -> Outcome {
    let (pack, lang) = (layers.load(streams)?, layers.lang);
    let found = cases::coverage(&pack);
    let failed = cases::run(&pack).failed();
    let shown = match format {
        ExplainFormat::Text => found.to_text(lang),
        ExplainFormat::Html => found.to_html(lang),
        ExplainFormat::Json => format!("{:#}\n", found.to_json()),
    };
    write!(streams.out, "{shown}").map_err(|error| stream(&error))?;
    if failed > 0 {
        let told = text!(
            "{failed} kasus gagal; jalankan `timbang test` tanpa --coverage.",
            "{failed} cases fail; run `timbang test` without --coverage."
        );
        writeln!(streams.err, "{}", told.get(lang)).map_err(|error| stream(&error))?;
    }
    Ok(u8::from(failed > 0))
}

fn to_text(report: &CaseReport, files: &Files, lang: Lang, to: &mut dyn Write) -> io::Result<()> {
    for result in report.results.iter().filter(|result| !result.passed()) {
        let name = &result.name;
        writeln!(to, "{}", text!("GAGAL  {name}", "FAILED  {name}").get(lang))?;
        if let Some(source) = &result.source {
            writeln!(to, "  {}", text!("sumber: {source}", "source: {source}").get(lang))?;
        }
        for difference in &result.differences {
            let about = &difference.name;
            let about = if about.is_empty() { String::new() } else { format!("{about}: ") };
            writeln!(to, "  {}", place(files, difference.span))?;
            for (number, line) in difference.text.get(lang).lines().enumerate() {
                writeln!(to, "    {}{line}", if number == 0 { about.as_str() } else { "" })?;
            }
        }
        writeln!(to)?;
    }
    let errata: usize = report.results.iter().map(|result| result.errata.len()).sum();
    if errata > 0 {
        let told = text!(
            "{errata} angka yang diterbitkan tidak mengikuti rumusnya sendiri (erratum)",
            "{errata} published figures do not follow from their own formula (erratum)"
        );
        writeln!(to, "{}", told.get(lang))?;
    }
    let (passed, failed) = (report.passed(), report.failed());
    writeln!(to, "{}", text!("{passed} lulus, {failed} gagal", "{passed} passed, {failed} failed").get(lang))
}
