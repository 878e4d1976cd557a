//! A table laid out as a matrix of two inputs; each of its cells becomes a row.

use super::cells;
use super::rows::without_rows;
use crate::pack::csv::Sheet;
use crate::pack::decl::{RowDecl, TableDecl};
use crate::pack::names::{NameOf, name};
use crate::pack::report::Report;
use crate::text;

/// The most bytes that the heads of a matrix may come to when every cell has a copy.
const MAX_COPIES: usize = 16 * 1024 * 1024;

/// Fills in the two inputs, the result and the rows; `None` where the result is not named.
pub(super) fn read(report: &mut Report<'_>, sheet: &Sheet, table: &mut TableDecl) -> Option<()> {
    let header = &sheet.header;
    let (corner, columns) = header.cells.split_first()?;
    let (down, across) = corner.text.split_once('\\')?;
    for part in [down.trim(), across.trim()] {
        table.inputs.push(name(report, part, corner.place_of(part), NameOf::Other));
    }
    table.matrix = true;
    let Some(result) = sheet.comment("result") else {
        report.error(
            "T0048",
            corner.span,
            text!("Matriks ini tidak menyebut nama hasilnya.", "This matrix does not name its result."),
            text!(
                "Tambahkan baris `# result: nama_hasil` di atas.",
                "Add a line `# result: result_name` on top."
            ),
        );
        return None;
    };
    table.results.push(name(report, &result.text, result.span, NameOf::Input));
    if columns.is_empty() || sheet.rows.is_empty() {
        without_rows(report, header.span);
    }
    let sides: usize =
        sheet.rows.iter().filter_map(|row| row.cells.first()).map(|cell| cell.text.len()).sum();
    let copies = header
        .span
        .range()
        .len()
        .saturating_mul(sheet.rows.len())
        .saturating_add(sides.saturating_mul(columns.len()));
    if copies > MAX_COPIES {
        report.error(
            "T0002",
            header.span,
            text!(
                "Matriks ini terlalu besar: setiap selnya membawa kepala baris dan kepala kolomnya.",
                "This matrix is too large: each of its cells carries the heads of its row and column."
            ),
            text!("Tulis sebagai tabel dalam baris.", "Write it as a table in rows."),
        );
        return None;
    }
    let tops: Vec<_> = columns.iter().map(|cell| cells::test(report, cell, sheet.decimal_comma)).collect();
    for row in &sheet.rows {
        let Some((left, inner)) = row.cells.split_first() else { continue };
        let side = cells::test(report, left, sheet.decimal_comma);
        for (top, cell) in tops.iter().zip(inner) {
            let result = cells::result(report, cell, sheet.decimal_comma);
            table.rows.push(RowDecl {
                line: row.line,
                tests: vec![side.clone(), top.clone()],
                span: result.span,
                results: vec![result],
                note: None,
                basis: None,
                verified: true,
            });
        }
    }
    Some(())
}
