//! Blocks and statements.

use super::report::Named;
use super::{Parsed, Parser, Skip, report};
use crate::script::ast::{Block, Expr, ExprKind, Statement};
use crate::script::hints::{language, values, words};
use crate::script::token::Kind;
use crate::source::Span;
use crate::text;

/// What stands in a block.
enum Piece {
    Statement(Statement),
    /// A value, whether a semicolon follows it, and whether it is an `if` or `switch` of its own.
    Value(Expr, Option<Span>, bool),
}

impl Parser<'_> {
    /// Reads `{ ... }`; after an error in a statement it goes on with the next one.
    pub(super) fn block(&mut self) -> Parsed<Block> {
        self.enter()?;
        let read = self.read_block();
        self.leave();
        read
    }

    fn read_block(&mut self) -> Parsed<Block> {
        let outer = (self.assignment_at.take(), self.condition_at.take());
        let Some(open) = self.eat("{") else {
            return Err(self.unexpected_after(text!("`{{`", "`{{`")));
        };
        let mut statements = Vec::new();
        let mut value: Option<Expr> = None;
        let (mut tallest, mut broken) = (0, false);
        let end = loop {
            if let Some(end) = self.eat("}") {
                break end;
            }
            if self.at_block_end() {
                let here = self.peek().span;
                self.report(report::unclosed(open, "{", "}", here));
                self.abandoned = true;
                return Err(Skip);
            }
            if self.eat(";").is_some() {
                continue;
            }
            let before = self.at;
            match self.statement() {
                Ok(Piece::Statement(statement)) => statements.push(statement),
                Ok(Piece::Value(expr, semicolon, branches)) => {
                    if self.peek().is("}") {
                        if let Some(semicolon) = semicolon.filter(|_| !branches) {
                            self.report(values::semicolon_after_value(semicolon));
                        }
                        value = Some(expr);
                    } else {
                        // What is dropped is found when the function is complete.
                        statements.push(Statement::Branch(expr));
                    }
                }
                Err(Skip) if self.abandoned => return Err(Skip),
                Err(Skip) => {
                    broken = true;
                    self.height = 1;
                    self.skip_statement();
                    if self.at == before {
                        self.bump();
                    }
                }
            }
            tallest = tallest.max(self.height);
        };
        (self.assignment_at, self.condition_at) = outer;
        let span = open.to(end);
        if broken && value.is_none() {
            value = Some(Expr { kind: ExprKind::Broken, span });
        }
        self.rise(tallest, span)?;
        Ok(Block { statements, value: value.map(Box::new), span })
    }

    fn statement(&mut self) -> Parsed<Piece> {
        let token = self.peek();
        let keyword = match &token.kind {
            Kind::Symbol(symbol) => *symbol,
            Kind::Name(name) => match self.misspelt(token, name) {
                Some(keyword @ ("let" | "return" | "if" | "switch")) => {
                    self.report(words::misspelt(token.span, name, keyword));
                    keyword
                }
                _ => "",
            },
            Kind::Reserved(word) if matches!(&**word, "var" | "static") => {
                self.report(words::misspelt(token.span, word, "let"));
                "let"
            }
            _ => "",
        };
        match keyword {
            "let" => self.let_statement(),
            "const" => {
                self.report(language::refused(token.span, "const"));
                self.let_statement()
            }
            "return" => {
                let statement = self.return_statement()?;
                self.statement_end()?;
                Ok(Piece::Statement(statement))
            }
            "if" | "switch" | "{" => {
                let expr = match keyword {
                    "if" => self.branch_if()?,
                    "switch" => self.branch_switch()?,
                    _ => {
                        let block = self.block()?;
                        let span = block.span;
                        Expr { kind: ExprKind::Block(block), span }
                    }
                };
                let semicolon = self.eat(";");
                Ok(Piece::Value(expr, semicolon, true))
            }
            "for" | "while" | "loop" | "do" | "try" => {
                self.report(language::refused(token.span, keyword));
                self.skip_loop();
                let expr = Expr { kind: ExprKind::Broken, span: token.span };
                self.height = 1;
                Ok(Piece::Value(expr, None, true))
            }
            _ => self.expression_statement(),
        }
    }

    /// Skips a loop, or `try` and `catch`, after it was refused.
    fn skip_loop(&mut self) {
        loop {
            while !self.at_block_end() && !matches!(self.peek().kind, Kind::Symbol("{" | ";")) {
                self.bump();
            }
            if !self.peek().is("{") || self.skip_block().is_none() {
                return;
            }
            if !matches!(self.peek().kind, Kind::Symbol("catch" | "while" | "until")) {
                return;
            }
        }
    }

    fn let_statement(&mut self) -> Parsed<Piece> {
        self.bump();
        let name = self.new_name(Named::Local)?;
        if self.eat("=").is_none() {
            let token = self.peek();
            if !token.is("==") {
                return Err(self.unexpected(text!("`=` dan sebuah nilai", "`=` and a value")));
            }
            self.report(values::double_equals(token.span));
            self.bump();
        }
        let value = self.expression()?;
        self.statement_end()?;
        Ok(Piece::Statement(Statement::Let { name, value }))
    }

    fn expression_statement(&mut self) -> Parsed<Piece> {
        let outer = self.assignment_at.replace(self.nesting.saturating_add(1));
        let read = self.expression();
        self.assignment_at = outer;
        let expr = read?;
        let token = self.peek();
        if let Kind::Symbol(
            "=" | "+=" | "-=" | "*=" | "/=" | "%=" | "**=" | "&=" | "|=" | "^=" | "<<=" | ">>=",
        ) = token.kind
        {
            self.report(language::assignment(token.span));
            return Err(Skip);
        }
        if let Some(semicolon) = self.eat(";") {
            return Ok(Piece::Value(expr, Some(semicolon), false));
        }
        self.statement_end()?;
        Ok(Piece::Value(expr, None, false))
    }

    /// Takes the semicolon of a statement, which only the last of a block may lack.
    fn statement_end(&mut self) -> Parsed<()> {
        if self.eat(";").is_some() || self.at_block_end() {
            return Ok(());
        }
        let before = self.previous();
        let skipped = self.unexpected_after(text!("`;` atau operator", "`;` or an operator"));
        // Where only the semicolon is missing, the next statement is read as if it were there.
        if self.breaks_line(before, self.peek().span) && self.begins_statement() {
            return Ok(());
        }
        Err(skipped)
    }

    fn begins_statement(&self) -> bool {
        let token = self.peek();
        token.begins_value() || matches!(token.kind, Kind::Symbol("let" | "return"))
    }
}
