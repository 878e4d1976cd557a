//! A checksum of results: it touches each column, so that nothing could be left out, and costs next to nothing.

use timbang::arrow::{Column, Numbers, Outputs};

use super::by_hand::Results;

/// One row in so many is looked at.
const STEP: usize = 64;

/// Of the engine's results, for outputs in the order of a plan.
#[must_use]
pub fn checksum<'a>(outputs: &Outputs, names: impl IntoIterator<Item = &'a str>) -> u64 {
    names
        .into_iter()
        .filter_map(|name| outputs.column(name))
        .fold(0, |sum, column| sum.wrapping_add(of(&column)))
}

fn of(column: &Column<'_>) -> u64 {
    match column.numbers() {
        Numbers::Decimals(digits, _) => sum(digits.iter().step_by(STEP).map(|n| low(*n)), column.valid()),
        Numbers::Codes(codes, _) => sum(codes.iter().step_by(STEP).map(|n| i64::from(*n)), column.valid()),
        Numbers::Bools(bits) => {
            sum(bits.iter().step_by(STEP / 8).map(|byte| i64::from(byte & 1)), column.valid())
        }
        _ => 0,
    }
}

/// Of the results of the loop written by hand.
#[must_use]
pub fn checksum_by_hand(results: &Results) -> u64 {
    let decimals = results.decimals().map(|(halves, valid)| {
        let (pairs, _) = halves.as_chunks::<2>();
        sum(pairs.iter().step_by(STEP).map(|[low, _]| *low), valid)
    });
    let (codes, valid) = results.predicates();
    let codes = sum(codes.iter().step_by(STEP).map(|n| i64::from(*n)), valid);
    let truths = results.truths().map(|(bits, valid)| {
        let bits = bits.get(..results.rows().div_ceil(8)).unwrap_or(bits);
        sum(bits.iter().step_by(STEP / 8).map(|byte| i64::from(byte & 1)), valid)
    });
    decimals.chain(truths).fold(codes, u64::wrapping_add)
}

/// The sum over rows that have a value.
fn sum(numbers: impl Iterator<Item = i64>, valid: &[u8]) -> u64 {
    let known = valid.iter().step_by(STEP / 8).map(|byte| byte & 1 == 1);
    numbers.zip(known).fold(0, |sum: u64, (number, known)| {
        sum.wrapping_add(if known { number.unsigned_abs().wrapping_add(1) } else { 0 })
    })
}

fn low(number: i128) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}
