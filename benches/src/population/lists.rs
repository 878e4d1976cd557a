//! The rows of the child files: indicators, performance, training and competences.

use super::employee::{Profile, YEAR};
use super::text::{date, decimal};
use crate::random::Random;

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

/// Draws three to six indicators whose weights are multiples of five and add up to a hundred.
pub(super) fn indicators(random: &mut Random, profile: &Profile) -> Vec<Vec<String>> {
    let count = random.between(3, 6);
    let mut left: u64 = 20;
    (1..=count)
        .map(|number| {
            let others = count.saturating_sub(number);
            let share = left.saturating_sub(others);
            let weight = if others == 0 { left } else { random.between(1, share.min(8)) };
            left = left.saturating_sub(weight);
            indicator(random, profile, number, weight.saturating_mul(5))
        })
        .collect()
}

fn indicator(random: &mut Random, profile: &Profile, number: u64, weight: u64) -> Vec<String> {
    let target = random.between(1, 1000).saturating_mul(100);
    // Four dice give a bell around 97 per cent, most of it between 80 and 115.
    let achieved = (0..4).fold(65_u64, |sum, _| sum.saturating_add(random.between(0, 16)));
    let whole = random.chance(400);
    let realised = target.saturating_mul(achieved) / 100;
    let realised = if whole { (realised / 100).saturating_mul(100) } else { realised };
    vec![
        profile.nip.clone(),
        format!("IKI-{number}"),
        random.pick(&[("naik", 85), ("turun", 15)]).to_owned(),
        decimal(target, 2),
        decimal(realised, 2),
        weight.to_string(),
    ]
}

/// Draws the yearly assessments of up to five years, in the codes of the national personnel system.
pub(super) fn performance(random: &mut Random, profile: &Profile) -> Vec<Vec<String>> {
    (profile.since.max(YEAR.saturating_sub(4))..=YEAR)
        .map(|year| {
            let results = random.pick(&[("3", 8), ("2", 72), ("1", 20)]);
            let behaviour = random.pick(&[("3", 6), ("2", 70), ("1", 24)]);
            vec![
                profile.nip.clone(),
                year.to_string(),
                results.to_owned(),
                behaviour.to_owned(),
                predicate_code(results, behaviour).to_owned(),
            ]
        })
        .collect()
}

/// The predicate that two ratings give, all in codes of the national personnel system.
fn predicate_code(results: &str, behaviour: &str) -> &'static str {
    match (results, behaviour) {
        ("3", "3") => "5",
        ("3", _) => "3",
        (_, "3") => "4",
        ("1", "1") => "1",
        _ => "2",
    }
}

/// Draws the training of three years.
pub(super) fn training(random: &mut Random, profile: &Profile) -> Vec<Vec<String>> {
    let count = random.between(1, 6);
    (1..=count)
        .map(|number| {
            let year = random.pick(&[(YEAR, 60), (YEAR.saturating_sub(1), 25), (YEAR.saturating_sub(2), 15)]);
            let serial = profile.nip.get(4..).unwrap_or_default();
            vec![
                profile.nip.clone(),
                format!("S-{serial}-{number}"),
                random
                    .pick(&[(16_u64, 35), (3, 15), (9, 15), (8, 10), (4, 10), (11, 5), (6, 5), (1, 5)])
                    .to_string(),
                date(year, random.between(1, 12), random.between(1, 28)),
                random
                    .pick(&[(3_u64, 15), (4, 15), (6, 15), (8, 20), (16, 15), (20, 10), (40, 10)])
                    .to_string(),
            ]
        })
        .collect()
}

/// Draws a level for every competence, most of them near what the position asks for.
pub(super) fn competences(random: &mut Random, profile: &Profile) -> Vec<Vec<String>> {
    let usual = match (profile.position, profile.grade) {
        ("struktural", _) | (_, "ahli_madya" | "ahli_utama") => 3,
        (_, "ahli_pertama" | "ahli_muda" | "penyelia") => 2,
        _ => 1_u64,
    };
    COMPETENCES
        .iter()
        .map(|code| {
            let asked = usual.saturating_add(random.between(0, 1));
            let shifted = random.pick(&[(0, 6), (1, 19), (2, 45), (3, 22), (4, 8)]);
            let held = asked.saturating_add(shifted).saturating_sub(2).min(5);
            vec![profile.nip.clone(), (*code).to_owned(), asked.to_string(), held.to_string()]
        })
        .collect()
}
