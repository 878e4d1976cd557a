//! The left side of `=>` in a `switch`, and what stands between its arms.

use crate::diagnostic::Diagnostic;
use crate::source::Span;
use crate::text;

/// What to say of `"a", "b" =>`.
pub(crate) fn comma(span: Span) -> Diagnostic {
    Diagnostic::error(
        "T1027",
        span,
        text!(
            "Pilihan di kiri `=>` tidak dipisahkan koma.",
            "Choices to the left of `=>` are not parted by commas."
        ),
    )
    .with_help(text!("Pisahkan dengan `|`: `\"a\" | \"b\" =>`.", "Part them with `|`: `\"a\" | \"b\" =>`."))
}

/// What to say of a name where a literal should stand.
pub(crate) fn not_literal(span: Span, name: &str, is_value: bool) -> Diagnostic {
    let help = if is_value {
        text!(
            "Nilai enum ditulis dalam tanda kutip: `\"{name}\"`. Untuk batas dari parameter pakai `if`.",
            "A value of an enum stands in quotes: `\"{name}\"`. For a bound from a parameter use `if`."
        )
    } else {
        text!("Untuk semua nilai lainnya tulis `_ =>`.", "For all other values write `_ =>`.")
    };
    Diagnostic::error(
        "T1027",
        span,
        text!(
            "Di kiri `=>` hanya boleh ada nilai yang tertulis, bukan nama `{name}`.",
            "To the left of `=>` only a written value may stand, not the name `{name}`."
        ),
    )
    .with_help(help)
}

/// What to say of `_` among other choices.
pub(crate) fn any_with_others(span: Span) -> Diagnostic {
    Diagnostic::error(
        "T1027",
        span,
        text!(
            "`_` berarti semua nilai lainnya, sehingga berdiri sendiri.",
            "`_` means all other values, so it stands alone."
        ),
    )
    .with_help(text!("Tulis `_ => ...` sebagai cabang terakhir.", "Write `_ => ...` as the last arm."))
}

/// What to say of `>= 91 =>`.
pub(crate) fn comparison(span: Span, written: &str) -> Diagnostic {
    Diagnostic::error(
        "T1027",
        span,
        text!(
            "`{written}` tidak dapat berada di kiri `=>`.",
            "`{written}` cannot stand to the left of `=>`."
        ),
    )
    .with_help(text!(
        "Pakai rentang bilangan bulat (`91..=100 =>`), `if`, atau tabel keputusan; sisanya `_ =>`.",
        "Use a range of whole numbers (`91..=100 =>`), `if`, or a decision table; the rest is `_ =>`."
    ))
}

/// What to say of `0.5..1.5 =>`.
pub(crate) fn decimal_range(span: Span) -> Diagnostic {
    Diagnostic::error(
        "T1027",
        span,
        text!("Rentang hanya memuat bilangan bulat.", "A range holds whole numbers only."),
    )
    .with_help(text!(
        "Pakai `if x >= 0.5 && x < 1.5`, atau tabel keputusan.",
        "Use `if x >= 0.5 && x < 1.5`, or a decision table."
    ))
}

/// What to say of `10..0 =>`.
pub(crate) fn empty_range(span: Span) -> Diagnostic {
    Diagnostic::error(
        "T1027",
        span,
        text!(
            "Rentang ini kosong: batas bawahnya tidak di bawah batas atasnya.",
            "This range is empty: its lower bound does not lie below its upper one."
        ),
    )
    .with_help(text!(
        "Tulis batas bawah lebih dahulu; `..=` mengikutkan batas atas.",
        "Write the lower bound first; `..=` includes the upper one."
    ))
}

/// What to say of `;` behind an arm.
pub(crate) fn semicolon(span: Span) -> Diagnostic {
    Diagnostic::error(
        "T1003",
        span,
        text!(
            "Cabang `switch` diakhiri koma, bukan titik koma.",
            "An arm of a `switch` ends in a comma, not in a semicolon."
        ),
    )
    .with_help(text!("Tulis `,`.", "Write `,`."))
}

/// What to say of two arms without a comma between them.
pub(crate) fn no_comma(before: Span) -> Diagnostic {
    Diagnostic::error(
        "T1003",
        before,
        text!(
            "Setelah ini semestinya ada koma: cabang berikutnya sudah dimulai.",
            "A comma should follow this: the next arm has begun."
        ),
    )
    .with_help(text!("Tambahkan `,` di akhir cabang.", "Add `,` at the end of the arm."))
}

/// What to say of `return;`.
pub(crate) fn empty_return(span: Span) -> Diagnostic {
    Diagnostic::error("T1024", span, text!("`return` tidak memberi nilai.", "`return` gives no value."))
        .with_help(text!(
            "Tulis nilainya, atau `not_regulated(\"alasan\")`.",
            "Write the value, or `not_regulated(\"reason\")`."
        ))
}
