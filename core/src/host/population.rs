//! What a binding offers over whole populations: two plans compared, and rates by group.
//!
//! A binding makes a [`Comparing`] or [`Fairness`], hands it batches (subjects, or record batches with the feature
//! `arrow`), ends it, and shows what came of it.

use crate::bundle::Bundle;
use crate::compare::{
    Compared, Comparing, EXPLAINED, Fair, Fairness, FairnessOptions, Grouping, MIN_CELL, Options, Rate,
};
use crate::plan::{Pack, Plan};
use crate::text;
use crate::value::{Date, Error, Lang, Raw};

/// Reads columns that group subjects: `column`, or `column:width` for bands.
///
/// # Errors
/// `T3036` for one that cannot be read.
pub fn groupings(by: &[String]) -> Result<Vec<Grouping>, Error> {
    by.iter().map(|words| Grouping::parse(words)).collect()
}

/// The pack with other values of parameters, each written `parameter=value` or `parameter.entry=value`.
///
/// # Errors
/// `T3018` for a parameter or a value, `T3006` where the pack is not sound with it.
pub fn with_parameters(pack: &Pack, as_of: Date, set: &[String]) -> Result<Pack, Error> {
    let mut changed = pack.clone();
    for words in set {
        let Some((path, value)) = words.split_once('=') else {
            return Err(Error::new(
                "T3018",
                text!("`{words}` tidak menyebut nilai baru.", "`{words}` names no new value."),
            )
            .with_help(text!("Tulis parameter=nilai.", "Write parameter=value.")));
        };
        let value = Raw::Text(value.to_owned());
        changed = changed.with_parameter(as_of, path.trim(), &value)?.into_pack()?;
    }
    Ok(changed)
}

/// The plans of a pack and of a proposal, each for its day; without outputs the default ones of the first pack, as far as
/// the proposal works them out too.
///
/// # Errors
/// `T3003`, `T3004` for an output that was asked for by name.
pub fn plans(
    (pack, day): (&Pack, Date),
    (proposed, proposed_day): (&Pack, Date),
    outputs: &[String],
) -> Result<(Plan, Plan), Error> {
    let before = pack.plan(day, outputs)?;
    if !outputs.is_empty() {
        return Ok((before, proposed.plan(proposed_day, outputs)?));
    }
    let program = proposed.program(proposed_day);
    let names =
        before.outputs().iter().map(|output| &*output.name).filter(|name| program.find(name).is_some());
    // An overlay names outputs of its own and not those of its base.
    let triggers = before.gives_triggers().then_some("triggers");
    let names: Vec<&str> = names.chain(triggers).collect();
    let after = proposed.plan(proposed_day, names)?;
    Ok((before, after))
}

/// Prepares to compare two plans; without `explained` the reasons of the first ten thousand who moved are looked for.
///
/// # Errors
/// `T3036` for a grouping, `T3038` where the plans have nothing in common.
pub fn compare(
    before: &Plan,
    after: &Plan,
    by: &[String],
    explained: Option<u64>,
) -> Result<Comparing, Error> {
    let options = Options { by: groupings(by)?, explained: explained.unwrap_or(EXPLAINED) };
    Comparing::new(before, after, options)
}

/// A comparison as `text`, `html`, `json` or `csv`.
///
/// # Errors
/// `T3009` for any other format.
pub fn compared(compared: &Compared, format: &str, lang: Lang) -> Result<String, Error> {
    match format {
        "text" => Ok(compared.to_text(lang)),
        "html" => Ok(compared.to_html(lang)),
        "json" => Ok(format!("{:#}", compared.to_json())),
        "csv" => Ok(compared.to_csv()),
        _ => Err(no_format(format)),
    }
}

/// Prepares to count the rate of a result by group; without `min_cell` counts below five are hidden.
///
/// # Errors
/// `T3030` for the rate, `T3003` and `T3004` for its output, `T3032`, `T3036` for a grouping.
pub fn fairness(
    pack: &Bundle,
    as_of: Date,
    rate: &str,
    by: &[String],
    min_cell: Option<u64>,
) -> Result<Fairness, Error> {
    let rate = Rate::parse(rate)?;
    let plan = pack.plan(as_of, [rate.output()])?;
    Fairness::new(
        &plan,
        &rate,
        FairnessOptions { by: groupings(by)?, min_cell: min_cell.unwrap_or(MIN_CELL) },
    )
}

/// Rates by group as `text`, `html`, `json` or `csv`.
///
/// # Errors
/// `T3009` for any other format.
pub fn fair(fair: &Fair, format: &str, lang: Lang) -> Result<String, Error> {
    match format {
        "text" => Ok(fair.to_text(lang)),
        "html" => Ok(fair.to_html(lang)),
        "json" => Ok(format!("{:#}", fair.to_json())),
        "csv" => Ok(fair.to_csv()),
        _ => Err(no_format(format)),
    }
}

fn no_format(format: &str) -> Error {
    Error::new("T3009", text!("Bentuk `{format}` tidak dikenal.", "The format `{format}` is not known."))
        .with_help(text!("Pilih text, html, json atau csv.", "Choose text, html, json or csv."))
}
