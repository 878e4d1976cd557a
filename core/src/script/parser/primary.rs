//! Values: literals, names, calls, lists, closures, and what follows them with a point or a bracket.

use std::sync::Arc;

use super::report::{self, Named};
use super::{Parsed, Parser, Skip};
use crate::script::ast::{Expr, ExprKind, Ident};
use crate::script::hints::{language, words};
use crate::script::token::{Kind, Token};
use crate::source::{Span, Spanned};
use crate::text;

impl Parser<'_> {
    /// Reads a value and the fields, calls and indices that follow it.
    pub(super) fn postfix(&mut self) -> Parsed<Expr> {
        let mut expr = self.primary()?;
        loop {
            let token = self.peek();
            match token.kind {
                Kind::Symbol("." | "?.") => expr = self.member(expr, token.is("?."))?,
                Kind::Symbol("[") => {
                    let base = self.height;
                    self.bump();
                    let index = self.expression()?;
                    let height = self.height.max(base);
                    let close = self.close("]", "[", token.span)?;
                    let span = expr.span.to(close);
                    self.rise(height, span)?;
                    expr =
                        Expr { kind: ExprKind::Index { base: Box::new(expr), index: Box::new(index) }, span };
                }
                Kind::Symbol("?[") => {
                    self.report(language::refused(token.span, "?["));
                    return Err(Skip);
                }
                _ => return Ok(expr),
            }
        }
    }

    /// Reads `.field` or `.method(...)` after a value.
    fn member(&mut self, base: Expr, optional: bool) -> Parsed<Expr> {
        let height = self.height;
        let point = self.bump().span;
        let field = self.member_name()?;
        let open = self.peek();
        if open.is("(") || open.is("()") {
            if optional {
                self.report(language::refused(point, "?."));
            }
            let mut args = vec![base];
            let (end, tallest) = self.arguments(&mut args)?;
            let span = args.first().map_or(field.span, |r| r.span).to(end);
            self.rise(tallest.max(height), span)?;
            return Ok(Expr { kind: ExprKind::Call { name: field, args, method: true }, span });
        }
        let span = base.span.to(field.span);
        self.rise(height, span)?;
        Ok(Expr { kind: ExprKind::Field { base: Box::new(base), field, optional }, span })
    }

    fn member_name(&mut self) -> Parsed<Ident> {
        let token = self.peek();
        match &token.kind {
            Kind::Name(name) => {
                self.bump();
                Ok(Spanned::new(Arc::clone(name), token.span))
            }
            Kind::Reserved(_) => self.new_name(Named::Field),
            _ => Err(self.unexpected(Named::Field.text())),
        }
    }

    /// Reads arguments in brackets behind those that are there; gives the closing one and the height.
    fn arguments(&mut self, args: &mut Vec<Expr>) -> Parsed<(Span, usize)> {
        let open = self.bump();
        if open.is("()") {
            return Ok((open.span, 0));
        }
        self.list(args, ")", "(", open.span)
    }

    /// Reads values parted by commas up to a closing bracket.
    fn list(
        &mut self,
        items: &mut Vec<Expr>,
        close: &str,
        bracket: &str,
        open: Span,
    ) -> Parsed<(Span, usize)> {
        let mut tallest = 0;
        loop {
            if let Some(end) = self.eat(close) {
                return Ok((end, tallest));
            }
            items.push(self.expression()?);
            tallest = tallest.max(self.height);
            if self.eat(",").is_none() {
                return Ok((self.close(close, bracket, open)?, tallest));
            }
        }
    }

    /// Takes the closing bracket of one that was opened.
    fn close(&mut self, close: &str, bracket: &str, open: Span) -> Parsed<Span> {
        if let Some(span) = self.eat(close) {
            return Ok(span);
        }
        let token = self.peek();
        if matches!(token.kind, Kind::Symbol(";" | "{" | "}" | ")" | "]" | "let" | "return") | Kind::End)
            || self.at_function()
        {
            self.report(report::unclosed(open, bracket, close, token.span));
            return Err(Skip);
        }
        Err(self
            .unexpected_after(text!("`{close}`, koma, atau operator", "`{close}`, a comma or an operator")))
    }

    fn primary(&mut self) -> Parsed<Expr> {
        let token = self.peek();
        let span = token.span;
        self.height = 1;
        let kind = match &token.kind {
            Kind::Number(number) => ExprKind::Number(*number),
            Kind::Text(value) => ExprKind::Text(Arc::clone(value)),
            Kind::Broken => ExprKind::Broken,
            Kind::Symbol("true") => ExprKind::Bool(true),
            Kind::Symbol("false") => ExprKind::Bool(false),
            Kind::Name(name) => return self.name(token, name),
            Kind::Reserved(word) => return self.reserved(span, word),
            Kind::Symbol("(") => {
                self.bump();
                let inner = self.expression()?;
                let end = self.close(")", "(", span)?;
                return Ok(Expr { kind: inner.kind, span: span.to(end) });
            }
            Kind::Symbol("[") => {
                self.bump();
                let mut items = Vec::new();
                let (end, tallest) = self.list(&mut items, "]", "[", span)?;
                self.rise(tallest, span.to(end))?;
                return Ok(Expr { kind: ExprKind::Array(items), span: span.to(end) });
            }
            Kind::Symbol("{") => {
                let block = self.block()?;
                let span = block.span;
                return Ok(Expr { kind: ExprKind::Block(block), span });
            }
            Kind::Symbol("if") => return self.branch_if(),
            Kind::Symbol("switch") => return self.branch_switch(),
            Kind::Symbol("|" | "||") => return self.closure(),
            Kind::Symbol("#{") => {
                self.report(language::refused(span, "#{"));
                let whole = self.skip_block().ok_or(Skip)?;
                return Ok(Expr { kind: ExprKind::Broken, span: whole });
            }
            Kind::Symbol(word) if language::is_refused(word) => {
                self.report(language::refused(span, word));
                return Err(Skip);
            }
            Kind::Symbol(".") if self.touches(span, self.ahead(1).span) => {
                if let Kind::Number(_) = self.ahead(1).kind {
                    self.bump();
                    let whole = span.to(self.bump().span);
                    let written = self.slice(whole);
                    self.report(language::no_leading_zero(whole, written));
                    return Ok(Expr { kind: ExprKind::Broken, span: whole });
                }
                return Err(self.unexpected(text!("sebuah nilai", "a value")));
            }
            _ => return Err(self.unexpected(text!("sebuah nilai", "a value"))),
        };
        self.bump();
        Ok(Expr { kind, span })
    }

    /// Reads a name, a call of a function, or a keyword that was misspelt.
    fn name(&mut self, token: &Token, name: &Arc<str>) -> Parsed<Expr> {
        if let Some(keyword) = self.misspelt(token, name)
            && matches!(keyword, "if" | "switch")
        {
            self.report(words::misspelt(token.span, name, keyword));
            return if keyword == "if" { self.branch_if() } else { self.branch_switch() };
        }
        self.bump();
        let open = self.peek();
        if open.is("(") || open.is("()") {
            let mut args = Vec::new();
            let (end, tallest) = self.arguments(&mut args)?;
            let span = token.span.to(end);
            self.rise(tallest, span)?;
            let name = Spanned::new(Arc::clone(name), token.span);
            return Ok(Expr { kind: ExprKind::Call { name, args, method: false }, span });
        }
        Ok(Expr { kind: ExprKind::Name(Arc::clone(name)), span: token.span })
    }

    /// The keyword that a name is meant as: one that is followed by what cannot follow a name.
    pub(super) fn misspelt(&self, token: &Token, name: &Arc<str>) -> Option<&'static str> {
        if self.params.contains(name) {
            return None;
        }
        let next = self.ahead(1);
        let apart = match &next.kind {
            Kind::Name(other) => words::infix(other).is_none(),
            Kind::Number(_) => !self.slice(next.span).starts_with('-'),
            Kind::Text(_) | Kind::Broken => true,
            Kind::Symbol(s) => matches!(*s, "true" | "false" | "if" | "switch" | "!"),
            Kind::Reserved(_) | Kind::Stray | Kind::End => false,
        };
        let keyword = words::keyword(name)?;
        let fits = (apart && !self.breaks_line(token.span, next.span))
            || (next.is("(") && matches!(keyword, "if" | "switch") && self.block_after_brackets());
        fits.then_some(keyword)
    }

    /// Whether `{` follows the brackets that open after the next token.
    fn block_after_brackets(&self) -> bool {
        let mut open = 0usize;
        let rest = self.tokens.get(self.at.saturating_add(1)..).unwrap_or(&[]);
        for (at, token) in rest.iter().enumerate() {
            match token.kind {
                Kind::Symbol("(") => open = open.saturating_add(1),
                Kind::Symbol(")") if open <= 1 => {
                    return rest.get(at.saturating_add(1)).is_some_and(|t| t.is("{"));
                }
                Kind::Symbol(")") => open = open.saturating_sub(1),
                Kind::Symbol(";" | "{" | "}" | "fn") => return false,
                _ => {}
            }
        }
        false
    }

    /// Reads a word that rhai keeps for itself, where a value should stand.
    fn reserved(&mut self, span: Span, word: &str) -> Parsed<Expr> {
        if !super::is_word(word) {
            return Err(self.unexpected(text!("sebuah nilai", "a value")));
        }
        if language::is_refused(word) {
            self.report(language::refused(span, word));
            return Err(Skip);
        }
        if let "match" | "case" = word
            && self.ahead(1).begins_value()
        {
            self.report(words::misspelt(span, word, "switch"));
            return self.branch_switch();
        }
        self.report(words::reserved(span, word));
        self.bump();
        Ok(Expr { kind: ExprKind::Broken, span })
    }

    /// Reads `|x| body`.
    fn closure(&mut self) -> Parsed<Expr> {
        let open = self.bump();
        let mut params = Vec::new();
        if open.is("|") {
            while self.eat("|").is_none() {
                params.push(self.new_name(Named::Parameter)?);
                if self.eat(",").is_none() && !self.peek().is("|") {
                    return Err(self.unexpected(text!("koma atau `|`", "a comma or `|`")));
                }
            }
        }
        // As in rhai, a closure that begins with `if`, `switch` or `{` ends where that ends.
        let body = match self.peek().kind {
            Kind::Symbol("if" | "switch" | "{") => {
                self.enter()?;
                let body = self.primary();
                self.leave();
                body?
            }
            _ => self.expression()?,
        };
        let span = open.span.to(body.span);
        self.rise(self.height, span)?;
        Ok(Expr { kind: ExprKind::Closure { params, body: Box::new(body) }, span })
    }
}
