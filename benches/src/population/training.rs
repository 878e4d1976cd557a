//! Training, with the leadership training of those who lead.

use super::profile::{Profile, YEAR};
use super::streams::{Draws, Topic};
use super::text::{day, if_any, yes_no};
use crate::random::Random;

/// The columns of the main file, in the order of the cells.
pub(super) const COLUMNS: &[&str] = &["lulus_pelatihan_kepemimpinan"];

/// The fields of a training.
pub(super) const ROWS: &[&str] =
    &["nomor", "jenis", "tanggal_selesai", "jumlah_jp", "kode_katalog", "latihan_struktural"];

/// Courses of the catalogue with their lesson hours.
pub(super) const COURSES: [((&str, u64), u64); 12] = [
    (("DIG-1", 8), 20),
    (("DIG-2", 16), 20),
    (("DIG-3", 24), 6),
    (("HASIL-3", 24), 6),
    (("INTEG-3", 12), 10),
    (("KOM-2", 16), 10),
    (("KOM-3", 24), 4),
    (("LAYAN-3", 20), 10),
    (("PUTUS-3", 24), 4),
    (("UBAH-3", 24), 4),
    (("UMUM-20", 20), 30),
    (("DIG-4", 32), 2),
];

/// The kind of leadership training, in the codes of the national personnel system.
const LEADERSHIP: &str = "1";

/// Training of one employee.
pub(super) struct Training {
    /// The cells of the main file.
    pub(super) cells: Vec<String>,
    /// A row for each training.
    pub(super) rows: Vec<Vec<String>>,
}

/// Draws the training of three years, and the leadership training of seven in ten who lead.
pub(super) fn draw(draws: Draws, profile: &Profile) -> Training {
    let random = &mut draws.of(Topic::Training);
    let passed = random.chance(700);
    let mut rows: Vec<_> = (1..=random.between(1, 6)).map(|number| row(random, profile, number)).collect();
    if profile.leads() && passed {
        let year = random.between(YEAR.saturating_sub(8), YEAR.saturating_sub(1)).max(profile.since);
        let finished = day(year, random.between(5, 11), random.between(1, 28));
        let course = if random.chance(250) { course_of(profile) } else { "" };
        rows.push(profile.row([
            format!("S-{}-P", profile.serial()),
            LEADERSHIP.to_owned(),
            finished.to_string(),
            "900".to_owned(),
            course.to_owned(),
            leadership_of(profile).to_owned(),
        ]));
    }
    Training { cells: vec![if_any(profile.leads().then(|| yes_no(passed)))], rows }
}

/// The leadership training that a position asks for.
fn leadership_of(profile: &Profile) -> &'static str {
    match profile.echelon {
        "administrator" => "3",
        "jpt_pratama" => "4",
        "jpt_madya" | "jpt_utama" => "5",
        _ => "2",
    }
}

/// The same in the catalogue.
fn course_of(profile: &Profile) -> &'static str {
    match profile.echelon {
        "administrator" => "PKA-01",
        "jpt_pratama" => "PKN-2",
        "jpt_madya" | "jpt_utama" => "PKN-1",
        _ => "PKP-01",
    }
}

fn row(random: &mut Random, profile: &Profile, number: u64) -> Vec<String> {
    let year = random.pick(&[(YEAR, 60), (YEAR.saturating_sub(1), 25), (YEAR.saturating_sub(2), 15)]);
    let finished = day(year, random.between(1, 12), random.between(1, 28)).max(profile.entered);
    let functional = if profile.grade.is_empty() { 0 } else { 15 };
    let leadership = if profile.position == "pelaksana" { 0 } else { 4 };
    let kind = random.pick(&[
        ("16", 35),
        ("3", 15),
        ("9", 15),
        ("8", 10),
        ("4", 10),
        ("11", 5),
        ("6", 5),
        ("2", functional),
        (LEADERSHIP, leadership),
    ]);
    let hours = random.pick(&[(3_u64, 15), (4, 15), (6, 15), (8, 20), (16, 15), (20, 10), (40, 10)]);
    let leads_to = random.pick(&[("2", 55), ("3", 30), ("4", 12), ("5", 2), ("8", 1)]);
    // A course of the catalogue has its own hours, and is none of the leadership trainings.
    let course = random.chance(250).then(|| random.pick(&COURSES)).filter(|_| kind != LEADERSHIP);
    profile.row([
        format!("S-{}-{number}", profile.serial()),
        kind.to_owned(),
        finished.to_string(),
        course.map_or(hours, |(_, hours)| hours).to_string(),
        if_any(course.map(|(code, _)| code)),
        if_any((kind == LEADERSHIP).then_some(leads_to)),
    ])
}
