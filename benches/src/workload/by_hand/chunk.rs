//! The 24 results of a chunk.

#![expect(
    clippy::arithmetic_side_effects,
    clippy::cast_sign_loss,
    reason = "the numbers were looked at before, so that nothing is lost"
)]

use super::CHUNK;
use super::columns::Input;
use super::kernels::{Bits, all, codes, decimals, join, look_up, pack, test, truths, unpack, write};
use super::results::Window;

/// The predicate of results times three plus behaviour.
const PREDICATE: [u8; 9] = [0, 2, 2, 1, 3, 3, 1, 3, 4];
/// What a year in a rank is worth, in quarters.
const YEARLY: [u8; 8] = [15, 20, 50, 100, 50, 100, 150, 200];
/// What a predicate is worth, in quarters.
const WORTH: [u8; 5] = [1, 2, 3, 4, 6];
/// What a rank asks.
const ASKED: [u8; 8] = [15, 20, 50, 100, 50, 100, 150, 200];
/// Points of education, of the predicate, of discipline.
const EDUCATION: [u8; 7] = [1, 5, 5, 10, 15, 20, 25];
const PERFORMANCE: [u8; 5] = [1, 5, 15, 25, 30];
const DISCIPLINE: [u8; 4] = [5, 3, 2, 1];

/// What a thread works in.
pub(super) struct Room {
    safe: [[i8; CHUNK]; 18],
    scores: [[u16; CHUNK]; 4],
    weights: [[u16; CHUNK]; 4],
    years: [u16; CHUNK],
    credit: [u32; CHUNK],
    predicate: [i8; CHUNK],
    bytes: [[u8; CHUNK]; 2],
    whole: [u32; CHUNK],
    short: [u16; CHUNK],
}

impl Default for Room {
    fn default() -> Room {
        Room {
            safe: [[0; CHUNK]; 18],
            scores: [[0; CHUNK]; 4],
            weights: [[0; CHUNK]; 4],
            years: [0; CHUNK],
            credit: [0; CHUNK],
            predicate: [0; CHUNK],
            bytes: [[0; CHUNK]; 2],
            whole: [0; CHUNK],
            short: [0; CHUNK],
        }
    }
}

/// Works a chunk out.
#[inline(always)]
pub(super) fn run(input: &Input<'_>, from: usize, len: usize, room: &mut Room, to: &mut Window<'_>) {
    let at = (from, len);
    let Room { safe, scores, weights, years, credit, predicate, bytes, whole, short } = room;
    let [s0, s1, s2, s3, s4, s5, s6, s7, s8, gap_room @ ..] = safe;
    let [v_score, v_yearly, v_total, v_index, v_class, v_priority, v_predicate, v_truths @ ..] =
        &mut to.valid;
    let [to_score, to_yearly, to_total, to_index, to_class, to_priority] = &mut to.decimals;

    // What has a value wherever its inputs have one.
    let mut known = [u64::MAX; _];
    for ((score, weight), (a, b)) in
        input.scores.iter().zip(&input.weights).zip(scores.iter_mut().zip(weights.iter_mut()))
    {
        let both = [decimals(score, at, 13_000, a), decimals(weight, at, 100, b)];
        known = all([&known, &both[0], &both[1]]);
    }
    let ([a0, a1, a2, a3], [b0, b1, b2, b3]) = (&*scores, &*weights);
    let product = |a: u16, b: u16| u32::from(a) * u32::from(b);
    let pairs = a0.iter().zip(b0).zip(a1.iter().zip(b1)).zip(a2.iter().zip(b2).zip(a3.iter().zip(b3)));
    for (to, (((a0, b0), (a1, b1)), ((a2, b2), (a3, b3)))) in whole.iter_mut().zip(pairs) {
        *to = product(*a0, *b0) + product(*a1, *b1) + product(*a2, *b2) + product(*a3, *b3);
    }
    write(whole, to_score);
    put(v_score, &known);

    let [results, behaviour] = &input.ratings;
    let (results, known_a) = codes(results, at, (0, 2), s0);
    let (behaviour, known_b) = codes(behaviour, at, (0, 2), s1);
    for (to, (results, behaviour)) in predicate.iter_mut().zip(results.iter().zip(behaviour)) {
        *to = look_up(PREDICATE, results * 3 + behaviour).cast_signed();
    }
    to.predicate.iter_mut().zip(&*predicate).for_each(|(to, code)| *to = *code);
    let v_pred = all([&known_a, &known_b]);
    put(v_predicate, &v_pred);

    let (rank, known_rank) = codes(&input.rank, at, (0, 7), s2);
    let (months, known_months) = codes(&input.months, at, (1, 12), s3);
    let known_credit = decimals(&input.credit, at, 10_000_000, credit);
    for (to, ((rank, predicate), months)) in short.iter_mut().zip(rank.iter().zip(&*predicate).zip(months)) {
        // At most 200 * 6 * 12.
        let worth = u16::from(look_up(YEARLY, *rank)) * u16::from(look_up(WORTH, *predicate));
        *to = worth * u16::from(*months as u8);
    }
    for (to, sixteenths) in whole.iter_mut().zip(&*short) {
        // Sixteenths of twelfths as thousandths, halves up: * 1000 / 192.
        *to = (u32::from(*sixteenths) * 125 + 12) / 24;
    }
    write(whole, to_yearly);
    let yearly = all([&v_pred, &known_rank, &known_months]);
    put(v_yearly, &yearly);
    credit.iter_mut().zip(&*whole).for_each(|(total, yearly)| *total += yearly);
    write(credit, to_total);
    let total = all([&yearly, &known_credit]);
    put(v_total, &total);
    let mut enough = [0_u8; CHUNK];
    for (to, (total, rank)) in enough.iter_mut().zip(credit.iter().zip(rank)) {
        *to = u8::from(*total >= u32::from(look_up(ASKED, *rank)) * 1_000);
    }

    let known_years = decimals(&input.years, at, 5_000, years);
    let (before, known_before) = codes(&input.before, at, (0, 4), s4);
    let (before_that, known_before_that) = codes(&input.before_that, at, (0, 4), s5);
    let (discipline, known_discipline) = codes(&input.discipline, at, (0, 3), s6);
    let conditions: [(Bits, Bits); 5] = [
        (test(&*years, |years| years >= 400), known_years),
        (test(before, |code| code >= 3), known_before),
        (test(before_that, |code| code >= 3), known_before_that),
        (test(discipline, |code| code == 0), known_discipline),
        (pack(&enough), total),
    ];
    let (mut every, mut every_known, mut one_not) = ([u64::MAX; _], [u64::MAX; _], [0; _]);
    for (truth, known) in &conditions {
        every = join(&every, truth, |a, b| a & b);
        every_known = join(&every_known, known, |a, b| a & b);
        one_not = join(&one_not, &join(known, truth, |known, truth| known & !truth), |a, b| a | b);
    }
    let eligible =
        (join(&every, &one_not, |every, not| every & !not), join(&every_known, &one_not, |a, b| a | b));

    let (hours, known_hours) = codes(&input.hours, at, (0, i8::MAX), s7);
    let (education, known_education) = codes(&input.education, at, (0, 6), s8);
    let ((leading, known_leading), (office, known_office)) =
        (truths(&input.leading, at), truths(&input.office, at));
    let (seminar, known_seminar) = truths(&input.seminar, at);
    let trained = join(&all([&leading, &known_leading]), &all([&office, &known_office]), |a, b| a | b);
    let known_trained = join(&trained, &all([&known_leading, &known_office]), |a, b| a | b);
    let [trained_bytes, seminar_bytes] = bytes;
    unpack(&trained, trained_bytes);
    unpack(&seminar, seminar_bytes);
    let codes_of = education.iter().zip(&*predicate).zip(discipline.iter().zip(hours));
    let flags = trained_bytes.iter().zip(&*seminar_bytes);
    for (to, (((education, predicate), (discipline, hours)), (trained, seminar))) in
        short.iter_mut().zip(codes_of.zip(flags))
    {
        // At most 25 + 30 + 5 + 15 + 10 fits a byte.
        let points = look_up(EDUCATION, *education)
            + look_up(PERFORMANCE, *predicate)
            + look_up(DISCIPLINE, *discipline)
            + trained * 15
            + seminar * 10;
        *to = u16::from(points) * 100 + u16::from((*hours as u8).min(20)) * 75;
    }
    write(short, to_index);
    let index =
        all([&known_education, &v_pred, &known_discipline, &known_hours, &known_trained, &known_seminar]);
    put(v_index, &index);
    for index in short.iter_mut() {
        let step = |bound: u16| u16::from(*index >= bound);
        *index = step(6_100) + step(7_100) + step(8_100) + step(9_100);
    }
    write(short, to_class);
    put(v_class, &index);

    let lacking = &mut bytes[0];
    lacking.fill(0);
    let mut known_gaps = known_hours;
    for (n, (gap, room)) in (6..).zip(input.gaps.iter().zip(gap_room)) {
        let (gap, known) = codes(gap, at, (-4, 4), room);
        lacking.iter_mut().zip(gap).for_each(|(sum, gap)| *sum += (-gap).max(0) as u8);
        known_gaps = all([&known_gaps, &known]);
        fill(&mut to.truths, v_truths, n, &(test(gap, |gap| gap < 0), known));
    }
    for (to, (lacking, hours)) in short.iter_mut().zip(lacking.iter().zip(hours)) {
        *to = u16::from(*lacking) * 10 + u16::from(20_u8.saturating_sub(*hours as u8));
    }
    write(short, to_priority);
    put(v_priority, &known_gaps);
    for (n, condition) in conditions.iter().chain([&eligible]).enumerate() {
        fill(&mut to.truths, v_truths, n, condition);
    }
    fill(&mut to.truths, v_truths, 15, &(test(hours, |hours| hours < 20), known_hours));
    fill(&mut to.truths, v_truths, 16, &(test(&*predicate, |code| code <= 2), v_pred));
}

/// Writes bits.
#[inline(always)]
fn put(to: &mut [u64], bits: &Bits) {
    to.iter_mut().zip(bits).for_each(|(to, bits)| *to = *bits);
}

/// Writes a truth value and which rows have it.
#[inline(always)]
fn fill(truths: &mut [&mut [u64]], valid: &mut [&mut [u64]], n: usize, (truth, known): &(Bits, Bits)) {
    if let (Some(to), Some(valid)) = (truths.get_mut(n), valid.get_mut(n)) {
        put(to, truth);
        put(valid, known);
    }
}
