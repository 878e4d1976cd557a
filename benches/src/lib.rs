//! What measurements of the engine need: a [`population`] for the national rules, the [`large_pack`] of 500 rules and
//! 100 tables, and [`workload`] W, the yardstick of the columnar evaluator.

pub mod large_pack;
pub mod measure;
pub mod population;
mod random;
pub mod workload;
