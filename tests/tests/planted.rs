//! The comparison of the evaluators can fail: a defect planted in any family of kernels is found.

use timbang_tests::generator::{Verdict, draw, judge};

/// So many packs are drawn at most until a defect must have shown.
const BUDGET: u64 = 1_500;

#[test]
fn every_planted_defect_is_found() {
    assert!(!timbang::outcome::plantable().is_empty());
    let mut survived = Vec::new();
    for defect in timbang::outcome::plantable() {
        assert!(timbang::outcome::plant(defect));
        let found = (1..=BUDGET).find(|seed| matches!(judge(&draw(*seed)), Verdict::Different(_)));
        match found {
            Some(seed) => println!("{defect}: found by pack {seed}"),
            None => survived.push(*defect),
        }
    }
    timbang::outcome::plant("");
    assert!(survived.is_empty(), "survived: {survived:?}");
}
