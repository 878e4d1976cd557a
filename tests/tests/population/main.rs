//! Whole populations: two plans compared, and rates by group.

#![expect(clippy::unwrap_used, clippy::arithmetic_side_effects, reason = "a test may fail")]

mod compare;
mod fairness;
mod small;
