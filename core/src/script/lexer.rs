//! The text of a rule file becomes tokens: rhai says what they are, [`Scanner`] where they end.

use std::ops::Range;
use std::sync::Arc;

use rhai::{LexError, Token as RhaiToken};

use super::hints::{numbers, quotes, symbols};
use super::scan::Scanner;
use super::stream::Stream;
use super::token::{Flaw, Kind, NumberFlaw, Token};
use crate::source::{FileId, Span};

/// Reads the tokens of a part of a file; the last one is [`Kind::End`], which covers nothing.
pub(crate) fn tokens(file: FileId, text: &str, part: Range<usize>) -> Vec<Token> {
    let text = text.get(..part.end).unwrap_or(text);
    let stream = Stream::new();
    let mut lexer = Lexer { file, text, at: part.start, found: Vec::new() };
    while lexer.read_run(&stream) {}
    lexer.push(Kind::End, text.len(), text.len(), None);
    lexer.found
}

struct Lexer<'t> {
    file: FileId,
    text: &'t str,
    at: usize,
    found: Vec<Token>,
}

impl Lexer<'_> {
    fn push(&mut self, kind: Kind, start: usize, end: usize, flaw: Option<Flaw>) {
        self.found.push(Token { kind, span: Span::new(self.file, start, end), flaw });
        self.at = end;
    }

    /// Reads tokens until rhai has to be started anew; says whether there is more to read.
    ///
    /// rhai goes on after an error, but a line later than it is, or in the midst of what it could not
    /// read. So whatever it refuses is read here, and it starts again behind it.
    fn read_run(&mut self, stream: &Stream) -> bool {
        // Whether `-` is a sign or a subtraction hangs on what stood before the fresh start.
        let behind_value = self.found.last().is_some_and(|token| {
            !matches!(token.kind, Kind::Symbol(s) if !matches!(s, ")" | "]" | "}"))
                && token.kind != Kind::Stray
        });
        let rest = self.text.get(self.at..).unwrap_or("");
        stream.tokens(rest, behind_value, |tokens| self.read_stream(tokens))
    }

    fn read_stream(&mut self, stream: &mut dyn Iterator<Item = RhaiToken>) -> bool {
        for token in stream {
            if matches!(token, RhaiToken::Comment(_)) {
                continue;
            }
            let mut scanner = Scanner::new(self.text, self.at);
            if let Err(open) = scanner.eat_trivia() {
                self.push(Kind::Stray, open, self.text.len(), Some(Flaw::OpenComment));
                return false;
            }
            let start = scanner.at();
            if scanner.peek().is_none() {
                return false;
            }
            if self.read_token(token, start).is_none() {
                return true;
            }
        }
        false
    }

    /// Reads one token, or what stands in its place; `None` where rhai has to start anew behind it.
    fn read_token(&mut self, token: RhaiToken, start: usize) -> Option<()> {
        if let Some((end, instead)) = symbols::foreign_operator(self.text, start) {
            self.push(Kind::Symbol(instead), start, end, Some(Flaw::ForeignOperator(instead)));
            return None;
        }
        let mut scanner = Scanner::new(self.text, start);
        match token {
            RhaiToken::IntegerConstant(_) | RhaiToken::DecimalConstant(_) => self.read_number(start),
            RhaiToken::StringConstant(value) => self.read_text(value.as_str(), start),
            RhaiToken::InterpolatedString(_) => {
                let (ended, _) = scanner.eat_backticks();
                let flaw = if ended { Flaw::Interpolated } else { Flaw::OpenText };
                self.push(Kind::Broken, start, scanner.at(), Some(flaw));
                None
            }
            RhaiToken::CharConstant(_) => {
                self.read_refused(start);
                None
            }
            RhaiToken::Identifier(name) => {
                let known = scanner.eat(name.as_str());
                self.place(known, Kind::Name(Arc::from(name.as_str())), start, scanner.at())
            }
            RhaiToken::Reserved(word) if !word.starts_with(|c: char| c.is_ascii_alphabetic()) => {
                self.read_refused(start);
                None
            }
            RhaiToken::Reserved(word) => {
                let known = scanner.eat(word.as_str());
                self.place(known, Kind::Reserved(Arc::from(word.as_str())), start, scanner.at())
            }
            RhaiToken::LexError(error) => {
                match *error {
                    LexError::MalformedEscapeSequence(_) => self.read_escape(start),
                    _ => self.read_refused(start),
                }
                None
            }
            token if token.is_literal() => {
                let symbol = token.literal_syntax();
                let known = scanner.eat(symbol);
                self.place(known, Kind::Symbol(symbol), start, scanner.at())
            }
            _ => {
                self.read_refused(start);
                None
            }
        }
    }

    /// Puts a token where its text was found; where rhai's token is not the text, rhai starts anew.
    fn place(&mut self, known: bool, kind: Kind, start: usize, end: usize) -> Option<()> {
        if known {
            self.push(kind, start, end, None);
            return Some(());
        }
        self.read_refused(start);
        None
    }

    fn read_number(&mut self, start: usize) -> Option<()> {
        let read = numbers::read(self.text, start);
        let rhai_reads_on = read.flaw.is_none();
        self.push(read.kind, start, read.end, read.flaw);
        rhai_reads_on.then_some(())
    }

    fn read_text(&mut self, value: &str, start: usize) -> Option<()> {
        let mut scanner = Scanner::new(self.text, start);
        let ended = match scanner.peek() {
            Some('"') => scanner.eat_quoted('"'),
            Some('`') => scanner.eat_backticks().0,
            Some('#') => scanner.eat_raw(),
            _ => {
                self.read_refused(start);
                return None;
            }
        };
        let flaw = (!ended).then_some(Flaw::OpenText);
        self.push(Kind::Text(Arc::from(value)), start, scanner.at(), flaw);
        ended.then_some(())
    }

    /// Reads a text with a wrong escape; only the escape is marked, so that its place is exact.
    fn read_escape(&mut self, start: usize) {
        let mut scanner = Scanner::new(self.text, start);
        let quote = scanner.peek().unwrap_or('"');
        if quote == '\'' {
            self.read_refused(start);
            return;
        }
        let ended = scanner.eat_quoted(quote);
        let flaw = if ended { Flaw::Escape } else { Flaw::OpenText };
        self.push(Kind::Broken, start, scanner.at(), Some(flaw));
    }

    /// Reads what rhai refuses, with the best guess at what was meant.
    fn read_refused(&mut self, start: usize) {
        let mut scanner = Scanner::new(self.text, start);
        let Some(first) = scanner.peek() else { return };
        let (kind, end, flaw) = match first {
            '"' | '`' => {
                let ended = if first == '"' { scanner.eat_quoted('"') } else { scanner.eat_backticks().0 };
                let flaw = if ended { Flaw::Escape } else { Flaw::OpenText };
                (Kind::Broken, scanner.at(), flaw)
            }
            c if quotes::opens(c) => {
                let read = quotes::read(self.text, start);
                (read.kind, read.end, read.flaw)
            }
            'a'..='z' | 'A'..='Z' | '_' => {
                scanner.eat_word();
                let word = self.text.get(start..scanner.at()).unwrap_or("");
                (Kind::Name(Arc::from(word)), scanner.at(), Flaw::BadName)
            }
            '#' if scanner.rest().starts_with("#\"") || scanner.rest().starts_with("##") => {
                let ended = scanner.eat_raw();
                let flaw = if ended { Flaw::Escape } else { Flaw::OpenText };
                (Kind::Broken, scanner.at(), flaw)
            }
            c if c.is_ascii_digit()
                || (c == '-' && scanner.peek_second().is_some_and(|c| c.is_ascii_digit())) =>
            {
                let read = numbers::read(self.text, start);
                let flaw = read.flaw.unwrap_or(Flaw::Number(NumberFlaw::TooLong));
                (read.kind, read.end, flaw)
            }
            c => {
                if !symbols::eat_unknown(&mut scanner) {
                    scanner.next();
                }
                let (kind, flaw) = symbols::read(c);
                (kind, scanner.at(), flaw)
            }
        };
        // INVARIANT: every reading takes a character, so that the lexer always comes to an end.
        let end = end.max(start.saturating_add(first.len_utf8()));
        // A row of unknown signs is one finding, not one for each.
        if let Some(last) = self.found.last_mut().filter(|_| flaw == Flaw::UnknownCharacter)
            && last.flaw == Some(Flaw::UnknownCharacter)
            && last.span.range().end == start
        {
            last.span = last.span.to(Span::new(self.file, start, end));
            self.at = end;
            return;
        }
        self.push(kind, start, end, Some(flaw));
    }
}
