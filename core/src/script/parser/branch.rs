//! `if` and `switch`.

use super::{Parsed, Parser, Skip, report};
use crate::script::ast::{Arm, Block, Expr, ExprKind, Pattern, Statement};
use crate::script::hints::{decimal_comma, patterns, words};
use crate::script::token::Kind;
use crate::source::Span;
use crate::text;
use crate::value::Number;

impl Parser<'_> {
    /// Reads an `if` with its `else`; the next token is `if` or stands for it.
    pub(super) fn branch_if(&mut self) -> Parsed<Expr> {
        self.enter()?;
        let read = self.read_if();
        self.leave();
        read
    }

    // `else if` is read in a loop, so that a long row of them costs no recursion.
    fn read_if(&mut self) -> Parsed<Expr> {
        let mut branches: Vec<(Span, Expr, Block)> = Vec::new();
        let mut tallest = 0;
        let mut last: Option<Expr> = None;
        loop {
            let start = self.bump().span;
            let outer = self.condition_at.replace(self.nesting.saturating_add(1));
            let condition = self.expression();
            self.condition_at = outer;
            let condition = condition?;
            tallest = tallest.max(self.height);
            self.skip_then();
            let block = self.block()?;
            tallest = tallest.max(self.height);
            branches.push((start, condition, block));
            match self.eat_else() {
                None => break,
                Some(true) => {}
                Some(false) => {
                    let block = self.block()?;
                    tallest = tallest.max(self.height);
                    let span = block.span;
                    last = Some(Expr { kind: ExprKind::Block(block), span });
                    break;
                }
            }
        }
        let mut height = tallest;
        while let Some((start, condition, then)) = branches.pop() {
            let end = last.as_ref().map_or(then.span, |e| e.span);
            let span = start.to(end);
            self.rise(height, span)?;
            height = self.height;
            let otherwise = last.take().map(Box::new);
            let kind = ExprKind::If { condition: Box::new(condition), then, otherwise };
            last = Some(Expr { kind, span });
        }
        last.ok_or(Skip)
    }

    /// Takes `else`; says whether an `if` follows, which is the next token then.
    fn eat_else(&mut self) -> Option<bool> {
        let token = self.peek();
        if self.eat("else").is_some() {
            return Some(self.at_if());
        }
        let name = token.name()?;
        let keyword = words::keyword(name)?;
        let next = self.ahead(1);
        let follows = next.is("{") || next.is("if") || keyword == "else if";
        if !follows || !keyword.starts_with("else") {
            return None;
        }
        self.report(words::misspelt(token.span, name, keyword));
        if keyword == "else if" {
            // The word stands for the `if` too.
            return Some(true);
        }
        self.bump();
        Some(self.at_if())
    }

    /// Whether the next token is `if`, or a misspelt one, which is reported.
    fn at_if(&mut self) -> bool {
        let token = self.peek();
        if token.is("if") {
            return true;
        }
        let Some(name) = token.name() else { return false };
        if words::keyword(name) != Some("if") {
            return false;
        }
        self.report(words::misspelt(token.span, name, "if"));
        true
    }

    /// Takes `maka` or `then` before a block, and reports it.
    fn skip_then(&mut self) {
        let token = self.peek();
        if let Some(name) = token.name()
            && matches!(&**name, "maka" | "then")
            && self.ahead(1).is("{")
        {
            self.report(words::then(token.span, name));
            self.bump();
        }
    }

    /// Reads a `switch`; the next token is `switch` or stands for it.
    pub(super) fn branch_switch(&mut self) -> Parsed<Expr> {
        self.enter()?;
        let read = self.read_switch();
        self.leave();
        read
    }

    fn read_switch(&mut self) -> Parsed<Expr> {
        let start = self.bump().span;
        let subject = self.expression()?;
        let mut tallest = self.height;
        let Some(open) = self.eat("{") else {
            return Err(self
                .unexpected_after(text!("`{{` setelah nilai `switch`", "`{{` after the value of `switch`")));
        };
        let mut arms = Vec::new();
        loop {
            if let Some(end) = self.eat("}") {
                let span = start.to(end);
                self.rise(tallest, span)?;
                return Ok(Expr { kind: ExprKind::Switch { subject: Box::new(subject), arms }, span });
            }
            if self.peek().kind == Kind::End || self.at_function() {
                let here = self.peek().span;
                self.report(report::unclosed(open, "{", "}", here));
                self.abandoned = true;
                return Err(Skip);
            }
            let before = self.at;
            match self.arm() {
                Ok(arm) => {
                    tallest = tallest.max(self.height);
                    arms.push(arm);
                }
                Err(Skip) if self.abandoned => return Err(Skip),
                Err(Skip) => {
                    let from = self.peek().span;
                    self.skip_arm();
                    if self.at == before {
                        self.bump();
                    }
                    // A broken arm stands for any value, so that no later stage asks for what is missing.
                    let body = Expr { kind: ExprKind::Broken, span: from };
                    arms.push(Arm { patterns: Vec::new(), guard: None, body, span: from });
                }
            }
        }
    }

    fn arm(&mut self) -> Parsed<Arm> {
        let start = self.peek().span;
        let mut patterns = Vec::new();
        if self.eat("_").is_none() {
            loop {
                patterns.push(self.pattern()?);
                if self.eat("|").is_none() && self.eat("||").is_none() {
                    break;
                }
            }
        }
        let mut tallest = 0;
        let mut guard = None;
        if self.eat("if").is_some() {
            let outer = self.condition_at.take();
            let read = self.expression();
            self.condition_at = outer;
            guard = Some(read?);
            tallest = self.height;
        }
        if self.eat("=>").is_none() {
            let token = self.peek();
            if token.is(",") {
                self.report(patterns::comma(token.span));
                return Err(Skip);
            }
            return Err(self.unexpected(text!("`=>`", "`=>`")));
        }
        let outer = self.condition_at.take();
        let body = self.arm_body();
        self.condition_at = outer;
        let (body, ends_itself) = body?;
        self.rise(tallest.max(self.height), body.span)?;
        self.height = self.height.saturating_sub(1);
        self.arm_end(ends_itself)?;
        let span = start.to(body.span);
        Ok(Arm { patterns, guard, body, span })
    }

    /// Reads what an arm gives; says whether it needs no comma behind it.
    fn arm_body(&mut self) -> Parsed<(Expr, bool)> {
        let token = self.peek();
        match token.kind {
            Kind::Symbol("if") => Ok((self.branch_if()?, true)),
            Kind::Symbol("switch") => Ok((self.branch_switch()?, true)),
            Kind::Symbol("{") => {
                let block = self.block()?;
                let span = block.span;
                Ok((Expr { kind: ExprKind::Block(block), span }, true))
            }
            Kind::Symbol("return") => {
                let statement = self.return_statement()?;
                let span = token.span.to(self.previous());
                let block = Block { statements: vec![statement], value: None, span };
                Ok((Expr { kind: ExprKind::Block(block), span }, false))
            }
            _ => {
                let outer = self.assignment_at.take();
                let read = self.expression();
                self.assignment_at = outer;
                Ok((read?, false))
            }
        }
    }

    fn arm_end(&mut self, ends_itself: bool) -> Parsed<()> {
        if let Some(span) = self.decimal_comma()
            && !matches!(self.ahead(2).kind, Kind::Symbol("=>" | "|" | ".." | "..=" | "if"))
        {
            let written = self.slice(span);
            self.report(decimal_comma::decimal_comma(span, written));
            self.bump();
            self.bump();
        }
        if self.eat(",").is_some() || ends_itself || self.peek().is("}") {
            return Ok(());
        }
        let (token, before) = (self.peek(), self.previous());
        if token.is(";") {
            self.report(patterns::semicolon(token.span));
            self.bump();
            return Ok(());
        }
        if self.breaks_line(before, token.span) && token.begins_value() {
            self.report(patterns::no_comma(before));
            return Ok(());
        }
        Err(self.unexpected_after(text!("koma atau `}}`", "a comma or `}}`")))
    }

    fn pattern(&mut self) -> Parsed<Pattern> {
        let token = self.peek();
        let literal = |kind| Ok(Pattern::Value(Expr { kind, span: token.span }));
        match &token.kind {
            Kind::Text(value) => {
                self.bump();
                literal(ExprKind::Text(value.clone()))
            }
            Kind::Broken => {
                self.bump();
                literal(ExprKind::Broken)
            }
            Kind::Symbol(word @ ("true" | "false")) => {
                self.bump();
                literal(ExprKind::Bool(*word == "true"))
            }
            Kind::Number(_) | Kind::Symbol("-") => self.number_pattern(),
            Kind::Name(name) => {
                let next = self.ahead(1);
                let alone = matches!(next.kind, Kind::Symbol("=>" | "|" | "||" | "if" | ","));
                let fallback = words::keyword(name) == Some("else");
                self.bump();
                self.report(patterns::not_literal(token.span, name, alone && !fallback));
                if !alone {
                    return Err(Skip);
                }
                literal(ExprKind::Broken)
            }
            Kind::Symbol("_") => {
                self.report(patterns::any_with_others(token.span));
                self.bump();
                literal(ExprKind::Broken)
            }
            Kind::Reserved(word) if super::is_word(word) => {
                self.report(patterns::not_literal(token.span, word, &**word != "default"));
                self.bump();
                literal(ExprKind::Broken)
            }
            Kind::Symbol("<" | "<=" | ">" | ">=" | "==" | "!=" | "else") => {
                self.report(patterns::comparison(token.span, self.slice(token.span)));
                Err(Skip)
            }
            _ => Err(self.unexpected(text!("nilai atau `_`", "a value or `_`"))),
        }
    }

    /// Reads a number or a range.
    fn number_pattern(&mut self) -> Parsed<Pattern> {
        let (lo, first) = self.signed_number()?;
        let inclusive = match self.peek().kind {
            Kind::Symbol("..") => false,
            Kind::Symbol("..=") => true,
            _ => return Ok(Pattern::Value(Expr { kind: ExprKind::Number(lo), span: first })),
        };
        self.bump();
        if !matches!(self.peek().kind, Kind::Number(_) | Kind::Symbol("-")) {
            return Err(self.unexpected(text!("batas atas rentang", "the upper bound of the range")));
        }
        let (hi, last) = self.signed_number()?;
        let span = first.to(last);
        if lo.to_integer().is_none() || hi.to_integer().is_none() {
            self.report(patterns::decimal_range(span));
            return Ok(Pattern::Value(Expr { kind: ExprKind::Broken, span }));
        }
        if lo > hi || (lo == hi && !inclusive) {
            self.report(patterns::empty_range(span));
            return Ok(Pattern::Value(Expr { kind: ExprKind::Broken, span }));
        }
        Ok(Pattern::Range { lo, hi, inclusive, span })
    }

    fn signed_number(&mut self) -> Parsed<(Number, Span)> {
        let minus = self.eat("-");
        let token = self.peek();
        let Kind::Number(number) = token.kind else {
            return Err(self.unexpected(text!("sebuah bilangan", "a number")));
        };
        self.bump();
        Ok(match minus {
            Some(sign) => (number.checked_neg().unwrap_or(number), sign.to(token.span)),
            None => (number, token.span),
        })
    }

    /// Reads `return value`, without what ends it.
    pub(super) fn return_statement(&mut self) -> Parsed<Statement> {
        let start = self.bump().span;
        if matches!(self.peek().kind, Kind::Symbol(";" | "}" | ",")) {
            self.report(patterns::empty_return(start));
            let value = Expr { kind: ExprKind::Broken, span: start };
            return Ok(Statement::Return { value, span: start });
        }
        let outer = (self.assignment_at.take(), self.condition_at.take());
        let value = self.expression();
        (self.assignment_at, self.condition_at) = outer;
        let value = value?;
        let span = start.to(value.span);
        Ok(Statement::Return { value, span })
    }
}
