//! `T1704`, `T1708`: what an exception may not open.

use crate::diagnostic::{Diagnostic, Sink};
use crate::link::Linked;
use crate::pack::decl::ExceptionDecl;
use crate::text;
use crate::typing::Type;
use crate::typing::program::{Node, Program, Rule};

/// An excepted rule gives a truth value, and only named rules use it.
pub(super) fn check(
    linked: &Linked,
    program: &Program,
    node: &Node,
    rule_of: &Rule,
    exception: &ExceptionDecl,
    sink: &mut Sink,
) {
    check_not_open(linked, rule_of, exception, sink);
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

/// An overlay that replaced an excepted rule would decide itself what is read of the fact.
fn check_not_open(linked: &Linked, rule: &Rule, exception: &ExceptionDecl, sink: &mut Sink) {
    for version in &rule.versions {
        let tagged = linked.function(version.origin).and_then(|f| f.doc.tags.open);
        let of_table = linked.table(version.origin).filter(|t| t.open).map(|_| version.span);
        let Some(open) = tagged.or(of_table) else { continue };
        let name = &exception.rule.value;
        sink.push(
            Diagnostic::error(
                "T1708",
                open,
                text!(
                    "Aturan `{name}` membaca fakta yang dilindungi karena dikecualikan, jadi tidak boleh terbuka untuk \
                     diganti daerah.",
                    "The rule `{name}` reads a protected fact by an exception, so it may not be open to be replaced \
                     by a region."
                ),
            )
            .with_place(exception.rule.span, text!("dikecualikan di sini", "excepted here"))
            .with_help(text!(
                "Hapus @open dari aturan itu; daerah dapat menambah syarat dengan @adds_to.",
                "Take @open out of the rule; a region can add a requirement with @adds_to."
            ))
            .with_basis(Some(&exception.basis.value)),
        );
    }
}
