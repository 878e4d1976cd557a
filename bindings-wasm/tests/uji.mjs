// A small pack that shows what tests ask of: a promotion, a list, an optional fact, dates.
export const UJI = {
  "pack.toml": 'format = 1\nid = "uji"\nversion = "0.1.0"\ntitle = "Uji"\nsubject = "pegawai"\noutputs = ["naik", "dua_kali"]\n',
  "facts.toml": `
[enum.predikat]
ordered = true
values = ["kurang", "baik", "sangat_baik"]
[fact.nilai]
type = "number"
label = "Nilai"
min = 0
max = 1000000000000000000
scale = 4
[fact.tmt]
type = "date"
label = "Tanggal mulai"
source = "SK terakhir"
[fact.predikat]
type = "predikat"
label = "Predikat"
[record.riwayat]
tahun = { type = "number", min = 1950, max = 2100 }
skor = { type = "number", min = 0, max = 100, scale = 2 }
[fact.riwayat]
type = "list"
record = "riwayat"
key = ["tahun"]
max_items = 5
`,
  "uji/a.rhai": `//! @basis contoh

/// Dua kali nilai.
fn dua_kali(nilai) { nilai * 2 }

/// Masa kerja cukup.
/// @kind requirement
/// @unmet Baru {masa} tahun.
fn masa_cukup(masa) { masa >= 4 }

/// Masa kerja.
/// @unit tahun
fn masa(tmt, as_of) { years_between(tmt, as_of) }

/// Predikat baik.
/// @kind requirement
/// @unmet Predikat belum baik.
fn predikat_baik(predikat) { predikat >= "baik" }

/// Naik.
/// @kind promotion
fn naik(masa_cukup, predikat_baik) { all_of([masa_cukup, predikat_baik]) }

/// Skor setengah.
/// @per riwayat
fn setengah(skor) { round_half_up(skor / 2, 2) }
`,
};
