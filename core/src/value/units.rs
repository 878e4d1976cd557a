//! Units in both languages.

use std::borrow::Cow;

use serde_json::Value as Json;

use super::Lang;
use crate::value::json;

/// A unit in a language. Packs write units in Indonesian; the common ones have an English word, others stay.
#[must_use]
pub fn unit(unit: &str, one: bool, lang: Lang) -> Cow<'_, str> {
    let (single, plural) = match unit {
        _ if lang == Lang::Id => return Cow::Borrowed(unit),
        "tahun" => ("year", "years"),
        "bulan" => ("month", "months"),
        "minggu" => ("week", "weeks"),
        "hari" => ("day", "days"),
        "jam" => ("hour", "hours"),
        "kali" => ("time", "times"),
        "orang" => ("person", "people"),
        "poin" => ("point", "points"),
        "tingkat" => ("step", "steps"),
        "JP" => ("lesson hour", "lesson hours"),
        "angka kredit" => ("credit point", "credit points"),
        "persen" => ("percent", "percent"),
        "inovasi" => ("innovation", "innovations"),
        "pengaduan" => ("complaint", "complaints"),
        "penilaian" => ("assessment", "assessments"),
        "permintaan" => ("request", "requests"),
        "permohonan" => ("application", "applications"),
        "pekerjaan" => ("job", "jobs"),
        "bagian" => ("part", "parts"),
        "program" => ("programme", "programmes"),
        other => (other, other),
    };
    Cow::Borrowed(if one { single } else { plural })
}

/// What a unit is called in both languages, as JSON: in English also of exactly one.
pub(crate) fn unit_json(own: &str) -> Json {
    json!({ "id": own, "en": unit(own, false, Lang::En), "en_one": unit(own, true, Lang::En) })
}
