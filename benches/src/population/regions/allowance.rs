//! Allowances of agencies of the state, by rank and position.

use super::{Own, Person, Region};
use crate::population::text::if_any;

pub(super) const KEMNAKER: Region = Region {
    folder: "rules/pusat/kemnaker",
    columns: &["bagian_kinerja_penuh"],
    lists: &[],
    courses: &[],
    draw: |person| amount(person, "bagian_kinerja_penuh", 70),
};

pub(super) const BAKAMLA: Region = Region {
    folder: "rules/pusat/bakamla",
    columns: &["tunjangan_kinerja"],
    lists: &[],
    courses: &[],
    draw: |person| amount(person, "tunjangan_kinerja", 100),
};

/// A share of a month's allowance, of a few nobody noted it.
fn amount(person: &Person<'_>, column: &'static str, percent: u64) -> Own {
    let (random, mut own) = (&mut person.random(), Own::default());
    let leads = if person.profile.leads() { 2_000 } else { 0 };
    let thousands =
        person.profile.rank.saturating_mul(350).saturating_add(leads).saturating_add(random.between(0, 400));
    // Thousands of rupiah times a percentage are tens of rupiah.
    let rupiah = thousands.saturating_mul(percent).saturating_mul(10);
    own.cell(column, if_any(random.chance(970).then_some(rupiah)));
    own
}
