//! Runs one hostile input through all that a host can ask, and gathers how it was answered.

use std::collections::BTreeSet;
use std::sync::mpsc::RecvTimeoutError;
use std::time::Duration;

use serde_json::Value as Json;
use timbang::diagnostic::{Severity, to_text};
use timbang::source::Files;
use timbang::{Lang, Pack, host};

use super::source::with_round;
use super::{HostileCase, HostileFile, Mutation, Source};
use crate::suite;

/// The stack of a thread that answers a hostile input; a browser has less than a server.
const STACK: usize = 2 * 1024 * 1024;

/// An input that is answered no sooner hangs, however slow the machine is; it is left behind, so that the rest is run.
const NEVER: Duration = Duration::from_secs(60);

/// The longest report that a person or a portal could still use.
const LONGEST_REPORT: usize = 64 * 1024 * 1024;

/// What a case asks, made in full before the time is taken.
#[derive(Clone, Debug)]
pub struct Asked {
    /// What it is about.
    pub name: String,
    files: Files,
    overlay: Option<Files>,
    as_of: String,
    outputs: Vec<String>,
    facts: Option<String>,
    record: Option<Mutation>,
    expect: Vec<String>,
}

impl Asked {
    /// Makes the inputs of a case in full.
    #[must_use]
    pub fn new(file: &HostileFile, case: &HostileCase) -> Asked {
        let mut files: Vec<(String, Vec<u8>)> = vec![("pack.toml".to_owned(), suite::MANIFEST.into())];
        let written = file.files.iter().chain(&case.files);
        files.extend(written.map(|(path, source)| (path.clone(), source.bytes())));
        if let Some(many) = &case.many {
            let round = |n| Some((n, many.times));
            files.extend(
                (0..many.times).map(|n| {
                    (with_round(&many.path, round(n)), with_round(&many.text, round(n)).into_bytes())
                }),
            );
        }
        let overlay = (!case.overlay.is_empty())
            .then(|| Files::from_map(case.overlay.iter().map(|(path, s)| (path.clone(), s.bytes()))));
        let facts = case.facts.as_ref().or(file.facts.as_ref().filter(|_| case.record.is_some()));
        Asked {
            name: case.name.clone(),
            files: Files::from_map(files),
            overlay,
            as_of: case.as_of.clone(),
            outputs: case.outputs.clone(),
            facts: facts.map(Source::text),
            record: case.record.clone(),
            expect: case.expect.clone(),
        }
    }
}

impl Asked {
    /// How many bytes the input has.
    #[must_use]
    pub fn size(&self) -> usize {
        let files = self.files.iter().chain(self.overlay.iter().flat_map(Files::iter));
        let facts = self.facts.as_ref().map_or(0, String::len);
        files.fold(facts, |sum, (_, file)| sum.saturating_add(file.bytes.len()))
    }
}

/// Asks everything of one input, on a small stack of its own.
///
/// # Errors
/// What is not as expected, in words: a panic, a code that is not found, an error that nobody expects.
pub fn run(asked: &Asked) -> Result<(), String> {
    let asked = asked.clone();
    let (answers, answered) = std::sync::mpsc::channel();
    let work = move || drop(answers.send(answer(&asked)));
    std::thread::Builder::new()
        .stack_size(STACK)
        .spawn(work)
        .map_err(|error| format!("no thread: {error}"))?;
    match answered.recv_timeout(NEVER) {
        Ok(answer) => answer,
        Err(RecvTimeoutError::Disconnected) => Err("it panicked".to_owned()),
        Err(RecvTimeoutError::Timeout) => Err(format!("no answer within {NEVER:?}")),
    }
}

fn answer(asked: &Asked) -> Result<(), String> {
    let found = match &asked.facts {
        None => of_check(asked)?,
        Some(facts) => of_subject(asked, facts)?,
    };
    let missing: Vec<&str> =
        asked.expect.iter().filter(|code| !found.contains(*code)).map(String::as_str).collect();
    if !missing.is_empty() {
        return Err(format!("not found: {missing:?}; found: {found:?}"));
    }
    if asked.expect.is_empty() && found.contains("galat") {
        return Err(format!("nothing is expected; found: {found:?}"));
    }
    Ok(())
}

/// The codes that a check finds, and `galat` where one of them is an error.
fn of_check(asked: &Asked) -> Result<BTreeSet<String>, String> {
    let report = match &asked.overlay {
        None => timbang::check(asked.files.clone()),
        Some(overlay) => timbang::plan::check_layers(asked.files.clone(), vec![overlay.clone()]),
    };
    let mut found = BTreeSet::new();
    for diagnostic in &report.diagnostics {
        found.insert(diagnostic.code.to_owned());
        if diagnostic.severity == Severity::Error {
            found.insert("galat".to_owned());
        }
        for label in &diagnostic.labels {
            let text = report.files.get(label.span.file).map(|file| file.text.get(label.span.range()));
            if text == Some(None) {
                return Err(format!("{} stands within a character: {:?}", diagnostic.code, label.span));
            }
        }
    }
    if report.pack.is_some() == found.contains("galat") {
        return Err("a pack is given exactly where there is no error".to_owned());
    }
    let told = [
        to_text(&report.diagnostics, &report.files, Lang::Id),
        to_text(&report.diagnostics, &report.files, Lang::En),
        host::report_json(&report).to_string(),
    ];
    if told.iter().any(|words| words.len() > LONGEST_REPORT) {
        return Err("the report is too long to be of use".to_owned());
    }
    if let Some(pack) = &report.pack {
        describe(pack, &asked.as_of)?;
    }
    Ok(found)
}

/// What else a host shows of a sound pack; all of it must come to an end.
fn describe(pack: &Pack, as_of: &str) -> Result<(), String> {
    let day = host::date(as_of).map_err(|error| error.to_string())?;
    let pages = [
        pack.describe_markdown(day, Lang::Id),
        pack.describe_html(day, Lang::En),
        host::graph(pack, as_of, None, Lang::En).map_err(|error| error.to_string())?,
    ];
    if pages.iter().any(|page| page.len() > LONGEST_REPORT) {
        return Err("a page about the pack is too long to be of use".to_owned());
    }
    Ok(())
}

/// The codes that stand in what a subject is answered with, through evaluation, explanation, record and replay.
fn of_subject(asked: &Asked, facts: &str) -> Result<BTreeSet<String>, String> {
    let pack = host::load(asked.files.clone())
        .map_err(|error| format!("the pack is not sound: {}", error.message().en))?;
    let plan = host::plan(&pack, &asked.as_of, &asked.outputs).map_err(|error| error.to_string())?;
    let mut found = BTreeSet::new();
    let outcome = match host::evaluate(&plan, facts) {
        Ok(outcome) => outcome,
        Err(error) => {
            found.extend(["galat".to_owned(), error.code().to_owned()]);
            return Ok(found);
        }
    };
    codes(&outcome, &mut found);
    for output in plan.outputs() {
        for (format, lang) in [("text", Lang::Id), ("html", Lang::En), ("json", Lang::Id)] {
            let told = host::why(&plan, facts, &output.name, format, lang).map_err(|e| e.to_string())?;
            if told.len() > LONGEST_REPORT {
                return Err(format!("the explanation of {} is too long to be of use", output.name));
            }
        }
    }
    let record = host::record(&plan, facts).map_err(|error| error.to_string())?;
    match host::replay(pack.bundle(), &record.to_string()) {
        Ok(replayed) if replayed.get("same") == Some(&Json::Bool(true)) => {}
        other => return Err(format!("the record does not replay: {other:?}")),
    }
    if let Some(mutation) = &asked.record {
        let text = mutated(record, mutation)?;
        match host::replay(pack.bundle(), &text) {
            Err(error) => found.extend(["galat".to_owned(), error.code().to_owned()]),
            Ok(replayed) => {
                let differences = replayed.get("differences").and_then(Json::as_array);
                let names = differences.into_iter().flatten().filter_map(|d| d.get("name")?.as_str());
                found.extend(names.map(str::to_owned));
            }
        }
    }
    Ok(found)
}

/// Every text under a key `code`, wherever it stands; without recursion, because the tree may be deep.
fn codes(json: &Json, found: &mut BTreeSet<String>) {
    let mut open = vec![json];
    while let Some(json) = open.pop() {
        match json {
            Json::Array(items) => open.extend(items),
            Json::Object(map) => {
                if let Some(code) = map.get("code").and_then(Json::as_str) {
                    found.extend(["galat".to_owned(), code.to_owned()]);
                }
                open.extend(map.values());
            }
            _ => {}
        }
    }
}

fn mutated(mut record: Json, mutation: &Mutation) -> Result<String, String> {
    for (pointer, source) in &mutation.set {
        let place = record.pointer_mut(pointer).ok_or(format!("the record has no {pointer}"))?;
        *place = serde_json::from_str(&source.text()).map_err(|error| error.to_string())?;
    }
    if let Some(map) = record.as_object_mut() {
        for key in &mutation.remove {
            map.shift_remove(key).ok_or(format!("the record has no {key}"))?;
        }
    }
    let text = mutation.text.as_ref().map_or_else(|| record.to_string(), Source::text);
    let most = mutation.cut.unwrap_or(usize::MAX);
    Ok(text.chars().take(most).collect())
}
