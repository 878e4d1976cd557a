//! `T1107`: rules that rest on each other in a circle.

use std::sync::Arc;

use super::Subject;
use crate::diagnostic::{Diagnostic, Sink};
use crate::graph::NodeKind;
use crate::source::Span;
use crate::text;

/// Names on a cycle that are told before the middle is left out.
const SHOWN: usize = 12;

pub(super) fn check(subject: &Subject<'_>, sink: &mut Sink) {
    for (_, graph) in subject.distinct_graphs() {
        for cycle in graph.cycles() {
            let place = |name: &Arc<str>| -> Option<Span> {
                let (_, node) = graph.nodes().find(|(known, _)| *known == name)?;
                let NodeKind::Rule(group, _) = node.kind else { return None };
                subject.linked.groups.get(group)?.versions.first().map(|v| v.span)
            };
            let chain = told(&cycle);
            let Some(first) = cycle.first().and_then(place) else { continue };
            let mut report = Diagnostic::error(
                "T1107",
                first,
                text!(
                    "Aturan-aturan ini saling menunggu: {chain}.",
                    "These rules wait for each other: {chain}."
                ),
            )
            .with_help(text!(
                "Putuskan lingkarannya: salah satu harus dihitung tanpa yang lain.",
                "Break the circle: one of them must be worked out without the others."
            ));
            for name in cycle.iter().skip(1).take(SHOWN).filter(|name| cycle.first() != Some(name)) {
                if let Some(span) = place(name) {
                    report = report.with_place(span, text!("ikut dalam lingkaran", "part of the circle"));
                }
            }
            sink.push(report);
        }
    }
}

fn told(cycle: &[Arc<str>]) -> String {
    let mut names: Vec<&str> = cycle.iter().map(|n| &**n).take(SHOWN).collect();
    if cycle.len() > SHOWN {
        names.push("...");
        names.extend(cycle.last().map(|n| &**n));
    }
    names.join(" -> ")
}
