//! Whole populations: two plans compared, and rates by group.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    reason = "a test may fail"
)]

mod compare;
mod fairness;
mod small;
