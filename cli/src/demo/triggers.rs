//! Counts of what triggers call for, with hours and cost.

use std::collections::BTreeMap;
use std::sync::Arc;

use timbang::Number;
use timbang::outcome::Triggers;
use timbang::typing::program::CatalogueItem;

use super::tally::increment;

/// What the triggers come to over the population.
#[derive(Default)]
pub(super) struct TriggerTally {
    /// How many subjects an item is called for.
    pub(super) items: BTreeMap<Arc<str>, (CatalogueItem, u64)>,
    /// How many subjects have a trigger that is not known.
    pub(super) undetermined: u64,
}

impl TriggerTally {
    /// Counts one subject.
    pub(super) fn add(&mut self, triggers: &Triggers) {
        for called in &triggers.called {
            let entry = self.items.entry(Arc::clone(&called.item.code));
            increment(&mut entry.or_insert_with(|| (called.item.clone(), 0)).1);
        }
        if !triggers.undetermined.is_empty() {
            increment(&mut self.undetermined);
        }
    }
}

/// An amount for each of so many; nothing where the catalogue names none or the sum does not fit.
pub(super) fn times(amount: Option<Number>, count: u64) -> Number {
    let count = i64::try_from(count).unwrap_or(i64::MAX);
    amount.and_then(|amount| amount.checked_mul(Number::from(count))).unwrap_or(Number::ZERO)
}
