//! What to say of each token that could not be read as it stands.

use super::super::scan::Scanner;
use super::super::token::{Flaw, Token};
use super::{numbers, quotes, symbols};
use crate::diagnostic::Diagnostic;
use crate::source::Span;
use crate::text;

/// The diagnostic of a token's flaw, or `None` where it has none.
pub(crate) fn flaw(token: &Token, source: &str) -> Option<Diagnostic> {
    let span = token.span;
    let written = source.get(span.range()).unwrap_or("");
    Some(match token.flaw.as_ref()? {
        Flaw::Number(flaw) => numbers::number(span, *flaw, written),
        Flaw::Thousands => numbers::thousands(span, written),
        Flaw::Percent => numbers::percent(span, written),
        Flaw::Date => numbers::date(span, written),
        Flaw::SingleQuotes => quotes::quotes(span, written, false),
        Flaw::CurlyQuotes => quotes::quotes(span, written, true),
        Flaw::MathSymbol(instead) | Flaw::ForeignOperator(instead) => {
            symbols::math_symbol(span, written, instead)
        }
        Flaw::UnknownCharacter => symbols::unknown_character(span, written),
        Flaw::OpenText => open_text(span, written),
        Flaw::OpenComment => open_comment(span),
        Flaw::Escape => escape(span, written),
        Flaw::Interpolated => interpolated(span),
        Flaw::BadName => bad_name(span, written),
    })
}

/// Whether an `@interpreted` function may hold such a token, because rhai knows it.
pub(crate) fn rhai_knows(token: &Token, source: &str) -> bool {
    use super::super::token::NumberFlaw;
    match token.flaw {
        None | Some(Flaw::Interpolated | Flaw::Number(NumberFlaw::Radix | NumberFlaw::LonePoint)) => true,
        Some(Flaw::SingleQuotes) => {
            source.get(token.span.range()).is_some_and(|w| w.chars().count() == 3 || w.starts_with("'\\"))
        }
        _ => false,
    }
}

fn open_text(span: Span, written: &str) -> Diagnostic {
    let quote = written.chars().next().unwrap_or('"');
    Diagnostic::error(
        "T1005",
        span,
        text!("Teks ini dibuka tetapi tidak ditutup.", "This text is opened but never closed."),
    )
    .with_help(text!(
        "Tutup teks dengan `{quote}` di baris yang sama.",
        "Close the text with `{quote}` in the same line."
    ))
}

fn open_comment(span: Span) -> Diagnostic {
    let start = Span { end: span.start.saturating_add(2), ..span };
    Diagnostic::error(
        "T1005",
        start,
        text!(
            "Komentar ini dibuka tetapi tidak ditutup, sehingga sisa berkas ikut menjadi komentar.",
            "This comment is opened but never closed, so the rest of the file is part of it."
        ),
    )
    .with_help(text!("Tutup komentar dengan `*/`.", "Close the comment with `*/`."))
}

fn escape(span: Span, written: &str) -> Diagnostic {
    let (from, to) = wrong_escape(written).unwrap_or((0, written.len()));
    let base = span.range().start;
    let place = Span::new(span.file, base.saturating_add(from), base.saturating_add(to));
    let found = written.get(from..to).unwrap_or("\\");
    Diagnostic::error(
        "T1006",
        place,
        text!("`{found}` bukan urutan yang dikenal dalam teks.", "`{found}` is no escape known in a text."),
    )
    .with_help(text!(
        "Tulis `\\\\` untuk garis miring terbalik dan `\\\"` untuk tanda kutip.",
        "Write `\\\\` for a backslash and `\\\"` for a quote."
    ))
}

/// The first escape in a text that rhai does not know.
fn wrong_escape(written: &str) -> Option<(usize, usize)> {
    let mut scanner = Scanner::new(written, 0);
    let quote = scanner.next()?;
    loop {
        let start = scanner.at();
        if scanner.next()? != '\\' {
            continue;
        }
        let kind = scanner.next()?;
        let digits = match kind {
            'x' => 2,
            'u' => 4,
            'U' => 8,
            'n' | 'r' | 't' | '\\' | '\n' => continue,
            c if c == quote => continue,
            _ => return Some((start, scanner.at())),
        };
        let digits_start = scanner.at();
        for _ in 0..digits {
            if !scanner.peek().is_some_and(|c| c.is_ascii_hexdigit()) {
                return Some((start, scanner.at()));
            }
            scanner.next();
        }
        let value = written.get(digits_start..scanner.at()).and_then(|d| u32::from_str_radix(d, 16).ok());
        if value.and_then(char::from_u32).is_none() {
            return Some((start, scanner.at()));
        }
    }
}

fn interpolated(span: Span) -> Diagnostic {
    Diagnostic::error(
        "T1031",
        span,
        text!(
            "Teks dengan `${{...}}` tidak ada dalam bahasa aturan bertipe: teks adalah kode, bukan kalimat.",
            "A text with `${{...}}` does not exist in the typed language: a text is a code, not a sentence."
        ),
    )
    .with_help(text!(
        "Kalimat untuk dibaca orang ditulis pada `@met`, `@unmet`, `@advice`, atau `@reason`, dengan `{{nama}}`.",
        "A sentence for people is written in `@met`, `@unmet`, `@advice` or `@reason`, with `{{name}}`."
    ))
}

fn bad_name(span: Span, written: &str) -> Diagnostic {
    Diagnostic::error(
        "T1030",
        span,
        text!(
            "`{written}` bukan nama: nama diawali huruf.",
            "`{written}` is no name: a name begins with a letter."
        ),
    )
    .with_help(text!(
        "Beri nama yang diawali huruf kecil, misalnya `nilai_akhir`.",
        "Give it a name that begins with a small letter, such as `nilai_akhir`."
    ))
}
