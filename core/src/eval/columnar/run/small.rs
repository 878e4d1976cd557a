//! Look-ups in tables that fit in one vector.

use super::super::code::{Found, Lut, Reg, RowTable};
use super::super::lanes::{Int, Lane, with_lane};
use super::column::{Arg, Column, View};
use super::marks::Mark;
use super::wide::{small_table, wide};

/// The entry that each number chooses, where there are few; whether it was looked up.
pub(super) fn lookup<T: Int, M: Mark>(view: &View<'_, M>, a: Reg, lut: &Lut, to: &mut [T]) -> bool {
    if lut.lo == 0
        && size_of::<T>() <= 8
        && lut.entries.len() <= SMALL
        && let (Lane::I8, Arg::Each(index)) = (view.lane(a), view.arg::<i8>(a))
    {
        each(to, index, lut.entries.iter().map(|(value, _)| T::of(*value)));
        return true;
    }
    false
}

/// The greatest table that fits in one vector.
const SMALL: usize = 16;

/// Looks a small table up byte by byte, each byte of the entries in a table of its own.
fn each<T: Int>(to: &mut [T], index: &[i8], entries: impl Iterator<Item = T>) {
    /// Rows looked up at a time, so that their bytes stay at hand.
    const BLOCK: usize = 256;
    let entries: Vec<T> = entries.collect();
    let widest = size_of::<T>();
    let mut planes = [[0u8; BLOCK]; 8];
    let mut tables = [[0u8; SMALL]; 8];
    for (shift, table) in tables.iter_mut().enumerate().take(widest) {
        for (slot, entry) in table.iter_mut().zip(&entries) {
            *slot = entry.byte(shift);
        }
    }
    for (to, index) in to.chunks_mut(BLOCK).zip(index.chunks(BLOCK)) {
        for (plane, table) in planes.iter_mut().zip(&tables).take(widest) {
            small_table(table, index, plane.get_mut(..index.len()).unwrap_or_default());
        }
        wide(|| T::join(to, &planes));
    }
}

/// A table of few combinations whose inputs all have a value: the place of each row is a small number.
pub(super) fn row<M: Mark>(
    view: &View<'_, M>,
    table: &RowTable,
    inputs: &[Reg],
    lane: Lane,
    to: &mut Column<M>,
    len: usize,
) -> bool {
    // Without the classes that stand for no value.
    let known: usize = table.sizes.iter().filter_map(|size| usize::try_from(*size).ok()).product();
    let mut strides = Vec::new();
    let mut entries: Vec<i128> = Vec::with_capacity(known);
    if known > SMALL || lane > Lane::I64 || inputs.iter().any(|reg| view.lane(*reg) != Lane::I8) {
        return false;
    }
    for number in 0..known {
        // The classes of this combination, the last input the fastest.
        let (mut rest, mut place, mut stride) = (number, 0usize, 1usize);
        for size in table.sizes.iter().rev().filter_map(|size| usize::try_from(*size).ok()) {
            let class = rest.checked_rem(size).unwrap_or(0);
            rest = rest.checked_div(size).unwrap_or(0);
            place = place.saturating_add(class.saturating_mul(stride));
            stride = stride.saturating_mul(size.saturating_add(1));
        }
        match table.found.get(place) {
            Some(Found::Value(value)) => entries.push(*value),
            _ => return false,
        }
    }
    let mut stride = 1i8;
    for size in table.sizes.iter().rev() {
        strides.push(stride);
        stride = stride.wrapping_mul(i8::try_from(*size).unwrap_or(1));
    }
    let mut index: Vec<i8> = vec![0; len];
    for (reg, stride) in inputs.iter().zip(strides.iter().rev()) {
        let numbers = view.arg::<i8>(*reg);
        wide(|| match numbers {
            Arg::Each(numbers) => {
                for (index, n) in index.iter_mut().zip(numbers) {
                    *index = index.wrapping_add(n.wrapping_mul(*stride));
                }
            }
            Arg::One(n) => {
                index.iter_mut().for_each(|index| *index = index.wrapping_add(n.wrapping_mul(*stride)));
            }
        });
    }
    to.marked = false;
    with_lane!(lane, T => {
        each(T::slots(&mut to.buf, len), &index, entries.iter().map(|value| T::of(*value)));
    }, any => {});
    true
}
