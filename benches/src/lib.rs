//! What measurements of the engine need: so far the [`population`], a seeded stream of invented employees.

pub mod population;
