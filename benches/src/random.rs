//! A small generator of random numbers (splitmix64) that is the same on every platform.

/// The step of splitmix64.
const STEP: u64 = 0x9E37_79B9_7F4A_7C15;

/// A stream of random numbers.
#[derive(Clone, Debug)]
pub(crate) struct Random {
    state: u64,
}

impl Random {
    /// Starts the stream of one row; streams of neighbouring rows have nothing in common.
    pub(crate) fn for_row(seed: u64, row: u64) -> Random {
        let mut mixer = Random { state: seed };
        let mixed = mixer.next();
        Random { state: Random { state: mixed ^ row.wrapping_mul(STEP) }.next() }
    }

    /// Starts another stream of the same row, for what is decided apart from the employee.
    pub(crate) fn for_purpose(seed: u64, row: u64, purpose: u64) -> Random {
        Random::for_row(seed ^ purpose.wrapping_mul(STEP), row)
    }

    fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(STEP);
        let mut z = self.state;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// Draws a number below `bound`; zero where the bound is zero.
    pub(crate) fn below(&mut self, bound: u64) -> u64 {
        let product = u128::from(self.next()).wrapping_mul(u128::from(bound));
        u64::try_from(product >> 64).unwrap_or(0)
    }

    /// Draws a number of `low..=high`.
    pub(crate) fn between(&mut self, low: u64, high: u64) -> u64 {
        low.saturating_add(self.below(high.saturating_sub(low).saturating_add(1)))
    }

    /// Says yes in so many of a thousand times.
    pub(crate) fn chance(&mut self, per_mille: u64) -> bool {
        self.below(1000) < per_mille
    }

    /// Draws a value by its weight; the default of the type where there are no weights.
    pub(crate) fn pick<T: Copy + Default>(&mut self, weighted: &[(T, u64)]) -> T {
        let total = weighted.iter().fold(0_u64, |sum, (_, weight)| sum.saturating_add(*weight));
        let mut left = self.below(total);
        for (value, weight) in weighted {
            if left < *weight {
                return *value;
            }
            left = left.saturating_sub(*weight);
        }
        T::default()
    }
}
