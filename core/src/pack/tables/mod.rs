//! `tables/*.csv`: decision tables, in rows or laid out as a matrix.

mod cells;
mod head;
mod matrix;
mod rows;

use super::csv::Sheet;
use super::decl::TableDecl;
use super::report::Report;
use crate::text;

/// The most cells of one table; each comes to some kilobytes once it is typed in every regime.
const MAX_CELLS: usize = 60_000;

/// The comment keys of a table.
pub(crate) const COMMENTS: &[&str] = &[
    "label",
    "en",
    "basis",
    "unit",
    "effective",
    "per",
    "dated_by",
    "range",
    "hit",
    "open",
    "helper",
    "result",
    "returns",
    "note",
];

/// Reads one table; `None` where it has no header row or no result.
pub(super) fn read(report: &mut Report<'_>) -> Option<TableDecl> {
    let sheet = Sheet::read(report, COMMENTS, &["returns", "note"])?;
    let cells: usize = sheet.rows.iter().map(|row| row.cells.len()).sum();
    if cells > MAX_CELLS {
        report.error(
            "T0002",
            sheet.header.span,
            text!(
                "Tabel ini terlalu besar: {cells} sel, padahal paling banyak {MAX_CELLS}.",
                "This table is too large: {cells} cells, where at most {MAX_CELLS} are allowed."
            ),
            text!(
                "Pecah menjadi beberapa tabel; data pegawai bukan bagian dari pack.",
                "Split it into several tables; data about employees are no part of a pack."
            ),
        );
        return None;
    }
    let mut table = head::read(report, &sheet);
    let is_matrix = sheet.header.cells.first().is_some_and(|cell| cell.text.contains('\\'));
    if is_matrix {
        matrix::read(report, &sheet, &mut table)?;
    } else {
        rows::read(report, &sheet, &mut table)?;
    }
    head::results(report, &sheet, &table);
    Some(table)
}

#[cfg(test)]
mod tests;
