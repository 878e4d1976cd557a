//! Rule files: indented by their brackets, spaced between tokens, with lines ended where the author ended them.

use super::ONLY;
use super::spacing::{continues, space_between};
use crate::script::token::{Kind, Token};
use crate::script::{Comment, comments, tokens};

/// A token or a comment, and how many lines end before it.
struct Piece<'t> {
    words: &'t str,
    token: Option<&'t Token>,
    breaks: usize,
}

/// Lays out a rule file.
pub(super) fn format(text: &str) -> String {
    let tokens = tokens(ONLY, text);
    let pieces = pieces(text, &tokens);
    let mut out = Layout::default();
    for (at, piece) in pieces.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|at| pieces.get(at));
        out.put(piece, before, at.checked_sub(2).and_then(|at| pieces.get(at)));
    }
    if !out.text.is_empty() {
        out.text.push('\n');
    }
    out.text
}

/// Whether two texts have the same tokens and the same words in comments.
pub(super) fn same(a: &str, b: &str) -> bool {
    let words = |text: &str| -> Vec<String> {
        let tokens = tokens(ONLY, text);
        pieces(text, &tokens).iter().map(|p| p.words.trim_end().replace("\r\n", "\n")).collect()
    };
    words(a) == words(b)
}

fn pieces<'t>(text: &'t str, tokens: &'t [Token]) -> Vec<Piece<'t>> {
    let (mut pieces, mut at) = (Vec::new(), 0usize);
    let mut push = |words: &'t str, token: Option<&'t Token>, start: usize, end: usize| {
        let gap = text.get(at..start).unwrap_or("");
        pieces.push(Piece { words, token, breaks: gap.matches('\n').count() });
        at = end;
    };
    let mut last = 0usize;
    for token in tokens {
        let range = token.span.range();
        for comment in comments(ONLY, text, last..range.start) {
            let Comment { span, .. } = comment;
            push(text.get(span.range()).unwrap_or("").trim_end(), None, span.range().start, span.range().end);
        }
        if token.kind != Kind::End {
            push(text.get(range.clone()).unwrap_or(""), Some(token), range.start, range.end);
        }
        last = range.end;
    }
    pieces
}

#[derive(Default)]
struct Layout {
    text: String,
    /// For each open bracket the indent of the line that opened it.
    open: Vec<usize>,
    /// The indent of the line at hand.
    indent: usize,
    /// Whether a closure's parameters are being listed.
    closure: bool,
}

impl Layout {
    fn put(&mut self, piece: &Piece<'_>, before: Option<&Piece<'_>>, second: Option<&Piece<'_>>) {
        let closes = matches!(piece.words, "}" | ")" | "]") && piece.token.is_some();
        if closes {
            // What closes stands with the line that opened.
            let opened = self.open.pop().unwrap_or(0);
            if piece.breaks > 0 {
                self.indent = opened;
            }
        }
        let Some(before) = before else {
            self.text.push_str(piece.words);
            self.track(piece, None);
            return;
        };
        // After a comment to the end of the line there is no other way.
        let forced = before.token.is_none() && before.words.starts_with("//");
        if piece.breaks > 0 || forced {
            if !closes {
                let inner = self.open.last().map_or(0, |indent| indent.saturating_add(1));
                self.indent = inner.saturating_add(usize::from(continues(words(before), words(piece))));
            }
            let blank = piece.breaks > 1 && !closes && !opens(before);
            self.text.push_str(if blank { "\n\n" } else { "\n" });
            self.text.push_str(&"    ".repeat(self.indent));
        } else if piece.token.is_none() || self.spaced(before, piece, second) {
            self.text.push(' ');
        }
        self.text.push_str(piece.words);
        self.track(piece, Some(before));
    }

    fn spaced(&self, before: &Piece<'_>, piece: &Piece<'_>, second: Option<&Piece<'_>>) -> bool {
        if self.closure {
            // `|a, b|`: only a comma is followed by a blank.
            return before.words == ",";
        }
        match (before.token, piece.token) {
            (Some(left), Some(right)) => {
                let behind = second.and_then(|p| p.token);
                space_between(behind, (left, before.words), (right, piece.words))
            }
            _ => true,
        }
    }

    fn track(&mut self, piece: &Piece<'_>, before: Option<&Piece<'_>>) {
        if opens(piece) {
            self.open.push(self.indent);
        }
        if piece.token.is_some() && piece.words == "|" {
            // A closure stands where a value begins, never after one.
            let begins =
                before.is_none_or(|b| matches!(b.words, "(" | "," | "=" | "=>" | "return" | "{" | ";"));
            self.closure = !self.closure && begins;
        }
    }
}

fn opens(piece: &Piece<'_>) -> bool {
    piece.token.is_some() && matches!(piece.words, "{" | "(" | "[" | "#{" | "?[")
}

/// The words of a token; nothing for a comment.
fn words<'p>(piece: &Piece<'p>) -> &'p str {
    if piece.token.is_some() { piece.words } else { "" }
}
