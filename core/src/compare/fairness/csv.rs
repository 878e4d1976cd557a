//! Rates by group as CSV, version 1: one group a line; what is hidden, and what cannot be told without it, is empty.

use super::{Fair, FairGroup, Interval};
use crate::compare::SHAPE;
use crate::compare::exact::{rounded, share};
use crate::compare::table::csv_line;

impl Fair {
    /// The rates as CSV; the first line after the head is of all subjects.
    #[must_use]
    pub fn to_csv(&self) -> String {
        let mut out = csv_line([
            "v",
            "rate",
            "column",
            "group",
            "subjects",
            "yes",
            "no",
            "undetermined",
            "not_applicable",
            "share",
            "lower",
            "upper",
            "ratio",
            "below_four_fifths",
            "clear",
            "undetermined_share",
            "gap",
            "gap_value",
            "gap_share",
            "gap_best_share",
        ]);
        out.push_str(&line(self, "", &self.all));
        for own in &self.groupings {
            own.groups.iter().for_each(|group| out.push_str(&line(self, own.by.column(), group)));
        }
        out
    }
}

fn line(fair: &Fair, column: &str, own: &FairGroup) -> String {
    let count = |count: Option<u64>| count.map(|count| count.to_string()).unwrap_or_default();
    let part = |counts: Option<(u64, u64)>| {
        counts.and_then(|(part, of)| share(part, of)).and_then(rounded).unwrap_or_default()
    };
    let end = |end: Option<u32>| end.and_then(|end| rounded(Interval::share(end))).unwrap_or_default();
    let truth = |truth: Option<bool>| truth.map(|truth| truth.to_string()).unwrap_or_default();
    let gap = own.gap.as_ref();
    csv_line([
        SHAPE.to_string(),
        fair.rate.clone(),
        column.to_owned(),
        own.key.clone(),
        count(own.subjects),
        count(own.yes),
        count(own.no),
        count(own.undetermined),
        count(own.not_applicable),
        part(own.rate),
        end(own.interval.map(|interval| interval.lower)),
        end(own.interval.map(|interval| interval.upper)),
        own.ratio.and_then(rounded).unwrap_or_default(),
        truth(own.below_four_fifths),
        truth(own.is_clear),
        part(own.undetermined_rate),
        gap.map(|gap| gap.name.clone()).unwrap_or_default(),
        gap.map(|gap| gap.value.id.clone()).unwrap_or_default(),
        part(gap.map(|gap| gap.own)),
        part(gap.map(|gap| gap.best)),
    ])
}
