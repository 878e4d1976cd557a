//! What the typed program knows: the type of each expression, and what the texts in quotes are values of.

use std::sync::Arc;

use super::{Builder, Symbol};
use crate::source::Span;
use crate::typing::program::{Expr, ExprKind, Program};
use crate::typing::{Type, walk};
use crate::value::Value;

impl Builder<'_> {
    /// Reads every typed expression of every regime.
    pub(super) fn typed(&mut self) {
        for program in self.programs.clone() {
            let mut exprs: Vec<&Expr> = Vec::new();
            each(&program, &mut |expr| exprs.push(expr));
            for expr in exprs {
                if !expr.ty.is_broken() {
                    self.types.insert(expr.span, expr.ty.clone());
                }
                if let ExprKind::Const(value) = &expr.kind {
                    self.text(value, expr.span);
                }
            }
        }
    }

    /// A text in quotes: a value of an enum, or a code of the catalogue.
    fn text(&mut self, value: &Value, span: Span) {
        if !self.linked.files.slice(span).starts_with('"') {
            return;
        }
        let inner = Span { start: span.start.saturating_add(1), end: span.end.saturating_sub(1), ..span };
        match value {
            Value::Enum(value) => {
                let symbol = Symbol::Value(Arc::clone(&value.scheme().id), Arc::from(value.id()));
                self.add(symbol, inner, false);
            }
            Value::Text(text) => self.code(text, inner),
            _ => {}
        }
    }

    /// Adds a code of the catalogue, where the text is one.
    pub(super) fn code(&mut self, text: &str, span: Span) {
        let known = self.linked.declarations.catalogue.as_ref();
        if known.is_some_and(|c| c.items.iter().any(|i| &*i.code.value == text)) {
            self.add(Symbol::Code(Arc::from(text)), span, false);
        }
    }

    /// The type of the expression at a place.
    pub(super) fn type_at(&self, span: Span) -> Option<&Type> {
        self.types.get(&span)
    }
}

fn each<'p>(program: &'p Program, tell: &mut dyn FnMut(&'p Expr)) {
    for (_, _, rule) in program.rules() {
        for version in &rule.versions {
            walk::each(&version.body, tell);
            if let Some(condition) = &version.applies {
                walk::each(condition, tell);
            }
        }
    }
}
