//! The tokens of a rule file, each with all the bytes that it covers.

use std::sync::Arc;

use crate::source::Span;
use crate::value::Number;

/// One token and its place.
#[derive(Clone, Debug)]
pub(crate) struct Token {
    /// What it is.
    pub(crate) kind: Kind,
    /// The bytes that it covers.
    pub(crate) span: Span,
    /// What is wrong with it, where something is; the kind is then the best reading of it.
    pub(crate) flaw: Option<Flaw>,
}

/// What a token is.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Kind {
    /// A number; it is negative where rhai reads the sign as part of it.
    Number(Number),
    /// A text, unescaped.
    Text(Arc<str>),
    /// A name.
    Name(Arc<str>),
    /// A word that rhai keeps for itself.
    Reserved(Arc<str>),
    /// A keyword, an operator or a bracket, as it is written.
    Symbol(&'static str),
    /// Something that stands for a value but could not be read.
    Broken,
    /// Something that stands for nothing.
    Stray,
    /// The end of what was read.
    End,
}

/// What is wrong with a token.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Flaw {
    /// `1e3`, `0x1F`, `1.` or too many digits.
    Number(NumberFlaw),
    /// `1.000.000`.
    Thousands,
    /// `75%`.
    Percent,
    /// `2025-05-20`.
    Date,
    /// `'baik'`, in plain single quotes.
    SingleQuotes,
    /// `“baik”`.
    CurlyQuotes,
    /// A text that never ends.
    OpenText,
    /// A backslash followed by what is no escape.
    Escape,
    /// A text with `${...}` in it.
    Interpolated,
    /// `≥` and the like; what to write instead.
    MathSymbol(&'static str),
    /// `=<`, `<>`, `===`; what to write instead.
    ForeignOperator(&'static str),
    /// A name of underscores and digits alone.
    BadName,
    /// A character that the language does not have.
    UnknownCharacter,
    /// A comment that never ends.
    OpenComment,
}

/// What is wrong with a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NumberFlaw {
    /// `1e3`
    Exponent,
    /// `0x1F`
    Radix,
    /// `1.`
    LonePoint,
    /// More digits than are kept.
    TooLong,
    /// `3bulan`
    Letters,
}

impl Token {
    /// Whether the token is this keyword, operator or bracket.
    pub(crate) fn is(&self, symbol: &str) -> bool {
        matches!(self.kind, Kind::Symbol(own) if own == symbol)
    }

    /// The name, where the token is one.
    pub(crate) fn name(&self) -> Option<&Arc<str>> {
        match &self.kind {
            Kind::Name(name) => Some(name),
            _ => None,
        }
    }

    /// Whether an expression may begin with the token.
    pub(crate) fn begins_value(&self) -> bool {
        match self.kind {
            Kind::Number(_) | Kind::Text(_) | Kind::Name(_) | Kind::Broken => true,
            Kind::Symbol(s) => matches!(s, "true" | "false" | "(" | "[" | "if" | "switch" | "!" | "-"),
            Kind::Reserved(_) | Kind::Stray | Kind::End => false,
        }
    }
}
