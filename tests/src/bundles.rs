//! A bundle says of every subject what its pack says.

use timbang::{Bundle, Date, Facts, Lang, Outcome, Pack, Plan};

/// The bundle of a pack, written and read again.
///
/// # Errors
/// Where it cannot be read, or is not written the same again.
pub fn read_again(pack: &Pack) -> Result<Bundle, String> {
    let bytes = pack.bundle().to_bytes();
    let bundle = Bundle::from_bytes(&bytes).map_err(|error| error.to_string())?;
    if bundle.to_bytes() != bytes {
        return Err("a bundle that was read is not written the same again".to_owned());
    }
    Ok(bundle)
}

/// Everything that an outcome says, and why.
///
/// # Errors
/// Where the engine gives no answer.
pub fn said(outcome: &Outcome) -> Result<Vec<String>, String> {
    let told = |error: timbang::Error| error.to_string();
    let mut said = vec![outcome.to_json_text(), outcome.record().to_json().to_string()];
    for output in outcome.plan().outputs() {
        let why = outcome.why(&output.name).map_err(told)?;
        said.push(why.to_json().to_string());
        said.extend([Lang::Id, Lang::En].map(|lang| why.to_text(lang)));
    }
    Ok(said)
}

/// Holds the plan of a bundle to that of its pack.
///
/// # Errors
/// What differs.
pub fn agree<'f>(
    pack: &Plan,
    bundle: &Plan,
    facts: impl IntoIterator<Item = &'f Facts>,
) -> Result<(), String> {
    for facts in facts {
        let of = |plan: &Plan| plan.evaluate(facts).map_err(|error| error.to_string()).and_then(|o| said(&o));
        let (one, other) = (of(pack)?, of(bundle)?);
        if one.len() != other.len() {
            return Err(format!("the pack says {} things, its bundle {}", one.len(), other.len()));
        }
        if let Some((one, other)) = one.iter().zip(&other).find(|(one, other)| one != other) {
            return Err(format!("the pack says\n  {one}\nits bundle\n  {other}"));
        }
    }
    Ok(())
}

/// The plans of a pack and of its bundle, for a day and the pack's default outputs.
///
/// # Errors
/// Where one of them cannot be made.
pub fn plans(pack: &Pack, bundle: &Bundle, day: Date) -> Result<(Plan, Plan), String> {
    let none: [&str; 0] = [];
    let told = |error: timbang::Error| error.to_string();
    Ok((pack.plan(day, none).map_err(told)?, bundle.plan(day, none).map_err(told)?))
}

/// The days on which the programs of a bundle begin or end.
pub fn days(bundle: &Bundle) -> impl Iterator<Item = Date> {
    bundle.periods().filter_map(|period| period.from.or(period.until))
}
