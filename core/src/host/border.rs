//! What a binding to JavaScript tells of itself: slips that never reach the engine, in its words all the same.

use serde_json::{Map, Value as Json};

use super::error_json;
use crate::text;
use crate::value::Error;

/// What a caller in JavaScript can get wrong before anything is worked out, by the name that the binding knows it by.
///
/// Each is an error as [`error_json`] tells it. `{at}` stands for the place of a value, such as `riwayat[0].tahun`:
/// the binding fills it in.
#[must_use]
pub fn slips() -> Json {
    let told = all().into_iter().map(|(name, error)| (name.to_owned(), error_json(&error)));
    Json::Object(told.collect::<Map<_, _>>())
}

fn all() -> [(&'static str, Error); 11] {
    [
        ("not_loaded", not_loaded()),
        ("no_engine", no_engine()),
        ("no_bundle", no_bundle()),
        ("freed", freed()),
        ("inexact", inexact()),
        ("moment", moment()),
        ("no_date", no_date()),
        ("no_json", no_json()),
        ("too_deep", too_deep()),
        ("stopped", stopped()),
        ("columns", columns()),
    ]
}

fn not_loaded() -> Error {
    let message = text!("Mesin Timbang belum dimuat.", "The engine of Timbang is not loaded yet.");
    Error::new("T3040", message).with_help(text!(
        "Tunggu `await ready()` atau `await load(...)` sebelum pemanggilan yang lain.",
        "Wait for `await ready()` or `await load(...)` before any other call."
    ))
}

fn no_engine() -> Error {
    let message = text!(
        "Mesin Timbang tidak dapat dimuat dari {{at}}.",
        "The engine of Timbang cannot be loaded from {{at}}."
    );
    Error::new("T3040", message).with_help(text!(
        "Periksa alamat engine.wasm, dan `script-src 'self' 'wasm-unsafe-eval'` dalam kebijakan isi (CSP) halaman.",
        "Look at the address of engine.wasm, and for `script-src 'self' 'wasm-unsafe-eval'` in the page's policy (CSP)."
    ))
}

fn no_bundle() -> Error {
    let message = text!("Bundel tidak dapat dimuat dari {{at}}.", "The bundle cannot be loaded from {{at}}.");
    Error::new("T3048", message).with_help(text!(
        "Periksa alamat bundel; berkasnya dibuat dengan `timbang bundle PACK --out BERKAS`.",
        "Look at the address of the bundle; its file is made by `timbang bundle PACK --out FILE`."
    ))
}

fn freed() -> Error {
    let message = text!("Pack atau rencana ini sudah dilepas.", "This pack or plan was freed already.");
    Error::new("T3041", message).with_help(text!(
        "Panggil free() setelah pemakaian terakhir; `using` melepasnya di akhir blok.",
        "Call free() after the last use; `using` frees it at the end of its block."
    ))
}

fn inexact() -> Error {
    Error::new(
        "T3042",
        text!(
            "Angka di `{{at}}` bukan angka biasa, atau lebih besar dari yang dapat disimpan JavaScript dengan tepat.",
            "The number at `{{at}}` is no ordinary number, or larger than what JavaScript holds exactly."
        ),
    )
    .with_help(text!(
        "Berikan sebagai teks atau bigint, misalnya \"198001012005011001\".",
        "Give it as a text or a bigint, for example \"198001012005011001\"."
    ))
}

fn moment() -> Error {
    Error::new(
        "T3042",
        text!(
            "`Date` di `{{at}}` punya jam, jadi harinya bergantung pada zona waktu.",
            "The `Date` at `{{at}}` has a time of day, so its day depends on the time zone."
        ),
    )
    .with_help(text!(
        "Berikan tengah malam, atau teks seperti \"2025-12-31\".",
        "Give midnight, or a text such as \"2025-12-31\"."
    ))
}

fn no_date() -> Error {
    Error::new("T3042", text!("`Date` di `{{at}}` bukan tanggal.", "The `Date` at `{{at}}` is no date."))
        .with_help(text!("Berikan teks seperti \"2025-12-31\".", "Give a text such as \"2025-12-31\"."))
}

fn no_json() -> Error {
    Error::new(
        "T3042",
        text!(
            "Nilai di `{{at}}` tidak dapat diserahkan: fungsi, simbol, atau objek yang memuat dirinya sendiri.",
            "The value at `{{at}}` cannot be handed over: a function, a symbol, or an object that holds itself."
        ),
    )
    .with_help(text!(
        "Berikan objek dan larik biasa, teks, angka, bigint, Date, true, false, atau null.",
        "Give plain objects and arrays, texts, numbers, bigint, Date, true, false or null."
    ))
}

fn too_deep() -> Error {
    let message =
        text!("Nilai di `{{at}}` bersarang terlalu dalam.", "The value at `{{at}}` is nested too deep.");
    Error::new("T3042", message).with_help(text!(
        "Fakta adalah nilai, atau daftar baris yang berisi nilai.",
        "A fact is a value, or a list of rows with values."
    ))
}

fn stopped() -> Error {
    Error::new(
        "T3043",
        text!(
            "Mesin berhenti di tengah pekerjaan; biasanya memori atau tumpukan habis. Tidak ada hasil.",
            "The engine stopped in the midst of its work; usually memory or the stack ran out. There is no result."
        ),
    )
    .with_help(text!(
        "Muat ulang halaman atau proses, dan berikan masukan yang lebih kecil. Laporkan jika masukannya wajar.",
        "Load the page or start the process anew, and give smaller inputs. Report it where the input was reasonable."
    ))
}

fn columns() -> Error {
    Error::new(
        "T3044",
        text!(
            "Kolom `{{at}}` tidak berbentuk kolom: panjang, jenis larik, atau awal barisnya tidak cocok.",
            "The column `{{at}}` has not the form of one: its length, kind of array or offsets do not fit."
        ),
    )
    .with_help(text!(
        "Semua kolom sebuah daftar sama panjang; offsets naik, dimulai dari 0, dan satu lebih banyak dari subjek.",
        "All columns of a list have one length; offsets rise from 0, and are one more than there are subjects."
    ))
}
