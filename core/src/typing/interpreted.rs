//! Types a rule that rhai runs: it promises its type, and sees only its inputs.

use std::sync::Arc;

use super::number_type::NumberType;
use super::program::{Expr, ExprKind};
use super::rules::returned_type;
use super::typer::Typer;
use super::types::{ListType, Type};
use crate::diagnostic::Diagnostic;
use crate::script::ast::Function;
use crate::script::interpreted::{Interpreted, MAX_ITEMS};
use crate::source::Span;
use crate::text;

/// The body of an interpreted rule: a call into the sandbox with every input.
pub(super) fn body(typer: &mut Typer<'_>, function: &Function, script: usize, tag: Span) -> Option<Expr> {
    let promised = function.doc.tags.returns.as_ref().and_then(|r| returned_type(r, typer.env, typer.sink));
    let range = function.doc.tags.range.as_ref();
    // A number needs a scale and a range, so that what rests on it can be checked.
    let bounded = |ty: &Type| match (ty, range) {
        (Type::Number(NumberType { scale: Some(scale), .. }), Some(range)) => {
            let (lo, hi) = (range.value.lo, range.value.hi);
            Some(Type::Number(NumberType::within(Some(*scale), Some(lo), Some(hi))))
        }
        (Type::Number(_), _) => None,
        (other, _) => Some(other.clone()),
    };
    let ty = match promised {
        Some(Type::List(list)) => bounded(&list.item).map(|item| {
            let most = u32::try_from(MAX_ITEMS).unwrap_or(u32::MAX);
            Type::List(Arc::new(ListType { item, min_items: 0, max_items: most, ..(*list).clone() }))
        }),
        other => other.as_ref().and_then(bounded),
    };
    let Some(ty) = ty else {
        typer.sink.push(
            Diagnostic::error(
                "T1215",
                tag,
                text!(
                    "Aturan @interpreted harus menjanjikan hasilnya, karena isinya tidak dapat diperiksa.",
                    "A rule marked @interpreted must promise its result, because what it does cannot be checked."
                ),
            )
            .with_help(text!(
                "Tambahkan @returns; untuk angka `@returns number, scale 2` dan `@range 0..100`.",
                "Add @returns; for a number `@returns number, scale 2` and `@range 0..100`."
            )),
        );
        return None;
    };
    let rule = match Interpreted::compile(
        &source(typer, function, script),
        &function.name.value,
        function.params.len(),
    ) {
        Ok(rule) => Arc::new(rule),
        // What rhai said against the file itself was told when it was read.
        Err(_) if typer.sink.is_explained(function.span) => return None,
        Err(refusal) => {
            typer.sink.push(
                Diagnostic::error("T1227", function.name.span, refusal.message).with_help(refusal.help),
            );
            return None;
        }
    };
    let args: Vec<Expr> = function.params.iter().map(|param| typer.name(&param.value, param.span)).collect();
    if args.iter().any(|arg| arg.ty.is_broken()) {
        return None;
    }
    typer.sink.push(Diagnostic {
        severity: crate::diagnostic::Severity::Note,
        ..Diagnostic::warning(
            "T1310",
            function.name.span,
            text!(
                "Aturan ini dijalankan rhai apa adanya; isinya tidak diperiksa jenis dan rentangnya.",
                "This rule is run by rhai as it stands; the types and ranges within it are not checked."
            ),
        )
        .with_help(text!(
            "Uji dengan kasus di setiap batasnya.",
            "Test it with a case at each side of its limits."
        ))
    });
    Some(Expr { kind: ExprKind::Interpreted { rule, args }, ty, span: function.span })
}

/// The rule and the helpers of its file, which are all that it may call.
fn source(typer: &Typer<'_>, function: &Function, script: usize) -> String {
    let functions = typer.linked.scripts.get(script).map_or(&[][..], |s| &s.functions);
    let helpers = functions.iter().filter(|f| f.private && f.doc.tags.interpreted.is_none());
    let wanted = std::iter::once(function).chain(helpers.filter(|helper| !has_closure(helper)));
    wanted.map(|f| typer.linked.files.slice(f.span)).collect::<Vec<_>>().join("\n")
}

/// A helper of the typed language may use closures; then an interpreted rule cannot call it.
fn has_closure(helper: &Function) -> bool {
    let mut found = false;
    crate::script::walk::each(&helper.body, &mut |expr| {
        found |= matches!(expr.kind, crate::script::ast::ExprKind::Closure { .. });
    });
    found
}
