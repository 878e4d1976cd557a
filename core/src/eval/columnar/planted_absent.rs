//! The twin of `planted.rs` in every build but those that test the tests: nothing is planted.

use super::code::Instr;
use super::run::{Column, Mark, Sets, View};

/// The names of the defects: none.
pub(crate) fn names() -> &'static [&'static str] {
    &[]
}

/// Plants nothing.
pub(crate) fn plant(_name: &str) -> bool {
    false
}

/// Nothing is planted.
#[inline(always)]
pub(crate) fn is_planted(_name: &str) -> bool {
    false
}

/// Spoils nothing.
#[inline(always)]
pub(crate) fn spoil<M: Mark>(
    _view: &View<'_, M>,
    _instr: &Instr,
    _to: &mut Column<M>,
    _len: usize,
    _sets: &mut Sets,
) {
}
