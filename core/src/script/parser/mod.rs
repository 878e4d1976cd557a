//! Tokens become a syntax tree; what cannot be read is reported, and reading goes on behind it.

mod block;
mod branch;
mod expr;
mod function;
mod primary;
mod recovery;
mod report;

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use super::ast::{Expr, ExprKind, Function, Ident};
use super::lexer;
use super::token::{Kind, Token};
use crate::diagnostic::{Diagnostic, Sink};
use crate::source::{FileId, Span, Spanned};

/// How deep brackets, blocks and closures may stand in each other.
///
/// It bounds the recursion of the parser and of every later stage.
pub(crate) const MAX_NESTING: usize = 64;

/// How high a syntax tree may be, operators in a row included.
pub(crate) const MAX_HEIGHT: usize = 200;

/// Something was reported that keeps the parser from reading on here.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Skip;

/// What was read, or that an error was reported.
pub(crate) type Parsed<T> = Result<T, Skip>;

/// Reads the tokens of one file, or of one condition in a comment.
pub(crate) struct Parser<'a> {
    file: FileId,
    text: &'a str,
    tokens: &'a [Token],
    end: &'a Token,
    at: usize,
    sink: &'a mut Sink,
    nesting: usize,
    /// The height of the expression or block that was read last.
    height: usize,
    /// Nothing more is reported until the next function.
    abandoned: bool,
    /// The nesting at which `=` is an assignment and no slip for `==`.
    assignment_at: Option<usize>,
    /// The nesting at which `=>` is a slip for `>=`.
    condition_at: Option<usize>,
    /// The parameters of the function that is being read.
    params: BTreeSet<Arc<str>>,
}

/// Reads the functions of a file.
pub(crate) fn functions(
    file: FileId,
    text: &str,
    defaults: &super::ast::Tags,
    sink: &mut Sink,
) -> Vec<Function> {
    let tokens = lexer::tokens(file, text, 0..text.len());
    let Some((end, tokens)) = tokens.split_last() else { return Vec::new() };
    Parser::new(file, text, tokens, end, sink).read_file(defaults)
}

/// Reads a condition that stands in parts of a file, such as the lines of a comment.
pub(crate) fn condition(file: FileId, text: &str, parts: &[Range<usize>], sink: &mut Sink) -> Expr {
    let mut tokens = Vec::new();
    for part in parts {
        // Each part ends in a token of its own; only the last one is kept.
        if tokens.last().is_some_and(|t: &Token| t.kind == Kind::End) {
            tokens.pop();
        }
        tokens.extend(lexer::tokens(file, text, part.clone()));
    }
    let whole = parts.first().zip(parts.last()).map_or(0..0, |(a, b)| a.start..b.end);
    let span = Span::new(file, whole.start, whole.end);
    let broken = Expr { kind: ExprKind::Broken, span };
    let Some((end, tokens)) = tokens.split_last() else { return broken };
    let mut parser = Parser::new(file, text, tokens, end, sink);
    parser.report_flaws(0..tokens.len(), false);
    parser.read_condition().unwrap_or(broken)
}

impl<'a> Parser<'a> {
    fn new(
        file: FileId,
        text: &'a str,
        tokens: &'a [Token],
        end: &'a Token,
        sink: &'a mut Sink,
    ) -> Parser<'a> {
        Parser {
            file,
            text,
            tokens,
            end,
            at: 0,
            sink,
            nesting: 0,
            height: 0,
            abandoned: false,
            assignment_at: None,
            condition_at: None,
            params: BTreeSet::new(),
        }
    }

    /// The next token.
    fn peek(&self) -> &'a Token {
        self.tokens.get(self.at).unwrap_or(self.end)
    }

    /// The token that many places on.
    fn ahead(&self, count: usize) -> &'a Token {
        self.tokens.get(self.at.saturating_add(count)).unwrap_or(self.end)
    }

    /// The place of the token that was taken last.
    fn previous(&self) -> Span {
        let before = self.at.checked_sub(1).and_then(|at| self.tokens.get(at));
        before.map_or(Span { end: self.peek().span.start, ..self.peek().span }, |token| token.span)
    }

    fn bump(&mut self) -> &'a Token {
        let token = self.peek();
        if self.at < self.tokens.len() {
            self.at = self.at.saturating_add(1);
        }
        token
    }

    fn eat(&mut self, symbol: &str) -> Option<Span> {
        self.peek().is(symbol).then(|| self.bump().span)
    }

    fn slice(&self, span: Span) -> &'a str {
        self.text.get(span.range()).unwrap_or("")
    }

    fn report(&mut self, diagnostic: Diagnostic) {
        if !self.abandoned {
            self.sink.push(diagnostic);
        }
    }

    /// Whether nothing stands between two places.
    fn touches(&self, left: Span, right: Span) -> bool {
        left.end == right.start
    }

    /// Whether a line ends between two places.
    fn breaks_line(&self, left: Span, right: Span) -> bool {
        let between = Span { start: left.end, end: right.start.max(left.end), ..left };
        self.slice(between).contains('\n')
    }

    /// Goes one level deeper, unless that is too deep.
    fn enter(&mut self) -> Parsed<()> {
        if self.nesting >= MAX_NESTING {
            let span = self.peek().span;
            self.report(report::too_deep(span));
            self.abandoned = true;
            return Err(Skip);
        }
        self.nesting = self.nesting.saturating_add(1);
        Ok(())
    }

    fn leave(&mut self) {
        self.nesting = self.nesting.saturating_sub(1);
    }

    /// Sets the height of what stands above parts of this height.
    fn rise(&mut self, parts: usize, span: Span) -> Parsed<()> {
        self.height = parts.saturating_add(1);
        if self.height > MAX_HEIGHT {
            self.report(report::too_long(span));
            self.abandoned = true;
            return Err(Skip);
        }
        Ok(())
    }

    /// Reads a name that is being given, which has to be well formed.
    fn new_name(&mut self, what: report::Named) -> Parsed<Ident> {
        let token = self.peek();
        match &token.kind {
            Kind::Name(name) => {
                self.bump();
                if token.flaw.is_none() && !is_well_formed(name) {
                    self.report(report::ill_formed(token.span, name));
                }
                let joined = self.eat_hyphens(token.span);
                let name = joined.map_or_else(|| Arc::clone(name), |span| Arc::from(self.slice(span)));
                Ok(Spanned::new(name, joined.unwrap_or(token.span)))
            }
            Kind::Reserved(word) if is_word(word) => {
                self.bump();
                self.report(super::hints::words::reserved(token.span, word));
                Ok(Spanned::new(Arc::clone(word), token.span))
            }
            Kind::Symbol(word) if is_word(word) => {
                self.bump();
                self.report(super::hints::words::reserved(token.span, word));
                Ok(Spanned::new(Arc::from(*word), token.span))
            }
            _ => Err(self.unexpected(what.text())),
        }
    }

    /// Takes `-kerja` after `masa` where a name is being given, and reports it.
    fn eat_hyphens(&mut self, first: Span) -> Option<Span> {
        let mut whole = first;
        while self.peek().is("-")
            && self.touches(whole, self.peek().span)
            && self.ahead(1).name().is_some()
            && self.touches(self.peek().span, self.ahead(1).span)
        {
            self.bump();
            whole = whole.to(self.bump().span);
        }
        if whole == first {
            return None;
        }
        self.report(super::hints::hyphen::given(whole, self.slice(whole)));
        Some(whole)
    }
}

/// Whether a name is written `[a-z][a-z0-9_]*`.
fn is_well_formed(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_lowercase())
        && name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
}

fn is_word(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_alphabetic())
}
