//! Where reading goes on after an error.

use std::ops::Range;

use super::{Parser, report};
use crate::script::hints::flaws;
use crate::script::token::Kind;
use crate::source::Span;

impl Parser<'_> {
    /// Whether the next token begins a function, which no error may swallow.
    pub(super) fn at_function(&self) -> bool {
        self.peek().is("fn") || (self.peek().is("private") && self.ahead(1).is("fn"))
    }

    /// Whether a block can have nothing more in it.
    pub(super) fn at_block_end(&self) -> bool {
        self.peek().is("}") || self.peek().kind == Kind::End || self.at_function()
    }

    /// Skips the rest of a statement: past its `;` or its last block, or up to the `}` around it.
    pub(super) fn skip_statement(&mut self) {
        let mut open = 0usize;
        while self.peek().kind != Kind::End && !self.at_function() {
            match self.peek().kind {
                Kind::Symbol(";") if open == 0 => {
                    self.bump();
                    return;
                }
                Kind::Symbol("}") if open == 0 => return,
                Kind::Symbol("}") => {
                    open = open.saturating_sub(1);
                    let closing = self.bump().span;
                    let next = self.peek();
                    let goes_on =
                        matches!(next.kind, Kind::Symbol("else" | ")" | "]" | "," | "." | "?." | ";"));
                    if open == 0 && !goes_on && self.breaks_line(closing, next.span) {
                        return;
                    }
                }
                Kind::Symbol("{" | "#{") => {
                    open = open.saturating_add(1);
                    self.bump();
                }
                _ => {
                    self.bump();
                }
            }
        }
    }

    /// Skips the rest of a switch arm: up to its comma or to the `}` of the switch.
    pub(super) fn skip_arm(&mut self) {
        let (mut braces, mut brackets) = (0usize, 0usize);
        while self.peek().kind != Kind::End && !self.at_function() {
            match self.peek().kind {
                Kind::Symbol(",") if braces == 0 && brackets == 0 => {
                    self.bump();
                    return;
                }
                Kind::Symbol("}") if braces == 0 => return,
                Kind::Symbol("}") => braces = braces.saturating_sub(1),
                Kind::Symbol("{" | "#{") => braces = braces.saturating_add(1),
                Kind::Symbol("(" | "[") => brackets = brackets.saturating_add(1),
                Kind::Symbol(")" | "]") => brackets = brackets.saturating_sub(1),
                _ => {}
            }
            self.bump();
        }
    }

    /// Skips up to the next function.
    pub(super) fn skip_to_function(&mut self) {
        while self.peek().kind != Kind::End && !self.at_function() {
            self.bump();
        }
    }

    /// Skips a block with all that stands in it; `None` where it never closes.
    pub(super) fn skip_block(&mut self) -> Option<Span> {
        let start = self.peek().span;
        let mut open: Vec<Span> = Vec::new();
        while self.peek().kind != Kind::End && !self.at_function() {
            let token = self.bump();
            match token.kind {
                Kind::Symbol("{" | "#{") => open.push(token.span),
                Kind::Symbol("}") => {
                    open.pop();
                    if open.is_empty() {
                        return Some(start.to(token.span));
                    }
                }
                _ => {}
            }
        }
        let innermost = open.last().copied().unwrap_or(start);
        let here = self.peek().span;
        self.report(report::unclosed(innermost, "{", "}", here));
        None
    }

    /// Reports what is wrong with the tokens themselves.
    pub(super) fn report_flaws(&mut self, range: Range<usize>, interpreted: bool) {
        for token in self.tokens.get(range).unwrap_or(&[]) {
            if interpreted && flaws::rhai_knows(token, self.text) {
                continue;
            }
            if let Some(diagnostic) = flaws::flaw(token, self.text) {
                self.report(diagnostic);
            }
        }
    }
}
