//! Where results are written: one buffer a column, cut into windows so that chunks can be written side by side.
//!
//! Fresh room is asked for as zeros, which the system gives without touching it: what is filled with zeros first is
//! brought into memory twice.

use arrow_buffer::MutableBuffer;

use crate::eval::columnar::code::SUBJECTS;

use super::shape::{CellKind, Shown};

/// Numbers of one width.
#[derive(Debug)]
pub(super) enum Cells {
    /// Truth values, eight a byte.
    Bits(Vec<u8>),
    /// Positions in a small enum, statuses.
    I8(Vec<i8>),
    /// Positions in an enum.
    I16(Vec<i16>),
    /// Positions in a large enum, days.
    I32(Vec<i32>),
    /// Digits of decimals, 128 bits each.
    Decimals(MutableBuffer),
    /// Texts: where each ends, and their bytes.
    Texts(Vec<u32>, Vec<u8>),
}

/// A part of the numbers of a column.
pub(super) enum CellsMut<'a> {
    /// Truth values, eight a byte.
    Bits(&'a mut [u8]),
    /// 8 bits.
    I8(&'a mut [i8]),
    /// 16 bits.
    I16(&'a mut [i16]),
    /// 32 bits.
    I32(&'a mut [i32]),
    /// 128 bits, each as its two halves in the order in which they lie.
    Halves(&'a mut [[i64; 2]]),
}

/// A column of results.
#[derive(Debug)]
pub(super) struct Stored {
    /// The numbers; of a text or a list nothing, because they come in pieces.
    pub(super) cells: Cells,
    /// Which rows have a value, eight a byte.
    pub(super) valid: Vec<u8>,
    /// The statuses, where the column is a promotion.
    pub(super) statuses: Vec<i8>,
    /// Texts and lists, one piece a chunk.
    pub(super) pieces: Vec<Piece>,
    /// Whether it comes in pieces.
    pub(super) in_pieces: bool,
}

/// The texts or the lists of a chunk.
#[derive(Debug)]
pub(super) struct Piece {
    /// For each subject how many rows its list has; of texts nothing.
    pub(super) lens: Vec<u32>,
    /// The cells: one a subject, or one a row of the lists.
    pub(super) cells: Cells,
    /// Which cells have a value, eight a byte.
    pub(super) valid: Vec<u8>,
    /// How many cells there are.
    pub(super) len: usize,
}

/// A part of a column, to be written.
pub(super) struct Window<'a> {
    /// The numbers; none where they come in a piece.
    pub(super) cells: Option<CellsMut<'a>>,
    /// Which rows have a value.
    pub(super) valid: &'a mut [u8],
    /// The statuses; none where there are none.
    pub(super) statuses: &'a mut [i8],
}

impl Cells {
    /// Empty ones of a kind.
    pub(super) fn new(kind: &CellKind) -> Cells {
        match kind {
            CellKind::Bool => Cells::Bits(Vec::new()),
            CellKind::Decimal(..) => Cells::Decimals(MutableBuffer::new(0)),
            CellKind::Enum(scheme) => match scheme.values.len() {
                0..=128 => Cells::I8(Vec::new()),
                129..=32_768 => Cells::I16(Vec::new()),
                _ => Cells::I32(Vec::new()),
            },
            CellKind::Date => Cells::I32(Vec::new()),
            CellKind::Text | CellKind::Json(_) => Cells::Texts(Vec::new(), Vec::new()),
        }
    }

    /// Makes room for rows; what stood there is written over later.
    pub(super) fn resize(&mut self, rows: usize) {
        match self {
            Cells::Bits(bits) => resize(bits, rows.div_ceil(8)),
            Cells::I8(numbers) => resize(numbers, rows),
            Cells::I16(numbers) => resize(numbers, rows),
            Cells::I32(numbers) => resize(numbers, rows),
            Cells::Decimals(numbers) => {
                let bytes = rows.saturating_mul(size_of::<i128>());
                if bytes > numbers.capacity() {
                    *numbers = MutableBuffer::from_len_zeroed(bytes);
                } else {
                    numbers.resize(bytes, 0);
                }
            }
            Cells::Texts(ends, bytes) => {
                ends.clear();
                bytes.clear();
            }
        }
    }

    /// All of them, to be written.
    pub(super) fn whole(&mut self) -> Option<CellsMut<'_>> {
        self.windows(usize::MAX).into_iter().next()
    }

    /// Cuts into parts of so many rows, which must be a multiple of eight.
    fn windows(&mut self, rows: usize) -> Vec<CellsMut<'_>> {
        let rows = rows.max(8);
        match self {
            Cells::Bits(bits) => bits.chunks_mut(rows.div_ceil(8)).map(CellsMut::Bits).collect(),
            Cells::I8(numbers) => numbers.chunks_mut(rows).map(CellsMut::I8).collect(),
            Cells::I16(numbers) => numbers.chunks_mut(rows).map(CellsMut::I16).collect(),
            Cells::I32(numbers) => numbers.chunks_mut(rows).map(CellsMut::I32).collect(),
            Cells::Decimals(numbers) => {
                let (pairs, _) = numbers.typed_data_mut::<i64>().as_chunks_mut::<2>();
                pairs.chunks_mut(rows).map(CellsMut::Halves).collect()
            }
            Cells::Texts(..) => Vec::new(),
        }
    }
}

impl Stored {
    /// Room for an output.
    pub(super) fn new(shown: &Shown) -> Stored {
        let cells = Cells::new(&shown.cells);
        let in_pieces = shown.domain != SUBJECTS || matches!(cells, Cells::Texts(..));
        Stored { cells, valid: Vec::new(), statuses: Vec::new(), pieces: Vec::new(), in_pieces }
    }

    /// Makes room for a batch and cuts it into windows of so many rows.
    pub(super) fn windows(&mut self, shown: &Shown, rows: usize, chunk: usize) -> Vec<Window<'_>> {
        self.pieces.clear();
        resize(&mut self.valid, rows.div_ceil(8));
        resize(&mut self.statuses, if shown.is_promotion { rows } else { 0 });
        let mut cells = if self.in_pieces {
            Vec::new()
        } else {
            self.cells.resize(rows);
            self.cells.windows(chunk)
        }
        .into_iter();
        let mut statuses = self.statuses.chunks_mut(chunk.max(1));
        let valid = self.valid.chunks_mut(chunk.div_ceil(8).max(1));
        valid
            .map(|valid| Window { cells: cells.next(), valid, statuses: statuses.next().unwrap_or_default() })
            .collect()
    }
}

/// Brings to a length; what stands there is written over later.
fn resize<T: Clone + From<bool>>(numbers: &mut Vec<T>, len: usize) {
    let zero = T::from(false);
    if len > numbers.capacity() {
        *numbers = vec![zero; len];
    } else {
        numbers.resize(len, zero);
    }
}
