//! A comparison as JSON, version 1: numbers are text, fractions exact, and rounded figures have four decimals, half up.

use serde_json::{Value as Json, json};

use super::{Bin, Cause, Compared, GroupMoves, Moved, OutputMoves, Side, Spread, Sum};
use crate::compare::SHAPE;
use crate::compare::exact::{rounded, share};
use crate::value::Number;

impl Side {
    /// The particulars of a plan on the wire.
    pub(in crate::compare) fn to_json(&self) -> Json {
        json!({
            "pack": self.pack, "version": self.version, "digest": self.digest, "as_of": self.as_of.to_string(),
        })
    }
}

impl Compared {
    /// The comparison as JSON.
    #[must_use]
    pub fn to_json(&self) -> Json {
        let changed: Vec<Json> = self
            .changed
            .iter()
            .map(|change| json!({ "path": change.path, "before": change.before, "after": change.after }))
            .collect();
        json!({
            "v": SHAPE,
            "kind": "compare",
            "before": self.before.to_json(),
            "after": self.after.to_json(),
            "changed": changed,
            "subjects": self.subjects,
            "moved": self.moved,
            "explained": self.explained,
            "left_out": self.left_out,
            "outputs": self.outputs.iter().map(|own| output(own, self.subjects)).collect::<Vec<_>>(),
        })
    }
}

impl Moved {
    /// One who moved, as JSON.
    #[must_use]
    pub fn to_json(&self) -> Json {
        let state = |state: &super::State, value: &str| json!({ "state": state.word(), "value": value });
        json!({
            "key": self.key, "output": &*self.output, "way": self.way.word(),
            "before": state(&self.before_state, &self.before), "after": state(&self.after_state, &self.after),
            "because": self.because,
        })
    }
}

fn output(own: &OutputMoves, subjects: u64) -> Json {
    let transitions = own.transitions.iter().map(|t| {
        json!({
            "from": t.from.word(), "to": t.to.word(), "count": t.count, "share": share_text(t.count, subjects),
        })
    });
    let groups = own.groups.iter().map(|(by, rows)| {
        json!({ "column": by.column(), "width": by.width(), "rows": rows.iter().map(group).collect::<Vec<_>>() })
    });
    json!({
        "name": &*own.name,
        "label": own.label,
        "unit": own.unit.as_deref(),
        "kind": own.kind.word(),
        "moved": own.moved,
        "share": share_text(own.moved, subjects),
        "up": own.up,
        "down": own.down,
        "other": own.other(),
        "transitions": transitions.collect::<Vec<_>>(),
        "numbers": own.numbers.as_ref().map(numbers),
        "explained": own.explained,
        "causes": own.causes.iter().map(cause).collect::<Vec<_>>(),
        "groups": groups.collect::<Vec<_>>(),
    })
}

fn group(row: &GroupMoves) -> Json {
    json!({
        "group": row.key, "label": row.label, "subjects": row.subjects, "moved": row.moved, "up": row.up, "down": row.down,
        "share": share_text(row.moved, row.subjects),
    })
}

fn cause(cause: &Cause) -> Json {
    let (kind, name) = cause.because.root.word();
    json!({
        "kind": kind, "name": name, "through": cause.because.through.as_deref(),
        "text": cause.text, "count": cause.count,
    })
}

fn numbers(spread: &Spread) -> Json {
    let text = |number: Option<Number>| number.map(|number| number.to_string());
    let sum = |sum: &Sum| {
        json!({
            "count": sum.count, "sum": text(sum.sum), "mean": text(sum.mean()),
            "mean_rounded": sum.mean().and_then(rounded),
        })
    };
    let bins = spread.bins.iter().map(|(bin, count): (&Bin, &u64)| {
        let (lower, upper) = bin.ends();
        json!({ "from": text(lower), "to": text(upper), "count": count })
    });
    json!({
        "before": sum(&spread.before), "after": sum(&spread.after), "difference": sum(&spread.difference),
        "least": text(spread.least), "greatest": text(spread.greatest), "spread": bins.collect::<Vec<_>>(),
    })
}

fn share_text(part: u64, of: u64) -> Option<String> {
    share(part, of).and_then(rounded)
}
