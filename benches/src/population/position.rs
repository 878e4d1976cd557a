//! Status, rank and position. What a contract employee or another position does not have stays empty.

use super::profile::{Profile, day_of_year, effective_date};
use super::streams::{Draws, Topic};
use super::text::{if_any, yes_no};
use crate::random::Random;

/// The rank grades from the lowest.
const GRADES: [&str; 17] = [
    "I/a", "I/b", "I/c", "I/d", "II/a", "II/b", "II/c", "II/d", "III/a", "III/b", "III/c", "III/d", "IV/a",
    "IV/b", "IV/c", "IV/d", "IV/e",
];

/// The columns, in the order of the cells.
pub(super) const COLUMNS: &[&str] = &[
    "status_pegawai",
    "kedudukan_hukum",
    "tmt_cpns",
    "golongan",
    "tmt_golongan",
    "golongan_atasan",
    "golongan_tertinggi_jabatan",
    "tanggal_berkas_lengkap",
    "tingkat_pendidikan",
    "jenis_jabatan",
    "eselon",
    "tmt_jabatan",
    "jenjang",
    "tmt_jenjang",
    "lulus_uji_kompetensi",
    "tersedia_lowongan",
    "jenjang_tujuan",
    "di_pangkat_puncak",
];

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

/// The functional grade that somebody of this rank asks to be moved to.
fn grade_aimed_at(rank: u64) -> &'static str {
    match rank {
        0..=4 => "pemula",
        5..=7 => "terampil",
        8..=9 => "ahli_pertama",
        10..=11 => "ahli_muda",
        _ => "ahli_madya",
    }
}

/// Draws status, rank and position.
pub(super) fn draw(draws: Draws, profile: &Profile) -> Vec<String> {
    let random = &mut draws.of(Topic::Position);
    let standing = random.pick(&[("aktif", 970), ("tugas_belajar", 20), ("cltn", 10)]);
    let ranked = profile.status != "pppk";
    let in_rank = effective_date(random, profile.entered);
    let above = profile.rank.saturating_add(random.pick(&[(0, 15), (1, 35), (2, 30), (3, 20)]));
    let ceiling = profile.rank.saturating_add(random.between(0, 2));
    let complete = random.chance(400).then(|| day_of_year(random, profile));
    let education = draw_education(random, profile.rank);
    let graded = !profile.grade.is_empty();
    let (tested, vacant) = (random.chance(550), random.chance(400));
    let moving = !graded && profile.status == "pns" && random.chance(50);
    let at_top = random.chance(300);
    vec![
        profile.status.to_owned(),
        (if profile.status == "pns" { standing } else { "aktif" }).to_owned(),
        if_any(Some(profile.entered)),
        if_any(ranked.then(|| rank_name(profile.rank))),
        if_any(ranked.then_some(in_rank)),
        if_any(ranked.then(|| rank_name(above))),
        if_any(profile.leads().then(|| rank_name(ceiling))),
        if_any(complete.filter(|_| ranked)),
        education.to_owned(),
        profile.position.to_owned(),
        profile.echelon.to_owned(),
        if_any(Some(profile.in_position)),
        profile.grade.to_owned(),
        if_any(graded.then_some(profile.in_position)),
        if_any(graded.then(|| yes_no(tested))),
        if_any(graded.then(|| yes_no(vacant))),
        if_any(moving.then(|| grade_aimed_at(profile.rank))),
        if_any(moving.then(|| yes_no(at_top))),
    ]
}
