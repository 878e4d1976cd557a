//! Values that a host language hands over and that are none of JSON.

use crate::text;
use crate::value::{Error, Raw};

/// The most that lists and records lie in each other; JSON texts have the same bound.
pub const MAX_DEPTH: usize = 128;

/// What a binary float of the fact or field `name` holds: a whole number, or nothing where it is not a number.
///
/// # Errors
/// `T3015` for any other: 87.655 is only nearly that in binary, so a decimal or a text is asked for.
pub fn float(name: &str, float: f64) -> Result<Raw, Error> {
    if float.is_nan() {
        return Ok(Raw::Null);
    }
    // A float without a fraction is written in full, digit by digit.
    let shown = float.to_string();
    if shown.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-') {
        return Ok(Raw::Number(shown));
    }
    let name = short(name);
    Err(Error::new(
        "T3015",
        text!(
            "`{name}` diberikan sebagai pecahan biner (float), yang tidak memuat desimal dengan tepat.",
            "`{name}` was given as a binary fraction (float), which does not hold decimals exactly."
        ),
    )
    .with_help(text!(
        "Berikan sebagai desimal (Decimal) atau teks, misalnya \"87.655\".",
        "Give it as a decimal (Decimal) or as text, for example \"87.655\"."
    )))
}

/// The error of a value that is no value of a fact.
#[must_use]
pub fn no_value(name: &str) -> Error {
    let name = short(name);
    Error::new(
        "T3015",
        text!("`{name}` bukan nilai yang dapat menjadi fakta.", "`{name}` is no value that can be a fact."),
    )
    .with_help(text!(
        "Berikan teks, bilangan, benar/salah, tanggal, daftar, atau rekaman dengan nama sebagai teks.",
        "Give a text, number, truth value, date, list, or record with names as texts."
    ))
}

/// The error of something that is no table.
#[must_use]
pub fn no_table() -> Error {
    Error::new(
        "T3015",
        text!(
            "Yang diberikan bukan tabel yang dapat dibaca.",
            "What was given is no table that can be read."
        ),
    )
    .with_help(text!(
        "Berikan tabel pandas, Polars, pyarrow atau DuckDB, atau yang punya protokol aliran Arrow.",
        "Give a table of pandas, Polars, pyarrow or DuckDB, or one with Arrow's stream protocol."
    ))
}

/// The error of a column whose values are of several kinds, or whose name names no fact.
#[must_use]
pub fn no_column(name: &str) -> Error {
    let name = short(name);
    Error::new(
        "T3015",
        text!(
            "Kolom `{name}` memuat nilai dari beberapa jenis, atau namanya bukan satu teks yang sekali dipakai.",
            "The column `{name}` has values of several kinds, or its name is no text that is used once."
        ),
    )
    .with_help(text!(
        "Jadikan satu jenis, misalnya teks, dan beri setiap kolom nama sendiri.",
        "Make them of one kind, such as text, and give each column a name of its own."
    ))
}

/// The error of a row that a table does not have.
#[must_use]
pub fn no_row(row: &str, rows: usize) -> Error {
    let row = short(row);
    Error::new(
        "T3019",
        text!(
            "Tidak ada baris {row}; tabelnya punya {rows} baris.",
            "There is no row {row}; the table has {rows} rows."
        ),
    )
    .with_help(text!("Baris dihitung dari nol.", "Rows are counted from zero."))
}

/// The error of an unknown pack among those that a binding brings.
#[must_use]
pub fn no_bundled(name: &str, known: &[&str]) -> Error {
    use crate::diagnostic::{did_you_mean, nearest};
    let (name, all) = (short(name), known.join(", "));
    Error::new(
        "T3016",
        text!("Tidak ada pack bawaan bernama `{name}`.", "No pack named `{name}` is brought along."),
    )
    .with_help(did_you_mean(
        nearest(&name, known.iter().copied()),
        text!("Yang ada: {all}.", "There are: {all}."),
    ))
}

/// The error of work that came to a process whose package is of another version, or which has none.
#[must_use]
pub fn other_package(wanted: &str, found: Option<&str>) -> Error {
    let wanted = short(wanted);
    let message = match found.map(short) {
        Some(found) => text!(
            "Pekerjaan ini dibuat dengan paket timbang {wanted}, sedangkan proses ini memakai {found}.",
            "This work was made with the package timbang {wanted}, but this process has {found}."
        ),
        None => text!(
            "Pekerjaan ini dibuat dengan paket timbang {wanted}, sedangkan proses ini tidak memilikinya.",
            "This work was made with the package timbang {wanted}, which this process does not have."
        ),
    };
    Error::new("T3028", message).with_help(text!(
        "Pasang timbang {wanted} di setiap mesin yang ikut bekerja, lalu mulai ulang prosesnya.",
        "Install timbang {wanted} on every machine that takes part, and start the processes again."
    ))
}

/// The error of a pack whose digest in this process is not the one that it was sent with.
#[must_use]
pub fn other_digest(pack: &str) -> Error {
    let pack = short(pack);
    Error::new(
        "T3028",
        text!(
            "Pack `{pack}` yang tiba di proses ini bukan pack yang dikirim: digest-nya lain.",
            "The pack `{pack}` that arrived in this process is not the one that was sent: its digest is another."
        ),
    )
    .with_help(text!(
        "Muat pack dan buat rencananya sekali lagi di proses pengirim, lalu kirim ulang.",
        "Load the pack and plan once more in the process that sends it, and send it again."
    ))
}

fn short(name: &str) -> String {
    name.chars().filter(|c| !c.is_control()).take(80).collect()
}
