//! What a plan says of one subject.

mod columns;
mod comparison;
mod quality;
mod record;
mod requirement;
mod results;
mod sheet;
mod strict;
mod trigger;
mod unverified;
mod wire;
pub mod words;
mod written;

use std::fmt;
use std::sync::{Arc, OnceLock};

use self::sheet::{Looked, Sheet};
use crate::eval::reference::Values;
use crate::eval::{FactIssue, Facts, Judgement, Typed};
use crate::plan::Plan;
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

/// The version of the engine.
pub const ENGINE: &str = env!("CARGO_PKG_VERSION");

/// What a plan says of one subject: values, why there are none, requirements, triggers, and what was wrong with
/// the facts. It keeps the facts and the plan, so that it can explain itself.
#[derive(Clone)]
pub struct Outcome(Arc<Inner>);

struct Inner {
    plan: Plan,
    facts: Facts,
    typed: Typed,
    values: Values,
    /// What there is to say of the plan whatever the subject.
    sheet: OnceLock<Arc<Sheet>>,
    /// What each node looked at, as far as it was asked for and depends on the subject.
    looked: OnceLock<Vec<OnceLock<Looked>>>,
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
        Ok(self.run(facts, false))
    }

    /// What is wrong with facts, whether or not an output rests on them; nothing is worked out.
    #[must_use]
    pub fn fact_issues(&self, facts: &Facts) -> Vec<FactIssue> {
        Typed::new(self.program(), facts, false).issues
    }

    /// Works out the plan for a case, in which values may stand in for rules.
    pub(crate) fn evaluate_case(&self, facts: &Facts) -> Outcome {
        self.run(facts, true)
    }

    fn run(&self, facts: &Facts, stand_ins: bool) -> Outcome {
        let mut typed = Typed::new(self.program(), facts, stand_ins);
        let given = std::mem::take(&mut typed.values);
        let values = Values::new(self.program(), self.as_of(), given, self.order());
        Outcome(Arc::new(Inner {
            plan: self.clone(),
            facts: facts.clone(),
            typed,
            values,
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
        &self.0.values
    }

    /// What was wrong with the facts given.
    #[must_use]
    pub fn issues(&self) -> &[FactIssue] {
        &self.0.typed.issues
    }

    /// Who judged a fact that is an assessment.
    #[must_use]
    pub fn judgement(&self, id: NodeId) -> Option<&Judgement> {
        self.0.typed.judgements.get(&id)
    }

    /// Who judged a field of a row that is an assessment; `path` is `list.field`, rows count from 0.
    #[must_use]
    pub fn judgement_of_row(&self, path: &Arc<str>, row: usize) -> Option<&Judgement> {
        self.0.typed.row_judgements.get(&(Arc::clone(path), row))
    }

    /// Whether this is a fact, or a rule for which a value was given, as a case may do.
    #[must_use]
    pub fn is_given(&self, id: NodeId) -> bool {
        self.kind(id).is_none() || self.0.typed.stand_ins.contains(&id)
    }

    /// The value of a name, or the causes of there being none.
    ///
    /// For a rule of a list ask [`Outcome::items`].
    ///
    /// # Errors
    /// `T3003` for a name that the plan does not work out.
    pub fn get(&self, name: &str) -> Result<Node, Error> {
        Ok(self.0.values.get(self.find(name)?))
    }

    /// What a rule of a list has for each item, or the causes of the list.
    ///
    /// # Errors
    /// `T3003` for a name that the plan does not work out as a rule of a list.
    pub fn items(&self, name: &str) -> Result<Result<Vec<Node>, crate::Causes>, Error> {
        let id = self.find(name)?;
        let rule = self.0.values.program().node(id).and_then(|node| node.rule()).and_then(|rule| rule.list);
        match rule {
            Some((list, slot)) => Ok(self.0.values.column(list, slot)),
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
        self.0.values.program().node(id)?.rule().map(|rule| rule.kind)
    }

    /// The node of a name that the plan works out.
    ///
    /// # Errors
    /// `T3003` for any other name.
    pub fn find(&self, name: &str) -> Result<NodeId, Error> {
        let found = self.0.values.program().find(name).map(|(id, _)| id);
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
