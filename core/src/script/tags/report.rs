//! What is said of tags.

use super::read::NAMES;
use crate::Text;
use crate::diagnostic::{Diagnostic, nearest};
use crate::source::Span;
use crate::text;

/// A tag that does not exist.
pub(super) fn unknown(span: Span, name: &str) -> Diagnostic {
    let help = match nearest(name, NAMES.iter().copied()) {
        Some(known) => text!("Maksudnya `@{known}`?", "Is `@{known}` meant?"),
        None => {
            let all = NAMES.join(" @");
            text!("Yang ada: @{all}.", "There are: @{all}.")
        }
    };
    Diagnostic::error(
        "T1040",
        span,
        text!("Tanda `@{name}` tidak dikenal.", "The tag `@{name}` is not known."),
    )
    .with_help(help)
}

/// A tag without what it needs.
pub(super) fn takes_something(span: Span, name: &str) -> Diagnostic {
    Diagnostic::error(
        "T1041",
        span,
        text!("Tanda `@{name}` memerlukan isi.", "The tag `@{name}` needs an argument."),
    )
    .with_help(text!(
        "Tulis isinya di baris yang sama; lanjutannya di baris berikut yang menjorok.",
        "Write it in the same line; it may go on in following lines that are indented."
    ))
}

/// A tag with something that it does not take.
pub(super) fn takes_nothing(span: Span, name: &str) -> Diagnostic {
    Diagnostic::error(
        "T1041",
        span,
        text!(
            "Tanda `@{name}` berdiri sendiri, tanpa isi.",
            "The tag `@{name}` stands alone, without an argument."
        ),
    )
    .with_help(text!("Hapus isi ini.", "Remove this argument."))
}

/// A tag whose argument has not the form that it needs.
pub(super) fn argument(span: Span, name: &str, expected: Text) -> Diagnostic {
    Diagnostic::error(
        "T1042",
        span,
        text!("Isi tanda `@{name}` tidak dapat dibaca.", "The argument of `@{name}` cannot be read."),
    )
    .with_help(Text { id: format!("Tulis {}.", expected.id), en: format!("Write {}.", expected.en) })
}

/// A brace in a text that has no partner.
pub(super) fn unbalanced(span: Span, brace: &str) -> Diagnostic {
    Diagnostic::error(
        "T1043",
        span,
        text!("`{brace}` ini tidak berpasangan.", "This `{brace}` has no partner."),
    )
    .with_help(text!(
        "Nama yang nilainya hendak ditampilkan ditulis `{{nama}}`.",
        "A name whose value is to be shown is written `{{name}}`."
    ))
}

/// Braces that hold no name.
pub(super) fn no_name_in_braces(span: Span) -> Diagnostic {
    Diagnostic::error(
        "T1043",
        span,
        text!(
            "Di dalam kurung kurawal hanya boleh ada satu nama fakta atau aturan.",
            "Braces may hold only one name of a fact or rule."
        ),
    )
    .with_help(text!("Tulis misalnya `{{jp_kurang}}`.", "Write `{{jp_kurang}}`, for example."))
}

/// A tag that stands there twice.
pub(super) fn twice(span: Span, first: Span, name: &str) -> Diagnostic {
    Diagnostic::error(
        "T1044",
        span,
        text!("Tanda `@{name}` sudah ditulis di atas.", "The tag `@{name}` was written above already."),
    )
    .with_place(first, text!("yang pertama", "the first"))
    .with_help(text!("Hapus salah satunya, atau gabungkan.", "Remove one of them, or put them together."))
}

/// A line behind the tags that belongs to none.
pub(super) fn lost(span: Span) -> Diagnostic {
    Diagnostic::error(
        "T1046",
        span,
        text!(
            "Baris ini berada di bawah tanda, tetapi bukan lanjutannya.",
            "This line stands below a tag, but does not continue it."
        ),
    )
    .with_help(text!(
        "Untuk melanjutkan isi tanda, beri jorokan; untuk penjelasan, pindahkan ke atas tanda pertama.",
        "To continue the tag, indent the line; to explain, move it above the first tag."
    ))
}
