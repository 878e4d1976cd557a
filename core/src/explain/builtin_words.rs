//! The builtins of a calculation in words.

use crate::typing::builtins::Builtin;
use crate::value::{Lang, Rounding};

/// The words around the arguments of a builtin.
pub(super) struct Around {
    pub(super) before: &'static str,
    /// What stands after the first argument, and after each later one but the last.
    pub(super) between: (&'static str, &'static str),
    pub(super) after: &'static str,
}

/// A builtin in words, where it has some.
pub(super) fn builtin_words(builtin: Builtin, args: usize, lang: Lang) -> Option<Around> {
    let id = lang == Lang::Id;
    let around = |before, between, after| Some(Around { before, between, after });
    match (builtin, args) {
        (Builtin::Round(rounding), 2) => {
            let way = match (rounding, id) {
                (Rounding::HalfUp | Rounding::HalfEven, true) => ", dibulatkan ke ",
                (Rounding::HalfUp | Rounding::HalfEven, false) => ", rounded to ",
                (Rounding::Down | Rounding::Floor, true) => ", dibulatkan ke bawah ke ",
                (Rounding::Down | Rounding::Floor, false) => ", rounded down to ",
                (Rounding::Up | Rounding::Ceil, true) => ", dibulatkan ke atas ke ",
                (Rounding::Up | Rounding::Ceil, false) => ", rounded up to ",
            };
            around("", (way, ""), if id { " desimal" } else { " decimals" })
        }
        (Builtin::Min, _) => around(if id { "terkecil(" } else { "least(" }, ("; ", "; "), ")"),
        (Builtin::Max, _) => around(if id { "terbesar(" } else { "greatest(" }, ("; ", "; "), ")"),
        (Builtin::Clamp, 3) => around("", (if id { ", dibatasi " } else { ", held within " }, ".."), ""),
        (Builtin::Abs, 1) => around("|", ("", ""), "|"),
        _ => None,
    }
}
