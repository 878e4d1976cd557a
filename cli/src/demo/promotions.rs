//! Counts of promotions and of what stands in their way.

use std::collections::BTreeMap;
use std::sync::Arc;

use timbang::Text;
use timbang::outcome::{Decision, Promotion, State};

use super::tally::increment;

/// What one promotion comes to over the population.
#[derive(Default)]
pub(super) struct PromotionTally {
    /// What people read.
    pub(super) label: Option<Text>,
    /// How often each decision was given.
    pub(super) decisions: BTreeMap<Decision, u64>,
    /// How often each requirement was not met or not known, by its name.
    pub(super) blocked: BTreeMap<Arc<str>, Blocked>,
}

/// How often one requirement stands in the way.
pub(super) struct Blocked {
    /// What people read.
    pub(super) label: Text,
    /// How often it was not met.
    pub(super) not_met: u64,
    /// How often it was not known.
    pub(super) undetermined: u64,
}

impl Blocked {
    /// Both together.
    pub(super) fn total(&self) -> u64 {
        self.not_met.saturating_add(self.undetermined)
    }
}

impl PromotionTally {
    /// Counts one subject.
    pub(super) fn add(&mut self, promotion: &Promotion) {
        self.label.get_or_insert_with(|| promotion.label.clone());
        increment(self.decisions.entry(promotion.decision).or_insert(0));
        if matches!(promotion.decision, Decision::Qualifies | Decision::NotApplicable) {
            return;
        }
        for requirement in &promotion.requirements {
            if !matches!(requirement.state, State::NotMet | State::Undetermined) {
                continue;
            }
            let label = requirement.label.clone();
            let new = || Blocked { label, not_met: 0, undetermined: 0 };
            let blocked = self.blocked.entry(Arc::clone(&requirement.name)).or_insert_with(new);
            match requirement.state {
                State::NotMet => increment(&mut blocked.not_met),
                _ => increment(&mut blocked.undetermined),
            }
        }
    }
}
