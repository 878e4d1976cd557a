//! Programmes, satisfaction and innovations of an education department, and help with technology.

use super::{Course, Own, Person, Region};
use crate::population::profile::YEAR;
use crate::population::schema::{NIP, Table};
use crate::population::text::{decimal, if_any, yes_no};
use crate::random::Random;

const TECHNOLOGY: Course = ("TIK-01", 16);

const INNOVATIONS: &str = "inovasi.csv";

pub(super) const REGION: Region = Region {
    folder: "rules/daerah/palangkaraya",
    columns: &["program_direncanakan", "program_terlaksana", "kepuasan_masyarakat", "bantuan_teknologi"],
    lists: &[Table::own(INNOVATIONS, &[NIP, &["nomor", "tahun", "ada_bukti"]])],
    courses: &[TECHNOLOGY],
    draw,
};

fn draw(person: &Person<'_>) -> Own {
    let (random, area, mut own) = (&mut person.random(), &mut person.area(), Own::default());
    let ability = person.profile.ability;
    own.cell("jenis_unit", if person.unit.number().is_multiple_of(4) { "dinas" } else { "sekolah" });
    let planned = if random.chance(150) { 0 } else { random.between(2, 12) };
    let short = random.between(0, ability.choose(planned, planned / 3, 1)).min(planned);
    let held = planned.saturating_sub(short).saturating_add(u64::from(planned > 0 && random.chance(80)));
    let satisfied = area.between(6_500, 9_000).saturating_add(random.between(0, 900));
    let (reported, surveyed) = (random.chance(970), random.chance(970));
    own.cell("program_direncanakan", planned);
    own.cell("program_terlaksana", if_any(reported.then_some(held)));
    own.cell("kepuasan_masyarakat", if_any(surveyed.then(|| decimal(satisfied, 2))));
    innovations(person, random, &mut own);
    // Who never asked for help is not on record.
    let trained = random.chance(250);
    let calls = if random.chance(250) { random.between(5, 14) } else { random.between(1, 5) };
    own.cell("bantuan_teknologi", if_any(random.chance(700).then_some(calls)));
    if trained {
        own.row("riwayat_diklat.csv", person.course(random, TECHNOLOGY));
    }
    own
}

/// One to three innovations, the last of them in the new year for those who do well.
fn innovations(person: &Person<'_>, random: &mut Random, own: &mut Own) {
    let recent = person.profile.ability.choose(250, 550, 850);
    for number in 1..=random.between(1, 3) {
        let year = if random.chance(recent) { YEAR.saturating_add(1) } else { random.between(2022, YEAR) };
        let proven = yes_no(random.chance(700));
        let code = format!("INV-{}-{number}", person.profile.serial());
        own.row(INNOVATIONS, person.profile.row([code, year.to_string(), proven]));
    }
}
