//! A table in rows: each column an input, a result, or about the row.

use std::collections::BTreeMap;

use super::cells;
use crate::diagnostic::Diagnostic;
use crate::pack::csv::{Cell, Row, Sheet, truth};
use crate::pack::decl::{RowDecl, TableDecl};
use crate::pack::names::{NameOf, name};
use crate::pack::report::Report;
use crate::source::Span;
use crate::text;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Column {
    Input,
    Result,
    Note,
    Basis,
    Verified,
}

/// Fills in inputs, results and rows; `None` where there is no result.
pub(super) fn read(report: &mut Report<'_>, sheet: &Sheet, table: &mut TableDecl) -> Option<()> {
    let columns = columns(report, &sheet.header, table);
    let span = sheet.header.span;
    if table.results.is_empty() {
        report.error(
            "T0047",
            span,
            text!("Tabel ini tidak mempunyai kolom hasil.", "This table has no column for a result."),
            text!(
                "Beri salah satu kolom nama `result: nama_hasil`.",
                "Name one column `result: result_name`."
            ),
        );
        return None;
    }
    if table.inputs.is_empty() {
        report.error(
            "T0047",
            span,
            text!("Tabel ini tidak mempunyai kolom masukan.", "This table has no column for an input."),
            text!(
                "Tambahkan kolom dengan nama masukan; nilai tetap ditulis sebagai parameter.",
                "Add a column named after an input; a value that never changes is a parameter."
            ),
        );
    }
    if sheet.rows.is_empty() {
        without_rows(report, span);
    }
    for row in &sheet.rows {
        let read = one(report, &columns, row, sheet.decimal_comma);
        table.rows.push(read);
    }
    Some(())
}

/// Reports a table without rows.
pub(super) fn without_rows(report: &mut Report<'_>, span: Span) {
    report.error(
        "T0042",
        span,
        text!(
            "Tabel ini hanya mempunyai baris kepala, jadi tidak menentukan apa pun.",
            "This table has a header row only, so it decides nothing."
        ),
        text!("Tambahkan barisnya, atau hapus berkasnya.", "Add rows, or remove the file."),
    );
}

fn columns(report: &mut Report<'_>, header: &Row, table: &mut TableDecl) -> Vec<Column> {
    let mut seen: BTreeMap<&str, Span> = BTreeMap::new();
    let mut out = Vec::with_capacity(header.cells.len());
    for cell in &header.cells {
        let (column, label) = kind(cell);
        match column {
            Column::Input => table.inputs.push(name(report, label, cell.place_of(label), NameOf::Other)),
            Column::Result => table.results.push(name(report, label, cell.place_of(label), NameOf::Input)),
            _ => {}
        }
        match seen.get(label) {
            Some(first) if !label.is_empty() => {
                let found = Diagnostic::error(
                    "T0044",
                    cell.span,
                    text!("Kolom ini sudah ada.", "This column exists already."),
                );
                report.push(
                    found
                        .with_place(*first, text!("Yang pertama ada di sini.", "The first is here."))
                        .with_help(text!(
                            "Beri nama lain, atau gabungkan ujiannya dalam satu kolom.",
                            "Rename it, or join the tests in one column."
                        )),
                );
            }
            _ => {
                seen.insert(label, cell.span);
            }
        }
        out.push(column);
    }
    out
}

fn kind(cell: &Cell) -> (Column, &str) {
    if let Some((before, result)) = cell.text.split_once(':')
        && before.trim() == "result"
    {
        return (Column::Result, result.trim());
    }
    match cell.text.as_str() {
        "note" => (Column::Note, "note"),
        "basis" => (Column::Basis, "basis"),
        "verified" => (Column::Verified, "verified"),
        other => (Column::Input, other),
    }
}

fn one(report: &mut Report<'_>, columns: &[Column], row: &Row, decimal_comma: bool) -> RowDecl {
    let mut read = RowDecl {
        line: row.line,
        tests: Vec::new(),
        results: Vec::new(),
        note: None,
        basis: None,
        verified: true,
        span: row.span,
    };
    for (column, cell) in columns.iter().zip(&row.cells) {
        let words = || Some(cell.text.clone()).filter(|text| !text.is_empty());
        match column {
            Column::Input => read.tests.push(cells::test(report, cell, decimal_comma)),
            Column::Result => read.results.push(cells::result(report, cell, decimal_comma)),
            Column::Note => read.note = words(),
            Column::Basis => read.basis = words(),
            Column::Verified if cell.is_empty() => {}
            Column::Verified => read.verified = truth(report, cell).unwrap_or(true),
        }
    }
    read
}
