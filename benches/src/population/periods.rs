//! Periodic evaluations, feedback, and what follows a poor year.

use super::appraisal::Appraisal;
use super::profile::{Profile, YEAR};
use super::streams::{Draws, Topic};
use super::text::{day, if_any};
use crate::random::Random;

/// The columns of the main file, in the order of the cells.
pub(super) const COLUMNS: &[&str] =
    &["tanggal_evaluasi_tahunan", "periodisasi", "mulai_masa_perbaikan", "predikat_setelah_perbaikan"];

/// The fields of a periodic evaluation.
pub(super) const EVALUATIONS: &[&str] = &["tahun", "bulan_mulai", "bulan_selesai", "predikat"];

/// The fields of feedback.
pub(super) const FEEDBACK: &[&str] = &["nomor", "tanggal"];

/// The periods of one employee.
pub(super) struct Periods {
    /// The cells of the main file.
    pub(super) cells: Vec<String>,
    /// A row for each period.
    pub(super) evaluations: Vec<Vec<String>>,
    /// A row for each note.
    pub(super) feedback: Vec<Vec<String>>,
}

/// Draws the periods of the assessed year.
pub(super) fn draw(draws: Draws, profile: &Profile, appraisal: &Appraisal) -> Periods {
    let random = &mut draws.of(Topic::Periods);
    let (name, length) = random.pick(&[(("bulanan", 1_u64), 30), (("triwulanan", 3), 70)]);
    let evaluated = if random.chance(920) {
        day(YEAR.saturating_add(1), 1, random.between(5, 31))
    } else {
        day(YEAR.saturating_add(1), random.between(2, 3), random.between(1, 28))
    };
    let mut cells = vec![evaluated.to_string(), name.to_owned()];
    cells.extend(improvement(random, appraisal));
    let count = 12_u64.checked_div(length).unwrap_or(0);
    let left_out = if random.chance(80) { random.below(count) } else { count };
    let (mut evaluations, mut feedback) = (Vec::new(), Vec::new());
    for period in 0..count {
        let from = period.saturating_mul(length).saturating_add(1);
        let until = from.saturating_add(length).saturating_sub(1);
        let predicate = predicate(random, appraisal);
        if period != left_out {
            evaluations.push(profile.row([
                YEAR.to_string(),
                from.to_string(),
                until.to_string(),
                predicate.to_owned(),
            ]));
        }
        for _ in 0..random.pick(&[(0_u8, 6), (1, 44), (2, 35), (3, 15)]) {
            let number = feedback.len().saturating_add(1);
            let noted = day(YEAR, random.between(from, until), random.between(1, 28));
            feedback.push(profile.row([format!("UB-{number:02}"), noted.to_string()]));
        }
    }
    Periods { cells, evaluations, feedback }
}

/// Most periods are as the year; the others are good.
fn predicate(random: &mut Random, appraisal: &Appraisal) -> &'static str {
    let year = appraisal.of(YEAR).filter(|_| random.chance(800));
    year.map_or("baik", super::appraisal::Year::predicate)
}

/// The improvement period after a poor year: it begins early in the next one, or somebody forgot.
fn improvement(random: &mut Random, appraisal: &Appraisal) -> [String; 2] {
    let begun = random.chance(700);
    let from = day(YEAR, random.between(1, 3), random.between(1, 28));
    let after = random.pick(&[("baik", 60), ("butuh_perbaikan", 20), ("kurang", 20)]);
    let last = appraisal.of(YEAR.saturating_sub(1)).map(super::appraisal::Year::predicate);
    let poor = begun && matches!(last, Some("kurang" | "sangat_kurang"));
    [if_any(poor.then_some(from)), if_any(poor.then_some(after))]
}
