//! Which facts hold up the most results of a population: those that are missing, and those that cannot be used.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::Value as Json;

use super::{Outcome, words};
use crate::typing::program::Program;
use crate::value::{Cause, Causes, json};

/// Counts over the outcomes of many subjects, by unit.
#[derive(Clone, Debug, Default)]
pub struct Quality {
    units: BTreeMap<String, Counts>,
    all: Counts,
    sources: BTreeMap<Arc<str>, Option<Arc<str>>>,
}

#[derive(Clone, Debug, Default)]
struct Counts {
    subjects: u64,
    results: u64,
    held_up: u64,
    facts: BTreeMap<(Arc<str>, Problem), FactCount>,
}

/// What is wrong with a fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Problem {
    /// Nobody gave it.
    Missing,
    /// It cannot be used.
    Invalid,
    /// A list from which a row is needed has none.
    Empty,
}

#[derive(Clone, Copy, Debug, Default)]
struct FactCount {
    subjects: u64,
    results: u64,
    alone: u64,
}

/// One fact that holds up results.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holding {
    /// The fact, or `list.field`.
    pub fact: Arc<str>,
    /// What is wrong with it.
    pub problem: Problem,
    /// How many subjects have a result that waits for it.
    pub subjects: u64,
    /// How many results wait for it.
    pub results: u64,
    /// How many of these wait for nothing else: to mend it decides them.
    pub alone: u64,
    /// The office or record that fills it.
    pub source: Option<Arc<str>>,
}

/// What was counted of one unit, or of all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitQuality {
    /// The subjects.
    pub subjects: u64,
    /// The results that apply to them.
    pub results: u64,
    /// Those without a value.
    pub held_up: u64,
    /// The facts that hold them up, that which decides the most first.
    pub facts: Vec<Holding>,
}

impl Problem {
    /// The problem as one word.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Problem::Missing => "missing",
            Problem::Invalid => "invalid",
            Problem::Empty => "empty",
        }
    }
}

impl Quality {
    /// Counts of nothing yet.
    #[must_use]
    pub fn new() -> Quality {
        Quality::default()
    }

    /// Counts an outcome for a unit.
    pub fn add(&mut self, unit: &str, outcome: &Outcome) {
        let own = counted(outcome);
        for (fact, _) in own.facts.keys() {
            if !self.sources.contains_key(fact) {
                let source = words::source_of(outcome.values().program(), fact);
                self.sources.insert(Arc::clone(fact), source);
            }
        }
        self.all.add(&own);
        match self.units.get_mut(unit) {
            Some(counts) => counts.add(&own),
            None => {
                self.units.insert(unit.to_owned(), own);
            }
        }
    }

    /// What was counted of all subjects.
    #[must_use]
    pub fn all(&self) -> UnitQuality {
        self.told(&self.all)
    }

    /// What was counted of each unit, that with the most results held up first.
    #[must_use]
    pub fn units(&self) -> Vec<(&str, UnitQuality)> {
        let mut units: Vec<_> =
            self.units.iter().map(|(unit, counts)| (unit.as_str(), self.told(counts))).collect();
        units.sort_by_key(|(_, told)| std::cmp::Reverse(told.held_up));
        units
    }

    /// The counts as JSON.
    #[must_use]
    pub fn to_json(&self) -> Json {
        let shown = |told: UnitQuality| {
            let facts: Vec<Json> = told
                .facts
                .iter()
                .map(|own| {
                    json!({
                        "fact": &*own.fact, "problem": own.problem.word(), "subjects": own.subjects,
                        "results": own.results, "alone": own.alone, "source": own.source.as_deref(),
                    })
                })
                .collect();
            json!({ "subjects": told.subjects, "results": told.results, "held_up": told.held_up, "facts": facts })
        };
        let units: Vec<Json> = self
            .units()
            .into_iter()
            .map(|(unit, told)| {
                let mut object = shown(told);
                if let Some(object) = object.as_object_mut() {
                    object.insert("unit".to_owned(), json!(unit));
                }
                object
            })
            .collect();
        json!({ "v": 1, "all": shown(self.all()), "units": units })
    }

    fn told(&self, counts: &Counts) -> UnitQuality {
        let mut facts: Vec<Holding> = counts
            .facts
            .iter()
            .map(|((fact, problem), own)| Holding {
                fact: Arc::clone(fact),
                problem: *problem,
                subjects: own.subjects,
                results: own.results,
                alone: own.alone,
                source: self.sources.get(fact).cloned().flatten(),
            })
            .collect();
        facts.sort_by_key(|own| std::cmp::Reverse((own.results, own.alone)));
        UnitQuality { subjects: counts.subjects, results: counts.results, held_up: counts.held_up, facts }
    }
}

impl Counts {
    fn add(&mut self, other: &Counts) {
        self.subjects = self.subjects.saturating_add(other.subjects);
        self.results = self.results.saturating_add(other.results);
        self.held_up = self.held_up.saturating_add(other.held_up);
        for (key, more) in &other.facts {
            let own = self.facts.entry(key.clone()).or_default();
            own.subjects = own.subjects.saturating_add(more.subjects);
            own.results = own.results.saturating_add(more.results);
            own.alone = own.alone.saturating_add(more.alone);
        }
    }
}

/// What one subject adds: each result that applies and has no value, by the facts that it waits for.
fn counted(outcome: &Outcome) -> Counts {
    let program: &Program = outcome.values().program();
    let mut counts = Counts { subjects: 1, ..Counts::default() };
    let mut waits = |causes: Option<&Causes>| {
        let facts: Vec<(Arc<str>, Problem)> = causes.map(waited_for).unwrap_or_default();
        // What does not apply, or what the law leaves open, is no matter of data.
        if causes.is_some() && facts.is_empty() {
            return;
        }
        counts.results = counts.results.saturating_add(1);
        if facts.is_empty() {
            return;
        }
        counts.held_up = counts.held_up.saturating_add(1);
        let alone = u64::from(facts.len() == 1);
        for fact in facts {
            let own = counts.facts.entry(fact).or_default();
            own.subjects = 1;
            own.results = own.results.saturating_add(1);
            own.alone = own.alone.saturating_add(alone);
        }
    };
    for output in outcome.plan().outputs() {
        let list = program.node(output.node).and_then(|node| node.rule()).and_then(|rule| rule.list);
        match list {
            None => waits(outcome.values().get(output.node).as_ref().err()),
            Some((list, slot)) => match outcome.values().column(list, slot) {
                Err(causes) => waits(Some(&causes)),
                Ok(items) => items.iter().for_each(|item| waits(item.as_ref().err())),
            },
        }
    }
    for trigger in outcome.triggers().undetermined {
        waits(Some(&trigger.causes));
    }
    counts
}

fn waited_for(causes: &Causes) -> Vec<(Arc<str>, Problem)> {
    let mut found: Vec<(Arc<str>, Problem)> = Vec::new();
    for cause in causes.iter() {
        let one = match cause {
            Cause::Missing(fact) => (Arc::clone(fact), Problem::Missing),
            Cause::Invalid(fact, _) => (Arc::clone(fact), Problem::Invalid),
            Cause::Empty(list) => (Arc::clone(list), Problem::Empty),
            _ => continue,
        };
        if !found.contains(&one) {
            found.push(one);
        }
    }
    found
}
