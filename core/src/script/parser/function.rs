//! Files and functions.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::report::Named;
use super::{Parsed, Parser, Skip, report};
use crate::script::ast::{Block, Doc, Expr, ExprKind, Function, Ident, Tags};
use crate::script::comments;
use crate::script::hints::{language, words};
use crate::script::tags;
use crate::script::token::Kind;
use crate::source::Span;
use crate::text;

impl Parser<'_> {
    /// Reads the functions of a file, each with the comment above it.
    pub(super) fn read_file(mut self, defaults: &Tags) -> Vec<Function> {
        let mut functions: Vec<Function> = Vec::new();
        let mut names: BTreeMap<Arc<str>, Span> = BTreeMap::new();
        while self.peek().kind != Kind::End {
            self.abandoned = false;
            self.nesting = 0;
            self.assignment_at = None;
            self.condition_at = None;
            if self.eat(";").is_some() {
                continue;
            }
            let start = self.at;
            if !self.at_function() && !self.at_misspelt_function() {
                self.outside_function();
                continue;
            }
            let function = self.function(defaults);
            self.stray_comments(start);
            if let Some(function) = function {
                let name = function.name.clone();
                match names.get(&name.value) {
                    Some(first) => {
                        self.report(language::given_twice(name.span, *first, &name.value, true));
                    }
                    None => {
                        names.insert(name.value, name.span);
                    }
                }
                functions.push(function);
            }
        }
        // A comment at the end of the file stands above nothing.
        let rest = self.gap_before_next();
        comments::report_orphans(self.file, self.text, rest, self.sink);
        functions
    }

    /// The bytes between the token that was taken last and the next one.
    fn gap_before_next(&self) -> std::ops::Range<usize> {
        let start = if self.at == 0 { 0 } else { self.previous().range().end };
        start..self.peek().span.range().start.max(start)
    }

    fn at_misspelt_function(&mut self) -> bool {
        let token = self.peek();
        let word = match &token.kind {
            Kind::Name(name) | Kind::Reserved(name) => name,
            _ => return false,
        };
        let keyword =
            if matches!(&**word, "public" | "static") { "fn" } else { words::keyword(word).unwrap_or("") };
        let follows = self.ahead(1).name().is_some() || self.ahead(1).is("fn");
        follows && matches!(keyword, "fn" | "private")
    }

    /// Reports what stands outside every function, once, and skips it.
    fn outside_function(&mut self) {
        let (start, first) = (self.at, self.peek().span);
        let mut last = first;
        while self.peek().kind != Kind::End && !self.at_function() {
            let token = self.bump();
            if !self.breaks_line(first, token.span) {
                last = token.span;
            }
        }
        self.report_flaws(start..self.at, false);
        // Of signs that mean nothing at all, it is enough to have said so.
        if self.tokens.get(start..self.at).is_some_and(|run| run.iter().all(|t| t.flaw.is_some())) {
            return;
        }
        self.report(language::outside_function(first.to(last)));
    }

    fn function(&mut self, defaults: &Tags) -> Option<Function> {
        let gap = self.gap_before_next();
        let mut doc = tags::read_doc(self.file, self.text, gap, self.sink);
        doc.tags.fill_from(defaults);
        let start_at = self.at;
        let start = self.peek().span;
        let private = self.eat_head();
        // What is wrong with single tokens is said for the whole function before it is read, because
        // recovery may pass over them.
        let end_at = self.next_function_at();
        self.report_flaws(start_at..end_at, doc.tags.interpreted.is_some());
        self.params.clear();
        let head = self.head();
        let (name, params) = match head {
            Ok(head) => head,
            Err(Skip) => {
                self.skip_to_function();
                return None;
            }
        };
        let body = self.body(&doc);
        let span = start.to(body.span);
        Some(Function { name, params, private, doc, body, span })
    }

    /// Takes `fn` or `private fn`; says whether it is private.
    fn eat_head(&mut self) -> bool {
        let mut private = self.eat("private").is_some();
        if self.eat("fn").is_some() {
            return private;
        }
        while !self.peek().is("fn") {
            let token = self.peek();
            let word = self.slice(token.span);
            if !matches!(token.kind, Kind::Name(_) | Kind::Reserved(_)) {
                return private;
            }
            let meant = words::keyword(word).unwrap_or("fn");
            private = private || meant == "private";
            self.report(words::misspelt(token.span, word, meant));
            self.bump();
            if meant == "fn" {
                self.eat("fn");
                return private;
            }
        }
        self.bump();
        private
    }

    /// The number of the token at which the next function begins.
    fn next_function_at(&self) -> usize {
        let rest = self.tokens.get(self.at..).unwrap_or(&[]);
        let next = rest.iter().position(|token| token.is("fn"));
        next.map_or(self.tokens.len(), |count| self.at.saturating_add(count))
    }

    /// Reads the name and the parameters of a function.
    fn head(&mut self) -> Parsed<(Ident, Vec<Ident>)> {
        let name = self.new_name(Named::Function)?;
        let mut params: Vec<Ident> = Vec::new();
        if self.eat("()").is_some() {
            return Ok((name, params));
        }
        let Some(open) = self.eat("(") else {
            return Err(
                self.unexpected(text!("`(` setelah nama fungsi", "`(` after the name of the function"))
            );
        };
        while self.eat(")").is_none() {
            if self.peek().is("{") || self.at_block_end() {
                let here = self.peek().span;
                self.report(report::unclosed(open, "(", ")", here));
                break;
            }
            let param = self.new_name(Named::Parameter)?;
            if self.params.insert(Arc::clone(&param.value)) {
                params.push(param);
            } else {
                // The first one is looked for only where there is something to say.
                let first = params.iter().find(|p| p.value == param.value).map_or(param.span, |p| p.span);
                self.report(language::given_twice(param.span, first, &param.value, false));
            }
            if self.eat(",").is_none() && !self.peek().is(")") && !self.peek().is("{") {
                return Err(self.unexpected(text!("koma atau `)`", "a comma or `)`")));
            }
        }
        Ok((name, params))
    }

    /// Reads the body of a function, or only finds its end where rhai is to run it.
    fn body(&mut self, doc: &Doc) -> Block {
        let start = self.peek().span;
        let broken = |span: Span| Block {
            statements: Vec::new(),
            value: Some(Box::new(Expr { kind: ExprKind::Broken, span })),
            span,
        };
        if doc.tags.interpreted.is_some() && self.peek().is("{") {
            if self.nests_too_deep() {
                self.report(report::too_deep(start));
                self.skip_to_function();
                return broken(start);
            }
            let span = self.skip_block().unwrap_or(start);
            return Block { statements: Vec::new(), value: None, span };
        }
        match self.block() {
            Ok(block) => block,
            Err(Skip) => {
                self.skip_to_function();
                broken(start.to(self.previous()))
            }
        }
    }

    /// Whether the brackets of an `@interpreted` body stand deeper than rhai is let to read them.
    fn nests_too_deep(&self) -> bool {
        let end = self.next_function_at();
        let (mut depth, mut signs) = (0usize, 0usize);
        for token in self.tokens.get(self.at..end).unwrap_or(&[]) {
            match token.kind {
                Kind::Symbol("{" | "(" | "[" | "#{" | "?[") => depth = depth.saturating_add(1),
                Kind::Symbol("}" | ")" | "]") => depth = depth.saturating_sub(1),
                _ => {}
            }
            let sign = matches!(token.kind, Kind::Symbol("-" | "!" | "+" | "|" | "||" | "if" | "else"));
            signs = if sign { signs.saturating_add(1) } else { 0 };
            if depth > super::MAX_NESTING || signs > super::MAX_NESTING {
                return true;
            }
        }
        false
    }

    /// Reports comments for people inside a function, where their tags would be lost.
    fn stray_comments(&mut self, start: usize) {
        let run = self.tokens.get(start..self.at).unwrap_or(&[]);
        for (left, right) in run.iter().zip(run.iter().skip(1)) {
            let gap = left.span.range().end..right.span.range().start;
            if self.text.get(gap.clone()).is_some_and(|words| words.contains('/')) {
                comments::report_orphans(self.file, self.text, gap, self.sink);
            }
        }
    }
}
