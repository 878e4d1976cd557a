//! Indicators of departments, quarterly appraisals, and village development.

use super::{Course, Own, Person, Region};
use crate::population::profile::YEAR;
use crate::population::schema::{NIP, Table};
use crate::population::text::{decimal, if_any};
use crate::random::Random;

const PROJECT: Course = ("PROYEK-1", 24);
const PROJECT_MORE: Course = ("PROYEK-2", 32);

const QUARTERS: &str = "penilaian_berkala.csv";

pub(super) const REGION: Region = Region {
    folder: "rules/daerah/kotabumi",
    columns: &[
        "bidang_tugas",
        "cakupan_vaksinasi",
        "partisipasi_sekolah",
        "pekerjaan_direncanakan",
        "pekerjaan_tepat_waktu",
    ],
    lists: &[Table::own(QUARTERS, &[NIP, &["tahun", "triwulan", "predikat"]])],
    courses: &[PROJECT, PROJECT_MORE],
    draw,
};

fn draw(person: &Person<'_>) -> Own {
    let (random, area, mut own) = (&mut person.random(), &mut person.area(), Own::default());
    let kind = match person.unit.number() {
        30..=31 => "dinas_kesehatan",
        32..=33 => "dinas_pendidikan",
        34..=36 => "dinas_pekerjaan_umum",
        37..=40 => "dinas_pemberdayaan_desa",
        _ => "",
    };
    if !kind.is_empty() {
        own.cell("jenis_unit", kind);
    }
    let field = if kind == "dinas_pemberdayaan_desa" {
        random.pick(&[("pembangunan_desa", 70), ("administrasi", 30)])
    } else {
        random.pick(&[("pelayanan", 50), ("administrasi", 45), ("pembangunan_desa", 5)])
    };
    own.cell("bidang_tugas", if_any(random.chance(970).then_some(field)));
    reports(area, &mut own);
    if field == "pembangunan_desa" && random.chance(500) {
        own.row("riwayat_diklat.csv", person.course(random, PROJECT));
        if random.chance(500) {
            own.row("riwayat_diklat.csv", person.course(random, PROJECT_MORE));
        }
    }
    quarters(person, random, &mut own);
    own
}

/// What the departments report of the area of a unit.
fn reports(area: &mut Random, own: &mut Own) {
    let (vaccinated, at_school) = (area.between(7_200, 9_900), area.between(8_000, 10_000));
    let planned = if area.chance(100) { 0 } else { area.between(5, 40) };
    let late = area.between(0, planned / 3);
    own.cell("cakupan_vaksinasi", decimal(vaccinated, 2));
    own.cell("partisipasi_sekolah", decimal(at_school, 2));
    own.cell("pekerjaan_direncanakan", planned);
    own.cell("pekerjaan_tepat_waktu", planned.saturating_sub(late));
}

/// Five quarters, most of them as the assessed year; now and then one is missing.
fn quarters(person: &Person<'_>, random: &mut Random, own: &mut Own) {
    let usual = person.appraisal.of(YEAR).map_or("baik", crate::population::appraisal::Year::predicate);
    let last = YEAR.saturating_add(1);
    for (year, quarter) in [(YEAR, 1), (YEAR, 2), (YEAR, 3), (YEAR, 4), (last, 1)] {
        let other = random.pick(&[("baik", 60), ("butuh_perbaikan", 25), ("sangat_baik", 15)]);
        let predicate = if random.chance(800) { usual } else { other };
        if random.chance(940) {
            let row = [year.to_string(), quarter.to_string(), predicate.to_owned()];
            own.row(QUARTERS, person.profile.row(row));
        }
    }
}
