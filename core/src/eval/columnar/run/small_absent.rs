//! With the feature `compact` small tables are looked up as all others are.

use super::super::code::{Lut, Reg, RowTable};
use super::super::lanes::Lane;
use super::column::{Column, View};

pub(super) fn lookup<T, M>(_view: &View<'_, M>, _a: Reg, _lut: &Lut, _to: &mut [T]) -> bool {
    false
}

pub(super) fn row<M>(
    _view: &View<'_, M>,
    _table: &RowTable,
    _inputs: &[Reg],
    _lane: Lane,
    _to: &mut Column<M>,
    _len: usize,
) -> bool {
    false
}
