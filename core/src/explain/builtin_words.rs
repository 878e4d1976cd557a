//! The builtins of a calculation in words.

use crate::typing::builtins::Builtin;
use crate::value::{Lang, Rounding};

/// A builtin with its arguments in words, where it has some.
pub(super) fn builtin_words(builtin: Builtin, args: &[String], lang: Lang) -> Option<String> {
    let id = lang == Lang::Id;
    Some(match (builtin, args) {
        (Builtin::Round(rounding), [number, decimals]) => {
            let way = match (rounding, id) {
                (Rounding::HalfUp | Rounding::HalfEven, true) => "dibulatkan",
                (Rounding::HalfUp | Rounding::HalfEven, false) => "rounded",
                (Rounding::Down | Rounding::Floor, true) => "dibulatkan ke bawah",
                (Rounding::Down | Rounding::Floor, false) => "rounded down",
                (Rounding::Up | Rounding::Ceil, true) => "dibulatkan ke atas",
                (Rounding::Up | Rounding::Ceil, false) => "rounded up",
            };
            let places = if id { "desimal" } else { "decimals" };
            format!("{number}, {way} ke {decimals} {places}")
                .replace(" ke ", if id { " ke " } else { " to " })
        }
        (Builtin::Min, args) => format!("{}({})", if id { "terkecil" } else { "least" }, args.join("; ")),
        (Builtin::Max, args) => format!("{}({})", if id { "terbesar" } else { "greatest" }, args.join("; ")),
        (Builtin::Clamp, [x, lo, hi]) => {
            let words = if id { "dibatasi" } else { "held within" };
            format!("{x}, {words} {lo}..{hi}")
        }
        (Builtin::Abs, [x]) => format!("|{x}|"),
        _ => return None,
    })
}
