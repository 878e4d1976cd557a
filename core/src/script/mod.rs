//! The text of rules becomes a syntax tree with the place of everything. The only folder that names rhai.

pub mod ast;
