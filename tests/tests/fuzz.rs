//! A short run of what `make fuzz` does at length: files, facts and records with random mistakes are answered.

use proptest::prelude::*;
use timbang_tests::fuzz::{ENTRIES, seeds};

/// Bytes that mean something to one format or another.
const BYTES: &[u8] = b"\0\xff\xc3 \n\r\t\"'`{}[]()<>=#/*\\|,;:.?!&@+-_0129eE\xef\xbb\xbf";

/// A change: where, how many bytes go, which come, and how often they come.
fn change() -> impl Strategy<Value = (prop::sample::Index, usize, Vec<u8>, usize)> {
    let byte = prop_oneof![3 => prop::sample::select(BYTES), 1 => any::<u8>()];
    let times = prop_oneof![9 => Just(1usize), 1 => 2usize..200];
    (any::<prop::sample::Index>(), 0usize..30, prop::collection::vec(byte, 0..4), times)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 25, failure_persistence: None, max_shrink_iters: 64, ..ProptestConfig::default() })]

    #[test]
    fn mistakes_are_answered(
        seed in any::<prop::sample::Index>(),
        other in any::<prop::sample::Index>(),
        changes in prop::collection::vec(change(), 1..6),
    ) {
        for (name, entry) in ENTRIES {
            let seeds = seeds(name);
            prop_assert!(!seeds.is_empty(), "{} has no seeds", name);
            let mut bytes = seed.get(&seeds).clone();
            for (at, taken, put_in, times) in &changes {
                let start = at.index(bytes.len().saturating_add(1));
                let end = start.saturating_add(*taken).min(bytes.len());
                bytes.splice(start..end, put_in.repeat(*times));
            }
            prop_assert_eq!(entry(&bytes), Ok(()), "{}", name);
            // The first part of one file with the last part of another.
            let tail = other.get(&seeds);
            let cut = other.index(tail.len().saturating_add(1));
            bytes.truncate(other.index(bytes.len().saturating_add(1)));
            bytes.extend(tail.get(cut..).unwrap_or_default());
            prop_assert_eq!(entry(&bytes), Ok(()), "{}", name);
        }
    }
}
