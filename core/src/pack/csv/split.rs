//! Splits CSV text into rows of cells with exact places.
//!
//! The `csv` crate tells where a row begins but not where a cell does, and reads to the end of the file
//! where a quote is not closed; the tests hold that both split the same on files without such faults.

use super::cell::Cell;
use super::sheet::{MAX_COLUMNS, Row};
use crate::diagnostic::Diagnostic;
use crate::pack::report::Report;
use crate::text;

/// Splits the text from `start` on; rows without any text are left out.
pub(super) fn split(report: &mut Report<'_>, start: usize, delimiter: u8) -> Vec<Row> {
    let mut splitter = Splitter { bytes: report.text().as_bytes(), at: start, delimiter };
    let mut rows = Vec::new();
    while splitter.at < splitter.bytes.len() {
        let row = splitter.row(report);
        if row.cells.iter().any(|cell| !cell.is_empty()) {
            rows.push(row);
        }
    }
    rows
}

struct Splitter<'a> {
    bytes: &'a [u8],
    at: usize,
    delimiter: u8,
}

impl Splitter<'_> {
    fn row(&mut self, report: &mut Report<'_>) -> Row {
        let start = self.at;
        let line = report.line(start);
        let mut cells = vec![self.cell(report)];
        while self.peek() == Some(self.delimiter) {
            self.step();
            let cell = self.cell(report);
            // A row that is far too long is said to be; its cells would only take memory.
            if cells.len() <= MAX_COLUMNS
                || (cells.len() == MAX_COLUMNS.saturating_add(1) && !cell.is_empty())
            {
                cells.push(cell);
            }
        }
        let span = report.span(start, self.at);
        if self.peek() == Some(b'\r') {
            self.step();
        }
        if self.peek() == Some(b'\n') {
            self.step();
        }
        Row { cells, span, line }
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn step(&mut self) {
        self.at = self.at.saturating_add(1);
    }

    fn ends_cell(&self) -> bool {
        self.peek().is_none_or(|b| b == self.delimiter || b == b'\n' || b == b'\r')
    }

    // Leaves `at` on the delimiter, the line's end or the file's end.
    fn cell(&mut self, report: &mut Report<'_>) -> Cell {
        let start = self.at;
        while matches!(self.peek(), Some(b' ' | b'\t')) {
            self.step();
        }
        if self.peek() == Some(b'"') {
            return self.quoted(report);
        }
        self.skip_to_end();
        trimmed(report, start, self.at, false)
    }

    fn skip_to_end(&mut self) {
        while !self.ends_cell() {
            self.step();
        }
    }

    fn quoted(&mut self, report: &mut Report<'_>) -> Cell {
        let open = self.at;
        self.step();
        let inner = self.at;
        let Some(close) = self.closing() else {
            let found = Diagnostic::error(
                "T0040",
                report.span(open, inner),
                text!("Tanda kutip ini tidak ditutup.", "This quote is not closed."),
            );
            report.push(found.with_help(text!(
                "Tutup sebelum pemisah berikutnya; tanda kutip di dalam teks ditulis dua kali.",
                "Close it before the next separator; a quote within the text is written twice."
            )));
            self.at = inner;
            self.skip_to_end();
            return trimmed(report, inner, self.at, true);
        };
        self.at = close.saturating_add(1);
        while matches!(self.peek(), Some(b' ' | b'\t')) {
            self.step();
        }
        if !self.ends_cell() {
            let stray = self.at;
            self.skip_to_end();
            let found = Diagnostic::error(
                "T0040",
                report.span(stray, self.at),
                text!(
                    "Di sini ada teks setelah tanda kutip penutup.",
                    "There is text here after the closing quote."
                ),
            );
            report.push(
                found
                    .with_place(
                        report.span(open, inner),
                        text!("Kutipan ini dibuka di sini.", "This quotation is opened here."),
                    )
                    .with_help(text!(
                        "Tanda kutip di dalam teks ditulis dua kali (\"\"); periksa juga kutip yang lupa ditutup.",
                        "A quote within the text is written twice (\"\"); look for one that was not closed, too."
                    )),
            );
        }
        trimmed(report, inner, close, true)
    }

    // The place of the closing quote; doubled quotes belong to the text.
    fn closing(&self) -> Option<usize> {
        let mut at = self.at;
        loop {
            match self.bytes.get(at).copied()? {
                b'"' if self.bytes.get(at.saturating_add(1)) == Some(&b'"') => at = at.saturating_add(2),
                b'"' => return Some(at),
                _ => at = at.saturating_add(1),
            }
        }
    }
}

fn trimmed(report: &Report<'_>, start: usize, end: usize, quoted: bool) -> Cell {
    let raw = report.text().get(start..end).unwrap_or("");
    let inner = raw.trim();
    let from = start.saturating_add(raw.len().saturating_sub(raw.trim_start().len()));
    let span = report.span(from, from.saturating_add(inner.len()));
    Cell::new(inner, span, quoted)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::diagnostic::Sink;
    use crate::source::Files;

    fn cells(text: &str, delimiter: u8) -> (Vec<Vec<(String, String)>>, usize) {
        let files = Files::from_map([("a.csv", text)]);
        let (id, file) = files.iter().next().unwrap();
        let mut sink = Sink::default();
        let mut report = Report::new(&mut sink, id, file);
        let rows = split(&mut report, 0, delimiter);
        let with_place = |cell: &Cell| (cell.text.clone(), file.slice(cell.span).to_owned());
        (rows.iter().map(|row| row.cells.iter().map(with_place).collect()).collect(), sink.len())
    }

    #[test]
    fn the_place_of_a_quoted_cell_is_its_text() {
        let (rows, found) = cells("a, \"b, \"\"c\"\" \" ;d\r\n\r\n\"x\ny\",z", b',');
        assert_eq!(found, 1, "the text after the closing quote");
        assert_eq!(rows[0][0], ("a".into(), "a".into()));
        assert_eq!(rows[0][1], ("b, \"c\"".into(), "b, \"\"c\"\"".into()));
        assert_eq!(rows[1][0], ("x\ny".into(), "x\ny".into()));
        assert_eq!(rows[1][1], ("z".into(), "z".into()));
    }

    #[test]
    fn an_open_quote_costs_one_line() {
        let (rows, found) = cells("a;\"b;c\nd;e", b';');
        assert_eq!(found, 1);
        assert_eq!(rows.len(), 2);
        assert_eq!(rows[1][1].0, "e");
    }

    #[test]
    fn parts_of_a_cell_have_places_too() {
        let files = Files::from_map([("a.csv", "\"x\"\"y|z\"")]);
        let (id, file) = files.iter().next().unwrap();
        let mut sink = Sink::default();
        let rows = split(&mut Report::new(&mut sink, id, file), 0, b',');
        let cell = &rows[0].cells[0];
        let part = cell.text.split('|').nth(1).unwrap();
        assert_eq!(file.slice(cell.place_of(part)), "z");
        assert_eq!(file.slice(cell.part(1, 3)), "\"\"y");
    }

    proptest! {
        #[test]
        fn sound_files_split_as_the_csv_crate_splits_them(
            rows in proptest::collection::vec(proptest::collection::vec("[a-z\",;\n|]{1,6}", 1..5), 1..6)
        ) {
            let quote = |cell: &String| format!("\"{}\"", cell.replace('"', "\"\""));
            let text: String = rows.iter()
                .map(|row| row.iter().map(quote).collect::<Vec<_>>().join(",") + "\r\n")
                .collect();
            let (own, found) = cells(&text, b',');
            prop_assert_eq!(found, 0);
            let mut reader = csv::ReaderBuilder::new()
                .has_headers(false).flexible(true).trim(csv::Trim::All).from_reader(text.as_bytes());
            let theirs: Vec<Vec<String>> = reader.records()
                .map(|row| row.unwrap().iter().map(str::to_owned).collect::<Vec<_>>())
                .filter(|row: &Vec<String>| row.iter().any(|cell| !cell.is_empty()))
                .collect();
            let own: Vec<Vec<String>> =
                own.into_iter().map(|row| row.into_iter().map(|(text, _)| text).collect()).collect();
            prop_assert_eq!(own, theirs);
        }
    }
}
