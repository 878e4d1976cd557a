//! What all topics need to know of an employee.

use timbang::Date;

use super::streams::{Draws, Topic};
use super::text::{day, days_later};
use crate::random::Random;

/// The year that is being assessed; everything in the population lies around its end.
pub(super) const YEAR: u64 = 2025;

/// How well an employee tends to do; ratings, competences and potential go by it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Ability {
    /// One in ten.
    Weak,
    /// Seven in ten.
    #[default]
    Ordinary,
    /// Two in ten.
    Strong,
}

impl Ability {
    /// Chooses what fits.
    pub(super) fn choose<T>(self, weak: T, ordinary: T, strong: T) -> T {
        match self {
            Ability::Weak => weak,
            Ability::Ordinary => ordinary,
            Ability::Strong => strong,
        }
    }
}

/// Who an employee is in service.
#[derive(Clone, Debug)]
pub(super) struct Profile {
    /// The employee number.
    pub(super) nip: String,
    /// Kind of employee.
    pub(super) status: &'static str,
    /// Kind of position.
    pub(super) position: &'static str,
    /// Class of leading position; empty for others, and now and then where it should not be.
    pub(super) echelon: &'static str,
    /// Functional grade; empty for others.
    pub(super) grade: &'static str,
    /// The rank, counted from the lowest.
    pub(super) rank: u64,
    /// The first year of service.
    pub(super) since: u64,
    /// The first day of service.
    pub(super) entered: Date,
    /// The first day in the present position.
    pub(super) in_position: Date,
    /// How well the employee tends to do.
    pub(super) ability: Ability,
}

impl Profile {
    /// Draws who an employee is.
    pub(super) fn draw(draws: Draws) -> Profile {
        let random = &mut draws.of(Topic::Profile);
        let status = random.pick(&[("pns", 88), ("pppk", 10), ("cpns", 2)]);
        let position = draw_position(random, status);
        let grade = draw_grade(random, status, position);
        let echelon = draw_echelon(random, position);
        let rank = draw_rank(random, status, position, echelon, grade);
        let since = draw_since(random, status, rank);
        let entered = day(since, random.pick(&[(1, 30), (2, 20), (3, 30), (4, 20)]), 1);
        Profile {
            nip: format!("9999{:014}", draws.row),
            status,
            position,
            echelon,
            grade,
            rank,
            since,
            entered,
            in_position: effective_date(random, entered),
            ability: random.pick(&[(Ability::Weak, 10), (Ability::Ordinary, 70), (Ability::Strong, 20)]),
        }
    }

    /// Says whether the position is a leading one.
    pub(super) fn leads(&self) -> bool {
        matches!(self.position, "struktural" | "rangkap")
    }

    /// Gives the part of the employee number that differs, for numbers of papers.
    pub(super) fn serial(&self) -> &str {
        self.nip.get(4..).unwrap_or_default()
    }

    /// Makes a row of a child file.
    pub(super) fn row<const N: usize>(&self, cells: [String; N]) -> Vec<String> {
        std::iter::once(self.nip.clone()).chain(cells).collect()
    }
}

/// Draws a date on which ranks and positions take effect, up to seven years before the end of the assessed year.
pub(super) fn effective_date(random: &mut Random, entered: Date) -> Date {
    let years = random.pick(&[(0, 15), (1, 18), (2, 18), (3, 18), (4, 16), (5, 8), (6, 4), (7, 3)]);
    let month = random.pick(&[(4_u64, 40), (10, 40), (1, 10), (6, 10)]);
    day(YEAR.saturating_sub(years), month, 1).max(entered)
}

/// Draws a day of the assessed year, not before the first day of service.
pub(super) fn day_of_year(random: &mut Random, profile: &Profile) -> Date {
    let days = i64::try_from(random.between(0, 364)).unwrap_or(0);
    days_later(day(YEAR, 1, 1), days).max(profile.entered)
}

fn draw_position(random: &mut Random, status: &str) -> &'static str {
    match status {
        "pns" => random.pick(&[("fungsional", 43), ("pelaksana", 40), ("struktural", 16), ("rangkap", 1)]),
        _ => random.pick(&[("fungsional", 65), ("pelaksana", 35)]),
    }
}

fn draw_grade(random: &mut Random, status: &str, position: &str) -> &'static str {
    match (status, position) {
        ("pns", "fungsional") => random.pick(&[
            ("pemula", 5),
            ("terampil", 15),
            ("mahir", 15),
            ("penyelia", 10),
            ("ahli_pertama", 25),
            ("ahli_muda", 18),
            ("ahli_madya", 10),
            ("ahli_utama", 2),
        ]),
        ("pppk", "fungsional") => {
            random.pick(&[("terampil", 30), ("mahir", 5), ("ahli_pertama", 60), ("ahli_muda", 5)])
        }
        (_, "fungsional") => random.pick(&[("terampil", 35), ("ahli_pertama", 65)]),
        (_, "rangkap") => random.pick(&[("ahli_muda", 60), ("ahli_madya", 40)]),
        _ => "",
    }
}

fn draw_echelon(random: &mut Random, position: &str) -> &'static str {
    match position {
        "struktural" => random.pick(&[
            ("pengawas", 590),
            ("administrator", 295),
            ("jpt_pratama", 78),
            ("jpt_madya", 15),
            ("jpt_utama", 5),
            ("", 17),
        ]),
        "rangkap" => random.pick(&[("pengawas", 70), ("administrator", 30)]),
        _ => "",
    }
}

/// Draws a rank that fits the position.
fn draw_rank(random: &mut Random, status: &str, position: &str, echelon: &str, grade: &str) -> u64 {
    let (low, high) = match (position, echelon, grade) {
        ("struktural", "administrator", _) => (11, 13),
        ("struktural", "jpt_pratama", _) => (13, 15),
        ("struktural", "jpt_madya" | "jpt_utama", _) => (15, 16),
        ("struktural", _, _) => (9, 11),
        (_, _, "pemula") => (4, 4),
        (_, _, "terampil") => (5, 7),
        (_, _, "mahir" | "ahli_pertama") => (8, 9),
        (_, _, "penyelia" | "ahli_muda") => (10, 11),
        (_, _, "ahli_madya") => (12, 14),
        (_, _, "ahli_utama") => (15, 16),
        _ => (2, 12),
    };
    if status == "cpns" { low.max(4) } else { random.between(low, high) }
}

/// Draws the first year of service: nobody reaches a high rank in the first years.
fn draw_since(random: &mut Random, status: &str, rank: u64) -> u64 {
    let years = rank.saturating_sub(8).saturating_mul(2).max(1);
    match status {
        "pns" => random.between(1992, YEAR.saturating_sub(years)),
        "pppk" => random.between(2019, YEAR),
        _ => YEAR,
    }
}
