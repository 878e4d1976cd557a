//! Assessments of behaviour: by core values, and in figures as it was done before 2022.

use super::appraisal::Rating;
use super::profile::{Profile, YEAR};
use super::streams::{Draws, Topic};
use super::text::{decimal, if_any, yes_no};

/// The columns of the main file, in the order of the cells.
pub(super) const COLUMNS: &[&str] = &["dinilai_rekan_atau_bawahan", "ide_baru_bermanfaat"];

/// The fields of core values.
pub(super) const CORE_VALUES: &[&str] = &["nilai_dasar", "rating"];

/// The fields of the assessment in figures.
pub(super) const FIGURES: &[&str] = &["aspek", "nilai"];

const VALUES: [&str; 7] =
    ["berorientasi_pelayanan", "akuntabel", "kompeten", "harmonis", "loyal", "adaptif", "kolaboratif"];

/// The last one is assessed of those who lead.
const ASPECTS: [&str; 5] =
    ["orientasi_pelayanan", "komitmen", "inisiatif_kerja", "kerja_sama", "kepemimpinan"];

/// The last year that was assessed in figures.
const LAST_YEAR_IN_FIGURES: u64 = 2021;

/// Behaviour of one employee.
pub(super) struct Behaviour {
    /// The cells of the main file.
    pub(super) cells: Vec<String>,
    /// A row for each core value.
    pub(super) core_values: Vec<Vec<String>>,
    /// A row for each aspect.
    pub(super) figures: Vec<Vec<String>>,
}

/// Draws the assessments, the core values around the rating of the year.
pub(super) fn draw(draws: Draws, profile: &Profile, rating: Rating) -> Behaviour {
    let random = &mut draws.of(Topic::Behaviour);
    let weights = match rating {
        Rating::Below => [(Rating::Below, 45), (Rating::Expected, 52), (Rating::Above, 3)],
        Rating::Expected => [(Rating::Below, 3), (Rating::Expected, 85), (Rating::Above, 12)],
        Rating::Above => [(Rating::Below, 1), (Rating::Expected, 49), (Rating::Above, 50)],
    };
    let left_out = if random.chance(30) { random.below(7) } else { 7 };
    let core_values = (0..)
        .zip(VALUES)
        .map(|(number, value)| (number, value, random.pick(&weights)))
        .filter(|(number, _, _)| *number != left_out)
        .map(|(_, value, rating)| profile.row([value.to_owned(), rating.id().to_owned()]))
        .collect();
    let aspects = if profile.leads() { 5 } else { 4 };
    let (low, high) = profile.ability.choose((70, 86), (76, 96), (84, 100));
    let mut figures = Vec::new();
    let was_there = profile.since <= LAST_YEAR_IN_FIGURES;
    for aspect in ASPECTS.iter().take(aspects).filter(|_| was_there) {
        let (plain, best) = (random.between(low, high), random.between(110, 120));
        let score = if random.chance(20) { best } else { plain };
        figures.push(profile.row([(*aspect).to_owned(), decimal(score.saturating_mul(100), 2)]));
    }
    let assessed = profile.since < YEAR;
    let cells = [500, 30].map(|chance| random.chance(chance));
    let cells = cells.map(|yes| if_any(assessed.then(|| yes_no(yes)))).into();
    Behaviour { cells, core_values, figures }
}
