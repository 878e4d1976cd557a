//! The TOML and CSV files of a pack become declarations.

pub mod decl;
