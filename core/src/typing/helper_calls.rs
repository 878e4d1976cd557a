//! Types calls of helpers, and tells what is wrong with a call.

use std::sync::Arc;

use super::calls::SPECIAL;
use super::program::{Expr, ExprKind};
use super::typer::{Ask, Scope, Typer};
use super::types::Type;
use super::{builtins, lists};
use crate::diagnostic::{Diagnostic, did_you_mean, nearest};
use crate::link::Symbol;
use crate::script::ast::{self, Ident};
use crate::source::Span;
use crate::text;

/// How many levels deep helpers call helpers: each is written out within the other, so that depth is stack.
const MAX_HELPERS: usize = 24;

impl Typer<'_> {
    /// Types a call of a `private fn`, whose body is written out where it is called.
    pub(super) fn call_helper(
        &mut self,
        name: &Ident,
        number: usize,
        args: &[ast::Expr],
        span: Span,
    ) -> Expr {
        let linked = self.linked;
        let Some(helper) = self.script.and_then(|s| linked.scripts.get(s)?.functions.get(number)) else {
            return self.broken(span);
        };
        if helper.params.len() != args.len() {
            self.report_arity(name, span, &helper.params.len().to_string(), args.len());
            return self.broken(span);
        }
        if self.helpers.contains(&name.value) {
            let chain: Vec<&str> = self.helpers.iter().map(|n| &**n).chain([&*name.value]).collect();
            let chain = chain.join(" -> ");
            self.sink.push(
                Diagnostic::error(
                    "T1212",
                    name.span,
                    text!(
                        "Fungsi bantu memanggil dirinya sendiri: {chain}.",
                        "A helper calls itself: {chain}."
                    ),
                )
                .with_help(text!(
                    "Untuk tiap butir daftar pakai map, filter, atau sum.",
                    "For each item of a list use map, filter or sum."
                )),
            );
            return self.broken(span);
        }
        if self.helpers.len() >= MAX_HELPERS {
            self.sink.push(
                Diagnostic::error(
                    "T1213",
                    name.span,
                    text!(
                        "Fungsi bantu di sini memanggil fungsi bantu lebih dari {MAX_HELPERS} tingkat.",
                        "Helpers here call helpers more than {MAX_HELPERS} levels deep."
                    ),
                )
                .with_help(text!(
                    "Jadikan sebagian sebuah aturan; hasil sebuah aturan dihitung sekali saja.",
                    "Make a part of it a rule; the result of a rule is worked out once."
                )),
            );
            return self.broken(span);
        }
        let typed: Vec<Expr> = args.iter().map(|arg| self.inner(arg)).collect();
        let outer_scope = std::mem::replace(&mut self.scope, Scope::Helper);
        let outer_locals = std::mem::take(&mut self.locals);
        let outer_tail = std::mem::replace(&mut self.tail, true);
        let outer_call = self.called_at;
        self.called_at = outer_call.or(Some(name.span));
        self.helpers.push(Arc::clone(&name.value));
        let bound: Vec<_> = helper
            .params
            .iter()
            .zip(typed)
            .map(|(param, arg)| (self.bind(param, arg.ty.clone(), Ask::No), arg))
            .collect();
        let body = self.block_value(&helper.body);
        self.helpers.pop();
        self.called_at = outer_call;
        self.scope = outer_scope;
        self.locals = outer_locals;
        self.tail = outer_tail;
        let ty = body.ty.clone();
        Expr {
            kind: ExprKind::Call { name: Arc::clone(&name.value), args: bound, body: Box::new(body) },
            ty,
            span,
        }
    }

    /// Types a call of a table marked `# helper: ya`.
    pub(super) fn call_table(&mut self, name: &Ident, args: &[ast::Expr], span: Span) -> Expr {
        let typed: Vec<Expr> = args.iter().map(|arg| self.inner(arg)).collect();
        let types: Vec<Type> = typed.iter().map(|arg| self.literals.settled(&arg.ty)).collect();
        let Some((number, result)) = self.env.helper_table(self.linked, &name.value) else {
            let (word, period) = (&name.value, self.env.regime.period);
            let mut found = Diagnostic::error(
                "T1501",
                name.span,
                text!(
                    "Tabel `{word}` tidak berlaku pada {period}, padahal aturan ini berlaku saat itu.",
                    "The table `{word}` is not in force in {period}, but this rule is in force then."
                ),
            );
            for version in self.linked.helper_tables.get(word).into_iter().flatten() {
                found = found.with_place(version.span, text!("dinyatakan di sini", "declared here"));
            }
            self.sink.push(found.with_help(text!("Samakan masa berlakunya.", "Make their periods agree.")));
            return self.broken(span);
        };
        let columns = self.linked.declarations.tables.get(number).map_or(0, |t| t.inputs.len());
        if typed.len() != columns {
            self.report_arity(name, span, &columns.to_string(), typed.len());
            return self.broken(span);
        }
        if types.iter().any(Type::is_broken) {
            return self.broken(span);
        }
        match super::tables::type_table(self.linked, self.env, number, &types, self.sink) {
            Some((table, results)) => {
                let ty = results.get(result).cloned().unwrap_or(Type::Broken);
                Expr { kind: ExprKind::Table { table, result, inputs: typed, called: true }, ty, span }
            }
            None => self.broken(span),
        }
    }

    /// Reports a wrong count of arguments, unless a mistake within the call explains it, such as `0,75`.
    pub(super) fn report_arity(&mut self, name: &Ident, call: Span, wanted: &str, given: usize) {
        if self.sink.is_explained(call) {
            self.sink.hide_error();
            return;
        }
        let word = &name.value;
        self.sink.push(
            Diagnostic::error(
                "T1205",
                name.span,
                text!(
                    "`{word}` membutuhkan {wanted} masukan, tetapi diberi {given}.",
                    "`{word}` needs {wanted} arguments, but was given {given}."
                ),
            )
            .with_help(text!(
                "Angka desimal ditulis dengan titik (0.75); koma memisahkan masukan.",
                "Decimals are written with a point (0.75); a comma separates arguments."
            )),
        );
    }

    /// Reports a call of something that is no function.
    pub(super) fn report_unknown_function(&mut self, name: &Ident) {
        let word = &name.value;
        if matches!(self.scope, Scope::Rule { .. }) && matches!(self.symbol(word), Some(Symbol::Rule(_))) {
            self.sink.push(
                Diagnostic::error(
                    "T1104",
                    name.span,
                    text!(
                        "`{word}` adalah aturan; hasilnya dipakai sebagai masukan, tidak dipanggil.",
                        "`{word}` is a rule; its result is used as an input and not called."
                    ),
                )
                .with_help(text!(
                    "Tambahkan `{word}` pada parameter fungsi ini dan tulis namanya tanpa kurung.",
                    "Add `{word}` to the parameters of this function and write its name without brackets."
                )),
            );
            return;
        }
        let helpers = self.script.and_then(|s| self.linked.scripts.get(s));
        let mut known: Vec<&str> = lists::names().chain(builtins::names()).chain(SPECIAL).collect();
        known.extend(
            helpers.into_iter().flat_map(|s| &s.functions).filter(|f| f.private).map(|f| &*f.name.value),
        );
        known.extend(self.linked.helper_tables.keys().map(|n| &**n));
        let report = Diagnostic::error(
            "T1104",
            name.span,
            text!("Tidak ada fungsi bernama `{word}`.", "There is no function named `{word}`."),
        );
        self.sink.push(report.with_help(did_you_mean(
            nearest(word, known),
            text!(
                "Tulis `private fn {word}(...)` di berkas ini, atau pakai fungsi bawaan.",
                "Write `private fn {word}(...)` in this file, or use a builtin."
            ),
        )));
    }
}
