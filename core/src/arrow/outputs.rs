//! Buffers that are kept between batches, and results as slices.

use std::sync::{Arc, Mutex};

use super::run::Worker;
use super::shape::{CellKind, Shown, shown};
use super::store::{Cells, Stored};
use super::told::Issues;
use super::triggers::{Called, Triggers};
use crate::plan::Plan;
use crate::value::Scheme;

/// Room for results, kept between batches: a second batch of the same size allocates next to nothing.
#[derive(Default)]
pub struct Outputs {
    pub(super) plan: Option<Plan>,
    pub(super) shown: Vec<Shown>,
    pub(super) stored: Vec<Stored>,
    pub(super) workers: Mutex<Vec<Worker>>,
    pub(super) rows: usize,
    pub(super) triggers: Option<Triggers>,
    pub(super) called: Vec<Called>,
    pub(super) issues: Vec<Issues>,
}

/// A column of results.
#[derive(Clone, Copy, Debug)]
pub struct Column<'a> {
    name: &'a str,
    numbers: Numbers<'a>,
    valid: &'a [u8],
}

/// The numbers of a column; zero where there is no value.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum Numbers<'a> {
    /// Truth values, eight a byte, the first in the lowest bit.
    Bools(&'a [u8]),
    /// The digits of decimals, and how many of them are decimals.
    Decimals(&'a [i128], u32),
    /// Positions in an enum of at most 128 values.
    Codes(&'a [i8], &'a Arc<Scheme>),
    /// Positions in a larger enum.
    WideCodes(&'a [i16], &'a Arc<Scheme>),
    /// Days since 1970-01-01.
    Days(&'a [i32]),
}

impl Outputs {
    /// Empty room.
    #[must_use]
    pub fn new() -> Outputs {
        Outputs::default()
    }

    /// How many subjects the last batch had.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// A column of the last batch; `None` for a name that is no output, and for texts and lists, which only
    /// [`Batches::evaluate`](super::Batches::evaluate) gives.
    #[must_use]
    pub fn column(&self, name: &str) -> Option<Column<'_>> {
        let at = self.shown.iter().position(|shown| &*shown.name == name)?;
        let (shown, stored) = (self.shown.get(at)?, self.stored.get(at)?);
        if stored.in_pieces {
            return None;
        }
        let numbers = match (&stored.cells, &shown.cells) {
            (Cells::Bits(bits), _) => Numbers::Bools(bits),
            (Cells::Decimals(digits), CellKind::Decimal(_, scale)) => {
                Numbers::Decimals(digits.typed_data(), u32::try_from(*scale).unwrap_or(0))
            }
            (Cells::I8(codes), CellKind::Enum(scheme)) => Numbers::Codes(codes, scheme),
            (Cells::I16(codes), CellKind::Enum(scheme)) => Numbers::WideCodes(codes, scheme),
            (Cells::I32(days), CellKind::Date) => Numbers::Days(days),
            _ => return None,
        };
        Some(Column { name: &shown.name, numbers, valid: &stored.valid })
    }

    /// Makes ready for a plan; room for another plan is given up.
    pub(super) fn prepare(&mut self, plan: &Plan) {
        if self.plan.as_ref().is_some_and(|own| own.is_same(plan)) {
            return;
        }
        self.shown = shown(plan, &plan.columnar().code);
        self.stored = self.shown.iter().map(Stored::new).collect();
        self.triggers = Triggers::new(plan, &plan.columnar().code);
        self.workers = Mutex::default();
        self.plan = Some(plan.clone());
    }
}

impl<'a> Column<'a> {
    /// The name of the output.
    #[must_use]
    pub fn name(&self) -> &'a str {
        self.name
    }

    /// The numbers, one a subject.
    #[must_use]
    pub fn numbers(&self) -> Numbers<'a> {
        self.numbers
    }

    /// Whether a subject has a value.
    #[must_use]
    pub fn is_valid(&self, row: usize) -> bool {
        let bit = u32::try_from(row % 8).unwrap_or(0);
        self.valid.get(row / 8).is_some_and(|byte| byte.checked_shr(bit).unwrap_or(0) & 1 == 1)
    }

    /// Which subjects have a value, eight a byte, the first in the lowest bit.
    #[must_use]
    pub fn valid(&self) -> &'a [u8] {
        self.valid
    }
}

impl std::fmt::Debug for Outputs {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Outputs of {:?}, {} rows", self.plan, self.rows)
    }
}
