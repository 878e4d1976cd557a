//! Credit of functional positions: converted years, and the rows of a credit decision.

use super::appraisal::{Appraisal, Year};
use super::profile::{Profile, YEAR};
use super::streams::{Draws, Topic};
use super::text::{day, decimal, if_any, yes_no};
use crate::random::Random;

/// The columns of the main file, in the order of the cells.
pub(super) const COLUMNS: &[&str] = &[
    "angka_kredit_dasar",
    "angka_kredit_jf_lama",
    "angka_kredit_penyesuaian",
    "memperoleh_ijazah",
    "angka_kredit_konvensional",
    "angka_kredit_pengembangan_profesi",
    "tanggal_usul_konvensional",
    "tanggal_penetapan_konvensional",
];

/// The fields of a converted year.
pub(super) const YEARS: &[&str] = &["tahun", "bulan_mulai", "bulan_selesai", "jenjang", "predikat"];

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
struct Credit {
    /// Basic credit.
    basic: u64,
    /// Credit from the former functional position.
    former: u64,
    /// Credit from adjustment.
    adjusted: u64,
    /// Whether a higher diploma counts.
    diploma: bool,
    /// The conventional total.
    conventional: u64,
    /// Required professional development.
    professional: u64,
}

/// Converts the years of a functional employee; there are none of others.
pub(super) fn draw(draws: Draws, profile: &Profile, appraisal: &Appraisal) -> Vec<Conversion> {
    if profile.grade.is_empty() {
        return Vec::new();
    }
    let random = &mut draws.of(Topic::Conversion);
    let years = appraisal.years.iter().filter(|year| year.year >= FIRST_YEAR);
    years.map(|year| convert(random, *year, appraisal.months)).collect()
}

/// The assessed year counts the months that were assessed; earlier years are mostly whole.
fn convert(random: &mut Random, year: Year, months: u64) -> Conversion {
    let earlier = if random.chance(900) { 1 } else { random.between(2, 10) };
    let from = if year.year == YEAR { 13_u64.saturating_sub(months) } else { earlier };
    Conversion { year: year.year, from, until: 12, predicate: year.predicate() }
}

/// Writes the converted years as rows.
pub(super) fn rows(profile: &Profile, conversions: &[Conversion]) -> Vec<Vec<String>> {
    let row = |c: &Conversion| {
        profile.row([
            c.year.to_string(),
            c.from.to_string(),
            c.until.to_string(),
            profile.grade.to_owned(),
            c.predicate.to_owned(),
        ])
    };
    conversions.iter().map(row).collect()
}

/// The cells of the main file; empty for those without a functional grade.
pub(super) fn cells(draws: Draws, profile: &Profile, conversions: &[Conversion]) -> Vec<String> {
    let random = &mut draws.of(Topic::Credit);
    let credit = draw_credit(random, profile, conversions);
    let graded = !profile.grade.is_empty();
    let amount = |amount: u64| if_any(graded.then(|| decimal(amount, 3)));
    let mut cells = vec![
        amount(credit.basic),
        amount(credit.former),
        amount(credit.adjusted),
        if_any(graded.then(|| yes_no(credit.diploma))),
        amount(credit.conventional),
        amount(credit.professional),
    ];
    // Only who was there before predicates converted has asked for conventional credit.
    let asked = graded && profile.since < FIRST_YEAR;
    cells.extend(conventional_dates(random).map(|day| if_any(asked.then_some(day))));
    cells
}

/// The days on which conventional credit was asked for and decided, around the last day for each.
fn conventional_dates(random: &mut Random) -> [timbang::Date; 2] {
    let asked = if random.chance(950) {
        day(FIRST_YEAR, random.between(1, 6), random.between(1, 28))
    } else {
        let (month, number) = random.pick(&[((6, 30), 1), ((7, 1), 1)]);
        day(FIRST_YEAR, month, number)
    };
    let decided = day(FIRST_YEAR, random.between(7, 12), random.between(2, 31));
    let late = random.chance(30);
    [asked, if late { day(FIRST_YEAR.saturating_add(1), 1, 1) } else { decided }]
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
fn draw_credit(random: &mut Random, profile: &Profile, conversions: &[Conversion]) -> Credit {
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
