//! Competences, and the potential that an assessment finds.

use super::profile::{Ability, Profile, YEAR};
use super::streams::{Draws, Topic};
use super::text::{day, days_later, decimal, if_any};
use crate::random::Random;

/// The columns of the main file, in the order of the cells.
pub(super) const COLUMNS: &[&str] = &["nilai_potensi", "nilai_kinerja_instansi"];

/// The fields of a competence.
pub(super) const COMPETENCE: &[&str] = &["kode", "level_standar", "level_pegawai", "tanggal_asesmen"];

/// The competences of the national standard.
const COMPETENCES: [&str; 10] = [
    "integritas",
    "kerja_sama",
    "komunikasi",
    "orientasi_hasil",
    "pelayanan_publik",
    "pengembangan_diri",
    "mengelola_perubahan",
    "pengambilan_keputusan",
    "perekat_bangsa",
    "literasi_digital",
];

/// By how much, plus two, the level of an employee differs from what is asked.
fn shift(random: &mut Random, ability: Ability) -> u64 {
    random.pick(ability.choose(
        &[(0, 15), (1, 30), (2, 40), (3, 12), (4, 3)],
        &[(0, 2), (1, 14), (2, 56), (3, 22), (4, 6)],
        &[(0, 0), (1, 5), (2, 57), (3, 28), (4, 10)],
    ))
}

/// Draws the potential and, of a few, what the agency measures itself.
///
/// Twelve dice give a bell around 72 with a deviation of 12.
pub(super) fn draw(draws: Draws, profile: &Profile) -> Vec<String> {
    let random = &mut draws.of(Topic::Competence);
    let sum = (0..12).fold(0_u64, |sum, _| sum.saturating_add(random.between(0, 1200)));
    let around = profile.ability.choose(0, 800, 1600);
    let potential = sum.saturating_add(around).saturating_sub(800).min(10_000);
    let assessed = random.chance(600);
    let own = random.between(4000, 11_500);
    vec![if_any(assessed.then(|| decimal(potential, 2))), if_any(random.chance(50).then(|| decimal(own, 2)))]
}

/// Draws a level for every competence, most of them near what the position asks for; all were assessed on one day.
pub(super) fn levels(draws: Draws, profile: &Profile) -> Vec<Vec<String>> {
    let random = &mut draws.of(Topic::Levels);
    let usual = match (profile.position, profile.grade) {
        ("struktural" | "rangkap", _) | (_, "ahli_madya" | "ahli_utama") => 3,
        (_, "ahli_pertama" | "ahli_muda" | "penyelia") => 2,
        _ => 1_u64,
    };
    let ago = i64::try_from(random.between(0, 5 * 365)).unwrap_or(0);
    let assessed = days_later(day(YEAR, 12, 31), ago.saturating_neg()).max(profile.entered);
    let assessed = if_any(random.chance(850).then_some(assessed));
    COMPETENCES
        .iter()
        .map(|code| {
            let asked = usual.saturating_add(random.between(0, 1));
            let held = asked.saturating_add(shift(random, profile.ability)).saturating_sub(2).min(5);
            profile.row([(*code).to_owned(), asked.to_string(), held.to_string(), assessed.clone()])
        })
        .collect()
}
