//! `T1316`: a name within a rule that hides a name of the pack.

use super::Subject;
use crate::diagnostic::{Diagnostic, Severity, Sink};
use crate::link::Linked;
use crate::script::ast::{Block, Expr, ExprKind, Function, Ident, Script, Statement};
use crate::script::walk;
use crate::source::Span;
use crate::text;

pub(super) fn check(subject: &Subject<'_>, sink: &mut Sink) {
    let linked = subject.linked;
    for script in &linked.scripts {
        // A helper sees only its arguments, so that nothing is hidden from it.
        for function in script.functions.iter().filter(|f| !f.private && subject.is_own(f.span)) {
            for name in bound(function) {
                if let Some(hidden) = place_of(linked, script, &name.value) {
                    report(name, hidden, sink);
                }
            }
            fields(linked, function, sink);
        }
    }
}

/// The names that a function gives itself: by `let`, and as parameters of closures.
fn bound(function: &Function) -> Vec<&Ident> {
    let mut found = lets(&function.body);
    fn within<'f>(expr: &'f Expr, found: &mut Vec<&'f Ident>) {
        match &expr.kind {
            ExprKind::Closure { params, .. } => found.extend(params),
            ExprKind::Block(block) | ExprKind::If { then: block, .. } => found.extend(lets(block)),
            _ => {}
        }
    }
    walk::each(&function.body, &mut |expr| within(expr, &mut found));
    function.doc.tags.applies.iter().for_each(|it| walk::each_of(it, &mut |expr| within(expr, &mut found)));
    found
}

fn lets(block: &Block) -> Vec<&Ident> {
    let names = block.statements.iter().filter_map(|statement| match statement {
        Statement::Let { name, .. } => Some(name),
        _ => None,
    });
    names.collect()
}

/// Where a name of the subject, a helper or a table that is called is declared.
fn place_of(linked: &Linked, script: &Script, name: &str) -> Option<Span> {
    let helper = script.functions.iter().find(|f| f.private && &*f.name.value == name);
    let table = linked.helper_tables.get(name).and_then(|versions| versions.first());
    helper.map(|f| f.name.span).or(table.map(|v| v.span)).or_else(|| linked.place_of(name))
}

fn report(name: &Ident, hidden: Span, sink: &mut Sink) {
    let word = &name.value;
    sink.push(
        Diagnostic::warning(
            "T1316",
            name.span,
            text!(
                "Nama `{word}` di sini menutupi nama yang sama dari pack, sehingga pembaca dapat keliru.",
                "The name `{word}` here hides the same name of the pack, so that a reader may be misled."
            ),
        )
        .with_place(hidden, text!("nama yang tertutup", "the name that is hidden"))
        .with_help(text!("Pilih nama lain di sini.", "Choose another name here.")),
    );
}

/// An input of a rule of a list that is a field of the item, though the subject has that name too.
fn fields(linked: &Linked, function: &Function, sink: &mut Sink) {
    let list = function.doc.tags.per.as_ref().and_then(|per| linked.list_fact(&per.value));
    let Some(list) = list else { return };
    for input in &function.params {
        let field = linked.list_fields(list).iter().find(|f| f.name.value == input.value);
        let (Some(field), Some(hidden)) = (field, linked.place_of(&input.value)) else { continue };
        let word = &input.value;
        let note = Diagnostic::warning(
            "T1316",
            input.span,
            text!(
                "`{word}` di sini adalah kolom butir, bukan nama yang sama dari subjek.",
                "`{word}` here is the field of the item, not the same name of the subject."
            ),
        )
        .with_place(field.name.span, text!("kolom butir", "the field of the item"))
        .with_place(hidden, text!("nama subjek yang tertutup", "the name of the subject that is hidden"))
        .with_help(text!(
            "Bila yang dimaksud nilai subjek, beri kolomnya nama lain.",
            "Where the value of the subject is meant, give the field another name."
        ));
        // The format says that the field comes first, so this is worth knowing, not wrong.
        sink.push(Diagnostic { severity: Severity::Note, ..note });
    }
}
