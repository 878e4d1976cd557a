//! Ranks texts, so that rows can be ordered by them.

use std::collections::BTreeMap;

use super::super::code::Reg;
use super::super::lanes::{Int, Ordinal};
use super::column::{Column, View};
use super::marks::Mark;
use super::texts::Texts;

/// The rank of each text among the texts of the column.
pub(super) fn rank<M: Mark>(view: &View<'_, M>, a: Reg, to: &mut Column<M>, len: usize, texts: &Texts) {
    let numbers = view.arg::<Ordinal>(a);
    let mut ranks: BTreeMap<&str, Ordinal> = BTreeMap::new();
    let text = |row: usize| texts.text(numbers.at(row, 0).low_u32().cast_signed());
    for row in 0..len {
        ranks.insert(text(row), 0);
    }
    for (rank, slot) in ranks.values_mut().enumerate() {
        *slot = Ordinal::try_from(rank).unwrap_or(Ordinal::MAX);
    }
    for (row, slot) in Ordinal::slots(&mut to.buf, len).iter_mut().enumerate() {
        *slot = ranks.get(text(row)).copied().unwrap_or(0);
    }
}
