//! The usual slips and rhai's silent traps, each family in its own file.

pub(crate) mod decimal_comma;
pub(crate) mod flaws;
pub(crate) mod hyphen;
pub(crate) mod language;
pub(crate) mod numbers;
pub(crate) mod operators;
pub(crate) mod patterns;
pub(crate) mod quotes;
pub(crate) mod ranges;
pub(crate) mod switch;
pub(crate) mod symbols;
pub(crate) mod values;
pub(crate) mod words;
