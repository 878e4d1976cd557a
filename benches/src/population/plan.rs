//! The performance plan: indicators, and their progress through the year.

use super::appraisal::Rating;
use super::profile::{Profile, YEAR};
use super::streams::{Draws, Topic};
use super::text::{day, decimal};
use crate::random::Random;

/// The columns of the main file, in the order of the cells.
pub(super) const COLUMNS: &[&str] = &["tahun_skp", "tanggal_penetapan_skp"];

/// The fields of an indicator.
pub(super) const INDICATOR: &[&str] =
    &["kode", "arah", "target", "realisasi", "bobot", "satuan", "aspek", "sifat"];

/// The fields of a report on progress.
pub(super) const PROGRESS: &[&str] = &["indikator", "bulan", "realisasi_sampai"];

/// One indicator; amounts are in hundredths.
struct Indicator {
    code: String,
    aspect: &'static str,
    unit: &'static str,
    nature: &'static str,
    direction: &'static str,
    target: u64,
    realised: u64,
    weight: u64,
}

/// The plan of one employee.
pub(super) struct Plan {
    indicators: Vec<Indicator>,
}

impl Plan {
    /// Draws three to six indicators whose weights are multiples of five and add up to a hundred.
    pub(super) fn draw(draws: Draws, rating: Rating) -> Plan {
        let random = &mut draws.of(Topic::Plan);
        let count = random.between(3, 6);
        let mut left: u64 = 20;
        let indicators = (1..=count)
            .map(|number| {
                let others = count.saturating_sub(number);
                let share = left.saturating_sub(others);
                let weight = if others == 0 { left } else { random.between(1, share.min(8)) };
                left = left.saturating_sub(weight);
                indicator(random, format!("IKI-{number}"), weight.saturating_mul(5), rating)
            })
            .collect();
        Plan { indicators }
    }

    /// The cells of the main file: most plans are fixed in January.
    pub(super) fn cells(draws: Draws, profile: &Profile) -> Vec<String> {
        let random = &mut draws.of(Topic::Fixed);
        let fixed = if random.chance(900) {
            day(YEAR, 1, random.between(2, 31))
        } else {
            day(YEAR, random.between(2, 3), random.between(1, 28))
        };
        vec![YEAR.to_string(), fixed.max(profile.entered).to_string()]
    }

    /// The rows of the indicators; a few name no unit or aspect.
    pub(super) fn rows(&self, draws: Draws, profile: &Profile) -> Vec<Vec<String>> {
        let random = &mut draws.of(Topic::Names);
        let mut named = |text: &str| (if random.chance(970) { text } else { "" }).to_owned();
        let mut row = |indicator: &Indicator| {
            profile.row([
                indicator.code.clone(),
                indicator.direction.to_owned(),
                decimal(indicator.target, 2),
                decimal(indicator.realised, 2),
                indicator.weight.to_string(),
                named(indicator.unit),
                named(indicator.aspect),
                indicator.nature.to_owned(),
            ])
        };
        self.indicators.iter().map(&mut row).collect()
    }

    /// The reports of each quarter, up to what was realised; one in ten has not yet reported the last one.
    pub(super) fn progress(&self, draws: Draws, profile: &Profile) -> Vec<Vec<String>> {
        let random = &mut draws.of(Topic::Reports);
        let last = if random.chance(900) { 12 } else { 9 };
        let mut rows = Vec::new();
        for indicator in &self.indicators {
            for month in [3, 6, 9, 12_u64].into_iter().filter(|month| *month <= last) {
                let drift = random.between(0, 5);
                let amount = indicator.until(month, drift);
                rows.push(profile.row([indicator.code.clone(), month.to_string(), decimal(amount, 2)]));
            }
        }
        rows
    }
}

impl Indicator {
    /// What was realised by the end of a month: what adds up is a little ahead or behind.
    fn until(&self, month: u64, drift: u64) -> u64 {
        let percent = match (self.nature, self.direction) {
            ("kumulatif", _) if month < 12 => {
                (month.saturating_mul(25) / 3).saturating_add(4).saturating_sub(drift)
            }
            ("kumulatif", _) => 100,
            (_, "naik") => month.saturating_add(88),
            (_, "turun") => 112_u64.saturating_sub(month),
            _ => 100,
        };
        let amount = self.realised.saturating_mul(percent) / 100;
        if self.aspect == "kuantitas" { whole(amount) } else { amount }
    }
}

/// Drops the hundredths of an amount.
fn whole(amount: u64) -> u64 {
    (amount / 100).saturating_mul(100)
}

fn indicator(random: &mut Random, code: String, weight: u64, rating: Rating) -> Indicator {
    let aspect = random.pick(&[("kuantitas", 50), ("kualitas", 25), ("waktu", 20), ("biaya", 5)]);
    let (unit, nature, direction, target) = match aspect {
        "kuantitas" => {
            let unit = random.pick(&[("dokumen", 60), ("laporan", 40)]);
            (unit, "kumulatif", "naik", random.between(4, 240))
        }
        "kualitas" => {
            let direction = random.pick(&[("naik", 85), ("tetap", 15)]);
            ("persen", "posisi", direction, random.between(70, 98))
        }
        "waktu" => ("hari", "posisi", "turun", random.between(5, 60)),
        _ => ("persen", "kumulatif", random.pick(&[("naik", 70), ("tetap", 30)]), random.between(80, 98)),
    };
    let target = target.saturating_mul(100);
    let achieved = achieved(random, rating);
    let percent = match direction {
        "turun" => 200_u64.saturating_sub(achieved),
        "tetap" => achieved.min(101),
        _ => achieved,
    };
    let realised = target.saturating_mul(percent) / 100;
    let realised = match unit {
        "persen" => realised.min(10_000),
        // Half a document does not count, but who reached the target has all of it.
        "dokumen" | "laporan" if achieved >= 100 => realised.div_ceil(100).saturating_mul(100),
        "dokumen" | "laporan" => whole(realised),
        _ => realised,
    };
    Indicator { code, aspect, unit, nature, direction, target, realised, weight }
}

/// Draws how much of a target is reached, in per cent: most just reach it, as plans are made to be reached.
fn achieved(random: &mut Random, rating: Rating) -> u64 {
    let ((short, exact, more), (low, high)) = match rating {
        Rating::Below => ((60, 35, 5), (101, 104)),
        Rating::Expected => ((4, 48, 48), (101, 108)),
        Rating::Above => ((2, 23, 75), (103, 120)),
    };
    match random.pick(&[(0_u8, short), (1, exact), (2, more)]) {
        0 if rating == Rating::Below => random.between(60, 95),
        0 => random.between(85, 99),
        1 => 100,
        _ => random.between(low, high),
    }
}
