//! Former positions, and what is judged of a person who may be appointed.

use super::profile::Profile;
use super::streams::{Draws, Topic};
use super::text::{days_later, if_any, months_later, yes_no};
use crate::random::Random;

/// The columns of the main file, in the order of the cells.
pub(super) const COLUMNS: &[&str] =
    &["memenuhi_standar_kompetensi", "rekam_jejak_baik", "sehat_jasmani_rohani"];

/// The fields of former positions.
pub(super) const POSITIONS: &[&str] =
    &["nomor", "jenis", "eselon_dijabat", "jenjang_dijabat", "tmt", "selesai", "terkait"];

/// One position.
#[derive(Clone, Copy, Debug)]
struct Post {
    kind: &'static str,
    echelon: &'static str,
    grade: &'static str,
}

const EXECUTOR: Post = Post { kind: "pelaksana", echelon: "", grade: "" };

impl Post {
    /// The position from which one comes to this one.
    fn before(self) -> Post {
        let led = |echelon| Post { kind: "struktural", echelon, grade: "" };
        let expert = |grade| Post { kind: "fungsional", echelon: "", grade };
        match (self.kind, self.echelon, self.grade) {
            ("struktural", "jpt_utama", _) => led("jpt_madya"),
            ("struktural", "jpt_madya", _) => led("jpt_pratama"),
            ("struktural", "jpt_pratama", _) => led("administrator"),
            ("struktural", "administrator", _) => led("pengawas"),
            ("rangkap", _, grade) => expert(grade),
            (_, _, "ahli_utama") => expert("ahli_madya"),
            (_, _, "ahli_madya") => expert("ahli_muda"),
            (_, _, "ahli_muda") => expert("ahli_pertama"),
            (_, _, "penyelia") => expert("mahir"),
            (_, _, "mahir") => expert("terampil"),
            _ => EXECUTOR,
        }
    }
}

/// Draws what is judged of a person who may be appointed; one in ten was not judged yet.
pub(super) fn draw(draws: Draws, profile: &Profile) -> Vec<String> {
    let random = &mut draws.of(Topic::Career);
    let standard = profile.ability.choose(450, 750, 920);
    [standard, 950, 970].into_iter().map(|chance| judged(random, chance)).collect()
}

fn judged(random: &mut Random, per_mille: u64) -> String {
    let (good, known) = (random.chance(per_mille), random.chance(900));
    if_any(known.then(|| yes_no(good)))
}

/// Draws one to four positions, one after the other, up to the present one.
pub(super) fn positions(draws: Draws, profile: &Profile) -> Vec<Vec<String>> {
    let random = &mut draws.of(Topic::Posts);
    let mut post = Post { kind: profile.position, echelon: profile.echelon, grade: profile.grade };
    let (mut from, mut until) = (profile.in_position, None);
    let mut rows = Vec::new();
    for number in 0..random.between(1, 4) {
        if number > 0 {
            if from <= profile.entered {
                break;
            }
            until = Some(days_later(from, -1));
            let months = i64::try_from(random.between(24, 72)).unwrap_or(24);
            from = months_later(from, months.saturating_neg()).max(profile.entered);
            post = post.before();
        }
        rows.push(profile.row([
            // The oldest decision has the lowest number.
            format!("SK-{}-{}", profile.serial(), 4_u64.saturating_sub(number)),
            post.kind.to_owned(),
            post.echelon.to_owned(),
            post.grade.to_owned(),
            from.to_string(),
            if_any(until),
            yes_no(random.chance(700)),
        ]));
    }
    rows.reverse();
    rows
}
