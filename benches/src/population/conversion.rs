//! Credit of functional positions: converted years, and the rows of a credit decision.

use super::employee::{Profile, YEAR};
use crate::random::Random;

/// The first year in which predicates convert to credit.
const FIRST_YEAR: u64 = 2023;

/// One assessed span of a year.
#[derive(Clone, Copy, Debug)]
pub(super) struct Conversion {
    year: u64,
    from: u64,
    until: u64,
    predicate: &'static str,
}

/// The rows of a credit decision, in thousandths of a credit.
#[derive(Clone, Copy, Debug)]
pub(super) struct Credit {
    /// Basic credit.
    pub(super) basic: u64,
    /// Credit from the former functional position.
    pub(super) former: u64,
    /// Credit from adjustment.
    pub(super) adjusted: u64,
    /// Whether a higher diploma counts.
    pub(super) diploma: bool,
    /// The conventional total.
    pub(super) conventional: u64,
    /// Required professional development.
    pub(super) professional: u64,
}

/// Draws the converted years of a functional employee; none for others.
pub(super) fn draw(random: &mut Random, profile: &Profile) -> Vec<Conversion> {
    if profile.grade.is_empty() {
        return Vec::new();
    }
    (FIRST_YEAR.max(profile.since)..=YEAR)
        .map(|year| {
            let from = if random.chance(900) { 1 } else { random.between(2, 10) };
            let predicate = random.pick(&[
                ("sangat_baik", 20),
                ("baik", 68),
                ("butuh_perbaikan", 8),
                ("kurang", 3),
                ("sangat_kurang", 1),
            ]);
            Conversion { year, from, until: 12, predicate }
        })
        .collect()
}

/// Writes the converted years as rows.
pub(super) fn rows(profile: &Profile, conversions: &[Conversion]) -> Vec<Vec<String>> {
    let row = |c: &Conversion| {
        vec![
            profile.nip.clone(),
            c.year.to_string(),
            c.from.to_string(),
            c.until.to_string(),
            profile.grade.to_owned(),
            c.predicate.to_owned(),
        ]
    };
    conversions.iter().map(row).collect()
}

/// The yearly coefficient in hundredths, and the need for a rank promotion in whole credits.
fn measures(grade: &str) -> (u64, u64) {
    match grade {
        "pemula" => (375, 15),
        "terampil" => (500, 20),
        "mahir" | "ahli_pertama" => (1250, 50),
        "penyelia" | "ahli_muda" => (2500, 100),
        "ahli_madya" => (3750, 150),
        _ => (5000, 200),
    }
}

/// Converts one span to thousandths of a credit, rounded half up to two decimals as the rules do.
fn converted(conversion: &Conversion, coefficient: u64) -> u64 {
    let percentage = match conversion.predicate {
        "sangat_baik" => 150,
        "baik" => 100,
        "butuh_perbaikan" => 75,
        "kurang" => 50,
        _ => 25_u64,
    };
    let months = conversion.until.saturating_sub(conversion.from).saturating_add(1);
    let hundredths = coefficient.saturating_mul(percentage).saturating_mul(months).saturating_add(600) / 1200;
    hundredths.saturating_mul(10)
}

/// Draws the rows of a credit decision.
///
/// In one of twenty the total lies on the need for a rank promotion or a thousandth beside it, because that is
/// where rules go wrong.
pub(super) fn draw_credit(random: &mut Random, profile: &Profile, conversions: &[Conversion]) -> Credit {
    let (coefficient, need) = measures(profile.grade);
    let need = need.saturating_mul(1000);
    let earned = conversions.iter().fold(0, |sum: u64, c| sum.saturating_add(converted(c, coefficient)));
    let upgraded = random.chance(30);
    let adjusted = if random.chance(100) { random.between(0, need / 10) } else { 0 };
    let exact = random.chance(50);
    let target = need.saturating_add(random.between(0, 2)).saturating_sub(1);
    let free = random.between(0, need.saturating_mul(9) / 10);
    let room = target.saturating_sub(earned).saturating_sub(adjusted);
    let basic = if random.chance(400) { need / 2 } else { 0 };
    let basic = if exact { basic.min(room) } else { basic };
    Credit {
        basic,
        former: if exact { room.saturating_sub(basic) } else { free },
        adjusted,
        diploma: upgraded && !exact,
        conventional: random.between(100_000, 1_000_000),
        professional: random.between(0, 12).saturating_mul(1000),
    }
}
