//! What measurements of the engine need: a [`population`] for the national rules, and [`workload`] W, the yardstick of
//! the columnar evaluator.

pub mod measure;
pub mod population;
mod random;
pub mod workload;
