//! Cases in CSV: one row is one case.

use std::collections::BTreeMap;

use super::expectation::decimals;
use super::without_expectation;
use crate::diagnostic::Diagnostic;
use crate::pack::catalogue::{required_cell, required_column};
use crate::pack::csv::BadNumber;
use crate::pack::csv::{Cell, CellNumber, Row, Sheet, number, report_bad_number};
use crate::pack::decl::{CaseDecl, Expectation, Ident};
use crate::pack::names::{NameOf, name};
use crate::pack::report::Report;
use crate::source::{Span, Spanned};
use crate::text;
use crate::value::{Date, Raw};

enum Column {
    Name,
    AsOf,
    Note,
    Given(Ident),
    Expect(Ident),
}

struct Shared {
    as_of: Option<Spanned<Date>>,
    source: Option<String>,
    rounded: bool,
    decimal_comma: bool,
}

/// Reads one file of cases.
pub(in crate::pack) fn read(report: &mut Report<'_>, out: &mut Vec<CaseDecl>) {
    let Some(sheet) = Sheet::read(report, &["as_of", "source", "rounded", "note"], &["note"]) else { return };
    let shared = Shared {
        as_of: sheet.comment("as_of").and_then(|cell| date(report, cell)),
        source: sheet.comment("source").map(|cell| cell.text.clone()),
        rounded: sheet.switch(report, "rounded"),
        decimal_comma: sheet.decimal_comma,
    };
    let columns = columns(report, &sheet.header);
    if !columns.iter().any(|column| matches!(column, Column::Name)) {
        required_column(report, sheet.header.span, "name");
    }
    if !columns.iter().any(|column| matches!(column, Column::Expect(_))) {
        without_expectation(report, sheet.header.span);
    }
    out.extend(sheet.rows.iter().map(|row| case(report, &columns, row, &shared)));
}

fn columns(report: &mut Report<'_>, header: &Row) -> Vec<Column> {
    let mut seen: BTreeMap<(bool, &str), Span> = BTreeMap::new();
    let mut out = Vec::with_capacity(header.cells.len());
    for cell in &header.cells {
        let expected = cell.text.split_once(':').filter(|(before, _)| before.trim() == "expect");
        let label = expected.map_or(cell.text.as_str(), |(_, after)| after.trim());
        let at = if label.is_empty() { cell.span } else { cell.place_of(label) };
        match seen.get(&(expected.is_some(), label)) {
            Some(first) if !label.is_empty() => {
                let found = Diagnostic::error(
                    "T0044",
                    cell.span,
                    text!("Kolom ini sudah ada.", "This column exists already."),
                );
                report.push(
                    found
                        .with_place(*first, text!("Yang pertama ada di sini.", "The first is here."))
                        .with_help(text!("Hapus salah satunya.", "Remove one of the two.")),
                );
            }
            _ => {
                seen.insert((expected.is_some(), label), cell.span);
            }
        }
        out.push(match (expected, label) {
            (Some(_), _) => Column::Expect(name(report, label, at, NameOf::Other)),
            (None, "name") => Column::Name,
            (None, "as_of") => Column::AsOf,
            (None, "note") => Column::Note,
            (None, _) => Column::Given(name(report, label, at, NameOf::Other)),
        });
    }
    out
}

fn case(report: &mut Report<'_>, columns: &[Column], row: &Row, shared: &Shared) -> CaseDecl {
    let mut read = CaseDecl {
        name: Spanned::new(String::new(), row.span),
        as_of: shared.as_of.clone(),
        source: shared.source.clone(),
        note: None,
        given: Vec::new(),
        expect: Vec::new(),
        span: row.span,
    };
    for (column, cell) in columns.iter().zip(&row.cells) {
        match column {
            Column::Name if cell.is_empty() => required_cell(report, cell, row, "name"),
            Column::Name => read.name = Spanned::new(cell.text.clone(), cell.span),
            _ if cell.is_empty() => {}
            Column::AsOf => read.as_of = date(report, cell).or(read.as_of),
            Column::Note => read.note = Some(cell.text.clone()),
            Column::Given(name) => {
                let value = value(report, cell, shared.decimal_comma);
                read.given.extend(value.map(|value| (name.clone(), Spanned::new(value, cell.span))));
            }
            Column::Expect(name) => {
                let value = expectation(report, cell, shared);
                read.expect.extend(value.map(|value| (name.clone(), Spanned::new(value, cell.span))));
            }
        }
    }
    read
}

fn date(report: &mut Report<'_>, cell: &Cell) -> Option<Spanned<Date>> {
    if let Ok(date) = cell.text.parse::<Date>() {
        return Some(Spanned::new(date, cell.span));
    }
    report.error(
        "T0016",
        cell.span,
        text!("Ini bukan tanggal yang ada.", "This is not a date that exists."),
        text!("Tulis tanggal seperti 2025-05-20.", "Write a date such as 2025-05-20."),
    );
    None
}

fn value(report: &mut Report<'_>, cell: &Cell, decimal_comma: bool) -> Option<Raw> {
    match cell.text.as_str() {
        "ya" => return Some(Raw::Bool(true)),
        "tidak" => return Some(Raw::Bool(false)),
        _ => {}
    }
    match number(&cell.text, decimal_comma) {
        CellNumber::Is { digits, .. } => Some(Raw::Number(digits)),
        // So many digits are a code.
        CellNumber::Bad(BadNumber::TooLong) | CellNumber::Not => Some(Raw::Text(cell.text.clone())),
        CellNumber::Bad(bad) => {
            report_bad_number(report, cell.span, bad, decimal_comma);
            None
        }
    }
}

fn expectation(report: &mut Report<'_>, cell: &Cell, shared: &Shared) -> Option<Expectation> {
    match cell.text.as_str() {
        "undetermined" => return Some(Expectation::Undetermined(None)),
        "not_regulated" => return Some(Expectation::NotRegulated),
        "not_applicable" => return Some(Expectation::NotApplicable),
        "-" | "?" => {
            report.error(
                "T0070",
                cell.span,
                text!(
                    "`-` dan `?` milik sel tabel, bukan nilai yang dapat diharapkan.",
                    "`-` and `?` belong to cells of tables and are no values to expect."
                ),
                text!(
                    "Tulis `not_applicable` atau `not_regulated`; kosongkan sel yang tidak dibandingkan.",
                    "Write `not_applicable` or `not_regulated`; leave a cell empty that is not compared."
                ),
            );
            return None;
        }
        _ => {}
    }
    let value = value(report, cell, shared.decimal_comma)?;
    if shared.rounded
        && let Raw::Number(digits) = &value
        && let (Ok(number), Some(scale)) = (digits.parse(), decimals(digits))
    {
        return Some(Expectation::Rounded { number, scale });
    }
    Some(Expectation::Value(value))
}
