//! Absence and sanctions: what is on record as being served agrees with the history.

use timbang::Date;

use super::profile::{Profile, YEAR};
use super::streams::{Draws, Topic};
use super::text::{day, days_later, if_any, months_later};
use crate::random::Random;

/// The columns of the main file, in the order of the cells.
pub(super) const COLUMNS: &[&str] = &["hukuman_disiplin_berjalan"];

/// The fields of absence.
pub(super) const ABSENCE: &[&str] = &["nomor", "tanggal", "hari_tidak_masuk", "hari_berturut_turut"];

/// The fields of sanctions.
pub(super) const SANCTIONS: &[&str] = &["nomor_keputusan", "jenis", "tanggal_mulai", "tanggal_selesai"];

/// Kinds of one level, each with its weight and the months for which it is served.
type Kinds = [((&'static str, i64), u64)];

const LIGHT: &Kinds =
    &[(("teguran_lisan", 0), 50), (("teguran_tertulis", 0), 30), (("pernyataan_tidak_puas", 0), 20)];
const MEDIUM: &Kinds = &[
    (("potongan_tunjangan_6_bulan", 6), 50),
    (("potongan_tunjangan_9_bulan", 9), 30),
    (("potongan_tunjangan_12_bulan", 12), 20),
];
const HEAVY: &Kinds = &[(("penurunan_jabatan_12_bulan", 12), 60), (("pembebasan_menjadi_pelaksana", 12), 40)];

/// One year's absence.
struct Absence {
    year: u64,
    days: u64,
    in_a_row: u64,
}

/// The sanction that somebody got.
struct Sanction {
    level: &'static str,
    kind: &'static str,
    months: i64,
    from: Date,
}

impl Sanction {
    fn ends(&self) -> Date {
        days_later(months_later(self.from, self.months), -1)
    }
}

/// Absence and sanctions of one employee.
pub(super) struct Discipline {
    absences: Vec<Absence>,
    sanction: Option<Sanction>,
    /// Whether the decision names the last day.
    end_is_named: bool,
}

impl Discipline {
    /// Draws absence, and a sanction, which is likelier the longer somebody was absent.
    pub(super) fn draw(draws: Draws, profile: &Profile) -> Discipline {
        let random = &mut draws.of(Topic::Discipline);
        let years = profile.since.max(YEAR.saturating_sub(1))..=YEAR;
        let absences: Vec<Absence> = years.map(|year| absence(random, year)).collect();
        let longest = absences.iter().map(|absence| absence.days).max().unwrap_or(0);
        let chance = match longest {
            0 => 45,
            1..=6 => 100,
            7..=20 => 250,
            _ => 600,
        };
        let sanction = random.chance(chance).then(|| sanction(random, profile));
        Discipline { absences, sanction, end_is_named: random.chance(700) }
    }

    /// The cells of the main file: what is being served at the end of the year.
    pub(super) fn cells(&self) -> Vec<String> {
        let served = self.sanction.as_ref().filter(|sanction| sanction.ends() >= day(YEAR, 12, 31));
        vec![served.map_or("tidak_ada", |sanction| sanction.level).to_owned()]
    }

    /// The rows of absence: each year has its summary.
    pub(super) fn absence_rows(&self, profile: &Profile) -> Vec<Vec<String>> {
        let row = |absence: &Absence| {
            profile.row([
                format!("HADIR-{}", absence.year),
                day(absence.year, 12, 31).to_string(),
                absence.days.to_string(),
                absence.in_a_row.to_string(),
            ])
        };
        self.absences.iter().map(row).collect()
    }

    /// The rows of sanctions; who had none has one row that says so.
    pub(super) fn sanction_rows(&self, profile: &Profile) -> Vec<Vec<String>> {
        let row = match &self.sanction {
            None => profile.row([
                "NIHIL".to_owned(),
                "tidak_ada".to_owned(),
                profile.entered.to_string(),
                String::new(),
            ]),
            Some(sanction) => profile.row([
                format!("HD-{}", profile.serial()),
                sanction.kind.to_owned(),
                sanction.from.to_string(),
                if_any((self.end_is_named && sanction.months > 0).then(|| sanction.ends())),
            ]),
        };
        vec![row]
    }
}

fn absence(random: &mut Random, year: u64) -> Absence {
    let days = match random.pick(&[(0, 880), (1, 80), (2, 30), (3_u8, 10)]) {
        0 => 0,
        1 => random.between(1, 6),
        2 => random.between(7, 20),
        _ => random.between(21, 40),
    };
    Absence { year, days, in_a_row: random.between(days.min(1), days) }
}

fn sanction(random: &mut Random, profile: &Profile) -> Sanction {
    let level = random.pick(&[("ringan", 60), ("sedang", 30), ("berat", 10)]);
    let kinds = match level {
        "ringan" => LIGHT,
        "sedang" => MEDIUM,
        _ => HEAVY,
    };
    let (kind, months) = random.pick(kinds);
    let year = random.pick(&[(YEAR, 50), (2024, 20), (2023, 15), (2022, 15)]);
    let from = day(year, random.between(1, 12), random.between(10, 20));
    Sanction { level, kind, months, from: from.max(days_later(profile.entered, 10)) }
}
