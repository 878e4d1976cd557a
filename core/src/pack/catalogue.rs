//! `catalogue.csv`: what triggers can call for.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::csv::{Cell, CellNumber, Row, Sheet, number, report_bad_number};
use super::decl::{CatalogueDecl, CatalogueItemDecl, Ident};
use super::names::{NameOf, did_you_mean, name, value_refusal};
use super::report::Report;
use crate::diagnostic::Diagnostic;
use crate::source::{Span, Spanned};
use crate::text;
use crate::value::Number;

/// The columns with a meaning of their own.
const COLUMNS: &[&str] = &["code", "kind", "title", "title_en", "provider", "hours", "cost", "prerequisite"];

/// The columns that every catalogue has.
const REQUIRED: &[&str] = &["code", "kind", "title"];

/// The kinds of item.
const KINDS: &[&str] = &["course", "coaching", "study", "reward", "service"];

/// Reads the catalogue; `None` where it has no header row or lacks a column.
pub(super) fn read(report: &mut Report<'_>) -> Option<CatalogueDecl> {
    let sheet = Sheet::read(report, &["note"], &["note"])?;
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    let mut extra = Vec::new();
    for (index, cell) in sheet.header.cells.iter().enumerate() {
        let first = places.get(cell.text.as_str()).and_then(|first| sheet.header.cells.get(*first));
        match first {
            Some(first) if !cell.is_empty() => twice(report, cell.span, first.span),
            _ => {
                places.insert(&cell.text, index);
                if !COLUMNS.contains(&cell.text.as_str()) {
                    extra.push((index, name(report, &cell.text, cell.span, NameOf::Input)));
                }
            }
        }
    }
    let mut complete = true;
    for column in REQUIRED {
        if !places.contains_key(column) {
            complete = false;
            required_column(report, sheet.header.span, column);
        }
    }
    if !complete {
        return None;
    }
    let reader = Reader { places, extra: &extra, decimal_comma: sheet.decimal_comma };
    let items = sheet.rows.iter().filter_map(|row| reader.item(report, row)).collect();
    let extra_columns = extra.iter().map(|(_, name)| name.clone()).collect();
    Some(CatalogueDecl { file: report.file(), extra_columns, items })
}

fn twice(report: &mut Report<'_>, span: Span, first: Span) {
    let found =
        Diagnostic::error("T0044", span, text!("Kolom ini sudah ada.", "This column exists already."));
    report.push(
        found
            .with_place(first, text!("Yang pertama ada di sini.", "The first is here."))
            .with_help(text!("Beri nama lain, atau hapus.", "Rename it, or remove it.")),
    );
}

/// Reports a column that every file of this kind has.
pub(super) fn required_column(report: &mut Report<'_>, header: Span, column: &str) {
    report.error(
        "T0060",
        header,
        text!("Kolom `{column}` wajib ada di berkas ini.", "The column `{column}` is required in this file."),
        text!("Tambahkan kolomnya pada baris kepala.", "Add the column to the header row."),
    );
}

/// Reports a cell that must be filled in.
pub(super) fn required_cell(report: &mut Report<'_>, cell: &Cell, row: &Row, column: &str) {
    let span = if cell.span.start == cell.span.end { row.span } else { cell.span };
    report.error(
        "T0060",
        span,
        text!(
            "Kolom `{column}` wajib diisi, tetapi kosong pada baris {}.",
            "The column `{column}` must be filled in, but is empty on line {}.",
            row.line
        ),
        text!("Isi selnya, atau hapus barisnya.", "Fill the cell in, or remove the row."),
    );
}

struct Reader<'a> {
    places: BTreeMap<&'a str, usize>,
    extra: &'a [(usize, Ident)],
    decimal_comma: bool,
}

impl Reader<'_> {
    fn cell<'r>(&self, row: &'r Row, column: &str) -> Option<&'r Cell> {
        self.places.get(column).and_then(|index| row.cells.get(*index)).filter(|cell| !cell.is_empty())
    }

    fn required<'r>(&self, report: &mut Report<'_>, row: &'r Row, column: &str) -> Option<&'r Cell> {
        let at = self.places.get(column).and_then(|index| row.cells.get(*index))?;
        if at.is_empty() {
            required_cell(report, at, row, column);
            return None;
        }
        Some(at)
    }

    fn item(&self, report: &mut Report<'_>, row: &Row) -> Option<CatalogueItemDecl> {
        let code = self.required(report, row, "code").map(|cell| self.code(report, cell, &cell.text));
        let kind = self.required(report, row, "kind").map(|cell| kind(report, cell));
        let title = self.required(report, row, "title");
        let words = |column: &str| self.cell(row, column).map(|cell| cell.text.clone());
        let hours = self.cell(row, "hours").and_then(|cell| self.number(report, cell));
        let cost = self.cell(row, "cost").and_then(|cell| self.number(report, cell));
        let prerequisite = match self.cell(row, "prerequisite") {
            None => Vec::new(),
            Some(cell) => cell.text.split('|').map(|part| self.code(report, cell, part.trim())).collect(),
        };
        let extra =
            self.extra.iter().map(|(index, _)| self.extra_cell(report, row.cells.get(*index)?)).collect();
        Some(CatalogueItemDecl {
            code: code?,
            kind: kind?,
            title: title?.text.clone(),
            title_en: words("title_en"),
            provider: words("provider"),
            hours,
            cost,
            prerequisite,
            extra,
            span: row.span,
        })
    }

    fn code(&self, report: &mut Report<'_>, cell: &Cell, part: &str) -> Ident {
        let span = if part.is_empty() { cell.span } else { cell.place_of(part) };
        if let Some(why) = value_refusal(part) {
            report.error(
                "T0020",
                span,
                why,
                text!("Pilih kode seperti `DIG-3`.", "Choose a code such as `DIG-3`."),
            );
        }
        Ident::new(Arc::from(part), span)
    }

    fn number(&self, report: &mut Report<'_>, cell: &Cell) -> Option<Number> {
        match number(&cell.text, self.decimal_comma) {
            CellNumber::Is { number, .. } if !number.is_negative() => return Some(number),
            CellNumber::Bad(bad) => {
                report_bad_number(report, cell.span, bad, self.decimal_comma);
                return None;
            }
            _ => {}
        }
        report.error(
            "T0011",
            cell.span,
            text!(
                "Di sini seharusnya angka yang tidak negatif.",
                "Here should be a number that is not negative."
            ),
            text!(
                "Tulis angkanya saja, tanpa satuan; kosongkan bila tidak diketahui.",
                "Write the number alone, without a unit; leave it empty where it is not known."
            ),
        );
        None
    }

    // The type of the column is not known here; a decimal comma is brought to the one form of digits.
    fn extra_cell(&self, report: &mut Report<'_>, cell: &Cell) -> Option<Spanned<Arc<str>>> {
        if cell.is_empty() {
            return None;
        }
        let text = match number(&cell.text, self.decimal_comma) {
            CellNumber::Is { digits, .. } => digits,
            CellNumber::Bad(bad) => {
                report_bad_number(report, cell.span, bad, self.decimal_comma);
                return None;
            }
            CellNumber::Not => cell.text.clone(),
        };
        Some(Spanned::new(Arc::from(text), cell.span))
    }
}

fn kind(report: &mut Report<'_>, cell: &Cell) -> Ident {
    if !KINDS.contains(&cell.text.as_str()) {
        report.error(
            "T0017",
            cell.span,
            text!("Jenis ini tidak dikenal dalam katalog.", "This kind is not known in a catalogue."),
            did_you_mean(&cell.text, KINDS),
        );
    }
    Ident::new(Arc::from(cell.text.as_str()), cell.span)
}

#[cfg(test)]
mod tests {
    use crate::pack::tests::{num, read_file, sound};

    #[test]
    fn a_catalogue_is_read() {
        let text = "# note: contoh\ncode;kind;title;hours;prerequisite;kompetensi;bobot\n\
                    DIG-3;course;Literasi \"\"digital;24,5;DIG-2|DIG-1;literasi;1,5\nUM-1;reward;Piagam;;;;\n";
        let catalogue = sound("catalogue.csv", text).catalogue.unwrap();
        let names: Vec<_> = catalogue.extra_columns.iter().map(|name| &*name.value).collect();
        assert_eq!(names, ["kompetensi", "bobot"]);
        let item = &catalogue.items[0];
        assert_eq!(item.hours, Some(num("24.5")));
        assert_eq!(item.prerequisite.iter().map(|code| &*code.value).collect::<Vec<_>>(), ["DIG-2", "DIG-1"]);
        assert_eq!(item.extra[1].as_ref().map(|cell| &*cell.value), Some("1.5"));
        assert!(catalogue.items[1].extra.iter().all(Option::is_none));
    }

    #[test]
    fn what_a_catalogue_lacks_is_reported() {
        let (_, found) = read_file("catalogue.csv", "code,title\nA,B\n");
        assert_eq!(found, [("T0060", "code,title".to_owned())]);
        let text = "code,kind,title,cost,Level,kind\nA|B,kursus,,1.800.000,1,x\nC,course,T,gratis,,\n,course,T,-5,,\n";
        let (out, found) = read_file("catalogue.csv", text);
        let codes: Vec<_> = found.iter().map(|(code, at)| (*code, at.as_str())).collect();
        assert_eq!(
            codes,
            [
                ("T0012", "Level"),
                ("T0044", "kind"),
                ("T0020", "A|B"),
                ("T0060", "A|B,kursus,,1.800.000,1,x"),
                ("T0017", "kursus"),
                ("T0045", "1.800.000"),
                ("T0011", "gratis"),
                ("T0060", ",course,T,-5,,"),
                ("T0011", "-5"),
            ]
        );
        assert_eq!(out.catalogue.unwrap().items.len(), 1);
    }
}
