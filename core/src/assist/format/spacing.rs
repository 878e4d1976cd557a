//! Where blanks stand between the tokens of a line, and which lines go on from the one above.

use crate::script::token::{Kind, Token};

/// Operators with a blank on either side.
const BINARY: [&str; 17] =
    ["+", "-", "*", "/", "%", "**", "==", "!=", "<", "<=", ">", ">=", "&&", "||", "??", "=", "=>"];

/// Whether a line that begins with `word` goes on from one that ends with `last`.
pub(super) fn continues(last: &str, word: &str) -> bool {
    if matches!(last, "{" | "(" | "[" | "#{" | "?[" | "," | ";" | "") {
        return false;
    }
    if matches!(word, "." | "?.") {
        return true;
    }
    if last == "}" {
        return false;
    }
    let joins = |w: &str| BINARY.contains(&w) || matches!(w, "in" | "!in");
    joins(last) || joins(word) || matches!(last, "|" | "return")
}

/// Whether a blank stands between two tokens of a line; `behind` is the one before both.
pub(super) fn space_between(
    behind: Option<&Token>,
    (left, left_words): (&Token, &str),
    (right, right_words): (&Token, &str),
) -> bool {
    if matches!(left_words, "(" | "[" | "?[" | "." | "?." | ".." | "..=" | "::")
        || matches!(right_words, ")" | "]" | "," | ";" | "." | "?." | ".." | "..=" | "::" | ":" | "()")
    {
        return matches!((left_words, right_words), (_, "()")) && !is_called(left);
    }
    if is_unary(behind, left, left_words) {
        return false;
    }
    match right_words {
        "(" | "[" | "?[" => !is_called(left) && !matches!(left_words, ")" | "]"),
        "}" => !matches!(left_words, "{" | "#{"),
        "|" => left_words != "(",
        _ => !(left_words == "!" && right.kind != Kind::End && !left.is("in")),
    }
}

fn is_called(left: &Token) -> bool {
    matches!(left.kind, Kind::Name(_))
}

/// Whether `-` or `!` is a sign of what follows, and no operator between two values.
fn is_unary(behind: Option<&Token>, left: &Token, words: &str) -> bool {
    if words == "!" {
        return true;
    }
    if words != "-" || !matches!(left.kind, Kind::Symbol(_)) {
        return false;
    }
    behind.is_none_or(|token| match &token.kind {
        Kind::Symbol(symbol) => !matches!(*symbol, ")" | "]" | "}" | "true" | "false"),
        Kind::Number(_) | Kind::Text(_) | Kind::Name(_) | Kind::Broken => false,
        Kind::Reserved(_) | Kind::Stray | Kind::End => true,
    })
}
