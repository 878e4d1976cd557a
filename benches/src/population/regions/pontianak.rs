//! Tasks that ask for competences, and the monitoring of services.

use super::{Course, Own, Person, Region};
use crate::population::profile::YEAR;
use crate::population::schema::{NIP, Table};
use crate::population::text::{day, decimal, if_any, months_later, yes_no};

const FINANCE: Course = ("KEU-1", 16);
const DIGITAL: Course = ("LDIG-1", 8);
const HEALTH: Course = ("KESMAS-1", 16);

const MONITORING: &str = "pemantauan_layanan.csv";

pub(super) const REGION: Region = Region {
    folder: "rules/daerah/pontianak",
    columns: &["mengelola_keuangan", "melayani_digital", "masalah_kesehatan"],
    lists: &[Table::own(MONITORING, &[NIP, &["bulan", "nilai"]])],
    courses: &[FINANCE, DIGITAL, HEALTH],
    draw,
};

fn draw(person: &Person<'_>) -> Own {
    let (random, area, mut own) = (&mut person.random(), &mut person.area(), Own::default());
    let mall = matches!(person.unit.number(), 30..=32);
    if mall {
        own.cell("jenis_unit", "mal_pelayanan_publik");
    }
    let problem =
        area.pick(&[("tidak_ada", 40), ("stunting", 25), ("demam_berdarah", 20), ("tuberkulosis", 15)]);
    let noted = area.chance(900);
    let (finance, digital) = (random.chance(250), random.chance(if mall { 700 } else { 200 }));
    let (told_finance, told_digital) = (random.chance(980), random.chance(980));
    own.cell("mengelola_keuangan", if_any(told_finance.then(|| yes_no(finance))));
    own.cell("melayani_digital", if_any(told_digital.then(|| yes_no(digital))));
    own.cell("masalah_kesehatan", if_any(noted.then_some(problem)));
    let health = matches!(person.unit.number(), 17..=20);
    let asked = [
        ("keuangan_daerah", FINANCE, finance),
        ("layanan_digital", DIGITAL, digital || mall),
        ("kesehatan_masyarakat", HEALTH, health),
    ];
    for (code, course, concerned) in asked {
        if concerned || random.chance(100) {
            let held = random.between(0, 4);
            own.row("kompetensi.csv", person.competence(random, code, 1, held));
            if held >= 1 && random.chance(500) {
                own.row("riwayat_diklat.csv", person.course(random, course));
            }
        }
    }
    // Services are monitored month by month; nobody monitors those of one unit in ten.
    let (usual, monitored) = (area.between(6_200, 8_800), area.chance(900));
    for month in 0..9_i64 {
        let score = usual.saturating_add(random.between(0, 1_200)).saturating_sub(600);
        if monitored && random.chance(950) {
            let first = months_later(day(YEAR, 7, 1), month);
            own.row(MONITORING, person.profile.row([first.to_string(), decimal(score, 2)]));
        }
    }
    own
}
