//! What rates by group came to. What is hidden is not here any more, so that no rendering can tell it.

use super::factors::Factor;
use super::hide::{COLUMNS, Hidden, hide};
use super::wilson::{Interval, wilson};
use super::{Counts, GroupCount};
use crate::compare::Side;
use crate::compare::exact::{DECIMALS, share};
use crate::compare::groups::{Grouped, Grouping};
use crate::text;
use crate::value::{Number, Rounding, Text};

/// Rates of a result by group.
#[derive(Clone, Debug)]
pub struct Fair {
    /// The plan.
    pub plan: Side,
    /// The rate as it was asked for.
    pub rate: String,
    /// The label of its output.
    pub label: Text,
    /// What of the output is counted: `MS`, `ya`, a value.
    pub condition: Text,
    /// The least count that is told.
    pub min_cell: u64,
    /// How many subjects there are.
    pub subjects: u64,
    /// All of them together.
    pub all: FairGroup,
    /// By each grouping column.
    pub groupings: Vec<FairGrouping>,
}

/// The groups of one column.
#[derive(Clone, Debug)]
pub struct FairGrouping {
    /// The column, and its bands.
    pub by: Grouping,
    /// The groups in the order in which they are shown.
    pub groups: Vec<FairGroup>,
    /// The place of the group with the highest rate, against which the others are held.
    pub best: Option<usize>,
    /// Whether anything is hidden.
    pub hides: bool,
}

/// One group: counts and what follows from them; `None` for what is hidden or cannot be told.
#[derive(Clone, Debug)]
pub struct FairGroup {
    /// The group as programs read it; empty of all together, and of those of whom it is not given.
    pub key: String,
    /// What people read.
    pub label: Text,
    /// How many subjects it has.
    pub subjects: Option<u64>,
    /// How many have the result.
    pub yes: Option<u64>,
    /// How many do not.
    pub no: Option<u64>,
    /// For how many it is not determined, for want of a usable fact.
    pub undetermined: Option<u64>,
    /// To how many it does not apply.
    pub not_applicable: Option<u64>,
    /// Those who have the result, of those for whom it is determined.
    pub rate: Option<(u64, u64)>,
    /// The 95% Wilson score interval of the rate.
    pub interval: Option<Interval>,
    /// The rate against that of the best group, exactly.
    pub ratio: Option<Number>,
    /// Whether that is below four fifths.
    pub below_four_fifths: Option<bool>,
    /// Whether the intervals of this and of the best group have nothing in common.
    pub is_clear: Option<bool>,
    /// The undetermined, of those to whom the result applies.
    pub undetermined_rate: Option<(u64, u64)>,
    /// What makes most of the gap to the best group.
    pub gap: Option<Gap>,
}

impl FairGroup {
    /// Those who have the result, of those for whom it is determined, with four decimals, rounded half up.
    #[must_use]
    pub fn share(&self) -> Option<Number> {
        self.rate.and_then(|(yes, of)| share(yes, of))?.round(DECIMALS, Rounding::HalfUp)
    }
}

/// The requirement, rule or fact whose share differs most between a group and the best one.
#[derive(Clone, Debug)]
pub struct Gap {
    /// Its name.
    pub name: String,
    /// What people read.
    pub label: Text,
    /// What is counted: that it is not met, or a value.
    pub value: Text,
    /// How many of the group, of those for whom it is determined.
    pub own: (u64, u64),
    /// How many of the best group.
    pub best: (u64, u64),
}

/// All subjects together. Small counts are hidden, and with one of them the next.
pub(super) fn all(counts: Counts, least: u64) -> FairGroup {
    let size = counts.iter().fold(0u64, |sum, count| sum.saturating_add(*count));
    let is_small = |count: u64| count > 0 && count < least;
    let mut hidden: Hidden = [is_small(size); COLUMNS + 1];
    for (slot, count) in hidden.iter_mut().zip(counts) {
        *slot |= is_small(count);
    }
    if hidden.iter().filter(|hidden| **hidden).count() == 1 {
        let open = counts.iter().enumerate().filter(|(_, count)| **count >= least);
        if let Some(slot) = open.min_by_key(|(_, count)| **count).and_then(|(at, _)| hidden.get_mut(at)) {
            *slot = true;
        }
    }
    told((String::new(), text!("semua", "all")), &counts, hidden)
}

/// The groups of a column.
pub(super) fn grouping(grouped: &Grouped<GroupCount>, factors: &[Factor], least: u64) -> FairGrouping {
    let counts: Vec<Counts> = grouped.rows.values().map(|group| group.counts).collect();
    let hidden = hide(&counts, least);
    let labels = grouped.rows.keys().map(|group| (grouped.by.key(group), grouped.by.label(group)));
    let mut groups: Vec<FairGroup> = labels
        .zip(&counts)
        .zip(&hidden)
        .map(|((label, counts), hidden)| told(label, counts, *hidden))
        .collect();
    let exact = |group: &FairGroup| group.rate.and_then(|(yes, of)| share(yes, of));
    let rates: Vec<Option<Number>> = groups.iter().map(exact).collect();
    // The first of the best: a later one that is as good is held against it like any other.
    let mut best: Option<usize> = None;
    for (at, rate) in rates.iter().enumerate().filter(|(_, rate)| rate.is_some()) {
        if best.and_then(|best| rates.get(best)).is_none_or(|known| rate > known) {
            best = Some(at);
        }
    }
    let shares: Vec<Vec<Option<(u64, u64)>>> =
        (0..factors.len()).map(|at| factor_shares(grouped, at, least)).collect();
    if let Some((at, top)) = best.and_then(|at| Some((at, groups.get(at)?.clone()))) {
        for (place, group) in groups.iter_mut().enumerate() {
            hold_against(group, &top);
            if place != at && group.rate.is_some() {
                group.gap = gap(factors, &shares, place, at);
            }
        }
    }
    let hides = hidden.iter().flatten().any(|hidden| *hidden);
    FairGrouping { by: grouped.by.clone(), groups, best, hides }
}

fn told((key, label): (String, Text), counts: &Counts, hidden: Hidden) -> FairGroup {
    let [yes, no, undetermined, not_applicable, size] = hidden;
    let sum = counts.iter().fold(0u64, |sum, count| sum.saturating_add(*count));
    let open = |hidden: bool, count: u64| (!hidden).then_some(count);
    let (yes, no) = (open(yes, counts[0]), open(no, counts[1]));
    let (undetermined, not_applicable) = (open(undetermined, counts[2]), open(not_applicable, counts[3]));
    let determined = yes.zip(no).map(|(yes, no)| (yes, yes.saturating_add(no)));
    let rate = determined.filter(|(_, of)| *of > 0);
    let applies = determined.zip(undetermined).map(|((_, of), und)| (und, of.saturating_add(und)));
    FairGroup {
        key,
        label,
        subjects: open(size, sum),
        yes,
        no,
        undetermined,
        not_applicable,
        rate,
        interval: rate.and_then(|(yes, of)| wilson(yes, of)),
        ratio: None,
        below_four_fifths: None,
        is_clear: None,
        undetermined_rate: applies.filter(|(_, of)| *of > 0),
        gap: None,
    }
}

fn hold_against(group: &mut FairGroup, best: &FairGroup) {
    let (Some((yes, of)), Some((best_yes, best_of))) = (group.rate, best.rate) else { return };
    // Where nobody has the result anywhere, no group is behind another.
    group.ratio = share(yes, of).zip(share(best_yes, best_of)).and_then(|(own, best)| own.checked_div(best));
    let times =
        |factor: u128, a: u64, b: u64| factor.saturating_mul(u128::from(a)).saturating_mul(u128::from(b));
    group.below_four_fifths = group.ratio.map(|_| times(5, yes, best_of) < times(4, best_yes, of));
    group.is_clear = group.interval.zip(best.interval).map(|(own, best)| own.is_below(best));
}

/// Of each group those that a factor counts, of those for whom it is determined; without what is hidden.
fn factor_shares(grouped: &Grouped<GroupCount>, at: usize, least: u64) -> Vec<Option<(u64, u64)>> {
    let counts: Vec<Counts> =
        grouped.rows.values().map(|group| group.factors.get(at).copied().unwrap_or_default()).collect();
    let share = |(counts, hidden): (&Counts, &Hidden)| match (counts, hidden) {
        ([yes, no, ..], [false, false, ..]) => {
            Some((*yes, yes.saturating_add(*no))).filter(|(_, of)| *of > 0)
        }
        _ => None,
    };
    counts.iter().zip(&hide(&counts, least)).map(share).collect()
}

fn gap(factors: &[Factor], shares: &[Vec<Option<(u64, u64)>>], place: usize, best: usize) -> Option<Gap> {
    let mut found: Option<(Number, Gap)> = None;
    for (factor, shares) in factors.iter().zip(shares) {
        let of = |at: usize| shares.get(at).copied().flatten();
        let (Some(own), Some(top)) = (of(place), of(best)) else { continue };
        let Some(more) =
            share(own.0, own.1).zip(share(top.0, top.1)).and_then(|(own, top)| own.checked_sub(top))
        else {
            continue;
        };
        let size = if factor.is_lack { Some(more) } else { more.checked_abs() };
        let Some(size) = size.filter(|size| *size > Number::ZERO) else { continue };
        if found.as_ref().is_none_or(|(known, _)| size > *known) {
            let (label, value) = (factor.label.clone(), factor.value.clone());
            found = Some((size, Gap { name: factor.name.to_string(), label, value, own, best: top }));
        }
    }
    found.map(|(_, gap)| gap)
}
