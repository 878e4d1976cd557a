//! Words that are meant as keywords or operators: `retrun`, `jika`, `dan`, `not`.

use crate::diagnostic::Diagnostic;
use crate::source::Span;
use crate::text;

/// Words of Indonesian and of other languages that stand for a keyword.
const FOREIGN: &[(&str, &str)] = &[
    ("jika", "if"),
    ("kalau", "if"),
    ("bila", "if"),
    ("apabila", "if"),
    ("when", "if"),
    ("iff", "if"),
    ("fi", "if"),
    ("lainnya", "else"),
    ("selainnya", "else"),
    ("selain", "else"),
    ("otherwise", "else"),
    ("elif", "else if"),
    ("elseif", "else if"),
    ("elsif", "else if"),
    ("pilih", "switch"),
    ("kembali", "return"),
    ("kembalikan", "return"),
    ("hasilkan", "return"),
    ("misal", "let"),
    ("misalkan", "let"),
    ("biarkan", "let"),
    ("val", "let"),
    ("fun", "fn"),
    ("func", "fn"),
    ("function", "fn"),
    ("fungsi", "fn"),
    ("def", "fn"),
    ("aturan", "fn"),
    ("rule", "fn"),
    ("pribadi", "private"),
];

/// The keywords that a slip of the fingers may have meant; shorter ones are too near to any name.
const SPELT: &[&str] = &["else", "switch", "return", "private", "let"];

/// The keyword that a name seems to mean.
pub(crate) fn keyword(name: &str) -> Option<&'static str> {
    if let Some((_, keyword)) = FOREIGN.iter().find(|(word, _)| word.eq_ignore_ascii_case(name)) {
        return Some(keyword);
    }
    if name.len() > 8 {
        return None;
    }
    let lower = name.to_ascii_lowercase();
    SPELT.iter().copied().find(|keyword| {
        let near = if keyword.len() < 4 { 0 } else { 1 };
        // A transposed pair of letters is one slip, as in `esle` and `retrun`.
        lower == *keyword || (lower.len() > 2 && strsim::damerau_levenshtein(&lower, keyword) <= near)
    })
}

/// The operator between two values that a name seems to mean.
pub(crate) fn infix(name: &str) -> Option<&'static str> {
    Some(match name.to_ascii_lowercase().as_str() {
        "dan" | "and" | "serta" => "&&",
        "atau" | "or" => "||",
        "adalah" | "equals" | "eq" => "==",
        "mod" => "%",
        "kali" => "*",
        "dibagi" => "/",
        _ => return None,
    })
}

/// Whether a name before a value seems to mean "not".
pub(crate) fn is_not(name: &str) -> bool {
    matches!(name.to_ascii_lowercase().as_str(), "bukan" | "not" | "tidak")
}

/// What to say of a word that is meant as a keyword.
pub(crate) fn misspelt(span: Span, written: &str, keyword: &str) -> Diagnostic {
    Diagnostic::error("T1016", span, text!("`{written}` bukan kata kunci.", "`{written}` is not a keyword."))
        .with_help(text!("Tulis `{keyword}`.", "Write `{keyword}`."))
}

/// What to say of `maka` and `then`.
pub(crate) fn then(span: Span, written: &str) -> Diagnostic {
    Diagnostic::error(
        "T1016",
        span,
        text!(
            "`{written}` tidak diperlukan: setelah syarat langsung `{{`.",
            "`{written}` is not needed: `{{` follows the condition."
        ),
    )
    .with_help(text!("Hapus `{written}`.", "Remove `{written}`."))
}

/// What to say of a word that is meant as an operator.
pub(crate) fn operator(span: Span, written: &str, operator: &str) -> Diagnostic {
    Diagnostic::error(
        "T1015",
        span,
        text!(
            "`{written}` bukan operator; operator ditulis dengan tanda.",
            "`{written}` is not an operator; operators are written as signs."
        ),
    )
    .with_help(text!("Tulis `{operator}`.", "Write `{operator}`."))
}

/// What to say of a word that rhai keeps for itself.
pub(crate) fn reserved(span: Span, word: &str) -> Diagnostic {
    Diagnostic::error(
        "T1029",
        span,
        text!(
            "`{word}` adalah kata milik bahasa rhai, sehingga tidak dapat menjadi nama.",
            "`{word}` is a word of the rhai language, so it cannot be a name."
        ),
    )
    .with_help(text!("Pakai nama lain, misalnya `{word}_ini`.", "Use another name, such as `{word}_ini`."))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_told_from_names() {
        assert_eq!(keyword("retrun"), Some("return"));
        assert_eq!(keyword("esle"), Some("else"));
        assert_eq!(keyword("swicth"), Some("switch"));
        assert_eq!(keyword("Jika"), Some("if"));
        assert_eq!(keyword("fun"), Some("fn"));
        for name in ["nilai", "lot", "leg", "predikat", "set"] {
            assert_eq!(keyword(name), None, "{name}");
        }
    }
}
