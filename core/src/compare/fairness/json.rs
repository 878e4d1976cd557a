//! Rates by group as JSON, version 1: shares are exact as a count of a count, and as text with four decimals, half up.

use serde_json::{Value as Json, json};

use super::{Fair, FairGroup, FairGrouping, Interval};
use crate::compare::SHAPE;
use crate::compare::exact::{rounded, share};

impl Fair {
    /// The rates as JSON; what is hidden is null.
    #[must_use]
    pub fn to_json(&self) -> Json {
        json!({
            "v": SHAPE,
            "kind": "fairness",
            "plan": self.plan.to_json(),
            "rate": self.rate,
            "label": self.label,
            "condition": self.condition,
            "min_cell": self.min_cell,
            "subjects": self.all.subjects,
            "all": group(&self.all),
            "groupings": self.groupings.iter().map(grouping).collect::<Vec<_>>(),
        })
    }
}

fn grouping(own: &FairGrouping) -> Json {
    json!({
        "column": own.by.column(), "width": own.by.width(), "best": own.best, "hides": own.hides,
        "groups": own.groups.iter().map(group).collect::<Vec<_>>(),
    })
}

fn group(own: &FairGroup) -> Json {
    let end = |end: u32| rounded(Interval::share(end));
    let interval = own.interval.map(|interval| json!([end(interval.lower), end(interval.upper)]));
    let gap = own.gap.as_ref().map(|gap| {
        json!({
            "name": gap.name, "label": gap.label, "value": gap.value,
            "own": counted(Some(gap.own)), "best": counted(Some(gap.best)),
        })
    });
    json!({
        "group": own.key,
        "label": own.label,
        "subjects": own.subjects,
        "yes": own.yes,
        "no": own.no,
        "undetermined": own.undetermined,
        "not_applicable": own.not_applicable,
        "rate": counted(own.rate),
        "interval": interval,
        "ratio": own.ratio.and_then(rounded),
        "ratio_exact": own.ratio.map(|ratio| ratio.to_string()),
        "below_four_fifths": own.below_four_fifths,
        "clear": own.is_clear,
        "undetermined_rate": counted(own.undetermined_rate),
        "gap": gap,
    })
}

fn counted(counts: Option<(u64, u64)>) -> Option<Json> {
    counts.map(|(part, of)| json!({ "count": part, "of": of, "share": share(part, of).and_then(rounded) }))
}
