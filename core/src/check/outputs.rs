//! `T1302`: a default output that no rule gives.

use super::Subject;
use crate::diagnostic::{Diagnostic, Sink, did_you_mean, nearest};
use crate::link::Symbol;
use crate::text;

pub(super) fn check(subject: &Subject<'_>, sink: &mut Sink) {
    let linked = subject.linked;
    let Some(manifest) = &linked.declarations.manifest else { return };
    for output in &manifest.outputs {
        let name = &output.value;
        let of_list = name
            .split_once('.')
            .and_then(|(list, rule)| linked.list_fact(list).and_then(|list| linked.list_rule(list, rule)));
        let given = match linked.names.get(name) {
            Some(Symbol::Rule(_)) => true,
            // An open fact that an overlay computes.
            Some(Symbol::Fact(fact)) => linked.computed.contains_key(fact),
            _ => false,
        };
        if &**name == "triggers" || of_list.is_some() || given {
            continue;
        }
        let rules = linked.names.iter().filter(|(_, s)| matches!(s, Symbol::Rule(_))).map(|(n, _)| &**n);
        let report = Diagnostic::error(
            "T1302",
            output.span,
            text!("Tidak ada aturan yang menghasilkan `{name}`.", "No rule gives `{name}`."),
        );
        sink.push(report.with_help(did_you_mean(
            nearest(name, rules.chain(["triggers"])),
            text!(
                "Sebut nama aturan, hasil tabel, atau \"triggers\".",
                "Name a rule, a result of a table, or \"triggers\"."
            ),
        )));
    }
}
