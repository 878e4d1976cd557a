//! What a plan says of one subject.

mod columns;
mod comparison;
mod quality;
mod record;
mod requirement;
mod results;
mod sheet;
mod single;
mod strict;
mod trigger;
mod unverified;
mod wire;
pub mod words;
mod written;

use std::fmt;
use std::sync::{Arc, OnceLock};

use self::sheet::{Looked, Sheet};
use crate::eval::columnar::single::Singled;
use crate::eval::reference::Values;
use crate::eval::{FactIssue, Facts, Judgement, Typed};
use crate::plan::{Output, Plan};
use crate::script::ast::Kind;
use crate::typing::program::NodeId;
use crate::value::{Error, Node, Status, Text};

pub use columns::{Agreement, plant, plantable};
pub(crate) use comparison::comparisons;
pub use comparison::{Comparison, Shortfall, Side};
pub use quality::{Holding, Problem, Quality, UnitQuality};
pub use record::{Difference, Record, Replay, replay};
pub(crate) use requirement::requirements_of;
pub use requirement::{Decision, Promotion, Requirement, State};
pub use results::{causes_json, value_json};
pub use sheet::Figure;
#[cfg(feature = "arrow")]
pub(crate) use strict::not_strict;
pub use trigger::{Called, CalledReason, Triggers, UndeterminedTrigger};
pub use unverified::Unverified;
pub(crate) use wire::comparison_json;

/// The version of the meaning of rules; it rises only where the same facts could give another answer.
pub const SEMANTICS: u32 = 1;

pub use crate::bundle::ENGINE;

/// What a plan says of one subject: values, why there are none, requirements, triggers, and what was wrong with
/// the facts. It keeps the facts and the plan, so that it can explain itself.
#[derive(Clone)]
pub struct Outcome(Arc<Inner>);

struct Inner {
    plan: Plan,
    facts: Facts,
    /// What was quick to work out, where all facts are plain.
    quick: Option<Singled>,
    full: OnceLock<Full>,
    /// What there is to say of the plan whatever the subject.
    sheet: OnceLock<Arc<Sheet>>,
    /// What each node looked at, as far as it was asked for and depends on the subject.
    looked: OnceLock<Vec<OnceLock<Looked>>>,
}

/// Everything that was worked out.
struct Full {
    typed: Typed,
    values: Values,
}

impl Full {
    fn new(plan: &Plan, facts: &Facts, stand_ins: bool) -> Full {
        let mut typed = Typed::new(plan.program(), facts, stand_ins);
        let given = std::mem::take(&mut typed.values);
        let values = Values::new(plan.program(), plan.as_of(), given, plan.order());
        Full { typed, values }
    }

    /// What was worked out quickly, if nothing lacks a value: causes are for the reference evaluator to find.
    fn of(plan: &Plan, quick: &Singled) -> Option<Full> {
        let values = Values::of_given(plan.program(), plan.as_of(), quick.all()?);
        Some(Full { typed: Typed::default(), values })
    }
}

impl Plan {
    /// Works out the plan for a subject.
    ///
    /// # Errors
    /// None at present: what is wrong with a fact is told in the outcome. The result leaves room for shapes of
    /// facts that cannot be read at all.
    ///
    /// # Example: is a promotion due?
    ///
    /// ```
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let pack = timbang::Pack::from_dir("../rules/nasional")?;
    /// let plan = pack.plan(timbang::date(2026, 1, 1), ["angka_kredit_konversi"])?;
    /// let facts = timbang::Facts::from_json_text(
    ///     r#"{"jenis_jabatan": "fungsional", "jenjang": "ahli_pertama",
    ///         "rating_hasil_kerja": "sesuai", "rating_perilaku_kerja": "sesuai", "bulan_penilaian": 2}"#,
    /// )?;
    /// let outcome = plan.evaluate(&facts)?;
    /// assert_eq!(outcome.to_json()["results"]["angka_kredit_konversi"]["value"], "2.08");
    /// # Ok(())
    /// # }
    /// ```
    pub fn evaluate(&self, facts: &Facts) -> Result<Outcome, Error> {
        let quick = self.single().and_then(|single| single.run(facts));
        let full = match &quick {
            Some(_) => OnceLock::new(),
            None => OnceLock::from(Full::new(self, facts, false)),
        };
        Ok(self.outcome(facts, quick, full))
    }

    /// What is wrong with facts, whether or not an output rests on them; nothing is worked out.
    #[must_use]
    pub fn fact_issues(&self, facts: &Facts) -> Vec<FactIssue> {
        Typed::new(self.program(), facts, false).issues
    }

    /// Works out the plan for a case, in which values may stand in for rules.
    pub(crate) fn evaluate_case(&self, facts: &Facts) -> Outcome {
        self.outcome(facts, None, OnceLock::from(Full::new(self, facts, true)))
    }

    fn outcome(&self, facts: &Facts, quick: Option<Singled>, full: OnceLock<Full>) -> Outcome {
        Outcome(Arc::new(Inner {
            plan: self.clone(),
            facts: facts.clone(),
            quick,
            full,
            sheet: OnceLock::new(),
            looked: OnceLock::new(),
        }))
    }
}

impl Outcome {
    /// The plan that was worked out.
    #[must_use]
    pub fn plan(&self) -> &Plan {
        &self.0.plan
    }

    /// The facts as they were given.
    #[must_use]
    pub fn facts(&self) -> &Facts {
        &self.0.facts
    }

    /// The values of every node that the outputs rest on.
    #[must_use]
    pub fn values(&self) -> &Values {
        &self.full().values
    }

    fn full(&self) -> &Full {
        self.0.full.get_or_init(|| {
            let quick = self.0.quick.as_ref().and_then(|quick| Full::of(self.plan(), quick));
            quick.unwrap_or_else(|| Full::new(self.plan(), self.facts(), false))
        })
    }

    /// What was wrong with the facts given.
    #[must_use]
    pub fn issues(&self) -> &[FactIssue] {
        // Facts that are all plain have none.
        if self.0.quick.is_some() { &[] } else { &self.full().typed.issues }
    }

    /// Who judged a fact that is an assessment.
    #[must_use]
    pub fn judgement(&self, id: NodeId) -> Option<&Judgement> {
        self.full().typed.judgements.get(&id)
    }

    /// Who judged a field of a row that is an assessment; `path` is `list.field`, rows count from 0.
    #[must_use]
    pub fn judgement_of_row(&self, path: &Arc<str>, row: usize) -> Option<&Judgement> {
        self.full().typed.row_judgements.get(&(Arc::clone(path), row))
    }

    /// Whether this is a fact, or a rule for which a value was given, as a case may do.
    #[must_use]
    pub fn is_given(&self, id: NodeId) -> bool {
        self.kind(id).is_none() || (self.has_stand_ins() && self.full().typed.stand_ins.contains(&id))
    }

    /// Whether a value was given for any rule; where all facts are plain, none was.
    fn has_stand_ins(&self) -> bool {
        self.0.quick.is_none() && !self.full().typed.stand_ins.is_empty()
    }

    /// The value of a name, or the causes of there being none.
    ///
    /// For a rule of a list ask [`Outcome::items`].
    ///
    /// # Errors
    /// `T3003` for a name that the plan does not work out.
    pub fn get(&self, name: &str) -> Result<Node, Error> {
        Ok(self.node(self.find(name)?))
    }

    /// Each output of the plan with its value, or the causes of there being none; triggers apart.
    ///
    /// # Example: all results of one employee
    ///
    /// ```
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let plan = timbang::Pack::from_dir("../rules/nasional")?.plan(timbang::date(2026, 1, 1), ["predikat_kinerja"])?;
    /// let facts = timbang::Facts::from_json_text(
    ///     r#"{"rating_hasil_kerja": "sesuai", "rating_perilaku_kerja": "sesuai"}"#,
    /// )?;
    /// for (output, node) in plan.evaluate(&facts)?.outputs() {
    ///     assert!(node.is_ok(), "{}", output.name);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn outputs(&self) -> impl Iterator<Item = (&Output, Node)> {
        self.plan().outputs().iter().map(|output| (output, self.node(output.node)))
    }

    fn node(&self, id: NodeId) -> Node {
        match self.0.quick.as_ref().and_then(|quick| quick.value(id)) {
            Some(value) => Ok(value),
            None => self.values().get(id),
        }
    }

    /// What a rule of a list has for each item, or the causes of the list.
    ///
    /// # Errors
    /// `T3003` for a name that the plan does not work out as a rule of a list.
    pub fn items(&self, name: &str) -> Result<Result<Vec<Node>, crate::Causes>, Error> {
        let id = self.find(name)?;
        let rule = self.plan().program().node(id).and_then(|node| node.rule()).and_then(|rule| rule.list);
        match rule {
            Some((list, slot)) => Ok(self.values().column(list, slot)),
            None => Err(unknown(name)),
        }
    }

    /// The status of a name.
    ///
    /// # Errors
    /// `T3003` for a name that the plan does not work out.
    pub fn status(&self, name: &str) -> Result<Status, Error> {
        Ok(match self.get(name)? {
            Ok(_) => Status::Value,
            Err(causes) => causes.status(),
        })
    }

    /// The promotions among the outputs, each with all its requirements.
    #[must_use]
    pub fn promotions(&self) -> Vec<Promotion> {
        let outputs = self.plan().outputs().iter();
        outputs
            .filter(|o| self.kind(o.node) == Some(Kind::Promotion))
            .filter_map(|o| self.promotion(o.node))
            .collect()
    }

    /// What people read of a node.
    pub(crate) fn label(&self, id: NodeId) -> Arc<Text> {
        self.sheet().node(id).map(|node| Arc::clone(&node.label)).unwrap_or_default()
    }

    /// What there is to say of the plan whatever the subject.
    pub(crate) fn sheet(&self) -> &Sheet {
        self.0.sheet.get_or_init(|| self.plan().sheet())
    }

    /// The kind of a rule; `None` for a fact.
    #[must_use]
    pub fn kind(&self, id: NodeId) -> Option<Kind> {
        self.plan().program().node(id)?.rule().map(|rule| rule.kind)
    }

    /// The node of a name that the plan works out.
    ///
    /// # Errors
    /// `T3003` for any other name.
    pub fn find(&self, name: &str) -> Result<NodeId, Error> {
        let found = self.plan().program().find(name).map(|(id, _)| id);
        found.filter(|id| self.plan().works_out(*id)).ok_or_else(|| unknown(name))
    }
}

fn unknown(name: &str) -> Error {
    Error::new(
        "T3003",
        crate::text!("Rencana ini tidak menghitung `{name}`.", "This plan does not work out `{name}`."),
    )
    .with_help(crate::text!(
        "Minta sebagai keluaran saat membuat rencana.",
        "Ask for it as an output when you make the plan."
    ))
}

impl fmt::Debug for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Outcome of {:?}", self.0.plan)
    }
}
