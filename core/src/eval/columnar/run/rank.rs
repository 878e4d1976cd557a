//! Ranks texts, so that rows can be ordered by them.

use std::collections::BTreeMap;

use super::super::code::Reg;
use super::super::lanes::Int;
use super::column::{Column, View};
use super::marks::Mark;
use super::texts::Texts;

/// The rank of each text among the texts of the column.
pub(super) fn rank<M: Mark>(view: &View<'_, M>, a: Reg, to: &mut Column<M>, len: usize, texts: &Texts) {
    let numbers = view.arg::<i32>(a);
    let mut ranks: BTreeMap<&str, i32> = BTreeMap::new();
    for row in 0..len {
        ranks.insert(texts.text(numbers.at(row, 0)), 0);
    }
    for (rank, slot) in ranks.values_mut().enumerate() {
        *slot = i32::try_from(rank).unwrap_or(i32::MAX);
    }
    for (row, slot) in i32::slots(&mut to.buf, len).iter_mut().enumerate() {
        *slot = ranks.get(texts.text(numbers.at(row, 0))).copied().unwrap_or(0);
    }
}
