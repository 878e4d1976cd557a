//! Operators, by the precedence that rhai gives them.

use super::{Parsed, Parser, Skip};
use crate::script::ast::{BinaryOp, Expr, ExprKind, UnaryOp};
use crate::script::hints::{operators, ranges, words};
use crate::script::token::{Kind, Token};
use crate::source::Span;
use crate::text;

/// An operator that waits for its right operand.
struct Waiting {
    action: Action,
    span: Span,
    precedence: u8,
}

/// What an operator makes of its operands.
#[derive(Clone, Copy)]
enum Action {
    Binary(BinaryOp),
    Range,
    Refused,
}

/// An operand that may yet become part of a larger expression.
struct Operand {
    expr: Expr,
    height: usize,
    /// The comparison that it is, where no brackets stand around it.
    compares: Option<BinaryOp>,
}

/// The operators, their precedence as in rhai, and what they make.
fn operator(symbol: &str) -> Option<(u8, Action)> {
    use Action::{Binary, Range, Refused};
    Some(match symbol {
        "||" => (30, Binary(BinaryOp::Or)),
        "|" | "^" => (30, Refused),
        "&&" => (60, Binary(BinaryOp::And)),
        "&" => (60, Refused),
        "==" => (90, Binary(BinaryOp::Eq)),
        "!=" => (90, Binary(BinaryOp::Ne)),
        "in" => (110, Binary(BinaryOp::In)),
        "!in" => (110, Binary(BinaryOp::NotIn)),
        "<" => (130, Binary(BinaryOp::Lt)),
        "<=" => (130, Binary(BinaryOp::Le)),
        ">" => (130, Binary(BinaryOp::Gt)),
        ">=" => (130, Binary(BinaryOp::Ge)),
        "??" => (135, Binary(BinaryOp::Coalesce)),
        ".." | "..=" => (140, Range),
        "+" => (150, Binary(BinaryOp::Add)),
        "-" => (150, Binary(BinaryOp::Sub)),
        "*" => (180, Binary(BinaryOp::Mul)),
        "/" => (180, Binary(BinaryOp::Div)),
        "%" => (180, Binary(BinaryOp::Rem)),
        "**" => (190, Refused),
        "<<" | ">>" => (210, Refused),
        _ => return None,
    })
}

impl Parser<'_> {
    /// Reads an expression.
    pub(super) fn expression(&mut self) -> Parsed<Expr> {
        self.enter()?;
        let read = self.operators();
        self.leave();
        read
    }

    /// Reads a condition that is all there is to read.
    pub(super) fn read_condition(&mut self) -> Parsed<Expr> {
        let expr = self.expression()?;
        if self.peek().kind != Kind::End {
            return Err(self.unexpected_after(text!("akhir syarat", "the end of the condition")));
        }
        Ok(expr)
    }

    // The operators wait on a stack of their own: precedence costs no recursion.
    fn operators(&mut self) -> Parsed<Expr> {
        let mut operands = vec![self.operand()?];
        let mut waiting: Vec<Waiting> = Vec::new();
        while let Some((precedence, action)) = self.next_operator() {
            let span = self.bump().span;
            if matches!(action, Action::Refused) {
                let written = self.slice(span);
                self.report(operators::refused(span, written));
            }
            while waiting.last().is_some_and(|w| w.precedence >= precedence) {
                self.combine(&mut operands, &mut waiting)?;
            }
            waiting.push(Waiting { action, span, precedence });
            operands.push(self.operand()?);
        }
        while !waiting.is_empty() {
            self.combine(&mut operands, &mut waiting)?;
        }
        let last = operands.pop().ok_or(Skip)?;
        self.height = last.height;
        Ok(last.expr)
    }

    /// The operator that the next token is or seems to be; slips are reported.
    fn next_operator(&mut self) -> Option<(u8, Action)> {
        let token = self.peek();
        match &token.kind {
            Kind::Symbol("=") if self.assignment_at != Some(self.nesting) => {
                self.report(operators::single_equals(token.span));
                operator("==")
            }
            Kind::Symbol("=>") if self.condition_at == Some(self.nesting) => {
                self.report(operators::arrow(token.span));
                operator(">=")
            }
            Kind::Symbol(symbol) => operator(symbol),
            Kind::Name(name) if self.ahead(1).begins_value() => {
                let instead = words::infix(name)?;
                self.report(words::operator(token.span, name, instead));
                operator(instead)
            }
            Kind::Reserved(word) if &**word == "is" && self.ahead(1).begins_value() => {
                self.report(words::operator(token.span, word, "=="));
                operator("==")
            }
            _ => None,
        }
    }

    fn combine(&mut self, operands: &mut Vec<Operand>, waiting: &mut Vec<Waiting>) -> Parsed<()> {
        let (Some(op), Some(right), Some(left)) = (waiting.pop(), operands.pop(), operands.pop()) else {
            return Err(Skip);
        };
        let span = left.expr.span.to(right.expr.span);
        self.rise(left.height.max(right.height), span)?;
        let height = self.height;
        let mut compares = None;
        let kind = match op.action {
            Action::Refused => ExprKind::Broken,
            Action::Range => {
                let asked_in = waiting
                    .last()
                    .is_some_and(|w| matches!(w.action, Action::Binary(BinaryOp::In | BinaryOp::NotIn)));
                let (lo, hi) = (self.slice(left.expr.span), self.slice(right.expr.span));
                let inclusive = self.slice(op.span) == "..=";
                let asked = operands.last().filter(|_| asked_in).map(|o| self.slice(o.expr.span));
                self.report(ranges::outside_switch(span, asked, lo, hi, inclusive));
                ExprKind::Broken
            }
            Action::Binary(binary) => {
                let own = comparison(binary);
                let chained = own.zip(left.compares).is_some_and(|(a, b)| is_equality(a) == is_equality(b));
                if chained {
                    let help = self.chain_as_two(&left.expr, op.span, right.expr.span);
                    self.report(operators::chained(span, help.as_deref()));
                    ExprKind::Broken
                } else {
                    compares = own;
                    ExprKind::Binary {
                        op: binary,
                        op_span: op.span,
                        left: Box::new(left.expr),
                        right: Box::new(right.expr),
                    }
                }
            }
        };
        operands.push(Operand { expr: Expr { kind, span }, height, compares });
        Ok(())
    }

    /// `70 <= x < 90` as two comparisons.
    fn chain_as_two(&self, left: &Expr, op: Span, right: Span) -> Option<String> {
        let ExprKind::Binary { right: middle, .. } = &left.kind else { return None };
        let words = format!(
            "{} && {} {} {}",
            self.slice(left.span),
            self.slice(middle.span),
            self.slice(op),
            self.slice(right)
        );
        (words.len() <= 100 && !words.contains('\n')).then_some(words)
    }

    /// Reads signs before a value, and the value.
    fn operand(&mut self) -> Parsed<Operand> {
        let mut signs: Vec<(UnaryOp, Span)> = Vec::new();
        loop {
            let token = self.peek();
            match &token.kind {
                Kind::Symbol("-") => signs.push((UnaryOp::Neg, token.span)),
                Kind::Symbol("!") => signs.push((UnaryOp::Not, token.span)),
                Kind::Symbol("+") => self.report(operators::plus_sign(token.span)),
                Kind::Name(name) if self.is_not_word(token) => {
                    self.report(words::operator(token.span, name, "!"));
                    signs.push((UnaryOp::Not, token.span));
                }
                _ => break,
            }
            self.bump();
        }
        let mut expr = self.postfix()?;
        for (op, span) in signs.into_iter().rev() {
            let whole = span.to(expr.span);
            let negated = match (&expr.kind, op) {
                (ExprKind::Number(number), UnaryOp::Neg) => number.checked_neg(),
                _ => None,
            };
            let kind = match negated {
                Some(number) => ExprKind::Number(number),
                None => {
                    self.rise(self.height, whole)?;
                    ExprKind::Unary { op, operand: Box::new(expr) }
                }
            };
            expr = Expr { kind, span: whole };
        }
        Ok(Operand { expr, height: self.height, compares: None })
    }

    fn is_not_word(&self, token: &Token) -> bool {
        let next = self.ahead(1);
        token.name().is_some_and(|name| words::is_not(name))
            && !token.name().is_some_and(|name| self.params.contains(name))
            && next.begins_value()
            && !next.is("-")
    }
}

fn comparison(op: BinaryOp) -> Option<BinaryOp> {
    matches!(op, BinaryOp::Eq | BinaryOp::Ne | BinaryOp::Lt | BinaryOp::Le | BinaryOp::Gt | BinaryOp::Ge)
        .then_some(op)
}

fn is_equality(op: BinaryOp) -> bool {
    matches!(op, BinaryOp::Eq | BinaryOp::Ne)
}
