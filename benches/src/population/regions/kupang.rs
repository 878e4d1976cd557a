//! Health competences of community health centres, and selection by merit.

use super::{Course, Own, Person, Region};
use crate::population::text::{decimal, if_any, yes_no};

const FIRST_AID: Course = ("DARURAT-1", 16);
const ONLINE: Course = ("KES-2D", 24);

pub(super) const REGION: Region = Region {
    folder: "rules/daerah/kupang",
    columns: &["nilai_seleksi", "konflik_kepentingan"],
    lists: &[],
    courses: &[FIRST_AID, ONLINE],
    draw,
};

fn draw(person: &Person<'_>) -> Own {
    let (random, mut own) = (&mut person.random(), Own::default());
    let health = matches!(person.unit.number(), 17..=20 | 25..=33);
    // The city has more health centres than most.
    if matches!(person.unit.number(), 30..=33) {
        own.cell("jenis_unit", "puskesmas");
    }
    // Who took part in no selection has neither a score nor a statement of the panel.
    let selected = random.chance(650);
    let (score, conflict, stated) = (person.score(random), random.chance(60), random.chance(950));
    own.cell("nilai_seleksi", if_any(selected.then(|| decimal(score, 2))));
    own.cell("konflik_kepentingan", if_any((selected && stated).then(|| yes_no(conflict))));
    if health {
        let (service, emergency) = (random.between(0, 4), random.between(0, 3));
        own.row("kompetensi.csv", person.competence(random, "pelayanan_kesehatan", 2, service));
        own.row("kompetensi.csv", person.competence(random, "gawat_darurat", 1, emergency));
        if service >= 2 && random.chance(500) {
            own.row("riwayat_diklat.csv", person.course(random, ONLINE));
        }
        if emergency >= 1 && random.chance(600) {
            own.row("riwayat_diklat.csv", person.course(random, FIRST_AID));
        }
    }
    own
}
