//! A pack that is small enough to be worked out by hand.

use timbang::compare::Subject;
use timbang::source::Files;
use timbang::{Date, Facts, Pack, Raw, date};

const MANIFEST: &str = "format = 1\nid = \"uji\"\nversion = \"1\"\ntitle = \"Uji <b>\"\nsubject = \"pegawai\"\noutputs = [\"naik\", \"tunjangan\", \"predikat_akhir\"]\n";

const FACTS: &str = r#"
[enum.predikat]
label = "Predikat"
ordered = true
values = ["kurang", "baik", { id = "sangat_baik", label = "Sangat baik", label_en = "Excellent" }]
[enum.kelamin]
label = "Jenis kelamin"
values = ["l", "p"]
[fact.masa]
type = "number"
label = "Masa kerja"
unit = "tahun"
min = 0
max = 40
[fact.nilai]
type = "number"
label = "Nilai"
scale = 2
min = 0
max = 100
[fact.predikat]
type = "predikat"
label = "Predikat"
[fact.jenis_kelamin]
type = "kelamin"
label = "Jenis kelamin"
protected = true
"#;

const PARAMETERS: &str = r#"
[masa_minimal]
label = "Masa kerja paling sedikit"
label_en = "Fewest years"
unit = "tahun"
basis = "contoh"
value = 4
[kali]
label = "Kali tunjangan"
basis = "contoh"
value = 2
[batas]
label = "Batas istimewa"
basis = "contoh"
value = 90
"#;

/// The rules.
pub(crate) const RULES: &str = r#"//! @basis contoh

/// Masa kerja mencukupi.
/// @kind requirement
/// @unmet Baru {masa} tahun.
fn masa_cukup(masa, masa_minimal) { masa >= masa_minimal }

/// Predikat mencukupi.
/// @kind requirement
/// @unmet Predikatnya kurang.
fn predikat_cukup(predikat) { predikat >= "baik" }

/// Naik pangkat.
/// @en Promotion
/// @kind promotion
fn naik(masa_cukup, predikat_cukup) { all_of([masa_cukup, predikat_cukup]) }

/// Tunjangan.
fn tunjangan(nilai, kali) { nilai * kali }

/// Predikat akhir.
/// @returns predikat
fn predikat_akhir(predikat, nilai, batas) { if nilai >= batas { "sangat_baik" } else { predikat } }
"#;

/// The pack with these rules.
pub(crate) fn with_rules(rules: &str) -> Pack {
    Pack::from_files(Files::from_map([
        ("pack.toml", MANIFEST),
        ("facts.toml", FACTS),
        ("parameters/a.toml", PARAMETERS),
        ("a.rhai", rules),
    ]))
    .unwrap()
}

/// The pack.
pub(crate) fn pack() -> Pack {
    with_rules(RULES)
}

/// The day on which everything is evaluated.
pub(crate) fn day() -> Date {
    date(2025, 12, 31)
}

/// The pack with another value of a parameter.
pub(crate) fn set(pack: &Pack, path: &str, value: &str) -> Pack {
    pack.with_parameter(day(), path, &Raw::Text(value.to_owned())).unwrap().into_pack().unwrap()
}

/// A subject: its key, its facts as JSON, and what groups it.
pub(crate) fn subject(key: &str, facts: &str, group: &str) -> Subject {
    let groups = vec![Raw::Text(group.to_owned())];
    Subject { key: key.to_owned(), facts: Facts::from_json_text(facts).unwrap(), groups }
}
