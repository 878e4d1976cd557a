//! What the parser says of text that follows no rule of the grammar.

use super::{MAX_HEIGHT, MAX_NESTING, Parser, Skip};
use crate::Text;
use crate::diagnostic::Diagnostic;
use crate::script::hints::{decimal_comma, hyphen};
use crate::script::token::{Kind, Token};
use crate::source::Span;
use crate::text;

/// What a name is given to.
#[derive(Clone, Copy, Debug)]
pub(super) enum Named {
    /// A function.
    Function,
    /// A parameter.
    Parameter,
    /// What `let` gives a name to.
    Local,
    /// A field after a point.
    Field,
}

impl Named {
    pub(super) fn text(self) -> Text {
        match self {
            Named::Function => text!("nama fungsi", "the name of a function"),
            Named::Parameter => text!("nama parameter", "the name of a parameter"),
            Named::Local => text!("nama setelah `let`", "a name after `let`"),
            Named::Field => text!("nama setelah titik", "a name after the point"),
        }
    }
}

pub(super) fn too_deep(span: Span) -> Diagnostic {
    Diagnostic::error(
        "T1002",
        span,
        text!(
            "Kurung dan blok di sini bersarang lebih dari {MAX_NESTING} tingkat.",
            "Brackets and blocks are nested more than {MAX_NESTING} levels deep here."
        ),
    )
    .with_help(split_up())
}

pub(super) fn too_long(span: Span) -> Diagnostic {
    Diagnostic::error(
        "T1002",
        span,
        text!(
            "Ungkapan ini merangkai lebih dari {MAX_HEIGHT} operasi.",
            "This expression strings together more than {MAX_HEIGHT} operations."
        ),
    )
    .with_help(split_up())
}

fn split_up() -> Text {
    text!(
        "Pecah menjadi beberapa aturan, atau beri nama pada bagiannya dengan `let`.",
        "Split it into several rules, or give its parts names with `let`."
    )
}

pub(super) fn ill_formed(span: Span, name: &str) -> Diagnostic {
    let lower = name.trim_matches('_').to_ascii_lowercase();
    Diagnostic::error(
        "T1030",
        span,
        text!(
            "Nama `{name}` harus diawali huruf kecil dan hanya memuat huruf kecil, angka, dan `_`.",
            "The name `{name}` must begin with a small letter and hold only small letters, digits and `_`."
        ),
    )
    .with_help(text!("Tulis misalnya `{lower}`.", "Write `{lower}`, for example."))
}

pub(super) fn unclosed(open: Span, bracket: &str, close: &str, at: Span) -> Diagnostic {
    Diagnostic::error(
        "T1004",
        open,
        text!("`{bracket}` ini tidak ditutup.", "This `{bracket}` is never closed."),
    )
    .with_place(at, text!("`{close}` semestinya sebelum ini", "`{close}` should stand before this"))
    .with_help(text!("Tambahkan `{close}` di tempatnya.", "Add `{close}` where it belongs."))
}

pub(super) fn no_semicolon(before: Span) -> Diagnostic {
    Diagnostic::error(
        "T1017",
        before,
        text!(
            "Setelah ini semestinya ada titik koma: pernyataan berikutnya sudah dimulai.",
            "A semicolon should follow this: the next statement has begun."
        ),
    )
    .with_help(text!("Tambahkan `;` di akhir pernyataan.", "Add `;` at the end of the statement."))
}

impl Parser<'_> {
    /// How a token is named in a message.
    fn describe(&self, token: &Token) -> Text {
        if token.kind == Kind::End {
            return text!("akhir berkas", "the end of the file");
        }
        let words: String = self.slice(token.span).chars().take(40).collect();
        text!("`{words}`", "`{words}`")
    }

    /// Reports that something else was expected here.
    pub(super) fn unexpected(&mut self, expected: Text) -> Skip {
        let token = self.peek();
        // What is wrong with the token itself has been said already.
        if token.flaw.is_none() {
            let found = self.describe(token);
            let span = if token.kind == Kind::End { self.previous() } else { token.span };
            self.report(
                Diagnostic::error(
                    "T1003",
                    span,
                    Text {
                        id: format!("Di sini semestinya ada {}, bukan {}.", expected.id, found.id),
                        en: format!("Here should be {}, not {}.", expected.en, found.en),
                    },
                )
                .with_help(text!(
                    "Periksa tanda dan kata di sekitarnya.",
                    "Look at the signs and words around it."
                )),
            );
        }
        Skip
    }

    /// Reports what follows a complete expression where it should have ended.
    pub(super) fn unexpected_after(&mut self, expected: Text) -> Skip {
        let (before, token) = (self.previous(), self.peek());
        if let Some(span) = self.decimal_comma() {
            let written = self.slice(span);
            self.report(decimal_comma::decimal_comma(span, written));
            return Skip;
        }
        if let Kind::Name(name) = &token.kind {
            let joined = format!("{}_{name}", self.slice(before));
            if self.params.contains(joined.as_str()) {
                let whole = before.to(token.span);
                self.report(hyphen::joined(whole, self.slice(whole), &joined));
                return Skip;
            }
        }
        let starts = token.begins_value()
            || matches!(token.kind, Kind::Symbol("let" | "return" | "const" | "for" | "while"));
        let next_line = self.breaks_line(before, token.span);
        let keyword = matches!(token.kind, Kind::Symbol("let" | "return"));
        if starts && (next_line || keyword) {
            self.report(no_semicolon(before));
            return Skip;
        }
        self.unexpected(expected)
    }

    /// The place of `0,75` where the next token is its comma.
    pub(super) fn decimal_comma(&self) -> Option<Span> {
        let (comma, after) = (self.peek(), self.ahead(1));
        let before = self.at.checked_sub(1).and_then(|at| self.tokens.get(at))?;
        let numbers = matches!((&before.kind, &after.kind), (Kind::Number(_), Kind::Number(_)));
        let one_word = comma.is(",")
            && self.touches(before.span, comma.span)
            && self.touches(comma.span, after.span)
            && !self.slice(after.span).starts_with('-');
        (numbers && one_word).then(|| before.span.to(after.span))
    }
}
