//! What a comparison of two plans came to: counts only, which every rendering shows.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::tell;
use super::{Because, Spread, State, Tally, Way};
use crate::compare::cell::OutputKind;
use crate::compare::changed::ParameterChange;
use crate::compare::groups::Grouping;
use crate::plan::Plan;
use crate::typing::program::Program;
use crate::value::{Date, Text};

/// One of the two plans that were compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Side {
    /// The id of the pack.
    pub pack: String,
    /// Its version.
    pub version: String,
    /// Its digest.
    pub digest: String,
    /// Its title.
    pub title: String,
    /// The day of the rules.
    pub as_of: Date,
}

/// What a comparison of two plans over a population came to.
#[derive(Clone, Debug)]
pub struct Compared {
    /// Before.
    pub before: Side,
    /// After.
    pub after: Side,
    /// The parameters that have other values under the second plan.
    pub changed: Vec<ParameterChange>,
    /// How many subjects there are.
    pub subjects: u64,
    /// How many of them moved in any output.
    pub moved: u64,
    /// How many of these were looked at for the reason: the first ones.
    pub explained: u64,
    /// What became of each output.
    pub outputs: Vec<OutputMoves>,
    /// Outputs that only one plan gives, and `triggers`, which are compared by the names of their rules.
    pub left_out: Vec<Arc<str>>,
}

/// What became of one output.
#[derive(Clone, Debug)]
pub struct OutputMoves {
    /// Its name.
    pub name: Arc<str>,
    /// What people read.
    pub label: Text,
    /// Its unit.
    pub unit: Option<Arc<str>>,
    /// What kind of result it is.
    pub kind: OutputKind,
    /// How many moved.
    pub moved: u64,
    /// Of these, up: to MS, to true, to a higher number or rank.
    pub up: u64,
    /// Of these, down.
    pub down: u64,
    /// All transitions, also of those who stayed, in the order of states.
    pub transitions: Vec<Transition>,
    /// Of numbers, their sums and how the differences are spread.
    pub numbers: Option<Spread>,
    /// How many of those who moved were looked at for the reason.
    pub explained: u64,
    /// What differs first on the way to the output, the most frequent first. One subject may have several.
    pub causes: Vec<Cause>,
    /// The moves by each grouping column.
    pub groups: Vec<(Grouping, Vec<GroupMoves>)>,
}

/// From a state to a state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Transition {
    /// Before.
    pub from: State,
    /// After.
    pub to: State,
    /// What people read of the state before.
    pub from_text: Text,
    /// What people read of the state after.
    pub to_text: Text,
    /// How many.
    pub count: u64,
}

/// One reason for moves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cause {
    /// What differs first, and the way that it took.
    pub because: Because,
    /// The same in words.
    pub text: Text,
    /// How many of those looked at.
    pub count: u64,
}

/// The moves of one group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupMoves {
    /// The group as programs read it.
    pub key: String,
    /// What people read of it.
    pub label: Text,
    /// How many subjects it has.
    pub subjects: u64,
    /// How many moved.
    pub moved: u64,
    /// Of these, up.
    pub up: u64,
    /// Of these, down.
    pub down: u64,
}

/// One subject that moved in one output.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moved {
    /// Its place in the population, from 0.
    pub row: u64,
    /// What finds the subject again.
    pub key: String,
    /// The output.
    pub output: Arc<str>,
    /// Which way.
    pub way: Way,
    /// The state before.
    pub before_state: State,
    /// The state after.
    pub after_state: State,
    /// The value before as one text; empty where there is none.
    pub before: String,
    /// The value after.
    pub after: String,
    /// Why, in words; absent where the reason was not looked for.
    pub because: Option<Text>,
}

impl Side {
    /// The particulars of a plan.
    pub(in crate::compare) fn of(plan: &Plan) -> Side {
        let pack = plan.bundle();
        Side {
            pack: pack.id().to_owned(),
            version: pack.version().to_owned(),
            digest: pack.digest().to_owned(),
            title: pack.title().to_owned(),
            as_of: plan.as_of(),
        }
    }
}

impl OutputMoves {
    /// How many moved neither up nor down.
    #[must_use]
    pub fn other(&self) -> u64 {
        self.moved.saturating_sub(self.up).saturating_sub(self.down)
    }
}

impl Tally {
    /// The counts, ready to be shown.
    pub(super) fn told(
        &self,
        groups: Vec<(Grouping, Vec<GroupMoves>)>,
        before: &Program,
        after: &Program,
    ) -> OutputMoves {
        let label = |state: &State| match state {
            State::Named(id) => state.text(self.labels.get(id)),
            state => state.text(None),
        };
        // Values of an enum stand in its own order, not in that of their spellings.
        let place = |state: &State| match state {
            State::Named(id) => {
                self.scheme.as_ref().and_then(|scheme| scheme.position(id)).unwrap_or(u16::MAX)
            }
            _ => 0,
        };
        let ordered: BTreeMap<_, u64> = self
            .transitions
            .iter()
            .map(|((from, to), count)| {
                ((kind_of(from), place(from), from, kind_of(to), place(to), to), *count)
            })
            .collect();
        let transitions = ordered.into_iter().map(|((.., from, _, _, to), count)| Transition {
            from: from.clone(),
            to: to.clone(),
            from_text: label(from),
            to_text: label(to),
            count,
        });
        let mut causes: Vec<Cause> = self
            .causes
            .iter()
            .map(|(because, count)| Cause {
                because: because.clone(),
                text: tell::reasons(std::slice::from_ref(because), before, after),
                count: *count,
            })
            .collect();
        causes.sort_by_key(|cause| std::cmp::Reverse(cause.count));
        let of = |way| self.ways.get(&way).copied().unwrap_or(0);
        OutputMoves {
            name: Arc::clone(&self.name),
            label: self.label.clone(),
            unit: self.unit.clone(),
            kind: self.kind,
            moved: self.moved,
            up: of(Way::Up),
            down: of(Way::Down),
            transitions: transitions.collect(),
            numbers: (self.kind == OutputKind::Number).then(|| self.spread.clone()),
            explained: self.explained,
            causes,
            groups,
        }
    }
}

/// Values come before there being none.
fn kind_of(state: &State) -> u8 {
    match state {
        State::Decided(_) | State::Truth(_) | State::Named(_) | State::Value => 0,
        State::Undetermined => 1,
        State::NotApplicable => 2,
        State::Error => 3,
    }
}
