//! Run-time dispatch to wider vectors: the only module with unsafe code.

/// Runs a loop compiled for the widest vectors that this machine has.
#[inline(always)]
pub(crate) fn wide<R>(body: impl FnOnce() -> R) -> R {
    #[cfg(target_arch = "x86_64")]
    if has_avx2() {
        #[expect(
            unsafe_code,
            reason = "the features that the function asks for were found on this machine"
        )]
        // SAFETY: `with_avx2` needs AVX2, BMI1 and BMI2, which were just found.
        return unsafe { with_avx2(body) };
    }
    body()
}

/// Writes for each index the byte of a small table; an index outside of the table gives any byte.
#[cfg(not(feature = "compact"))]
pub(crate) fn small_table(table: &[u8; 16], index: &[i8], to: &mut [u8]) {
    #[cfg(target_arch = "x86_64")]
    if has_avx2() {
        #[expect(
            unsafe_code,
            reason = "the features that the function asks for were found on this machine"
        )]
        // SAFETY: `shuffle` needs AVX2, which was just found.
        return unsafe { shuffle(table, index, to) };
    }
    one_by_one(table, index, to);
}

#[cfg(not(feature = "compact"))]
fn one_by_one(table: &[u8; 16], index: &[i8], to: &mut [u8]) {
    for (to, index) in to.iter_mut().zip(index) {
        *to = table.get(usize::from(index.unsigned_abs() & 15)).copied().unwrap_or_default();
    }
}

/// A byte that holds a truth value or a mark.
pub(crate) trait Byte: Copy + From<bool> + PartialEq {}
impl Byte for u8 {}
impl Byte for i8 {}

/// Packs bytes into bits, the first the lowest: one where the byte is not zero.
pub(crate) fn pack<B: Byte>(bytes: &[B], to: &mut [u8]) {
    #[cfg(target_arch = "x86_64")]
    if has_avx2() {
        #[expect(
            unsafe_code,
            reason = "the features that the function asks for were found on this machine"
        )]
        // SAFETY: `pack_wide` needs AVX2, which was just found.
        return unsafe { pack_wide(bytes, to) };
    }
    pack_each(bytes, to);
}

fn pack_each<B: Byte>(bytes: &[B], to: &mut [u8]) {
    for (to, eight) in to.iter_mut().zip(bytes.chunks(8)) {
        let bits = eight.iter().zip(0u32..);
        *to = bits.fold(0, |all, (byte, at)| all | u8::from(*byte != B::from(false)).wrapping_shl(at));
    }
}

/// Spreads words of bits into bytes of 0 and 1, the lowest bit first.
pub(crate) fn spread<B: Byte>(words: impl Iterator<Item = u64>, to: &mut [B]) {
    #[cfg(target_arch = "x86_64")]
    if has_avx2() {
        #[expect(
            unsafe_code,
            reason = "the features that the function asks for were found on this machine"
        )]
        // SAFETY: `spread_wide` needs AVX2, which was just found.
        return unsafe { spread_wide(words, to) };
    }
    spread_each(words, to);
}

fn spread_each<B: Byte>(words: impl Iterator<Item = u64>, to: &mut [B]) {
    for (to, word) in to.chunks_mut(64).zip(words) {
        for (to, at) in to.iter_mut().zip(0u32..) {
            *to = B::from(word.wrapping_shr(at) & 1 != 0);
        }
    }
}

#[cfg(target_arch = "x86_64")]
#[inline(always)]
fn has_avx2() -> bool {
    // The standard library keeps what it found, so that asking again is a load and a test.
    std::arch::is_x86_feature_detected!("avx2")
        && std::arch::is_x86_feature_detected!("bmi1")
        && std::arch::is_x86_feature_detected!("bmi2")
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2,bmi1,bmi2")]
fn with_avx2<R>(body: impl FnOnce() -> R) -> R {
    body()
}

#[cfg(all(target_arch = "x86_64", not(feature = "compact")))]
#[target_feature(enable = "avx2")]
fn shuffle(table: &[u8; 16], index: &[i8], to: &mut [u8]) {
    use std::arch::x86_64::{
        _mm_loadu_si128, _mm256_broadcastsi128_si256, _mm256_loadu_si256, _mm256_shuffle_epi8,
        _mm256_storeu_si256,
    };
    let (blocks, rest) = index.as_chunks::<32>();
    let (to_blocks, to_rest) = to.as_chunks_mut::<32>();
    #[expect(unsafe_code, reason = "vectors are read and written through pointers")]
    // SAFETY: each pointer is that of an array of just as many bytes, and the loads and stores need no alignment.
    unsafe {
        let table = _mm256_broadcastsi128_si256(_mm_loadu_si128(table.as_ptr().cast()));
        for (to, index) in to_blocks.iter_mut().zip(blocks) {
            let index = _mm256_loadu_si256(index.as_ptr().cast());
            _mm256_storeu_si256(to.as_mut_ptr().cast(), _mm256_shuffle_epi8(table, index));
        }
    }
    one_by_one(table, rest, to_rest);
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2")]
fn pack_wide<B: Byte>(bytes: &[B], to: &mut [u8]) {
    use std::arch::x86_64::{
        _mm256_cmpeq_epi8, _mm256_loadu_si256, _mm256_movemask_epi8, _mm256_setzero_si256,
    };
    let (blocks, rest) = bytes.as_chunks::<32>();
    let (whole, partial) = to.split_at_mut_checked(blocks.len().saturating_mul(4)).unwrap_or_default();
    for (to, block) in whole.as_chunks_mut::<4>().0.iter_mut().zip(blocks) {
        #[expect(unsafe_code, reason = "a vector is read through a pointer")]
        // SAFETY: the pointer is that of an array of 32 values of one byte, and the load needs no alignment.
        let block = unsafe { _mm256_loadu_si256(block.as_ptr().cast()) };
        let zeros = _mm256_movemask_epi8(_mm256_cmpeq_epi8(block, _mm256_setzero_si256()));
        *to = (!zeros).to_le_bytes();
    }
    pack_each(rest, partial);
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2")]
fn spread_wide<B: Byte>(words: impl Iterator<Item = u64>, to: &mut [B]) {
    use std::arch::x86_64::{
        _mm256_and_si256, _mm256_cmpeq_epi8, _mm256_set1_epi8, _mm256_set1_epi32, _mm256_set1_epi64x,
        _mm256_setr_epi64x, _mm256_shuffle_epi8, _mm256_storeu_si256,
    };
    // The byte of the word that each of 32 rows has its bit in, and the bit.
    let byte_of = _mm256_setr_epi64x(0, 0x0101_0101_0101_0101, 0x0202_0202_0202_0202, 0x0303_0303_0303_0303);
    let bit_of = _mm256_set1_epi64x(i64::from_le_bytes([1, 2, 4, 8, 16, 32, 64, 128]));
    for (to, word) in to.chunks_mut(64).zip(words) {
        let (blocks, rest) = to.as_chunks_mut::<32>();
        let count = blocks.len();
        let [a, b, c, d, e, f, g, h] = word.to_le_bytes();
        let halves = [i32::from_le_bytes([a, b, c, d]), i32::from_le_bytes([e, f, g, h])];
        for (block, half) in blocks.iter_mut().zip(halves) {
            let rows = _mm256_shuffle_epi8(_mm256_set1_epi32(half), byte_of);
            let set = _mm256_cmpeq_epi8(_mm256_and_si256(rows, bit_of), bit_of);
            let truths = _mm256_and_si256(set, _mm256_set1_epi8(1));
            #[expect(unsafe_code, reason = "a vector is written through a pointer")]
            // SAFETY: the pointer is that of an array of 32 values of one byte, which hold 0 or 1 as well as any
            // other bits, and the store needs no alignment.
            unsafe {
                _mm256_storeu_si256(block.as_mut_ptr().cast(), truths);
            }
        }
        let left = if count == 0 { word } else { word >> 32 };
        spread_each(std::iter::once(left), rest);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bits_are_packed_and_spread_alike_with_and_without_vectors() {
        for len in [0usize, 1, 7, 8, 31, 32, 33, 64, 65, 95, 96, 127, 128, 1_000] {
            let bytes: Vec<u8> = (0..len).map(|n| if n * n % 7 < 3 { 0 } else { 200 }).collect();
            let (mut a, mut b) = (vec![0u8; len.div_ceil(8)], vec![0u8; len.div_ceil(8)]);
            pack(&bytes, &mut a);
            pack_each(&bytes, &mut b);
            assert_eq!(a, b, "{len}");
            let words = || {
                a.chunks(8)
                    .map(|eight| eight.iter().rev().fold(0u64, |word, byte| word << 8 | u64::from(*byte)))
            };
            let (mut c, mut d) = (vec![9i8; len], vec![9i8; len]);
            spread(words(), &mut c);
            spread_each(words(), &mut d);
            assert_eq!(c, d, "{len}");
            let truths: Vec<i8> = bytes.iter().map(|byte| i8::from(*byte != 0)).collect();
            assert_eq!(c, truths, "{len}");
        }
    }

    #[cfg(not(feature = "compact"))]
    #[test]
    fn a_small_table_is_looked_up_alike_with_and_without_vectors() {
        let mut table = [0u8; 16];
        table.iter_mut().enumerate().for_each(|(n, slot)| *slot = u8::try_from(n * 13 % 251).unwrap());
        let index: Vec<i8> = (0..1_000).map(|n| i8::try_from(n * 7 % 16).unwrap()).collect();
        let (mut a, mut b) = (vec![0u8; 1_000], vec![0u8; 1_000]);
        small_table(&table, &index, &mut a);
        one_by_one(&table, &index, &mut b);
        assert_eq!(a, b);
    }
}
