//! `T1506`: a time between two versions of a name in which it has none.

use super::Subject;
use crate::diagnostic::{Diagnostic, Sink};
use crate::link::{Regime, RuleGroup};
use crate::source::Span;
use crate::text;
use crate::value::Period;

/// The version before a gap, the days of the gap, the version after it.
type Gap = (usize, Period, usize);

pub(super) fn check(subject: &Subject<'_>, sink: &mut Sink) {
    // A rule that says it is in force then was told so as an error, with both places.
    if sink.has_errors() {
        return;
    }
    let linked = subject.linked;
    let needed = subject.used();
    for (number, parameter) in linked.declarations.parameters.iter().enumerate() {
        let name = &parameter.name.value;
        if !needed.contains(&**name) {
            continue;
        }
        let place = |version: usize| parameter.values.get(version).map(|value| value.value.span);
        for gap in gaps(&linked.regimes, |regime| regime.parameters.get(number).copied().flatten()) {
            report(subject, name, gap, place, sink);
        }
    }
    for (number, group) in linked.groups.iter().enumerate().filter(|(_, group)| states_its_periods(group)) {
        let place = |version: usize| group.versions.get(version).map(|version| version.span);
        for gap in gaps(&linked.regimes, |regime| regime.rules.get(number).copied().flatten()) {
            report(subject, &group.name, gap, place, sink);
        }
    }
}

/// A version that follows its inputs has a gap where they have one, which is told of them.
fn states_its_periods(group: &RuleGroup) -> bool {
    group.versions.iter().all(|version| version.effective.is_some())
}

fn gaps(regimes: &[Regime], version: impl Fn(&Regime) -> Option<usize>) -> Vec<Gap> {
    let (mut found, mut before, mut empty): (Vec<Gap>, Option<usize>, Option<Period>) =
        (Vec::new(), None, None);
    for regime in regimes {
        match version(regime) {
            Some(now) => {
                if let (Some(before), Some(days)) = (before, empty.take()) {
                    found.push((before, days, now));
                }
                before = Some(now);
            }
            None => {
                let from = empty.map_or(regime.period.from, |days| days.from);
                empty = Some(Period { from, until: regime.period.until });
            }
        }
    }
    found
}

fn report(
    subject: &Subject<'_>,
    name: &str,
    (before, days, after): Gap,
    place: impl Fn(usize) -> Option<Span>,
    sink: &mut Sink,
) {
    let (Some(before), Some(after)) = (place(before), place(after)) else { return };
    if !subject.is_own(before) && !subject.is_own(after) {
        return;
    }
    sink.push(
        Diagnostic::warning(
            "T1506",
            after,
            text!(
                "`{name}` tidak punya versi pada {days}, di antara dua versinya; apa yang bertumpu padanya tidak berlaku saat itu.",
                "`{name}` has no version in {days}, between two of its versions; what rests on it is not in force then."
            ),
        )
        .with_place(before, text!("versi sebelumnya", "the version before"))
        .with_help(text!(
            "Sambung masa berlakunya, atau tulis versi untuk masa itu.",
            "Join their periods, or write a version for that time."
        )),
    );
}
