//! Texts in quotes that the language does not have: `'baik'`, `“baik”`.

use std::sync::Arc;

use super::super::scan::{Scanner, is_word};
use super::super::token::{Flaw, Kind};
use crate::diagnostic::Diagnostic;
use crate::source::Span;
use crate::text;

/// A text as it was read.
pub(crate) struct Read {
    /// The text.
    pub(crate) kind: Kind,
    /// Where it ends.
    pub(crate) end: usize,
    /// What is wrong with it.
    pub(crate) flaw: Flaw,
}

/// Whether a character begins such a text.
pub(crate) fn opens(c: char) -> bool {
    c == '\'' || is_curly(c)
}

fn is_curly(c: char) -> bool {
    matches!(c, '“' | '”' | '„' | '‟' | '‘' | '’' | '‚' | '«' | '»' | '″' | '′' | '´')
}

/// Reads the text that begins here: up to the closing quote in the same line, else the word that follows.
pub(crate) fn read(text: &str, start: usize) -> Read {
    let mut scanner = Scanner::new(text, start);
    let plain = scanner.next() == Some('\'');
    let closes = |c: char| if plain { c == '\'' } else { is_curly(c) || c == '"' };
    let inside = scanner.at();
    scanner.eat_while(|c| c != '\n' && !closes(c));
    let mut end = scanner.at();
    let closed = scanner.peek().is_some_and(closes);
    if closed {
        scanner.next();
    } else {
        scanner = Scanner::new(text, inside);
        scanner.eat_while(is_word);
        end = scanner.at();
    }
    let value = text.get(inside..end).unwrap_or("");
    let flaw = if plain { Flaw::SingleQuotes } else { Flaw::CurlyQuotes };
    Read { kind: Kind::Text(Arc::from(value)), end: scanner.at(), flaw }
}

/// What to say of a text in such quotes.
pub(crate) fn quotes(span: Span, written: &str, curly: bool) -> Diagnostic {
    let value = written.trim_matches(|c| opens(c) || c == '"');
    let message = if curly {
        text!(
            "Tanda kutip lengkung tidak dikenal; teks diapit tanda kutip lurus.",
            "Curly quotes are not known; a text stands between straight quotes."
        )
    } else {
        text!(
            "Tanda kutip tunggal tidak mengapit teks; teks diapit tanda kutip ganda.",
            "Single quotes do not hold a text; a text stands between double quotes."
        )
    };
    Diagnostic::error("T1013", span, message).with_help(text!("Tulis `\"{value}\"`.", "Write `\"{value}\"`."))
}
