//! A comparison as CSV, version 1: one figure a line.

use super::{Compared, Moved, OutputMoves};
use crate::compare::SHAPE;
use crate::compare::table::csv_line;
use crate::value::{Lang, Number};

/// The head of the list of those who moved.
const MOVED: [&str; 8] =
    ["key", "output", "way", "before_state", "before", "after_state", "after", "because"];

impl Compared {
    /// The comparison as CSV: `v,output,section,column,group,from,to,measure,value`.
    ///
    /// The sections are `count`, `transition`, `number`, `spread`, `cause` and `group`; cells that a section does not use
    /// are empty.
    #[must_use]
    pub fn to_csv(&self) -> String {
        let mut out =
            csv_line(["v", "output", "section", "column", "group", "from", "to", "measure", "value"]);
        let counts = [("subjects", self.subjects), ("moved", self.moved), ("explained", self.explained)];
        for (measure, count) in counts {
            add(&mut out, "", "count", [""; 4], measure, &count.to_string());
        }
        self.outputs.iter().for_each(|own| output(own, &mut out));
        out
    }
}

impl Moved {
    /// The head of the lines that [`Moved::csv_line`] writes.
    #[must_use]
    pub fn csv_head() -> String {
        csv_line(MOVED)
    }

    /// One who moved as a line of CSV.
    #[must_use]
    pub fn csv_line(&self, lang: Lang) -> String {
        csv_line([
            self.key.as_str(),
            &self.output,
            self.way.word(),
            self.before_state.word(),
            &self.before,
            self.after_state.word(),
            &self.after,
            self.because.as_ref().map_or("", |text| text.get(lang)),
        ])
    }
}

fn add(out: &mut String, output: &str, section: &str, cells: [&str; 4], measure: &str, value: &str) {
    let [column, group, from, to] = cells;
    let version = SHAPE.to_string();
    out.push_str(&csv_line([version.as_str(), output, section, column, group, from, to, measure, value]));
}

fn output(own: &OutputMoves, out: &mut String) {
    let name = &*own.name;
    for (measure, count) in [("moved", own.moved), ("up", own.up), ("down", own.down), ("other", own.other())]
    {
        add(out, name, "count", [""; 4], measure, &count.to_string());
    }
    for t in &own.transitions {
        add(out, name, "transition", ["", "", t.from.word(), t.to.word()], "subjects", &t.count.to_string());
    }
    let text = |number: Option<Number>| number.map(|number| number.to_string()).unwrap_or_default();
    if let Some(spread) = &own.numbers {
        let sums = [("before", &spread.before), ("after", &spread.after), ("difference", &spread.difference)];
        for (side, sum) in sums {
            add(out, name, "number", ["", side, "", ""], "count", &sum.count.to_string());
            add(out, name, "number", ["", side, "", ""], "sum", &text(sum.sum));
            add(out, name, "number", ["", side, "", ""], "mean", &text(sum.mean()));
        }
        for (bin, count) in &spread.bins {
            let (lower, upper) = bin.ends();
            add(out, name, "spread", ["", "", &text(lower), &text(upper)], "subjects", &count.to_string());
        }
    }
    for cause in &own.causes {
        let root = cause.because.root.word().1.unwrap_or("as_of");
        let through = cause.because.through.as_deref().unwrap_or("");
        add(out, name, "cause", ["", "", root, through], "subjects", &cause.count.to_string());
    }
    for (by, rows) in &own.groups {
        for row in rows {
            let counts =
                [("subjects", row.subjects), ("moved", row.moved), ("up", row.up), ("down", row.down)];
            for (measure, count) in counts {
                add(out, name, "group", [by.column(), &row.key, "", ""], measure, &count.to_string());
            }
        }
    }
}
