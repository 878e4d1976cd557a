//! Writes the registers of a chunk into the columns of the results.

#![expect(
    clippy::cast_possible_truncation,
    reason = "positions, days and statuses fit the width that was chosen for them"
)]

use super::halves::in_order;
use super::shape::{CellKind, Shown};
use super::store::{Cells, CellsMut, Piece, Window};
use crate::eval::columnar::code::{Code, Domain, DomainKind, SUBJECTS, kinds};
use crate::eval::columnar::lanes::{Buf, Int as _, Truth, bytes_of};
use crate::eval::columnar::load::Loaded;
use crate::eval::columnar::read_out::{Source, copy, each};
use crate::eval::columnar::run::{First, Frame, pack};
use crate::outcome::value_json;

/// A chunk that was run.
pub(super) struct Ran<'a> {
    /// The plan in instructions.
    pub(super) code: &'a Code,
    /// The registers.
    pub(super) frame: &'a Frame<First>,
    /// What was loaded.
    pub(super) loaded: &'a Loaded,
}

impl<'a> Ran<'a> {
    /// Writes an output of subjects or of the rows of a list; gives what comes in a piece.
    pub(super) fn write(&self, shown: &Shown, window: Window<'_>) -> Option<Piece> {
        let source = self.frame.source(self.code, shown.reg);
        if shown.domain != SUBJECTS {
            return Some(self.lists(shown, &source, window));
        }
        let rows = self.loaded.subjects;
        valid_bits(&source, rows, window.valid);
        let valid = &*window.valid;
        if shown.is_promotion {
            statuses(&source, window.statuses);
        }
        match window.cells {
            Some(cells) => {
                numbers(&source, cells, valid);
                None
            }
            None => {
                let cells = self.texts(shown, &source, rows);
                Some(Piece { lens: Vec::new(), cells, valid: Vec::new(), len: rows })
            }
        }
    }

    fn lists(&self, shown: &Shown, source: &Source<'_>, window: Window<'_>) -> Piece {
        let rows = at(shown.domain.0).and_then(|n| self.frame.rows.get(n));
        let offsets = rows.map_or(&[][..], |rows| &rows.offsets);
        let lens = offsets.windows(2).map(|pair| match pair {
            [from, to] => to.saturating_sub(*from),
            _ => 0,
        });
        let lens: Vec<u32> = lens.collect();
        let len = rows.map_or(0, |rows| rows.len);
        // A list that is not known has no rows and is none itself.
        let present = present_of(self.code, shown.domain).and_then(|input| self.loaded.columns.get(input));
        match present {
            Some(column) if column.lacking => pack_unmarked(&column.reasons, window.valid),
            _ => window.valid.fill(u8::MAX),
        }
        let mut valid = vec![0; len.div_ceil(8)];
        valid_bits(source, len, &mut valid);
        let mut cells = Cells::new(&shown.cells);
        if let Cells::Texts(..) = cells {
            cells = self.texts(shown, source, len);
        } else {
            cells.resize(len);
            if let Some(whole) = cells.whole() {
                numbers(source, whole, &valid);
            }
        }
        Piece { lens, cells, valid, len }
    }

    fn texts(&self, shown: &Shown, source: &Source<'_>, rows: usize) -> Cells {
        let (mut ends, mut bytes) = (Vec::with_capacity(rows), Vec::new());
        for row in 0..rows {
            if self.frame.kinds(self.code, shown.reg, row) == 0 {
                let number = match source {
                    Source::One(number) => *number,
                    Source::Each(buf, _) => buf.wide(row),
                    Source::Never(_) => 0,
                };
                if let CellKind::Json(ty) = &shown.cells {
                    let value = self.frame.any(shown.reg, row);
                    bytes.extend(value.map(|v| value_json(v, ty).to_string()).unwrap_or_default().bytes());
                } else if let Ok(number) = i32::try_from(number) {
                    bytes.extend(self.loaded.texts.text(number).bytes());
                }
            }
            ends.push(u32::try_from(bytes.len()).unwrap_or(u32::MAX));
        }
        Cells::Texts(ends, bytes)
    }
}

/// The input that tells whether a list is there.
pub(super) fn present_of(code: &Code, domain: Domain) -> Option<usize> {
    match &code.domains.get(at(domain.0)?)?.kind {
        DomainKind::List(list) => Some(list.present),
        _ => None,
    }
}

fn at(number: u32) -> Option<usize> {
    usize::try_from(number).ok()
}

fn valid_bits(source: &Source<'_>, rows: usize, to: &mut [u8]) {
    match source {
        Source::One(_) | Source::Each(_, None) => to.fill(u8::MAX),
        Source::Never(_) => to.fill(0),
        Source::Each(_, Some(marks)) => pack_unmarked(marks.get(..rows).unwrap_or(marks), to),
    }
}

/// A bit for each row that has no mark.
fn pack_unmarked(marks: &[u8], to: &mut [u8]) {
    pack(marks, to);
    to.iter_mut().for_each(|byte| *byte = !*byte);
}

fn numbers(source: &Source<'_>, to: CellsMut<'_>, valid: &[u8]) {
    match to {
        CellsMut::Bits(to) => bits(source, to, valid),
        CellsMut::I8(to) => each(source, to, 0, |low| low as i8),
        CellsMut::I16(to) => each(source, to, 0, |low| low as i16),
        CellsMut::I32(to) => each(source, to, 0, |low| low as i32),
        CellsMut::Halves(to) => match source {
            Source::One(number) => to.fill(halves_of(*number)),
            Source::Never(_) => to.fill([0; 2]),
            Source::Each(Buf::I128(numbers), marks) => copy(numbers, marks.as_deref(), to, [0; 2], halves_of),
            Source::Each(..) => each(source, to, [0; 2], |low| in_order([low, low >> 63])),
        },
    }
}

fn halves_of(number: i128) -> [i64; 2] {
    in_order([number as i64, (number >> 64) as i64])
}

fn bits(source: &Source<'_>, to: &mut [u8], valid: &[u8]) {
    match source {
        Source::One(number) => to.fill(if *number == 0 { 0 } else { u8::MAX }),
        Source::Never(_) => to.fill(0),
        Source::Each(buf, marks) => {
            pack(&bytes_of(Truth::slice(buf)), to);
            if marks.is_some() {
                to.iter_mut().zip(valid).for_each(|(byte, valid)| *byte &= valid);
            }
        }
    }
}

fn statuses(source: &Source<'_>, to: &mut [i8]) {
    let without = |mark: u8| if mark == kinds::NOT_APPLICABLE { 3 } else { 2 };
    match source {
        Source::One(number) => to.fill(i8::from(*number == 0)),
        Source::Never(mark) => to.fill(without(*mark)),
        Source::Each(buf, marks) => {
            for (row, to) in to.iter_mut().enumerate() {
                let mark = marks.as_ref().and_then(|marks| marks.get(row)).copied().unwrap_or(0);
                *to = if mark == 0 { i8::from(buf.wide(row) == 0) } else { without(mark) };
            }
        }
    }
}
