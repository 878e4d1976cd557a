//! Runs the cases of a pack: facts given, results expected.

mod boundaries;
mod boundaries_show;
mod compare;
mod coverage;
mod coverage_show;
mod domain;
mod show;
mod thresholds;
mod trace;

use std::collections::BTreeMap;
use std::sync::Arc;

use indexmap::IndexMap;

use crate::eval::{Facts, codes};
use crate::link::Symbol;
use crate::outcome::{Agreement, Outcome};
use crate::pack::decl::{CaseDecl, Expectation};
use crate::plan::{Pack, Plan};
use crate::source::Span;
use crate::text;
use crate::value::{Date, Text};

pub use boundaries::{Boundaries, Candidate, NotCovered, Side, boundaries};
pub use coverage::{Coverage, Covered, coverage};
pub use show::place;

/// The plans that cases ask for, so that cases alike share one.
type Plans = BTreeMap<(Date, Vec<String>), Plan>;

/// What became of the cases of a pack.
#[derive(Clone, Debug, Default)]
pub struct CaseReport {
    /// One result a case, in the order of the files.
    pub results: Vec<CaseResult>,
}

/// What became of one case.
#[derive(Clone, Debug)]
pub struct CaseResult {
    /// The name of the case.
    pub name: String,
    /// Where it is written.
    pub span: Span,
    /// Where it was published.
    pub source: Option<String>,
    /// What is not as expected; empty where the case passes.
    pub differences: Vec<CaseDifference>,
    /// Published figures that do not follow, each with the reason.
    pub errata: Vec<String>,
}

/// Something that is not as expected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseDifference {
    /// What it is about; empty for the case as a whole.
    pub name: String,
    /// Where the expectation is written.
    pub span: Span,
    /// What was expected and what was found.
    pub text: Text,
}

impl CaseResult {
    /// Whether everything is as expected.
    #[must_use]
    pub fn passed(&self) -> bool {
        self.differences.is_empty()
    }
}

impl CaseReport {
    /// How many cases pass.
    #[must_use]
    pub fn passed(&self) -> usize {
        self.results.iter().filter(|r| r.passed()).count()
    }

    /// How many cases do not.
    #[must_use]
    pub fn failed(&self) -> usize {
        self.results.len().saturating_sub(self.passed())
    }
}

/// Runs every case of a pack.
#[must_use]
pub fn run(pack: &Pack) -> CaseReport {
    let mut plans = Plans::new();
    let cases = &pack.linked().declarations.cases;
    CaseReport { results: cases.iter().map(|case| run_case(pack, case, &mut plans)).collect() }
}

fn run_case(pack: &Pack, case: &CaseDecl, plans: &mut Plans) -> CaseResult {
    let mut result = CaseResult {
        name: case.name.value.clone(),
        span: case.span,
        source: case.source.clone(),
        differences: Vec::new(),
        errata: Vec::new(),
    };
    let differences = &mut result.differences;
    let mut fail = |name: &str, span: Span, text: Text| {
        differences.push(CaseDifference { name: name.to_owned(), span, text });
    };
    let outcome = match outcome_of(pack, case, plans) {
        Ok(outcome) => outcome,
        Err((place, text)) => {
            fail("", place, text);
            return result;
        }
    };
    for issue in outcome.issues().iter().filter(|issue| issue.code == codes::UNKNOWN_FACT) {
        let head = issue.fact.split('.').next().unwrap_or_default();
        let place = case.given.iter().find(|(name, _)| *name.value == *head);
        let message = match pack.linked().names.get(head) {
            Some(Symbol::Parameter(_)) => text!(
                "`{head}` adalah parameter; nilainya selalu yang berlaku pada `as_of`, dan kasus tidak dapat menggantinya.",
                "`{head}` is a parameter; it always has the value in force on `as_of`, and a case cannot replace it."
            ),
            _ => issue.message.clone(),
        };
        fail(&issue.fact, place.map_or(case.span, |(name, _)| name.span), message);
    }
    for (name, expected) in &case.expect {
        if let Some(found) = compare::compare(&outcome, &name.value, &expected.value) {
            fail(&name.value, expected.span, found);
        }
        errata(&expected.value, &mut result.errata);
    }
    result
}

/// What the rules say of the facts of a case, or why it cannot be run and the place of that.
pub(crate) fn outcome_of(pack: &Pack, case: &CaseDecl, plans: &mut Plans) -> Result<Outcome, (Span, Text)> {
    let Some(as_of) = &case.as_of else {
        let told = text!(
            "Kasus ini tidak menyebut tanggal: tambahkan `as_of`.",
            "This case names no date: add `as_of`."
        );
        return Err((case.span, told));
    };
    if case.expect.is_empty() {
        let told = text!("Kasus ini tidak mengharapkan apa pun.", "This case expects nothing.");
        return Err((case.span, told));
    }
    let outputs: Vec<String> = case.expect.iter().map(|(name, _)| name.value.to_string()).collect();
    let key = (as_of.value, outputs);
    let plan = match plans.get(&key) {
        Some(plan) => plan.clone(),
        None => {
            let place = case.expect.first().map_or(case.span, |(name, _)| name.span);
            let plan = pack.plan(key.0, &key.1).map_err(|error| (place, error.message().clone()))?;
            plans.insert(key, plan.clone());
            plan
        }
    };
    let given: IndexMap<String, crate::Raw> =
        case.given.iter().map(|(name, raw)| (name.value.to_string(), raw.value.clone())).collect();
    Ok(plan.evaluate_case(&Facts::from_map(given)))
}

/// Compares the two evaluators on every case of a pack.
#[must_use]
pub fn agreement(pack: &Pack) -> Agreement {
    let (mut plans, mut all) = (Plans::new(), Agreement::default());
    for case in &pack.linked().declarations.cases {
        let Ok(outcome) = outcome_of(pack, case, &mut plans) else { continue };
        let found = outcome.plan().agreement(std::slice::from_ref(outcome.facts()), true);
        all.compared = all.compared.saturating_add(found.compared);
        all.skipped = all.skipped.saturating_add(found.skipped);
        let told = found.differences.into_iter().map(|told| format!("{}: {told}", case.name.value));
        all.differences.extend(told);
    }
    all
}

fn errata(expected: &Expectation, found: &mut Vec<String>) {
    match expected {
        Expectation::Erratum { erratum, .. } => found.push(erratum.clone()),
        Expectation::Items(items) => items.iter().flatten().for_each(|item| errata(item, found)),
        _ => {}
    }
}

/// The names of an outcome's promotion that are in a state, for a comparison.
pub(crate) fn names_in(outcome: &Outcome, name: &str, state: crate::outcome::State) -> Option<Vec<Arc<str>>> {
    let id = outcome.find(name).ok()?;
    let promotion = outcome.promotion(id)?;
    Some(promotion.requirements.iter().filter(|r| r.state == state).map(|r| Arc::clone(&r.name)).collect())
}
