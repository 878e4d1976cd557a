//! `T1701`, `T1704`, `T1705`: no value, status or cause of a result rests on a protected fact, but for the exceptions
//! that the pack lists.
//!
//! Every rule is guarded, whatever its kind: it may read a protected fact neither by value, nor by asking if it is
//! known, nor by an order or a record that holds it. Then no chain of rules can carry one to a decision.

mod exceptions;
mod reads;

use std::collections::BTreeSet;
use std::sync::Arc;

use super::Subject;
use crate::diagnostic::{Diagnostic, Sink};
use crate::graph::{Graph, NodeKind};
use crate::pack::decl::ExceptionDecl;
use crate::script::ast::Kind;
use crate::source::Span;
use crate::text;
use crate::typing::program::{Node, Rule};

use reads::Protected;

pub(super) fn check(subject: &Subject<'_>, sink: &mut Sink) {
    let manifest = subject.linked.declarations.manifest.as_ref();
    let exceptions = manifest.map_or(&[][..], |m| &m.exceptions);
    let mut used: BTreeSet<usize> = BTreeSet::new();
    for (program, graph) in subject.programs.iter().zip(subject.graphs) {
        let protected = Protected::of(program);
        if protected.is_empty() {
            continue;
        }
        for (_, node, rule) in program.rules() {
            for (name, place) in protected.read_by(program, node, rule) {
                let listed = exceptions.iter().position(|e| e.rule.value == node.path && covers(e, &name));
                match listed {
                    Some(number) => {
                        used.insert(number);
                        if let Some(exception) = exceptions.get(number) {
                            exceptions::check(subject.linked, program, node, rule, exception, sink);
                        }
                    }
                    None => report(subject, graph, node, rule, &name, place, sink),
                }
            }
        }
    }
    for (_, exception) in exceptions.iter().enumerate().filter(|(number, _)| !used.contains(number)) {
        let (fact, rule) = (&exception.fact.value, &exception.rule.value);
        sink.push(
            Diagnostic::error(
                "T1705",
                exception.fact.span,
                text!(
                    "Pengecualian ini tidak terpakai: aturan `{rule}` tidak membaca fakta dilindungi `{fact}`.",
                    "This exception is not used: the rule `{rule}` does not read the protected fact `{fact}`."
                ),
            )
            .with_help(text!("Hapus, atau perbaiki namanya.", "Delete it, or mend its names.")),
        );
    }
}

fn covers(exception: &ExceptionDecl, name: &str) -> bool {
    name == &*exception.fact.value || name.split('.').next() == Some(&*exception.fact.value)
}

fn report(
    subject: &Subject<'_>,
    graph: &Graph,
    node: &Node,
    rule: &Rule,
    name: &Arc<str>,
    place: Span,
    sink: &mut Sink,
) {
    let chain = chain(graph, node);
    let path = [&**name].into_iter().chain(chain.iter().map(|n| &**n)).collect::<Vec<_>>().join(" -> ");
    let declared =
        subject.linked.declarations.facts.iter().find(|f| Some(&*f.name.value) == name.split('.').next());
    let free_text = declared.is_some_and(|f| f.protected != Some(true)) && !name.contains('.');
    let mut found = Diagnostic::error(
        "T1701",
        place,
        text!(
            "Fakta `{name}` dilindungi dan tidak boleh memengaruhi hasil merit: {path}.",
            "The fact `{name}` is protected and may not reach a merit result: {path}."
        ),
    );
    if let Some(fact) = declared {
        found = found.with_place(fact.name.span, text!("dinyatakan di sini", "declared here"));
    }
    let basis = rule.versions.first().and_then(|v| v.basis.as_deref());
    sink.push(found.with_basis(basis).with_help(if free_text {
        text!(
            "Teks bebas dapat memuat apa saja. Bila ini sebuah kode, tulis `code = true` pada faktanya.",
            "Free text may hold anything. Where this is a code, write `code = true` on the fact."
        )
    } else {
        text!(
            "Hapus dari aturan. Bila peraturan memang menetapkan batasnya, nyatakan [[exception]] di pack dasar.",
            "Take it out of the rule. Where a regulation does set the limit, declare an [[exception]] in the base."
        )
    }));
}

/// The way from a rule to the nearest promotion or trigger that it reaches; the rule alone where there is none.
fn chain(graph: &Graph, node: &Node) -> Vec<Arc<str>> {
    let decisions = graph.nodes().filter(|(name, found)| {
        matches!(found.kind, NodeKind::Rule(_, Kind::Promotion | Kind::Trigger)) && **name != node.path
    });
    let ways = decisions.filter_map(|(name, _)| graph.path(&node.path, name));
    ways.min_by_key(Vec::len).unwrap_or_else(|| vec![Arc::clone(&node.path)])
}
