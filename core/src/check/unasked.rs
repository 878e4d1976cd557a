//! `T1315`: a rule that nothing uses and that is no output.

use std::collections::BTreeSet;

use super::Subject;
use super::texts::named_in_texts;
use crate::diagnostic::{Diagnostic, Sink};
use crate::graph::{NodeKind, rule_name};
use crate::script::ast::Kind;
use crate::text;

pub(super) fn check(subject: &Subject<'_>, sink: &mut Sink) {
    let linked = subject.linked;
    let Some(manifest) = &linked.declarations.manifest else { return };
    // Without default outputs every rule is one; beside an error a use may only be unreadable.
    if manifest.outputs.is_empty() || sink.has_errors() {
        return;
    }
    let mut used = subject.used();
    let expected = linked.declarations.cases.iter().flat_map(|case| &case.expect).map(|(name, _)| name);
    used.extend(manifest.outputs.iter().chain(expected).map(|name| &*name.value));
    if used.contains("triggers") {
        for (name, node) in subject.distinct_graphs().flat_map(|(_, graph)| graph.nodes()) {
            if matches!(node.kind, NodeKind::Rule(_, Kind::Trigger)) {
                used.insert(name);
            }
        }
    }
    let mut of_lists: BTreeSet<String> = BTreeSet::new();
    for function in linked.scripts.iter().flat_map(|s| &s.functions) {
        let list = function.doc.tags.per.as_ref().map(|per| &per.value);
        for word in named_in_texts(function) {
            used.insert(&word.value);
            of_lists.extend(list.map(|list| format!("{list}.{}", word.value)));
        }
    }
    for (number, group) in linked.groups.iter().enumerate() {
        let Some(version) = group.versions.iter().find(|v| subject.is_own(v.span)) else { continue };
        let below = group.versions.iter().any(|v| !subject.is_own(v.span));
        let name = rule_name(linked, number, &group.name);
        if below || used.contains(&*name) || of_lists.contains(&*name) {
            continue;
        }
        sink.push(
            Diagnostic::warning(
                "T1315",
                version.span,
                text!(
                    "Hasil `{name}` tidak dipakai aturan lain, bukan keluaran pack, dan tidak diperiksa kasus mana pun.",
                    "The result `{name}` is used by no rule, is no output of the pack, and is expected by no case."
                ),
            )
            .with_help(text!(
                "Sebut dalam `outputs`, beri kasus, pakai dalam aturan lain, atau hapus.",
                "Name it in `outputs`, give it a case, use it in another rule, or delete it."
            )),
        );
    }
}
