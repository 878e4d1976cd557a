//! One function for each thing that a binding offers: texts in, JSON out, every default in one place.
//!
//! A binding only marshals. What a date looks like, what an output is called when none is named, how an
//! error is told: that is decided here, so that it is the same in every language.

mod about;
mod border;
mod columns;
mod desk;
mod editor;
mod handed;
mod population;
mod reading;
mod types;
pub mod wire;

use serde_json::Value as Json;

use crate::diagnostic::{Severity, code_info, to_json};
use crate::outcome::{Outcome, Record, Replay, replay as replay_record};
use crate::plan::{Pack, Plan, Report, check as check_files};
use crate::source::Files;
use crate::text;
use crate::value::{Date, Error, Lang, Raw, json};
use crate::{Bundle, Facts, pack};

pub use about::{About, about};
pub use border::slips;
pub use columns::{Cells, Column, ColumnResult, Columns, Digits, Written, evaluate_columns};
pub use desk::Desk;
pub use editor::Editor;
pub use handed::{
    MAX_DEPTH, float, no_bundled, no_column, no_row, no_table, no_value, other_digest, other_package,
};
pub use population::{compare, compared, fair, fairness, groupings, plans, with_parameters};
pub use reading::{describe, graph, labels};
pub use types::types;

/// Reads the name of a language: `id` or `en`.
///
/// # Errors
/// `T3007` for any other.
pub fn lang(name: &str) -> Result<Lang, Error> {
    match name {
        "id" => Ok(Lang::Id),
        "en" => Ok(Lang::En),
        _ => Err(Error::new(
            "T3007",
            text!("Bahasa `{name}` tidak dikenal.", "The language `{name}` is not known."),
        )
        .with_help(text!("Pilih `id` atau `en`.", "Choose `id` or `en`."))),
    }
}

/// Reads a date.
///
/// # Errors
/// `T3008` where the text is no date `YYYY-MM-DD`.
pub fn date(words: &str) -> Result<Date, Error> {
    words.parse().map_err(|_| {
        Error::new("T3008", text!("`{words}` bukan tanggal.", "`{words}` is no date.")).with_help(text!(
            "Tulis YYYY-MM-DD, misalnya 2026-01-31.",
            "Write YYYY-MM-DD, for example 2026-01-31."
        ))
    })
}

/// Checks the pack made of these files: `{ ok, diagnostics, pack }`.
#[must_use]
pub fn check(files: Files) -> Json {
    report_json(&check_files(files))
}

/// What a check found as JSON: whether the pack is sound, all diagnostics, and the pack's own particulars.
#[must_use]
pub fn report_json(report: &Report) -> Json {
    let errors = report.diagnostics.iter().filter(|d| d.severity == Severity::Error).count();
    json!({
        "v": 1,
        "ok": report.pack.is_some(),
        "errors": errors,
        "warnings": report.diagnostics.iter().filter(|d| d.severity == Severity::Warning).count(),
        "diagnostics": to_json(&report.diagnostics, &report.files),
        "pack": report.pack.as_ref().map(|pack| pack_json(pack.bundle())),
    })
}

/// A pack's own particulars as JSON.
#[must_use]
pub fn pack_json(pack: &Bundle) -> Json {
    json!({
        "id": pack.id(), "version": pack.version(), "title": pack.title(),
        "subject": pack.subject(), "digest": pack.digest(), "outputs": pack.default_outputs(),
    })
}

/// Loads the pack made of these files.
///
/// # Errors
/// `T3006` where the pack has errors; [`check`] tells each of them.
pub fn load(files: Files) -> Result<Pack, Error> {
    Pack::from_files(files)
}

/// Compiles a pack or a bundle for a date and a choice of outputs; without any, for the pack's default outputs.
///
/// # Errors
/// `T3008` for the date, `T3003` and `T3004` for an output.
pub fn plan(rules: &impl AsRef<Bundle>, as_of: &str, outputs: &[String]) -> Result<Plan, Error> {
    rules.as_ref().plan(date(as_of)?, outputs)
}

/// The facts that a record gives by a source of the pack, as the JSON object that the other functions take.
///
/// # Errors
/// `T3005` where the record is no JSON object, `T3013` where there is no such source.
pub fn facts(plan: &Plan, record: &str, source: &str) -> Result<Json, Error> {
    let source = plan.source(source)?;
    Ok(source.facts(&Facts::from_json_text(record)?.into_map()).to_json())
}

/// Works out a plan for a subject: the outcome, version 1 of the wire.
///
/// # Errors
/// `T3005` where the facts are no JSON object.
pub fn evaluate(plan: &Plan, facts: &str) -> Result<Json, Error> {
    Ok(plan.evaluate(&Facts::from_json_text(facts)?)?.to_json())
}

/// As [`evaluate`], but straight to the text of the JSON.
///
/// # Errors
/// `T3005` where the facts are no JSON object.
pub fn evaluate_text(plan: &Plan, facts: &str) -> Result<String, Error> {
    Ok(plan.evaluate(&Facts::from_json_text(facts)?)?.to_json_text())
}

/// The names of a plan's outputs, as they may be asked for: `triggers` last, where they were.
#[must_use]
pub fn outputs(plan: &Plan) -> Vec<String> {
    let triggers = plan.gives_triggers().then(|| "triggers".to_owned());
    plan.outputs().iter().map(|output| output.name.to_string()).chain(triggers).collect()
}

/// Why a name has what it has, as `text`, `html` or `json`.
///
/// # Errors
/// `T3005` for the facts, `T3003` for the name, `T3009` for the format.
pub fn why(plan: &Plan, facts: &str, name: &str, format: &str, lang: Lang) -> Result<String, Error> {
    shown(&plan.evaluate(&Facts::from_json_text(facts)?)?, name, format, lang)
}

/// Why an outcome has what it has of a name, as `text`, `html` or `json`.
///
/// # Errors
/// `T3003` for the name, `T3009` for the format.
pub fn shown(outcome: &Outcome, name: &str, format: &str, lang: Lang) -> Result<String, Error> {
    let explanation = outcome.why(name)?;
    match format {
        "text" => Ok(explanation.to_text(lang)),
        "html" => Ok(explanation.to_html(lang)),
        "json" => Ok(explanation.to_json().to_string()),
        _ => Err(Error::new(
            "T3009",
            text!("Bentuk `{format}` tidak dikenal.", "The format `{format}` is not known."),
        )
        .with_help(text!("Pilih text, html, atau json.", "Choose text, html or json."))),
    }
}

/// The decision record of a subject.
///
/// # Errors
/// `T3005` where the facts are no JSON object.
pub fn record(plan: &Plan, facts: &str) -> Result<Json, Error> {
    Ok(plan.evaluate(&Facts::from_json_text(facts)?)?.record().to_json())
}

/// Works a recorded decision out again: `{ same, differences }`.
///
/// # Errors
/// `T3010` where the text is no record; `T3003`, `T3004` where the pack no longer gives an output of it.
pub fn replay(pack: &Bundle, record: &str) -> Result<Json, Error> {
    let found = replayed(pack, record)?;
    let differences: Vec<Json> = found
        .differences
        .iter()
        .map(|d| json!({ "name": d.name, "recorded": d.recorded, "found": d.found, "text": d.text }))
        .collect();
    Ok(json!({ "v": 1, "same": found.is_same(), "differences": differences }))
}

/// Reads a record and works it out again.
///
/// # Errors
/// As [`replay`].
pub fn replayed(pack: &Bundle, record: &str) -> Result<Replay, Error> {
    let json = Raw::from_json_bytes(record.as_bytes()).map_err(|error| {
        let (line, column) = (error.line, error.column);
        let message = match error.twice {
            true => text!(
                "Satu nama ditulis dua kali dalam catatan keputusan ini: baris {line}, kolom {column}.",
                "One name is written twice in this decision record: line {line}, column {column}."
            ),
            false => text!(
                "Catatan keputusan ini bukan JSON yang utuh: baris {line}, kolom {column}.",
                "This decision record is no whole JSON: line {line}, column {column}."
            ),
        };
        Error::new("T3010", message)
    })?;
    replay_record(pack, &Record::from_json(&json.to_json())?)
}

/// Runs the cases of a pack: `{ passed, failed, results }`.
#[must_use]
pub fn test(pack: &Pack) -> Json {
    crate::cases::run(pack).to_json(&pack.linked().files)
}

/// The JSON Schema of a kind of file: `pack`, `facts`, `parameters`, `source`, `cases`.
///
/// # Errors
/// `T3011` for any other kind.
pub fn schema(kind: &str) -> Result<Json, Error> {
    match pack::SchemaKind::from_name(kind) {
        Some(kind) => Ok(pack::schema(kind)),
        None => {
            let known: Vec<&str> = pack::SchemaKind::ALL.iter().map(|k| k.name()).collect();
            let known = known.join(", ");
            Err(Error::new("T3011", text!("Tidak ada skema `{kind}`.", "There is no schema `{kind}`."))
                .with_help(text!("Pilih salah satu: {known}.", "Choose one of: {known}.")))
        }
    }
}

/// The JSON Schema of the facts of a pack: what [`evaluate`] takes.
#[must_use]
pub fn facts_schema(pack: &Bundle) -> Json {
    crate::intake::facts_schema(pack)
}

/// The page of a code in Markdown.
///
/// # Errors
/// `T3012` where there is no such code.
pub fn explain_code(code: &str) -> Result<&'static str, Error> {
    code_info(code).map(|info| info.page).filter(|page| !page.is_empty()).ok_or_else(|| {
        Error::new("T3012", text!("Tidak ada kode `{code}`.", "There is no code `{code}`.")).with_help(text!(
            "`timbang explain-code` menyebut semua kode.",
            "`timbang explain-code` lists all codes."
        ))
    })
}

/// An error as JSON: `{ code, message, help }`, the words in both languages.
#[must_use]
pub fn error_json(error: &Error) -> Json {
    json!({ "code": error.code(), "message": error.message(), "help": error.help() })
}
