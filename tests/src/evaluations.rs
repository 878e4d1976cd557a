//! Runs the packs of `suite/eval`: their own cases, evaluations of single subjects, and replays.

use indexmap::IndexMap;
use serde::Deserialize;
use serde_json::Value as Json;
use timbang::{Facts, Pack, Record, host};

use crate::subset::lacking;
use crate::suite;
use crate::wire::amiss;

/// A file of `suite/eval`, named by what it is about.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EvalFile {
    /// Its packs.
    pub pack: Vec<EvalPack>,
}

/// A pack and what is asked of it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EvalPack {
    /// What the pack shows.
    pub name: String,
    /// The files of the pack that it extends; its own files are then an overlay.
    #[serde(default)]
    pub base: IndexMap<String, String>,
    /// Its files, by path; those in `cases/` are run.
    pub files: IndexMap<String, String>,
    /// Subjects, and what their outcome must hold.
    #[serde(default)]
    pub evaluate: Vec<Evaluation>,
    /// Decisions that are recorded and worked out again.
    #[serde(default)]
    pub replay: Vec<Replaying>,
}

/// One subject, and what the outcome must hold.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Evaluation {
    /// What it shows.
    pub name: String,
    /// The date of the plan.
    pub as_of: String,
    /// The outputs asked for; without any the pack's default outputs.
    #[serde(default)]
    pub outputs: Vec<String>,
    /// The facts as JSON text, so that numbers keep their digits.
    #[serde(default = "no_facts")]
    pub facts: String,
    /// The source of the pack by which `facts` is a foreign record.
    pub source: Option<String>,
    /// What the outcome on the wire must hold, as JSON text.
    pub expect: Option<String>,
    /// The code of the error that the call must end in, instead of an outcome.
    pub error: Option<String>,
    /// The outputs that the outcome must have, these and no others.
    pub results: Option<Vec<String>>,
}

/// A decision that is recorded, and then worked out again.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Replaying {
    /// What it shows.
    pub name: String,
    /// The date of the decision.
    pub as_of: String,
    /// The outputs that were decided.
    #[serde(default)]
    pub outputs: Vec<String>,
    /// The facts as JSON text.
    #[serde(default = "no_facts")]
    pub facts: String,
    /// Files of the pack that are otherwise when it is worked out again.
    #[serde(default)]
    pub change: IndexMap<String, String>,
    /// What must be found to differ, in this order; nothing where the decision must come out the same.
    #[serde(default)]
    pub differences: Vec<String>,
}

fn no_facts() -> String {
    "{}".to_owned()
}

/// Runs a pack's cases, evaluations and replays; gives how many there were.
///
/// # Errors
/// Everything that is not as expected, in words.
pub fn run(pack: &EvalPack) -> Result<usize, String> {
    let loaded = load(pack, &IndexMap::new())?;
    let mut wrong = Vec::new();
    let report = timbang::cases::run(&loaded);
    for result in report.results.iter().filter(|result| !result.passed()) {
        for difference in &result.differences {
            wrong.push(format!("case {}: {}: {}", result.name, difference.name, difference.text.id));
        }
    }
    for evaluation in &pack.evaluate {
        if let Err(told) = evaluate(&loaded, evaluation) {
            wrong.push(format!("evaluate {}: {told}", evaluation.name));
        }
    }
    for replaying in &pack.replay {
        if let Err(told) = replay(pack, &loaded, replaying) {
            wrong.push(format!("replay {}: {told}", replaying.name));
        }
    }
    wrong.extend(timbang::cases::agreement(&loaded).differences);
    let count = [report.results.len(), pack.evaluate.len(), pack.replay.len()].iter().sum();
    if count == 0 {
        wrong.push("nothing is asked of this pack".to_owned());
    }
    if wrong.is_empty() { Ok(count) } else { Err(wrong.join("\n  ")) }
}

fn load(pack: &EvalPack, change: &IndexMap<String, String>) -> Result<Pack, String> {
    let mut files = pack.files.clone();
    files.extend(change.iter().map(|(path, text)| (path.clone(), text.clone())));
    let report = if pack.base.is_empty() {
        timbang::check(suite::pack(&files))
    } else {
        timbang::plan::check_layers(suite::pack(&pack.base), vec![suite::pack(&files)])
    };
    let told = timbang::diagnostic::to_text(&report.diagnostics, &report.files, timbang::Lang::Id);
    report.pack.ok_or(format!("the pack has errors:\n{told}"))
}

/// One evaluation, through the library's own types and through the host's texts.
fn evaluate(pack: &Pack, asked: &Evaluation) -> Result<(), String> {
    let by_host = host::plan(pack, &asked.as_of, &asked.outputs)
        .and_then(|plan| match &asked.source {
            Some(source) => host::evaluate(&plan, &host::facts(&plan, &asked.facts, source)?.to_string()),
            None => host::evaluate(&plan, &asked.facts),
        })
        .map_err(|error| error.code().to_owned());
    let by_library = by_library(pack, asked);
    if by_host != by_library {
        return Err(format!("library and host differ\n  library {by_library:?}\n  host {by_host:?}"));
    }
    match (by_host, &asked.error) {
        (Err(code), Some(wanted)) if code == *wanted => Ok(()),
        (Err(code), _) => Err(format!("ended in {code}")),
        (Ok(_), Some(wanted)) => Err(format!("should end in {wanted}")),
        (Ok(outcome), None) => holds(&outcome, asked),
    }
}

fn by_library(pack: &Pack, asked: &Evaluation) -> Result<Json, String> {
    let day = host::date(&asked.as_of).map_err(|error| error.code().to_owned())?;
    let outcome = pack
        .plan(day, &asked.outputs)
        .and_then(|plan| {
            let facts = Facts::from_json_text(&asked.facts)?;
            match &asked.source {
                Some(source) => plan.evaluate(&plan.source(source)?.facts(&facts.into_map())),
                None => plan.evaluate(&facts),
            }
        })
        .map_err(|error| error.code().to_owned())?;
    for output in outcome.plan().outputs() {
        let told = outcome.why(&output.name).map_err(|error| error.code().to_owned())?.to_json();
        let wrong = amiss(&told, "Explanation");
        if !wrong.is_empty() {
            return Err(wrong.join("\n    "));
        }
    }
    let bundle = crate::bundles::read_again(pack)?;
    let of_bundle = bundle.plan(day, &asked.outputs).map_err(|error| error.code().to_owned())?;
    crate::bundles::agree(outcome.plan(), &of_bundle, [outcome.facts()])?;
    let found = outcome.plan().agreement(std::slice::from_ref(outcome.facts()), false);
    let (text, tree) = (outcome.to_json_text(), outcome.to_json());
    let same = text == format!("{tree}");
    match found.differences.as_slice() {
        [] if !same => Err("the text of the outcome is not that of its tree".to_owned()),
        [] => Ok(tree),
        told => Err(told.join("\n    ")),
    }
}

fn holds(outcome: &Json, asked: &Evaluation) -> Result<(), String> {
    let mut wrong = amiss(outcome, "OutcomeWire");
    match &asked.expect {
        Some(text) => {
            let expected: Json =
                serde_json::from_str(text).map_err(|error| format!("`expect` is no JSON: {error}"))?;
            wrong.extend(lacking(&expected, outcome));
        }
        None if asked.results.is_none() => wrong.push("it expects nothing".to_owned()),
        None => {}
    }
    if let Some(wanted) = &asked.results {
        let results = outcome.get("results").and_then(Json::as_object);
        let found: Vec<&String> = results.into_iter().flat_map(|results| results.keys()).collect();
        if found != wanted.iter().collect::<Vec<_>>() {
            wrong.push(format!("results: expected {wanted:?}, found {found:?}"));
        }
    }
    if wrong.is_empty() { Ok(()) } else { Err(wrong.join("\n    ")) }
}

/// One replay, through the library's own types and through the host's texts.
fn replay(pack: &EvalPack, loaded: &Pack, asked: &Replaying) -> Result<(), String> {
    let code = |error: timbang::Error| format!("ended in {}", error.code());
    let plan = host::plan(loaded, &asked.as_of, &asked.outputs).map_err(code)?;
    let record = host::record(&plan, &asked.facts).map_err(code)?;
    let now = load(pack, &asked.change)?;
    let by_host = host::replay(now.bundle(), &record.to_string()).map_err(code)?;
    let read = Record::from_json(&record).map_err(code)?;
    let by_library = timbang::replay(&now, &read).map_err(code)?;
    let names: Vec<&str> = by_library.differences.iter().map(|d| d.name.as_str()).collect();
    let told = by_host.get("differences").and_then(Json::as_array).cloned().unwrap_or_default();
    let told: Vec<&str> = told.iter().filter_map(|d| d.get("name")?.as_str()).collect();
    if names != told {
        return Err(format!("library and host differ: {names:?}, {told:?}"));
    }
    let mut wrong = amiss(&record, "DecisionRecord");
    wrong.extend(amiss(&by_host, "Replay"));
    if !wrong.is_empty() {
        return Err(wrong.join("\n    "));
    }
    if by_host.get("same") != Some(&Json::Bool(asked.differences.is_empty())) {
        return Err(format!("`same` does not agree with the differences {told:?}"));
    }
    if told == asked.differences { Ok(()) } else { Err(format!("differences found: {told:?}")) }
}
