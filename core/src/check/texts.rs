//! `T1307`, `T1308`: a text that names what its rule does not rest on, or something protected.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::Subject;
use crate::diagnostic::{Diagnostic, Sink};
use crate::graph::{Graph, rule_name};
use crate::link::{Linked, Symbol};
use crate::script::ast::{Function, Ident, Template, TemplatePart};
use crate::text;
use crate::typing::is_protected;

pub(super) fn check(subject: &Subject<'_>, sink: &mut Sink) {
    let linked = subject.linked;
    for (regime, graph) in subject.distinct_graphs() {
        for (number, group) in linked.groups.iter().enumerate() {
            let version = regime.rules.get(number).copied().flatten().and_then(|v| group.versions.get(v));
            let Some(function) = version.and_then(|v| linked.function(v.origin)) else { continue };
            let names = named_in_texts(function);
            if names.is_empty() {
                continue;
            }
            let path = rule_name(linked, number, &group.name);
            let known: BTreeSet<Arc<str>> = graph.upstream(&path).into_iter().collect();
            for name in names {
                check_name(linked, graph, group.list, &path, &known, name, sink);
            }
        }
    }
}

/// The names in the texts of a function.
pub(super) fn named_in_texts(function: &Function) -> Vec<&Ident> {
    templates(function).flat_map(names_of).collect()
}

fn templates(function: &Function) -> impl Iterator<Item = &Template> {
    let tags = &function.doc.tags;
    let texts = [
        &tags.met,
        &tags.met_en,
        &tags.unmet,
        &tags.unmet_en,
        &tags.advice,
        &tags.advice_en,
        &tags.reason_en,
    ];
    let reason = tags.reason.as_ref().and_then(|r| r.value.text.as_ref());
    texts.into_iter().flatten().map(|t| &t.value).chain(reason)
}

fn names_of(template: &Template) -> impl Iterator<Item = &Ident> {
    template.parts.iter().filter_map(|part| match part {
        TemplatePart::Name(name) => Some(name),
        TemplatePart::Words(_) => None,
    })
}

fn check_name(
    linked: &Linked,
    graph: &Graph,
    list: Option<usize>,
    path: &Arc<str>,
    known: &BTreeSet<Arc<str>>,
    name: &Ident,
    sink: &mut Sink,
) {
    let field = list.and_then(|list| linked.list_fields(list).iter().find(|f| f.name.value == name.value));
    let of_list = list.and_then(|list| linked.list_rule(list, &name.value));
    let fact = match linked.names.get(&name.value) {
        Some(Symbol::Fact(number)) => linked.fact(*number),
        _ => None,
    };
    if field.or(fact).is_some_and(is_protected) {
        let word = &name.value;
        sink.push(
            Diagnostic::error(
                "T1308",
                name.span,
                text!(
                    "Teks ini menyebut `{word}`, yang dilindungi dan tidak boleh tampil.",
                    "This text names `{word}`, which is protected and may not be shown."
                ),
            )
            .with_help(text!("Hapus dari teksnya.", "Take it out of the text.")),
        );
        return;
    }
    let own = name.value == *path || graph.inputs(path).any(|input| *input == name.value);
    let rests = own || known.contains(&name.value) || &*name.value == "as_of";
    if field.is_some() || of_list.is_some() || rests {
        return;
    }
    let word = &name.value;
    sink.push(
        Diagnostic::error(
            "T1307",
            name.span,
            text!(
                "Teks ini menyebut `{word}`, padahal aturannya tidak bertumpu padanya.",
                "This text names `{word}`, but its rule does not rest on it."
            ),
        )
        .with_help(text!(
            "Sebut masukan aturan ini, atau sesuatu yang mendasarinya.",
            "Name an input of this rule, or something that it rests on."
        )),
    );
}
