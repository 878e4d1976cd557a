//! Medians of ratios with an interval, from pairs of measurements.

#![expect(
    clippy::float_arithmetic,
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "measurements of time are no amounts of anybody"
)]

use crate::random::Random;

/// How often the pairs are drawn anew.
const DRAWS: usize = 2_000;

/// A ratio of two measurements, and where 95 of 100 repetitions would put it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ratio {
    /// The median.
    pub median: f64,
    /// The low end of the interval.
    pub low: f64,
    /// The high end of the interval.
    pub high: f64,
}

/// The median of some numbers; zero of none.
#[must_use]
pub fn median(numbers: &[f64]) -> f64 {
    let mut sorted = numbers.to_vec();
    sorted.sort_by(f64::total_cmp);
    let middle = |n: usize| sorted.get(n).copied().unwrap_or(0.0);
    let half = sorted.len() / 2;
    if sorted.len() % 2 == 1 { middle(half) } else { (middle(half) + middle(half.saturating_sub(1))) / 2.0 }
}

/// The ratio of pairs, the first by the second, with an interval from drawing the pairs anew.
///
/// # Example: one that takes twice as long
///
/// ```
/// let ratio = timbang_benches::measure::ratio(&[(2.0, 1.0), (4.2, 2.0), (1.9, 1.0)]);
/// assert_eq!(ratio.median, 2.0);
/// assert!(ratio.low >= 1.9 && ratio.high <= 2.1);
/// ```
#[must_use]
pub fn ratio(pairs: &[(f64, f64)]) -> Ratio {
    let ratios: Vec<f64> = pairs.iter().map(|(a, b)| a / b).collect();
    let mut random = Random::for_row(1, 1);
    let count = u64::try_from(ratios.len()).unwrap_or(0);
    let mut medians: Vec<f64> = Vec::with_capacity(DRAWS);
    for _ in 0..DRAWS {
        let pick = |_| usize::try_from(random.below(count)).ok().and_then(|n| ratios.get(n)).copied();
        let drawn: Vec<f64> = (0..ratios.len()).filter_map(pick).collect();
        medians.push(median(&drawn));
    }
    medians.sort_by(f64::total_cmp);
    let quantile = |share: f64| medians.get((share * DRAWS as f64) as usize).copied().unwrap_or(0.0);
    Ratio { median: median(&ratios), low: quantile(0.025), high: quantile(0.975) }
}
