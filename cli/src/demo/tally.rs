//! Counts what a population comes to. It holds counts, and the facts of no one but the subject that is explained.

use std::collections::BTreeMap;
use std::sync::Arc;

use indexmap::IndexMap;
use timbang::outcome::Decision;
use timbang::script::ast::Kind;
use timbang::typing::Type;
use timbang::{Number, Outcome, Plan, Status, Text, Value, text};

use super::promotions::PromotionTally;
use super::triggers::TriggerTally;

/// What one output comes to over the population.
#[derive(Default)]
pub(super) struct OutputTally {
    /// How often each number was given.
    pub(super) numbers: BTreeMap<Number, u64>,
    /// How often each word was given, by the rank of the word.
    pub(super) words: BTreeMap<(u16, Arc<str>), (Text, u64)>,
    /// How often there was no value, by status.
    pub(super) none: BTreeMap<Status, u64>,
}

impl OutputTally {
    fn word(&mut self, key: (u16, Arc<str>), words: Text) {
        increment(&mut self.words.entry(key).or_insert((words, 0)).1);
    }
}

/// Counts of a population.
pub(super) struct Tally {
    /// How many subjects there are.
    pub(super) subjects: u64,
    /// The outputs that are scores.
    pub(super) outputs: IndexMap<Arc<str>, OutputTally>,
    /// The promotions.
    pub(super) promotions: IndexMap<Arc<str>, PromotionTally>,
    /// What triggers call for.
    pub(super) triggers: TriggerTally,
    /// The subject to explain, and the promotion that it does not qualify for.
    pub(super) example: Option<(Outcome, Arc<str>)>,
    plan: Plan,
}

/// Adds one to a count.
pub(super) fn increment(count: &mut u64) {
    *count = count.saturating_add(1);
}

impl Tally {
    /// Begins to count the outputs of a plan.
    pub(super) fn new(plan: &Plan) -> Tally {
        let mut outputs = IndexMap::new();
        for output in plan.outputs() {
            let node = plan.program().node(output.node);
            let rule = node.and_then(|node| node.rule());
            let is_promotion = rule.is_some_and(|rule| rule.kind == Kind::Promotion);
            let counted =
                node.is_some_and(|node| matches!(node.ty, Type::Number(_) | Type::Enum(_) | Type::Bool));
            if counted && !is_promotion && rule.is_none_or(|rule| rule.list.is_none()) {
                outputs.insert(Arc::clone(&output.name), OutputTally::default());
            }
        }
        Tally {
            subjects: 0,
            outputs,
            promotions: IndexMap::new(),
            triggers: TriggerTally::default(),
            example: None,
            plan: plan.clone(),
        }
    }

    /// The plan that was counted.
    pub(super) fn plan(&self) -> &Plan {
        &self.plan
    }

    /// Counts one subject.
    pub(super) fn add(&mut self, outcome: &Outcome) {
        increment(&mut self.subjects);
        for output in self.plan.outputs() {
            let Some(tally) = self.outputs.get_mut(&output.name) else { continue };
            match outcome.values().get(output.node) {
                Ok(Value::Number(number)) => increment(tally.numbers.entry(number).or_insert(0)),
                Ok(Value::Enum(value)) => {
                    let words = Text { id: value.label().to_owned(), en: value.label_en().to_owned() };
                    tally.word((value.index(), Arc::from(value.id())), words);
                }
                Ok(Value::Bool(value)) => {
                    let words = if value { text!("ya", "yes") } else { text!("tidak", "no") };
                    tally.word((u16::from(!value), Arc::from("")), words);
                }
                Ok(_) => {}
                Err(causes) => increment(tally.none.entry(causes.status()).or_insert(0)),
            }
        }
        for promotion in outcome.promotions() {
            if promotion.decision == Decision::DoesNotQualify && self.example.is_none() {
                self.example = Some((outcome.clone(), Arc::clone(&promotion.name)));
            }
            self.promotions.entry(Arc::clone(&promotion.name)).or_default().add(&promotion);
        }
        if self.plan.gives_triggers() {
            self.triggers.add(&outcome.triggers());
        }
    }
}
