//! One employee of workload W, drawn from the seed and the number of the row alone.

use serde_json::{Value as Json, json};

use crate::random::Random;

/// What is asked of each rank in thousandths of credit, and what a year in it is worth in hundredths.
const RANKS: [(u64, u64); 8] = [
    (15_000, 375),
    (20_000, 500),
    (50_000, 1_250),
    (100_000, 2_500),
    (50_000, 1_250),
    (100_000, 2_500),
    (150_000, 3_750),
    (200_000, 5_000),
];

/// What a predicate is worth in hundredths.
const WORTH: [u64; 5] = [25, 50, 75, 100, 150];

/// The predicate of results and behaviour.
const PREDICATE: [[u64; 3]; 3] = [[0, 2, 2], [1, 3, 3], [1, 3, 4]];

/// An employee in whole numbers: scores, weights and years in hundredths, credit in thousandths.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Person {
    /// The number of the employee.
    pub nip: u64,
    /// Rating of results and of behaviour: below, as or above expectation.
    pub ratings: [u64; 2],
    /// Four scores.
    pub scores: [u64; 4],
    /// Their weights, whose sum is 100.
    pub weights: [u64; 4],
    /// Education.
    pub education: u64,
    /// Hours of training; none for one in twenty.
    pub hours: Option<u64>,
    /// Trained to lead, trained in the office, went to a seminar.
    pub training: [bool; 3],
    /// Discipline: 0 is clean.
    pub discipline: u64,
    /// Years in the grade.
    pub years: u64,
    /// Rank.
    pub rank: u64,
    /// The predicate of last year.
    pub before: u64,
    /// The predicate of the year before that; none for one in twenty.
    pub before_that: Option<u64>,
    /// Months of work.
    pub months: u64,
    /// Credit gathered before this year.
    pub credit: u64,
    /// The gap of each of nine competences.
    pub gaps: [i64; 9],
}

impl Person {
    /// Draws the employee of a row.
    #[must_use]
    pub fn draw(seed: u64, row: u64) -> Person {
        let random = &mut Random::for_row(seed, row);
        let mut person = Person {
            nip: row.saturating_add(1),
            ratings: [random.pick(&[(0, 8), (1, 72), (2, 20)]), random.pick(&[(0, 6), (1, 70), (2, 24)])],
            scores: std::array::from_fn(|_| score(random)),
            weights: weights(random),
            education: random.pick(&[(0, 2), (1, 14), (2, 4), (3, 16), (4, 48), (5, 14), (6, 2)]),
            hours: (!random.chance(50)).then(|| random.between(0, 60)),
            training: [random.chance(200), random.chance(400), random.chance(500)],
            discipline: random.pick(&[(0, 950), (1, 25), (2, 17), (3, 8)]),
            years: random.between(0, 96).saturating_mul(100).saturating_add(6) / 12,
            rank: random.pick(&[(0, 5), (1, 15), (2, 15), (3, 10), (4, 25), (5, 18), (6, 10), (7, 2)]),
            before: predicate(random),
            before_that: (!random.chance(50)).then(|| predicate(random)),
            months: if random.chance(700) { 12 } else { random.between(1, 12) },
            credit: 0,
            gaps: std::array::from_fn(|_| random.pick(&[(-2, 6), (-1, 19), (0, 45), (1, 22), (2, 8)])),
        };
        person.credit = person.draw_credit(random);
        person
    }

    /// Uniform up to 1.2 times of what is asked; in one of twenty the total comes within 0.002 of it, mostly exactly.
    fn draw_credit(&self, random: &mut Random) -> u64 {
        let asked = self.asked();
        if random.chance(50) {
            let aim = asked.saturating_add(random.pick(&[(2, 80), (0, 5), (1, 5), (3, 5), (4, 5)]));
            aim.saturating_sub(2).saturating_sub(self.yearly())
        } else {
            random.between(0, asked.saturating_mul(6) / 5)
        }
    }

    /// What the rank asks, in thousandths.
    #[must_use]
    pub fn asked(&self) -> u64 {
        at(&RANKS, self.rank).0
    }

    /// What this year is worth in thousandths, halves rounded up.
    #[must_use]
    pub fn yearly(&self) -> u64 {
        let predicate = at(&at(&PREDICATE, self.ratings[0]), self.ratings[1]);
        let product =
            at(&RANKS, self.rank).1.saturating_mul(at(&WORTH, predicate)).saturating_mul(self.months);
        product.saturating_add(60) / 120
    }

    /// The facts as JSON, numbers as their exact text.
    #[must_use]
    pub fn facts(&self) -> Json {
        let mut facts = json!({
            "rating_hasil": self.ratings[0].to_string(),
            "rating_perilaku": self.ratings[1].to_string(),
            "tingkat_pendidikan": self.education.to_string(),
            "jp_diklat": self.hours,
            "diklat_pim": self.training[0],
            "diklat_fungsional": self.training[1],
            "seminar": self.training[2],
            "hukuman": self.discipline.to_string(),
            "masa_kerja_gol": decimal(self.years, 2),
            "jenjang": self.rank.to_string(),
            "predikat_n1": self.before.to_string(),
            "predikat_n2": self.before_that.map(|code| code.to_string()),
            "bulan_kerja": self.months,
            "angka_kredit": decimal(self.credit, 3),
        });
        if let Some(facts) = facts.as_object_mut() {
            for (n, (score, weight)) in (1..).zip(self.scores.iter().zip(self.weights)) {
                facts.insert(format!("capaian{n}"), json!(decimal(*score, 2)));
                facts.insert(format!("bobot{n}"), json!(decimal(weight, 2)));
            }
            for (n, gap) in (1..).zip(self.gaps) {
                facts.insert(format!("k{n}"), json!(gap));
            }
        }
        facts
    }
}

/// The text of a number with decimals.
pub(super) fn decimal(digits: u64, scale: usize) -> String {
    let digits = format!("{digits:0>width$}", width = scale.saturating_add(1));
    let (whole, decimals) = digits.split_at(digits.len().saturating_sub(scale));
    format!("{whole}.{decimals}")
}

/// An entry of a table; the default where there is none.
fn at<T: Copy + Default>(table: &[T], code: u64) -> T {
    usize::try_from(code).ok().and_then(|n| table.get(n)).copied().unwrap_or_default()
}

/// Normal around 95 with a deviation of 12 (twelve uniform draws are near enough), from 0 to 130, two of five whole.
fn score(random: &mut Random) -> u64 {
    let sum = (0..12).fold(0, |sum: u64, _| sum.saturating_add(random.below(1_201)));
    // Twelve draws of 0..=1200 have the mean 7,200 and a deviation of 1,200.
    let score = sum.saturating_add(9_500).saturating_sub(7_200).min(13_000);
    if random.chance(400) { (score.saturating_add(50) / 100).saturating_mul(100) } else { score }
}

/// Four multiples of 0.05, each at least that, which sum to 1: the pieces between three cuts of nineteen.
fn weights(random: &mut Random) -> [u64; 4] {
    let mut cuts = [0_u64; 3];
    for n in 0..3 {
        let mut cut = random.between(1, 19);
        while cuts.contains(&cut) {
            cut = random.between(1, 19);
        }
        if let Some(slot) = cuts.get_mut(n) {
            *slot = cut;
        }
    }
    cuts.sort_unstable();
    let [a, b, c] = cuts;
    [a, b.saturating_sub(a), c.saturating_sub(b), 20_u64.saturating_sub(c)]
        .map(|units| units.saturating_mul(5))
}

fn predicate(random: &mut Random) -> u64 {
    random.pick(&[(0, 1), (1, 3), (2, 8), (3, 68), (4, 20)])
}
