//! Run-time dispatch to wider vectors: the only module here with unsafe code.

/// Runs a loop compiled for the vectors that the engine's loops are compiled for, where this machine has them.
#[inline(always)]
pub(super) fn wide<R>(body: impl FnOnce() -> R) -> R {
    #[cfg(target_arch = "x86_64")]
    if std::arch::is_x86_feature_detected!("avx2")
        && std::arch::is_x86_feature_detected!("bmi1")
        && std::arch::is_x86_feature_detected!("bmi2")
    {
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
#[target_feature(enable = "avx2,bmi1,bmi2")]
fn with_avx2<R>(body: impl FnOnce() -> R) -> R {
    body()
}
