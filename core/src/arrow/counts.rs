//! What came of a comparison, and of rates by group, as tables.

use arrow_array::RecordBatch;

use super::making::Making;
use crate::compare::{Bin, Compared, Fair, FairGroup, FairGrouping, Interval, Moved, OutputMoves, Sum};
use crate::value::{Error, Number};

impl Compared {
    /// The counts as tables by name: `outputs`, `transitions`, `numbers`, `spread`, `causes`, `groups`.
    ///
    /// Each has a column `output`, and the figures of the JSON as numbers: shares and means have four decimals, half up.
    ///
    /// # Errors
    /// `T3023` where they make no table.
    pub fn tables(&self) -> Result<Vec<(&'static str, RecordBatch)>, Error> {
        Ok(vec![
            ("outputs", outputs(self)?),
            ("transitions", transitions(self)?),
            ("numbers", numbers(self)?),
            ("spread", spread(self)?),
            ("causes", causes(self)?),
            ("groups", groups(self)?),
        ])
    }
}

/// Those who moved, an entry for each output that did, as a table; a key is null where none was given.
///
/// # Errors
/// `T3023` where they make no table.
pub fn movers(moved: &[Moved]) -> Result<RecordBatch, Error> {
    let filled = |words: &'_ str| Some(words.to_owned()).filter(|words| !words.is_empty());
    Making::of(moved)
        .count("row", |one| Some(one.row))
        .text("key", |one| filled(&one.key))
        .word("output", |one| Some(&one.output))
        .word("way", |one| Some(one.way.word()))
        .word("before_state", |one| Some(one.before_state.word()))
        .text("before", |one| filled(&one.before))
        .word("after_state", |one| Some(one.after_state.word()))
        .text("after", |one| filled(&one.after))
        .word("because", |one| one.because.as_ref().map(|text| text.id.as_str()))
        .word("because_en", |one| one.because.as_ref().map(|text| text.en.as_str()))
        .table()
}

impl Fair {
    /// The groups of all grouping columns as a table; what is hidden, and what cannot be told without it, is null.
    ///
    /// # Errors
    /// `T3023` where they make no table.
    pub fn table(&self) -> Result<RecordBatch, Error> {
        let each = self.groupings.iter().flat_map(|own| own.groups.iter().map(move |group| (own, group)));
        let rows: Vec<(&FairGrouping, &FairGroup)> = each.collect();
        let end = |end: Option<u32>| end.map(Interval::share);
        Making::of(&rows)
            .text("column", |(own, _)| Some(own.by.column()))
            .text("group", |(_, group)| Some(&group.key).filter(|key| !key.is_empty()))
            .text("label", |(_, group)| Some(&group.label.id))
            .text("label_en", |(_, group)| Some(&group.label.en))
            .count("subjects", |(_, group)| group.subjects)
            .count("yes", |(_, group)| group.yes)
            .count("no", |(_, group)| group.no)
            .count("undetermined", |(_, group)| group.undetermined)
            .count("not_applicable", |(_, group)| group.not_applicable)
            .share("share", |(_, group)| group.share())
            .share("lower", |(_, group)| end(group.interval.map(|interval| interval.lower)))
            .share("upper", |(_, group)| end(group.interval.map(|interval| interval.upper)))
            .share("ratio", |(_, group)| group.ratio)
            .truth("below_four_fifths", |(_, group)| group.below_four_fifths)
            .truth("clear", |(_, group)| group.is_clear)
            .share("undetermined_share", |(_, group)| part(group.undetermined_rate))
            .text("gap", |(_, group)| group.gap.as_ref().map(|gap| &gap.name))
            .text("gap_value", |(_, group)| group.gap.as_ref().map(|gap| &gap.value.id))
            .share("gap_share", |(_, group)| part(group.gap.as_ref().map(|gap| gap.own)))
            .share("gap_best_share", |(_, group)| part(group.gap.as_ref().map(|gap| gap.best)))
            .table()
    }
}

/// A count of a count.
fn part(counts: Option<(u64, u64)>) -> Option<Number> {
    counts.and_then(|(part, of)| Number::from_fraction(i128::from(part), i128::from(of)))
}

fn outputs(told: &Compared) -> Result<RecordBatch, Error> {
    Making::of(&told.outputs)
        .text("output", |own| Some(&own.name))
        .text("label", |own| Some(&own.label.id))
        .text("label_en", |own| Some(&own.label.en))
        .text("unit", |own| own.unit.as_ref())
        .text("kind", |own| Some(own.kind.word()))
        .count("moved", |own| Some(own.moved))
        .share("share", |own| part(Some((own.moved, told.subjects))))
        .count("up", |own| Some(own.up))
        .count("down", |own| Some(own.down))
        .count("other", |own| Some(own.other()))
        .count("explained", |own| Some(own.explained))
        .table()
}

fn transitions(told: &Compared) -> Result<RecordBatch, Error> {
    let each = told.outputs.iter().flat_map(|own| own.transitions.iter().map(move |t| (own, t)));
    Making::of(&each.collect::<Vec<_>>())
        .text("output", |(own, _)| Some(&own.name))
        .text("before", |(_, t)| Some(t.from.word()))
        .text("after", |(_, t)| Some(t.to.word()))
        .text("before_label", |(_, t)| Some(&t.from_text.id))
        .text("after_label", |(_, t)| Some(&t.to_text.id))
        .text("before_label_en", |(_, t)| Some(&t.from_text.en))
        .text("after_label_en", |(_, t)| Some(&t.to_text.en))
        .count("count", |(_, t)| Some(t.count))
        .share("share", |(_, t)| part(Some((t.count, told.subjects))))
        .table()
}

fn numbers(told: &Compared) -> Result<RecordBatch, Error> {
    let mut rows: Vec<(&OutputMoves, &str, &Sum, [Option<Number>; 2])> = Vec::new();
    for own in &told.outputs {
        let Some(numbers) = &own.numbers else { continue };
        rows.push((own, "before", &numbers.before, [None; 2]));
        rows.push((own, "after", &numbers.after, [None; 2]));
        rows.push((own, "difference", &numbers.difference, [numbers.least, numbers.greatest]));
    }
    Making::of(&rows)
        .text("output", |(own, ..)| Some(&own.name))
        .text("side", |(_, side, ..)| Some(side))
        .count("count", |(_, _, sum, _)| Some(sum.count))
        .number("sum", |(_, _, sum, _)| sum.sum)
        .share("mean", |(_, _, sum, _)| sum.mean())
        .number("least", |(.., [least, _])| *least)
        .number("greatest", |(.., [_, greatest])| *greatest)
        .table()
}

fn spread(told: &Compared) -> Result<RecordBatch, Error> {
    let mut rows: Vec<(&OutputMoves, &Bin, u64)> = Vec::new();
    for own in &told.outputs {
        let bins = own.numbers.iter().flat_map(|numbers| &numbers.bins);
        rows.extend(bins.map(|(bin, count)| (own, bin, *count)));
    }
    Making::of(&rows)
        .text("output", |(own, ..)| Some(&own.name))
        .number("from", |(_, bin, _)| bin.ends().0)
        .number("to", |(_, bin, _)| bin.ends().1)
        .count("count", |(.., count)| Some(*count))
        .table()
}

fn causes(told: &Compared) -> Result<RecordBatch, Error> {
    let each = told.outputs.iter().flat_map(|own| own.causes.iter().map(move |cause| (own, cause)));
    Making::of(&each.collect::<Vec<_>>())
        .text("output", |(own, _)| Some(&own.name))
        .text("kind", |(_, cause)| Some(cause.because.root.word().0))
        .text("name", |(_, cause)| cause.because.root.word().1)
        .text("through", |(_, cause)| cause.because.through.as_ref())
        .text("text", |(_, cause)| Some(&cause.text.id))
        .text("text_en", |(_, cause)| Some(&cause.text.en))
        .count("count", |(_, cause)| Some(cause.count))
        .table()
}

fn groups(told: &Compared) -> Result<RecordBatch, Error> {
    let mut rows = Vec::new();
    for own in &told.outputs {
        for (by, groups) in &own.groups {
            rows.extend(groups.iter().map(|group| (own, by, group)));
        }
    }
    Making::of(&rows)
        .text("output", |(own, ..)| Some(&own.name))
        .text("column", |(_, by, _)| Some(by.column()))
        .text("group", |(.., group)| Some(&group.key).filter(|key| !key.is_empty()))
        .text("label", |(.., group)| Some(&group.label.id))
        .text("label_en", |(.., group)| Some(&group.label.en))
        .count("subjects", |(.., group)| Some(group.subjects))
        .count("moved", |(.., group)| Some(group.moved))
        .share("share", |(.., group)| part(Some((group.moved, group.subjects))))
        .count("up", |(.., group)| Some(group.up))
        .count("down", |(.., group)| Some(group.down))
        .table()
}
