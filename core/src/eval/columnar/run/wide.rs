//! Run-time dispatch to wider vectors: the only module with unsafe code.

/// Runs a loop compiled for the widest vectors that this machine has.
#[inline(always)]
pub(crate) fn wide<R>(body: impl FnOnce() -> R) -> R {
    #[cfg(target_arch = "x86_64")]
    if is_x86_64_feature_detected_once() {
        #[expect(
            unsafe_code,
            reason = "the features that the function asks for were found on this machine"
        )]
        // SAFETY: `with_avx2` needs AVX2, BMI1 and BMI2, which were just found.
        return unsafe { with_avx2(body) };
    }
    body()
}

#[cfg(target_arch = "x86_64")]
#[inline(always)]
fn is_x86_64_feature_detected_once() -> bool {
    // The standard library keeps what it found in an atomic, so that asking again is a load and a test.
    std::arch::is_x86_feature_detected!("avx2") && std::arch::is_x86_feature_detected!("bmi2")
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2,bmi1,bmi2")]
fn with_avx2<R>(body: impl FnOnce() -> R) -> R {
    body()
}
