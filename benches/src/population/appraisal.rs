//! Yearly ratings and the predicate that they give.

use super::profile::{Profile, YEAR};
use super::streams::{Draws, Topic};

/// The columns of the main file, in the order of the cells.
pub(super) const COLUMNS: &[&str] = &["rating_hasil_kerja", "rating_perilaku_kerja", "bulan_penilaian"];

/// The fields of a year.
pub(super) const YEARS: &[&str] = &["tahun", "rating_hasil_kerja", "rating_perilaku_kerja", "predikat"];

/// A rating against what was expected.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Rating {
    /// Below.
    Below,
    /// As expected.
    #[default]
    Expected,
    /// Above.
    Above,
}

impl Rating {
    /// As facts write it.
    pub(super) fn id(self) -> &'static str {
        match self {
            Rating::Below => "di_bawah",
            Rating::Expected => "sesuai",
            Rating::Above => "di_atas",
        }
    }

    /// As the national personnel system writes it.
    fn code(self) -> &'static str {
        match self {
            Rating::Below => "3",
            Rating::Expected => "2",
            Rating::Above => "1",
        }
    }
}

/// One year of an employee.
#[derive(Clone, Copy, Debug)]
pub(super) struct Year {
    /// The year.
    pub(super) year: u64,
    /// The rating of work results.
    pub(super) results: Rating,
    /// The rating of behaviour.
    pub(super) behaviour: Rating,
}

impl Year {
    /// The predicate that the two ratings give.
    pub(super) fn predicate(self) -> &'static str {
        match (self.results, self.behaviour) {
            (Rating::Below, Rating::Below) => "sangat_kurang",
            (Rating::Below, _) => "butuh_perbaikan",
            (_, Rating::Below) => "kurang",
            (Rating::Above, Rating::Above) => "sangat_baik",
            _ => "baik",
        }
    }

    fn predicate_code(self) -> &'static str {
        match self.predicate() {
            "sangat_kurang" => "5",
            "kurang" => "4",
            "butuh_perbaikan" => "3",
            "baik" => "2",
            _ => "1",
        }
    }
}

/// The years of an employee.
pub(super) struct Appraisal {
    /// Up to five years, the last one being the assessed year.
    pub(super) years: Vec<Year>,
    /// How many months of the assessed year were assessed.
    pub(super) months: u64,
}

impl Appraisal {
    /// Draws the yearly ratings.
    pub(super) fn draw(draws: Draws, profile: &Profile) -> Appraisal {
        use Rating::{Above, Below, Expected};
        let random = &mut draws.of(Topic::Appraisal);
        let results = profile.ability.choose(
            &[(Below, 35), (Expected, 60), (Above, 5)],
            &[(Below, 6), (Expected, 79), (Above, 15)],
            &[(Below, 2), (Expected, 52), (Above, 46)],
        );
        let behaviour = profile.ability.choose(
            &[(Below, 25), (Expected, 65), (Above, 10)],
            &[(Below, 5), (Expected, 74), (Above, 21)],
            &[(Below, 1), (Expected, 60), (Above, 39)],
        );
        let years = (profile.since.max(YEAR.saturating_sub(4))..=YEAR)
            .map(|year| Year { year, results: random.pick(results), behaviour: random.pick(behaviour) })
            .collect();
        let months = if random.chance(700) { 12 } else { random.between(1, 12) };
        // Who began this year was not assessed for the months before.
        let months = if profile.since == YEAR { months.min(9) } else { months };
        Appraisal { years, months }
    }

    /// The year, where it was assessed.
    pub(super) fn of(&self, year: u64) -> Option<Year> {
        self.years.iter().copied().find(|found| found.year == year)
    }

    /// The ratings of the assessed year.
    pub(super) fn now(&self) -> (Rating, Rating) {
        self.of(YEAR).map(|year| (year.results, year.behaviour)).unwrap_or_default()
    }

    /// The cells of the main file.
    pub(super) fn cells(&self) -> Vec<String> {
        let (results, behaviour) = self.now();
        vec![results.id().to_owned(), behaviour.id().to_owned(), self.months.to_string()]
    }

    /// A row for each year, in the codes of the national personnel system.
    pub(super) fn rows(&self, profile: &Profile) -> Vec<Vec<String>> {
        let row = |year: &Year| {
            profile.row([
                year.year.to_string(),
                year.results.code().to_owned(),
                year.behaviour.code().to_owned(),
                year.predicate_code().to_owned(),
            ])
        };
        self.years.iter().map(row).collect()
    }
}
