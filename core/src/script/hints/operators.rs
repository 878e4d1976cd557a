//! Operators that mean something else than they seem to, or that the typed language does not have.

use crate::Text;
use crate::diagnostic::Diagnostic;
use crate::source::Span;
use crate::text;

/// What to say of `=` where values are compared.
pub(crate) fn single_equals(span: Span) -> Diagnostic {
    Diagnostic::error(
        "T1018",
        span,
        text!(
            "`=` memberi nama pada nilai; untuk membandingkan dipakai `==`.",
            "`=` gives a value a name; to compare, write `==`."
        ),
    )
    .with_help(text!("Tulis `==`.", "Write `==`."))
}

/// What to say of `=>` where values are compared.
pub(crate) fn arrow(span: Span) -> Diagnostic {
    super::symbols::math_symbol(span, "=>", ">=")
}

/// What to say of `+x`.
pub(crate) fn plus_sign(span: Span) -> Diagnostic {
    Diagnostic::error(
        "T1031",
        span,
        text!("Tanda `+` di depan nilai tidak berarti apa-apa.", "A `+` before a value means nothing."),
    )
    .with_help(text!("Hapus tanda `+` itu.", "Remove the `+`."))
}

/// What to say of `70 <= x < 90`.
pub(crate) fn chained(span: Span, two: Option<&str>) -> Diagnostic {
    let help = match two {
        Some(two) => text!("Tulis `{two}`.", "Write `{two}`."),
        None => text!("Tulis dua perbandingan dengan `&&`.", "Write two comparisons with `&&`."),
    };
    Diagnostic::error(
        "T1019",
        span,
        text!(
            "Perbandingan berantai tidak berarti seperti dalam matematika: hasil perbandingan pertama, \
             benar atau salah, akan dibandingkan dengan nilai terakhir.",
            "A chain of comparisons does not mean what it does in mathematics: the first result, true or \
             false, would be compared with the last value."
        ),
    )
    .with_help(help)
}

/// What to say of `**`, `&`, `|`, `^`, `<<` and `>>`.
pub(crate) fn refused(span: Span, written: &str) -> Diagnostic {
    Diagnostic::error(
        "T1031",
        span,
        text!(
            "Operator `{written}` tidak ada dalam bahasa aturan bertipe.",
            "The operator `{written}` does not exist in the typed language."
        ),
    )
    .with_help(instead_of(written))
}

fn instead_of(written: &str) -> Text {
    match written {
        "**" => text!("Tulis perkaliannya: `x * x`.", "Write the product: `x * x`."),
        "&" => text!("Untuk \"dan\" tulis `&&`.", "For \"and\" write `&&`."),
        "|" => text!(
            "Untuk \"atau\" tulis `||`; `a | b` hanya ada di kiri `=>` dalam `switch`.",
            "For \"or\" write `||`; `a | b` stands only to the left of `=>` in a `switch`."
        ),
        "^" => text!("Tulis `a != b`, atau perkaliannya.", "Write `a != b`, or the product."),
        _ => text!("Tulis perkalian atau pembagian.", "Write a product or a quotient."),
    }
}
