//! What was measured against what it must reach.

use timbang_benches::measure::Ratio;

/// Prints a ratio that must be at least a target; without one it is only told.
pub(crate) fn at_least(what: &str, ratio: Ratio, target: Option<f64>) {
    let verdict = match target {
        None => String::new(),
        Some(target) => format!("  target {target}: {}", if ratio.low >= target { "met" } else { "MISSED" }),
    };
    println!("{what:<58} {:>8.3} [{:.3}, {:.3}]{verdict}", ratio.median, ratio.low, ratio.high);
}

/// Prints a ratio that must be at most a target.
pub(crate) fn at_most(what: &str, ratio: Ratio, target: f64) {
    let verdict = if ratio.high <= target { "met" } else { "MISSED" };
    println!(
        "{what:<58} {:>8.3} [{:.3}, {:.3}]  target at most {target}: {verdict}",
        ratio.median, ratio.low, ratio.high
    );
}

/// Prints an amount of time.
pub(crate) fn amount(what: &str, amount: f64, unit: &str, target: Option<f64>) {
    let verdict = match target {
        None => String::new(),
        Some(target) => {
            format!("  target under {target} {unit}: {}", if amount < target { "met" } else { "MISSED" })
        }
    };
    println!("{what:<58} {amount:>8.3} {unit}{verdict}");
}
