//! What measurements of the engine need: the [`population`], a seeded stream of invented employees, and the
//! [`large_pack`], 500 rules and 100 tables.

pub mod large_pack;
pub mod population;
mod random;
