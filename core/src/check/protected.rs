//! `T1701`, `T1704`, `T1705`: no value, status or cause of a result rests on a protected fact, but for the exceptions
//! that the pack lists.
//!
//! Every rule is guarded, whatever its kind: it may read a protected fact neither by value, nor by asking if it is
//! known, nor by an order or a record that holds it. Then no chain of rules can carry one to a decision.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::Subject;
use crate::diagnostic::{Diagnostic, Sink};
use crate::graph::{Graph, NodeKind};
use crate::pack::decl::ExceptionDecl;
use crate::script::ast::Kind;
use crate::source::Span;
use crate::text;
use crate::typing::lists::ListOp;
use crate::typing::program::{Body, Expr, ExprKind, Node, Program, Rule, Shape};
use crate::typing::{Type, walk};

pub(super) fn check(subject: &Subject<'_>, sink: &mut Sink) {
    let manifest = subject.linked.declarations.manifest.as_ref();
    let exceptions = manifest.map_or(&[][..], |m| &m.exceptions);
    let mut used: BTreeSet<usize> = BTreeSet::new();
    for (program, graph) in subject.programs.iter().zip(subject.graphs) {
        let protected = protected_names(program);
        if protected.is_empty() {
            continue;
        }
        for (_, node, rule) in program.rules() {
            for (name, place) in reads(program, node, rule, &protected) {
                let listed = exceptions.iter().position(|e| e.rule.value == node.path && covers(e, &name));
                match listed {
                    Some(number) => {
                        used.insert(number);
                        if let Some(exception) = exceptions.get(number) {
                            check_exception(program, node, exception, sink);
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

/// The names of protected facts, and `list.field` for protected fields.
fn protected_names(program: &Program) -> BTreeSet<Arc<str>> {
    let mut names = BTreeSet::new();
    for node in &program.nodes {
        let Body::Fact(fact) = &node.body else { continue };
        if fact.protected {
            names.insert(Arc::clone(&node.path));
        }
        fields(&fact.shape, &node.path, &mut names);
    }
    names
}

fn fields(shape: &Shape, path: &Arc<str>, names: &mut BTreeSet<Arc<str>>) {
    let Shape::List(list) = shape else { return };
    for field in &list.fields {
        let inner: Arc<str> = Arc::from(format!("{path}.{}", field.name));
        fields(&field.shape, &inner, names);
        if field.protected {
            names.insert(inner);
        }
    }
}

/// The protected names that a rule reads itself, each with the place.
fn reads(
    program: &Program,
    node: &Node,
    rule: &Rule,
    protected: &BTreeSet<Arc<str>>,
) -> Vec<(Arc<str>, Span)> {
    let mut found: Vec<(Arc<str>, Span)> = Vec::new();
    let mut add = |path: &Arc<str>, place: Span| {
        if protected.contains(path) && !found.iter().any(|(known, _)| known == path) {
            found.push((Arc::clone(path), place));
        }
    };
    let own_fields = rule.list.and_then(|(list, _)| program.list_fields.get(&list));
    for version in &rule.versions {
        for expr in version.applies.iter().chain([&version.body]).chain(&rule.item_from) {
            walk::each(expr, &mut |inner: &Expr| match &inner.kind {
                ExprKind::Node(id) => {
                    if let Some(read) = program.node(*id) {
                        add(&read.path, inner.span);
                    }
                }
                ExprKind::ItemField(slot, _) => {
                    let field = own_fields.and_then(|fields| fields.get(*slot));
                    field.iter().for_each(|f| add(&f.path, inner.span));
                }
                ExprKind::Field { base, slot, .. } => {
                    let Type::Record(record) = &base.ty else { return };
                    record.fields.get(*slot).iter().for_each(|f| add(&f.path, inner.span));
                }
                ExprKind::ListOp(op, list, _) => {
                    // The order of a list decides which item is picked, so what it goes by is read.
                    let ordered = matches!(op, ListOp::First | ListOp::Last | ListOp::MinBy | ListOp::MaxBy);
                    let Type::List(ty) = &list.ty else { return };
                    let (Type::Record(record), Some(order)) =
                        (&ty.item, ty.order.as_ref().filter(|_| ordered))
                    else {
                        return;
                    };
                    for slot in order {
                        record.fields.get(*slot).iter().for_each(|f| add(&f.path, inner.span));
                    }
                }
                _ => {}
            });
        }
    }
    // A result that is a record carries all its fields with it.
    if let Some(version) = rule.versions.first() {
        carried(&node.ty, &mut |path| add(path, version.body.span));
    }
    found
}

fn carried(ty: &Type, tell: &mut dyn FnMut(&Arc<str>)) {
    match ty {
        Type::List(list) => carried(&list.item, tell),
        Type::Record(record) => {
            for field in &record.fields {
                tell(&field.path);
                carried(&field.ty, tell);
            }
        }
        _ => {}
    }
}

/// An excepted rule gives a truth value, and only named rules use it.
fn check_exception(program: &Program, node: &Node, exception: &ExceptionDecl, sink: &mut Sink) {
    let rule = &exception.rule.value;
    if !matches!(node.ty, Type::Bool) {
        sink.push(
            Diagnostic::error(
                "T1704",
                exception.rule.span,
                text!(
                    "Aturan `{rule}` yang dikecualikan harus memberi nilai benar/salah, agar faktanya sendiri tidak terbawa.",
                    "The excepted rule `{rule}` must give a truth value, so that the fact itself is not carried on."
                ),
            )
            .with_help(text!("Bandingkan faktanya di dalam aturan itu.", "Compare the fact within that rule.")),
        );
    }
    let Some(id) = program.by_name.get(&node.path) else { return };
    for (_, user, _) in program.rules().filter(|(_, user, _)| user.inputs.contains(id)) {
        if !exception.consumers.iter().any(|c| c.value == user.path) {
            let name = &user.path;
            sink.push(
                Diagnostic::error(
                    "T1704",
                    exception.rule.span,
                    text!(
                        "`{name}` memakai aturan `{rule}` yang dikecualikan, tetapi tidak disebut dalam `consumers`.",
                        "`{name}` uses the excepted rule `{rule}`, but is not named in `consumers`."
                    ),
                )
                .with_help(text!(
                    "Sebut dalam `consumers` bila peraturannya memang berkata begitu.",
                    "Name it in `consumers` where the regulation does say so."
                )),
            );
        }
    }
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
