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

fn one_by_one(table: &[u8; 16], index: &[i8], to: &mut [u8]) {
    for (to, index) in to.iter_mut().zip(index) {
        *to = table.get(usize::from(index.unsigned_abs() & 15)).copied().unwrap_or_default();
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

#[cfg(target_arch = "x86_64")]
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

#[cfg(test)]
mod tests {
    use super::*;

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
