//! Look-ups by the names of a pack.

use std::hash::{BuildHasherDefault, Hasher};
use std::sync::Arc;

use indexmap::IndexMap;

/// What a pack says of its own names, in its order.
///
/// Names that somebody else gives are only looked up in it: who could choose what is put in could choose names that
/// all collide, which the hasher of the standard library guards against at five times the cost.
pub type Names<V> = IndexMap<Arc<str>, V, BuildHasherDefault<QuickHasher>>;

/// A quick hash of a name or a few numbers, the same in every run.
#[derive(Clone, Copy, Debug, Default)]
pub struct QuickHasher(u64);

impl QuickHasher {
    fn add(&mut self, word: u64) {
        /// An odd number without a pattern: the golden ratio in 64 bits.
        const SPREAD: u64 = 0x9E37_79B9_7F4A_7C15;
        self.0 = (self.0.rotate_left(5) ^ word).wrapping_mul(SPREAD);
    }
}

impl Hasher for QuickHasher {
    fn write(&mut self, bytes: &[u8]) {
        let (words, rest) = bytes.as_chunks::<8>();
        words.iter().for_each(|word| self.add(u64::from_le_bytes(*word)));
        if !rest.is_empty() {
            self.add(rest.iter().fold(0, |word, byte| word << 8 | u64::from(*byte)));
        }
    }

    fn write_u8(&mut self, byte: u8) {
        self.add(u64::from(byte));
    }

    fn finish(&self) -> u64 {
        /// Source: Degski, a mixer of 64 bits.
        const MIX: u64 = 0xD6E8_FEB8_6659_FD93;
        // A map chooses its place by the lowest bits, which a product spreads the least.
        let mixed = (self.0 ^ (self.0 >> 32)).wrapping_mul(MIX);
        mixed ^ (mixed >> 32)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_and_seldom_collide() {
        let mut names: Names<usize> = Names::default();
        for n in 0..4_096 {
            names.insert(Arc::from(format!("nama_{n}")), n);
        }
        assert_eq!(names.get("nama_17"), Some(&17));
        assert_eq!(names.get("nama_4096"), None);
        let hash = |n: usize| {
            let mut hasher = QuickHasher::default();
            std::hash::Hash::hash(&*format!("nama_{n}"), &mut hasher);
            hasher.finish()
        };
        let places: std::collections::BTreeSet<u64> = (0..4_096).map(|n| hash(n) & 0xFFFF).collect();
        assert!(places.len() > 3_800, "{} places", places.len());
    }
}
