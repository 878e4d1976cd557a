//! Whole populations: two plans compared, and rates by group.

mod compare;
mod fairness;
mod small;
