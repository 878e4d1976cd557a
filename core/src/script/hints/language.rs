//! What rhai has and the typed language has not: loops, maps, assignment and the like.

use crate::Text;
use crate::diagnostic::Diagnostic;
use crate::source::Span;
use crate::text;

/// What is not in the typed language, and what to use instead.
fn instead_of(word: &str) -> Option<Text> {
    Some(match word {
        "for" | "while" | "loop" | "do" | "until" | "break" | "continue" => text!(
            "Olah daftar dengan `map`, `filter`, `sum`, `count`, `any`, atau `all`, misalnya `iki.sum(|i| i.nilai)`.",
            "Work on lists with `map`, `filter`, `sum`, `count`, `any` or `all`, such as `iki.sum(|i| i.nilai)`."
        ),
        "const" => text!(
            "Tulis `let`; nilai yang berasal dari peraturan ditulis sebagai parameter.",
            "Write `let`; a value that comes from a regulation is written as a parameter."
        ),
        "throw" | "try" | "catch" => text!(
            "Bila peraturan tidak mengatur, tulis `not_regulated(\"alasan\")`.",
            "Where the regulation is silent, write `not_regulated(\"reason\")`."
        ),
        "#{" => text!(
            "Catatan dengan beberapa nilai ditulis sebagai parameter atau tabel.",
            "A record of several values is written as a parameter or a table."
        ),
        "?[" => text!(
            "Tulis `[...]`, lalu `??` untuk nilai yang mungkin tidak ada.",
            "Write `[...]`, then `??` for a value that may be absent."
        ),
        "?." => text!(
            "`?.` hanya untuk isian; untuk fungsi tulis `.` lalu `??`.",
            "`?.` is for fields only; for a function write `.` and then `??`."
        ),
        "()" => text!(
            "Tulis nilainya; yang tidak diatur ditulis `not_regulated(\"alasan\")`.",
            "Write the value; what is not regulated is `not_regulated(\"reason\")`."
        ),
        "import" | "export" | "module" | "::" => text!(
            "Sebut aturan lain dengan menuliskan namanya sebagai parameter fungsi.",
            "Name another rule by writing its name as a parameter of the function."
        ),
        "eval" | "call" | "curry" | "Fn" | "this" | "is_shared" | "is_def_var" | "is_def_fn" => text!(
            "Panggil fungsi pembantu dengan namanya: `nama(nilai)`.",
            "Call a helper by its name: `name(value)`."
        ),
        "print" | "debug" | "type_of" => text!(
            "Hapus; penjelasan hasil menampilkan semua masukan dan langkah.",
            "Remove it; the explanation of a result shows all inputs and steps."
        ),
        _ => return None,
    })
}

/// Whether a word or sign is rhai's but not the typed language's.
pub(crate) fn is_refused(word: &str) -> bool {
    instead_of(word).is_some()
}

/// What to say of it.
pub(crate) fn refused(span: Span, word: &str) -> Diagnostic {
    let plain = Diagnostic::error(
        "T1031",
        span,
        text!(
            "`{word}` tidak ada dalam bahasa aturan bertipe, karena tidak dapat diperiksa sebelum dijalankan.",
            "`{word}` does not exist in the typed language, because it cannot be checked before it runs."
        ),
    );
    match instead_of(word) {
        Some(help) => plain.with_help(help),
        None => plain,
    }
}

/// What to say of `x = 5;` and `x += 1;`.
pub(crate) fn assignment(span: Span) -> Diagnostic {
    Diagnostic::error(
        "T1032",
        span,
        text!(
            "Nama tidak dapat diberi nilai baru: dalam aturan setiap nama memiliki satu nilai.",
            "A name cannot be given a new value: in a rule each name has one value."
        ),
    )
    .with_help(text!(
        "Tulis `let nama_baru = ...;`, atau `==` bila maksudnya membandingkan.",
        "Write `let new_name = ...;`, or `==` where a comparison is meant."
    ))
}

/// What to say of `.5`.
pub(crate) fn no_leading_zero(span: Span, written: &str) -> Diagnostic {
    Diagnostic::error(
        "T1008",
        span,
        text!(
            "Bilangan `{written}` tidak memiliki angka di depan titik.",
            "The number `{written}` has no digit before its point."
        ),
    )
    .with_help(text!("Tulis `0{written}`.", "Write `0{written}`."))
}

/// What to say of a statement outside every function.
pub(crate) fn outside_function(span: Span) -> Diagnostic {
    Diagnostic::error(
        "T1034",
        span,
        text!(
            "Ini berada di luar fungsi; berkas aturan hanya memuat fungsi dan komentar.",
            "This stands outside every function; a rule file holds only functions and comments."
        ),
    )
    .with_help(text!(
        "Pindahkan ke dalam `fn ... {{ }}`, atau hapus `}}` yang berlebih sebelumnya.",
        "Move it into a `fn ... {{ }}`, or remove a `}}` too many before it."
    ))
}

/// What to say of a name that was given already.
pub(crate) fn given_twice(span: Span, first: Span, name: &str, function: bool) -> Diagnostic {
    let (message, help) = if function {
        (
            text!(
                "Fungsi `{name}` sudah ada dalam berkas ini.",
                "The function `{name}` exists already in this file."
            ),
            text!(
                "Versi lain dari aturan yang sama ditulis di berkas lain dengan `@effective` tersendiri.",
                "Another version of a rule stands in another file with its own `@effective`."
            ),
        )
    } else {
        (
            text!("Parameter `{name}` sudah disebut.", "The parameter `{name}` was named already."),
            text!("Hapus salah satunya.", "Remove one of them."),
        )
    };
    Diagnostic::error("T1035", span, message)
        .with_place(first, text!("yang pertama", "the first"))
        .with_help(help)
}
