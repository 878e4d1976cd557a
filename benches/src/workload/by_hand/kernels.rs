//! Loops over the rows of a chunk, written so that the compiler makes vectors of them.

#![expect(
    clippy::arithmetic_side_effects,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the numbers were looked at before, so that nothing is lost"
)]

use arrow_buffer::{BooleanBuffer, NullBuffer};

use super::CHUNK;
use super::columns::{Codes, Decimals, Truths};

/// Words of 64 rows in a chunk.
pub(super) const WORDS: usize = CHUNK / 64;

/// A bit for each row of a chunk.
pub(super) type Bits = [u64; WORDS];

/// The eight bits of a byte as eight bytes.
const SPREAD: [[u8; 8]; 256] = spread();

const fn spread() -> [[u8; 8]; 256] {
    let mut table = [[0; 8]; 256];
    let mut n = 0;
    while n < 2048 {
        #[expect(clippy::indexing_slicing, reason = "worked out when compiled")]
        {
            table[n / 8][n % 8] = ((n / 8) >> (n % 8) & 1) as u8;
        }
        n += 1;
    }
    table
}

/// Which rows are not null.
#[inline(always)]
fn present(nulls: Option<&NullBuffer>, from: usize, len: usize) -> Bits {
    match nulls {
        None => [u64::MAX; WORDS],
        Some(nulls) => words(nulls.inner(), from, len),
    }
}

/// A part of a bitmap in words.
#[inline(always)]
fn words(bits: &BooleanBuffer, from: usize, len: usize) -> Bits {
    let mut words = [0; WORDS];
    let part = bits.slice(from, len);
    words.iter_mut().zip(part.bit_chunks().iter_padded()).for_each(|(to, word)| *to = word);
    words
}

/// Reads decimals from zero to a bound into a narrow type; gives which rows have one. Others get zero.
#[inline(always)]
pub(super) fn decimals<T: Narrow>(
    column: &Decimals<'_>,
    (from, len): (usize, usize),
    most: i64,
    to: &mut [T; CHUNK],
) -> Bits {
    let mut bits = present(column.nulls, from, len);
    let (pairs, _) = column.halves.as_chunks::<2>();
    let pairs = pairs.get(from..from + len).unwrap_or_default();
    let (mut upper, mut signs) = (0, 0);
    for (to, [low, high]) in to.iter_mut().zip(pairs) {
        *to = T::cut(*low);
        upper |= high;
        // The sign of the one tells a number below zero, that of the other one above the bound.
        signs |= low | most.wrapping_sub(*low);
    }
    if upper != 0 || signs < 0 {
        let fits = |pair: &[i64; 2]| pair[1] == 0 && (0..=most).contains(&pair[0]);
        repair(&mut bits, to, pairs.iter().map(fits));
    }
    bits
}

/// Looks at small numbers from a least to a most; gives which rows have one. A copy with safe ones is made only where
/// some do not.
#[inline(always)]
pub(super) fn codes<'a>(
    column: &Codes<'a>,
    (from, len): (usize, usize),
    (least, most): (i8, i8),
    safe: &'a mut [i8; CHUNK],
) -> (&'a [i8], Bits) {
    let mut bits = present(column.nulls, from, len);
    let values = column.values.get(from..from + len).unwrap_or_default();
    let span = most.wrapping_sub(least) as u8;
    let far = values.iter().fold(0, |far: u8, value| far.max(value.wrapping_sub(least) as u8));
    if far <= span {
        return (values, bits);
    }
    safe.fill(least);
    safe.iter_mut().zip(values).for_each(|(to, value)| *to = *value);
    repair(&mut bits, safe, values.iter().map(|value| (least..=most).contains(value)));
    safe.iter_mut().for_each(|value| *value = (*value).max(least));
    (safe.get(..len).unwrap_or_default(), bits)
}

/// Clears the bit and the number of each row that does not fit.
#[cold]
fn repair<T: Default>(bits: &mut Bits, numbers: &mut [T], fits: impl Iterator<Item = bool>) {
    for ((row, number), fits) in numbers.iter_mut().enumerate().zip(fits) {
        if !fits {
            *number = T::default();
            if let Some(word) = bits.get_mut(row / 64) {
                *word &= !(1 << (row % 64));
            }
        }
    }
}

/// The bits of truth values, and which rows have one.
#[inline(always)]
pub(super) fn truths(column: &Truths<'_>, (from, len): (usize, usize)) -> (Bits, Bits) {
    (words(column.bits, from, len), present(column.nulls, from, len))
}

/// A type that digits are cut to.
pub(super) trait Narrow: Copy + Default {
    /// The lowest bits.
    fn cut(wide: i64) -> Self;
}

impl Narrow for u16 {
    #[inline(always)]
    fn cut(wide: i64) -> u16 {
        wide as u16
    }
}

impl Narrow for u32 {
    #[inline(always)]
    fn cut(wide: i64) -> u32 {
        wide as u32
    }
}

/// A truth value a row as bits.
#[inline(always)]
pub(super) fn pack(truths: &[u8; CHUNK]) -> Bits {
    let mut bytes = [0_u8; CHUNK / 8];
    let (eights, _) = truths.as_chunks::<8>();
    for (to, eight) in bytes.iter_mut().zip(eights) {
        let mut word = u64::from_le_bytes(*eight);
        word |= word >> 7;
        word |= word >> 14;
        word |= word >> 28;
        *to = word as u8;
    }
    let mut words = [0; WORDS];
    let (eights, _) = bytes.as_chunks::<8>();
    words.iter_mut().zip(eights).for_each(|(to, eight)| *to = u64::from_le_bytes(*eight));
    words
}

/// Bits as a truth value a row.
#[inline(always)]
pub(super) fn unpack(bits: &Bits, to: &mut [u8; CHUNK]) {
    let (eights, _) = to.as_chunks_mut::<8>();
    for (to, byte) in eights.iter_mut().zip(bits.iter().flat_map(|word| word.to_le_bytes())) {
        if let Some(eight) = SPREAD.get(usize::from(byte)) {
            *to = *eight;
        }
    }
}

/// A truth value for each row, as bits.
#[inline(always)]
pub(super) fn test<T: Copy>(values: &[T], holds: impl Fn(T) -> bool) -> Bits {
    let mut truths = [0_u8; CHUNK];
    truths.iter_mut().zip(values).for_each(|(to, value)| *to = u8::from(holds(*value)));
    pack(&truths)
}

/// What a small table has for a code; nothing beyond it.
#[inline(always)]
pub(super) fn look_up<const N: usize>(table: [u8; N], code: i8) -> u8 {
    let mut found = 0;
    for (n, entry) in table.into_iter().enumerate() {
        found |= u8::from(code == n as i8).wrapping_neg() & entry;
    }
    found
}

/// Writes numbers, none below zero, as decimals.
#[inline(always)]
pub(super) fn write<T: Copy + Into<i64>>(numbers: &[T; CHUNK], to: &mut [i64]) {
    let (pairs, _) = to.as_chunks_mut::<2>();
    for (to, number) in pairs.iter_mut().zip(numbers) {
        *to = [(*number).into(), 0];
    }
}

/// The rows that have a bit in all.
#[inline(always)]
pub(super) fn all<const N: usize>(bits: [&Bits; N]) -> Bits {
    let mut found = [u64::MAX; WORDS];
    for bits in bits {
        found.iter_mut().zip(bits).for_each(|(to, word)| *to &= word);
    }
    found
}

/// Joins two sets of bits, word by word.
#[inline(always)]
pub(super) fn join(a: &Bits, b: &Bits, with: impl Fn(u64, u64) -> u64) -> Bits {
    let mut found = *a;
    found.iter_mut().zip(b).for_each(|(to, word)| *to = with(*to, *word));
    found
}
