//! `timbang explain`: why one subject has what it has.

use std::io::Write as _;
use std::path::Path;

use timbang::{Lang, Outcome as Result_, text};

use super::Layers;
use crate::args::{ExplainArgs, ExplainFormat};
use crate::evaluate::{self, Issues, Shaped};
use crate::failure::{NO_SUBJECT, Outcome, bad_option, failure, stream};
use crate::output::Target;
use crate::streams::Streams;

/// Finds the subject and explains its outputs.
pub(crate) fn explain(args: &ExplainArgs, layers: &Layers<'_>, streams: &mut Streams<'_>) -> Outcome {
    let lang = layers.lang;
    // Problems of other rows are theirs; those of this row are in its explanation.
    let mut issues = Issues::shown(lang);
    let mut population = evaluate::open(&args.input, &[], layers, streams, &mut issues)?;
    let wanted = args.row.trim();
    if args.input.how.key.is_none() && wanted.parse::<u64>().is_err() {
        return Err(bad_option(
            text!("`--row {wanted}` bukan nomor baris.", "`--row {wanted}` is no row number."),
            text!("Sebutkan kolomnya: --key nip --row NILAI.", "Name the column: --key nip --row VALUE."),
        ));
    }
    let shaped = loop {
        match population.next(&mut issues)? {
            None => return Err(not_found(args)),
            Some(shaped) if is_wanted(&shaped, args, wanted) => break shaped,
            Some(_) => {}
        }
    };
    let outcome = population.plan.evaluate(&shaped.facts)?;
    let shown = render(&outcome, args, lang)?;
    for issue in issues.shown.iter().filter(|issue| issue.row == Some(shaped.number)) {
        writeln!(streams.err, "[{}] {}", issue.code, issue.message).map_err(|error| stream(&error))?;
    }
    for issue in outcome.issues() {
        writeln!(streams.err, "[{}] {}", issue.code, issue.message.get(lang))
            .map_err(|error| stream(&error))?;
    }
    write_out(args.out.as_deref(), &shown, streams)?;
    Ok(0)
}

fn is_wanted(shaped: &Shaped, args: &ExplainArgs, wanted: &str) -> bool {
    match args.input.how.key {
        Some(_) => shaped.key == wanted,
        None => shaped.number.to_string() == wanted,
    }
}

fn not_found(args: &ExplainArgs) -> crate::failure::Failure {
    let (input, help) = (
        &args.input.input,
        match &args.input.how.key {
            Some(key) => text!(
                "Periksa nilai kolom `{key}`; nol di depan ikut dihitung.",
                "Check the value of the column `{key}`; leading zeros count."
            ),
            None => text!(
                "Baris dihitung seperti dalam berkas; atau sebutkan --key KOLOM.",
                "Rows are counted as in the file; or name --key COLUMN."
            ),
        },
    );
    failure(
        NO_SUBJECT,
        text!("Baris yang diminta tidak ada di `{input}`.", "The row asked for is not in `{input}`."),
        help,
    )
}

/// One explanation where one output was asked for; else the subject as a whole.
fn render(outcome: &Result_, args: &ExplainArgs, lang: Lang) -> Outcome<String> {
    if args.input.how.outputs.is_empty() {
        return Ok(match args.format {
            ExplainFormat::Html => outcome.to_html(lang),
            ExplainFormat::Json => {
                let (explanations, _) = outcome.explain_all();
                let why: Vec<_> = explanations.iter().map(|one| one.to_json()).collect();
                format!("{:#}", serde_json::json!({ "v": 1, "outcome": outcome.to_json(), "why": why }))
            }
            ExplainFormat::Text => {
                let (explanations, triggers) = outcome.explain_all();
                let mut parts: Vec<String> = explanations.iter().map(|one| one.to_text(lang)).collect();
                parts.extend(called(&triggers, lang));
                parts.join("\n")
            }
        });
    }
    let mut shown = Vec::new();
    for name in args.input.how.outputs.iter().filter(|name| *name != "triggers") {
        let why = outcome.why(name)?;
        shown.push(match args.format {
            ExplainFormat::Text => why.to_text(lang),
            ExplainFormat::Html => why.to_html(lang),
            ExplainFormat::Json => format!("{:#}", why.to_json()),
        });
    }
    if outcome.plan().gives_triggers() {
        shown.extend(called(&outcome.triggers(), lang));
    }
    Ok(shown.join("\n"))
}

/// What the triggers call for, one a line with its reasons.
pub(crate) fn called(triggers: &timbang::outcome::Triggers, lang: Lang) -> Option<String> {
    if triggers.called.is_empty() {
        return None;
    }
    let mut lines = vec![text!("Tindak lanjut", "What follows").get(lang).to_owned()];
    for called in &triggers.called {
        let item = &called.item;
        let title = match lang {
            Lang::Id => &item.title,
            Lang::En => item.title_en.as_ref().unwrap_or(&item.title),
        };
        lines.push(format!("  {}  {title}", item.code));
        lines.extend(called.reasons.iter().map(|reason| format!("    {}", reason.text.get(lang))));
    }
    Some(lines.join("\n") + "\n")
}

fn write_out(path: Option<&Path>, shown: &str, streams: &mut Streams<'_>) -> Outcome<()> {
    let mut target = Target::open(path, streams.out)?;
    writeln!(target, "{}", shown.trim_end()).map_err(|error| target.failure(&error))?;
    target.commit()
}
