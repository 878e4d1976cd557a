//! The decision record: what is kept of a decision, so that it can be proven years later.

use serde_json::{Map, Value as Json};

use super::{ENGINE, Outcome, SEMANTICS};
use crate::bundle::Bundle;
use crate::eval::Facts;
use crate::text;
use crate::value::{Date, Error, Text, json};

/// A decision as it is kept: facts, packs with digests, date, results.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    json: Map<String, Json>,
    as_of: Date,
    outputs: Vec<String>,
    facts: Facts,
}

/// What a replay found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Replay {
    /// Everything that differs; empty where the same facts give the same results.
    pub differences: Vec<Difference>,
}

/// Something that a replay found to be otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// What it is about: an output, `triggers`, or what the record was made with.
    pub name: String,
    /// What the record holds.
    pub recorded: Json,
    /// What is found now.
    pub found: Json,
    /// The difference in words; it holds no values.
    pub text: Text,
}

impl Replay {
    /// Whether everything is as it was recorded.
    #[must_use]
    pub fn is_same(&self) -> bool {
        self.differences.is_empty()
    }
}

impl Outcome {
    /// The decision record of the outcome.
    #[must_use]
    pub fn record(&self) -> Record {
        let mut json = self.head_json();
        let mut outputs: Vec<String> = self.plan().outputs().iter().map(|o| o.name.to_string()).collect();
        if self.plan().gives_triggers() {
            outputs.push("triggers".to_owned());
        }
        json.insert("outputs".to_owned(), json!(outputs));
        json.insert("facts".to_owned(), self.facts().to_json());
        let results = match self.results_json() {
            // The names of outputs are the pack's own, whatever they are; only what stands below is told in words.
            Json::Object(results) => results.into_iter().map(|(name, result)| (name, bare(result))).collect(),
            other => other,
        };
        json.insert("results".to_owned(), results);
        if self.plan().gives_triggers() {
            let triggers = super::wire::triggers_json(&self.triggers(), self.values().program());
            json.insert("triggers".to_owned(), bare(triggers));
        }
        Record { json, as_of: self.plan().as_of(), outputs, facts: self.facts().clone() }
    }
}

/// What words say may be put better one day; a record holds only what was decided.
const WORDING: [&str; 9] =
    ["text", "label", "title", "source", "unit", "unit_text", "basis", "advice", "unverified"];

fn bare(json: Json) -> Json {
    match json {
        Json::Object(object) => Json::Object(
            object
                .into_iter()
                .filter(|(key, _)| !WORDING.contains(&key.as_str()))
                .map(|(key, value)| (key, bare(value)))
                .collect(),
        ),
        Json::Array(items) => Json::Array(items.into_iter().map(bare).collect()),
        other => other,
    }
}

impl Record {
    /// The record as JSON.
    #[must_use]
    pub fn to_json(&self) -> Json {
        Json::Object(self.json.clone())
    }

    /// Reads a record.
    ///
    /// # Errors
    /// `T3010` where the JSON is no decision record of a version that this engine knows.
    pub fn from_json(json: &Json) -> Result<Record, Error> {
        let Json::Object(object) = json else { return Err(no_record("v")) };
        if object.get("v").and_then(Json::as_u64) != Some(1) {
            return Err(no_record("v"));
        }
        let as_of = object.get("as_of").and_then(Json::as_str).and_then(|day| day.parse().ok());
        // One that is no name must not be passed over: the replay would then prove less than was decided.
        let outputs: Option<Vec<String>> = object
            .get("outputs")
            .and_then(Json::as_array)
            .and_then(|names| names.iter().map(|name| name.as_str().map(str::to_owned)).collect());
        let facts = object.get("facts").ok_or_else(|| no_record("facts"))?;
        Ok(Record {
            as_of: as_of.ok_or_else(|| no_record("as_of"))?,
            outputs: outputs.ok_or_else(|| no_record("outputs"))?,
            facts: Facts::from_json(facts)?,
            json: object.clone(),
        })
    }
}

fn no_record(key: &str) -> Error {
    Error::new(
        "T3010",
        text!(
            "Ini bukan catatan keputusan yang dikenal: `{key}` tidak ada atau tidak sesuai.",
            "This is no known decision record: `{key}` is absent or not as it should be."
        ),
    )
    .with_help(text!(
        "Catatan dibuat oleh `timbang evaluate --record` atau outcome.record().",
        "Records are made by `timbang evaluate --record` or outcome.record()."
    ))
}

/// Works a recorded decision out again and tells what differs.
///
/// # Errors
/// `T3003`, `T3004` where the pack no longer gives an output of the record.
pub fn replay(pack: &impl AsRef<Bundle>, record: &Record) -> Result<Replay, Error> {
    worked_out_again(pack.as_ref(), record)
}

fn worked_out_again(bundle: &Bundle, record: &Record) -> Result<Replay, Error> {
    let plan = bundle.plan(record.as_of, &record.outputs)?;
    let outcome = plan.evaluate(&record.facts)?;
    let fresh = outcome.record();
    let mut differences = Vec::new();
    let recorded = |key: &str| record.json.get(key).cloned().unwrap_or(Json::Null);
    let found = |key: &str| fresh.json.get(key).cloned().unwrap_or(Json::Null);
    let mut differ = |name: &str, before: Json, now: Json, text: Text| {
        if before != now {
            differences.push(Difference { name: name.to_owned(), recorded: before, found: now, text });
        }
    };
    differ(
        "packs",
        recorded("packs"),
        found("packs"),
        text!(
            "Pack yang dipakai bukan pack yang tercatat: id, versi, atau sidik jarinya berbeda.",
            "The pack is not the recorded one: its id, version or digest differs."
        ),
    );
    let semantics = SEMANTICS;
    differ(
        "semantics",
        recorded("semantics"),
        json!(SEMANTICS),
        text!(
            "Makna aturan pada mesin ini (versi {semantics}) berbeda dari yang tercatat; mesin {ENGINE}.",
            "The meaning of rules in this engine (version {semantics}) differs from the recorded one; engine {ENGINE}."
        ),
    );
    let (before, now) = (recorded("results"), found("results"));
    let objects = [&before, &now].into_iter().filter_map(Json::as_object);
    let mut names: Vec<&String> = objects.flat_map(Map::keys).collect();
    names.sort_unstable();
    names.dedup();
    for name in names {
        let get = |results: &Json| results.get(name).cloned().unwrap_or(Json::Null);
        differ(
            name,
            get(&before),
            get(&now),
            text!(
                "Hasil `{name}` berbeda dari yang tercatat.",
                "The result `{name}` differs from the recorded one."
            ),
        );
    }
    differ(
        "triggers",
        recorded("triggers"),
        found("triggers"),
        text!(
            "Yang dipanggil pemicu berbeda dari yang tercatat.",
            "What the triggers call for differs from the record."
        ),
    );
    Ok(Replay { differences })
}
