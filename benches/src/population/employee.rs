//! One employee: who they are, where they stand and how they were assessed.

use super::conversion::{self, Conversion};
use super::lists;
use super::text::{date, decimal, yes_no};
use crate::random::Random;

/// The year that is being assessed; everything in the population lies around its end.
pub(super) const YEAR: u64 = 2025;

/// The rank grades from the lowest.
const GRADES: [&str; 17] = [
    "I/a", "I/b", "I/c", "I/d", "II/a", "II/b", "II/c", "II/d", "III/a", "III/b", "III/c", "III/d", "IV/a",
    "IV/b", "IV/c", "IV/d", "IV/e",
];

/// What the drawing of lists needs to know of an employee.
#[derive(Clone, Debug)]
pub(super) struct Profile {
    /// The employee number.
    pub(super) nip: String,
    /// The kind of position.
    pub(super) position: &'static str,
    /// The functional grade; empty for others.
    pub(super) grade: &'static str,
    /// The rank, as a number of [`GRADES`].
    rank: u64,
    /// The first year of service.
    pub(super) since: u64,
}

/// The rows of one employee, one list of rows for each file.
#[derive(Clone, Debug)]
pub(super) struct Employee {
    /// The main row.
    pub(super) main: Vec<String>,
    /// The rows of the child files, in the order of the files.
    pub(super) lists: Vec<Vec<Vec<String>>>,
    /// Rows of the main file that should not be there.
    pub(super) doubled: bool,
}

impl Employee {
    /// Draws one employee.
    pub(super) fn draw(random: &mut Random, row: u64) -> Employee {
        let position = random.pick(&[("fungsional", 45), ("pelaksana", 40), ("struktural", 15)]);
        let grade = if position == "fungsional" { draw_grade(random) } else { "" };
        let rank = draw_rank(random, position, grade);
        // Nobody reaches a high rank in the first years: about two years for each rank above III/a.
        let latest = YEAR.saturating_sub(rank.saturating_sub(8).saturating_mul(2));
        let since = random.between(1992, latest);
        let profile = Profile { nip: format!("9999{row:014}"), position, grade, rank, since };
        let conversions = conversion::draw(random, &profile);
        let main = main_row(random, row, &profile, &conversions);
        let lists = vec![
            lists::indicators(random, &profile),
            lists::performance(random, &profile),
            lists::training(random, &profile),
            lists::competences(random, &profile),
            conversion::rows(&profile, &conversions),
        ];
        Employee { main, lists, doubled: false }
    }

    /// Gives the rows of each file, the main one first.
    pub(super) fn into_tables(self) -> Vec<Vec<Vec<String>>> {
        let main = if self.doubled { vec![self.main.clone(), self.main] } else { vec![self.main] };
        let mut tables = vec![main];
        tables.extend(self.lists);
        tables
    }
}

fn draw_grade(random: &mut Random) -> &'static str {
    random.pick(&[
        ("pemula", 5),
        ("terampil", 15),
        ("mahir", 15),
        ("penyelia", 10),
        ("ahli_pertama", 25),
        ("ahli_muda", 18),
        ("ahli_madya", 10),
        ("ahli_utama", 2),
    ])
}

/// Draws a rank that fits the position, as a number of [`GRADES`].
fn draw_rank(random: &mut Random, position: &str, grade: &str) -> u64 {
    let (low, high) = match (position, grade) {
        (_, "pemula") => (4, 4),
        (_, "terampil") => (5, 7),
        (_, "mahir" | "ahli_pertama") => (8, 9),
        (_, "penyelia" | "ahli_muda") => (10, 11),
        (_, "ahli_madya") => (12, 14),
        (_, "ahli_utama") => (15, 16),
        ("struktural", _) => (9, 14),
        _ => (2, 12),
    };
    random.between(low, high)
}

fn rank_name(rank: u64) -> String {
    let found = usize::try_from(rank).ok().and_then(|rank| GRADES.get(rank));
    found.or(GRADES.last()).copied().unwrap_or_default().to_owned()
}

fn draw_education(random: &mut Random, rank: u64) -> &'static str {
    match rank {
        0..=4 => random.pick(&[("sd", 25), ("sltp", 25), ("sltp_kejuruan", 5), ("slta", 45)]),
        5..=7 => random.pick(&[("slta", 50), ("d1", 3), ("d2", 7), ("d3", 40)]),
        8..=11 => random.pick(&[("slta", 10), ("d3", 15), ("d4", 10), ("s1", 55), ("s2", 10)]),
        _ => random.pick(&[("s1", 40), ("s2", 50), ("s3", 10)]),
    }
}

/// Draws a date on which ranks and grades take effect, so many years before the end of the assessed year.
fn effective_date(random: &mut Random, since: u64) -> String {
    let years = random.pick(&[(0, 15), (1, 18), (2, 18), (3, 18), (4, 16), (5, 8), (6, 4), (7, 3)]);
    let month = random.pick(&[(4_u64, 40), (10, 40), (1, 10), (6, 10)]);
    date(YEAR.saturating_sub(years).max(since), month, 1)
}

/// The cells of the columns that a contract employee or another position does not have stay empty.
fn main_row(random: &mut Random, row: u64, profile: &Profile, conversions: &[Conversion]) -> Vec<String> {
    let status = random.pick(&[("pns", 88), ("pppk", 10), ("cpns", 2)]);
    let functional = profile.position == "fungsional";
    let education = draw_education(random, profile.rank);
    let above = profile.rank.saturating_add(random.pick(&[(0, 15), (1, 35), (2, 30), (3, 20)]));
    let ranked = |text: String| if status == "pppk" { String::new() } else { text };
    let graded = |text: String| if functional { text } else { String::new() };
    let credit = conversion::draw_credit(random, profile, conversions);
    let born = profile.since.saturating_sub(random.between(20, 30)).max(YEAR.saturating_sub(60));
    vec![
        profile.nip.clone(),
        format!("Pegawai {:06}", row.saturating_add(1)),
        date(born, random.between(1, 12), random.between(1, 28)),
        random.pick(&[("laki_laki", 48), ("perempuan", 52)]).to_owned(),
        random
            .pick(&[
                ("islam", 86),
                ("kristen", 7),
                ("katolik", 3),
                ("hindu", 2),
                ("buddha", 1),
                ("konghucu", 1),
            ])
            .to_owned(),
        random.pick(&[("kawin", 78), ("belum_kawin", 16), ("cerai", 6)]).to_owned(),
        status.to_owned(),
        random.pick(&[("aktif", 970), ("tugas_belajar", 20), ("cltn", 10)]).to_owned(),
        ranked(rank_name(profile.rank)),
        ranked(effective_date(random, profile.since)),
        ranked(rank_name(above)),
        education.to_owned(),
        profile.position.to_owned(),
        profile.grade.to_owned(),
        graded(effective_date(random, profile.since)),
        random.pick(&[("tidak_ada", 950), ("ringan", 25), ("sedang", 17), ("berat", 8)]).to_owned(),
        graded(yes_no(random.chance(550))),
        graded(yes_no(random.chance(400))),
        random.pick(&[("di_bawah", 8), ("sesuai", 72), ("di_atas", 20)]).to_owned(),
        random.pick(&[("di_bawah", 6), ("sesuai", 70), ("di_atas", 24)]).to_owned(),
        (if random.chance(700) { 12 } else { random.between(1, 12) }).to_string(),
        graded(decimal(credit.basic, 3)),
        graded(decimal(credit.former, 3)),
        graded(decimal(credit.adjusted, 3)),
        graded(yes_no(credit.diploma)),
        graded(decimal(credit.conventional, 3)),
        graded(decimal(credit.professional, 3)),
    ]
}
