//! Signs from mathematics and from other languages: `≥`, `×`, `=<`, `<>`, `===`.

use super::super::scan::Scanner;
use super::super::token::{Flaw, Kind};
use crate::diagnostic::Diagnostic;
use crate::source::Span;
use crate::text;

/// Reads a character that rhai refuses.
pub(crate) fn read(c: char) -> (Kind, Flaw) {
    let instead = match c {
        '≥' | '⩾' => ">=",
        '≤' | '⩽' => "<=",
        '≠' => "!=",
        '×' | '·' | '∙' | '⋅' => "*",
        '÷' | '∕' => "/",
        '−' | '–' | '—' | '‐' | '‑' => "-",
        '∧' => "&&",
        '∨' => "||",
        '¬' => "!",
        '＝' => "==",
        '；' => ";",
        '，' => ",",
        '（' => "(",
        '）' => ")",
        _ => return (Kind::Stray, Flaw::UnknownCharacter),
    };
    (Kind::Symbol(instead), Flaw::MathSymbol(instead))
}

/// Takes a sign of several characters that rhai keeps for itself.
pub(crate) fn eat_unknown(scanner: &mut Scanner<'_>) -> bool {
    ["::<", "...", "->", "<-", "++", "--", "!.", "(*", "*)", ":;", "|>", "<|", "#!"]
        .iter()
        .any(|sign| scanner.eat(sign))
}

/// The end and the right spelling of an operator of another language that begins here.
pub(crate) fn foreign_operator(text: &str, start: usize) -> Option<(usize, &'static str)> {
    let rest = text.get(start..)?;
    let (written, instead) = [("===", "=="), ("!==", "!="), ("=<", "<="), ("<>", "!="), (":=", "=")]
        .into_iter()
        .find(|(written, _)| rest.starts_with(written))?;
    Some((start.checked_add(written.len())?, instead))
}

/// What to say of `≥`.
pub(crate) fn math_symbol(span: Span, written: &str, instead: &str) -> Diagnostic {
    Diagnostic::error(
        "T1014",
        span,
        text!(
            "Tanda `{written}` tidak ada dalam bahasa aturan.",
            "The sign `{written}` does not exist in the rule language."
        ),
    )
    .with_help(text!("Tulis `{instead}`.", "Write `{instead}`."))
}

/// What to say of a character that has no meaning anywhere.
pub(crate) fn unknown_character(span: Span, written: &str) -> Diagnostic {
    let c = written.chars().next().unwrap_or(' ');
    let code = u32::from(c);
    let invisible = c.is_whitespace() || c.is_control() || matches!(c, '\u{200b}'..='\u{200f}' | '\u{feff}');
    let (message, help) = if invisible {
        (
            text!(
                "Di sini ada karakter tak terlihat (U+{code:04X}) yang bukan spasi biasa.",
                "Here is an invisible character (U+{code:04X}) that is no plain space."
            ),
            text!(
                "Hapus karakter itu dan ketik spasi biasa; biasanya terbawa saat menyalin dari dokumen.",
                "Delete it and type a plain space; it usually comes along when copying from a document."
            ),
        )
    } else {
        (
            text!(
                "Tanda `{written}` tidak ada dalam bahasa aturan.",
                "The sign `{written}` does not exist in the rule language."
            ),
            text!(
                "Hapus, atau apit dengan tanda kutip bila itu bagian dari teks.",
                "Delete it, or put it between quotes where it is part of a text."
            ),
        )
    };
    Diagnostic::error("T1007", span, message).with_help(help)
}
