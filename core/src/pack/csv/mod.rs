//! CSV text becomes comments, a header and rows of cells with exact places.

mod cell;
mod number;
mod sheet;
mod split;

pub(super) use cell::Cell;
pub(super) use number::{BadNumber, CellNumber, number, report_bad_number};
pub(super) use sheet::{Row, Sheet, truth};
