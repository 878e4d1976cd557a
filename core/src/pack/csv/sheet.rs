//! A CSV file of a pack: comment lines on top, one header row, rows.

use std::collections::BTreeMap;

use super::cell::Cell;
use super::split::split;
use crate::diagnostic::Diagnostic;
use crate::pack::names::did_you_mean;
use crate::pack::report::Report;
use crate::source::Span;
use crate::text;

/// The most columns of a file.
pub(super) const MAX_COLUMNS: usize = 1000;

/// The most comment lines of a file.
const MAX_COMMENTS: usize = 1000;

/// A row of cells.
#[derive(Clone, Debug)]
pub(in crate::pack) struct Row {
    /// The cells.
    pub(in crate::pack) cells: Vec<Cell>,
    /// The whole row.
    pub(in crate::pack) span: Span,
    /// The line on which it begins, from 1.
    pub(in crate::pack) line: usize,
}

/// A file that was split.
#[derive(Clone, Debug)]
pub(in crate::pack) struct Sheet {
    comments: Vec<(String, Cell)>,
    /// The header row without empty cells at its end.
    pub(in crate::pack) header: Row,
    /// The rows that have as many cells as the header.
    pub(in crate::pack) rows: Vec<Row>,
    /// Whether semicolons separate, so that numbers have decimal commas.
    pub(in crate::pack) decimal_comma: bool,
}

impl Sheet {
    /// Splits the file; `None` where it has no header row. `known` are the comment keys; those in
    /// `repeated` may stand on several lines.
    pub(in crate::pack) fn read(report: &mut Report<'_>, known: &[&str], repeated: &[&str]) -> Option<Sheet> {
        let text = report.text();
        let (mut at, mut lines, mut comments) = (0usize, 0usize, Vec::new());
        let mut seen: BTreeMap<String, Span> = BTreeMap::new();
        while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
            let end = rest.find(['\n', '\r']).unwrap_or(rest.len());
            let line = rest.get(..end).unwrap_or("");
            let start = line.trim_start();
            if !start.is_empty() && !start.starts_with('#') && !start.starts_with("\"#") {
                break;
            }
            lines = lines.saturating_add(usize::from(!start.is_empty()));
            if lines > MAX_COMMENTS {
                too_large(report, report.span(at, at.saturating_add(end)));
                return None;
            }
            if !start.is_empty()
                && let Some((key, value)) = comment(report, at, line, known)
            {
                match seen.get(&key) {
                    Some(first) if !repeated.contains(&key.as_str()) => twice(report, value.span, *first),
                    _ => {
                        seen.insert(key.clone(), value.span);
                        comments.push((key, value));
                    }
                }
            }
            at = at.saturating_add(end).saturating_add(1).min(text.len());
        }
        let delimiter = delimiter(text.get(at..).unwrap_or(""));
        let mut rows = split(report, at, delimiter).into_iter();
        let Some(mut header) = rows.next() else {
            no_header(report);
            return None;
        };
        while header.cells.last().is_some_and(Cell::is_empty) {
            header.cells.pop();
        }
        if header.cells.len() > MAX_COLUMNS {
            too_large(report, header.span);
            return None;
        }
        let rows = rows.filter_map(|row| fitted(report, row, &header)).collect();
        Some(Sheet { comments, header, rows, decimal_comma: delimiter == b';' })
    }

    /// The value of a comment key.
    pub(in crate::pack) fn comment(&self, key: &str) -> Option<&Cell> {
        self.comments.iter().find(|(k, _)| k == key).map(|(_, value)| value)
    }

    /// Every value of a comment key that may be repeated.
    pub(in crate::pack) fn comments(&self, key: &str) -> impl Iterator<Item = &Cell> {
        self.comments.iter().filter(move |(k, _)| k == key).map(|(_, value)| value)
    }

    /// Every comment, by key.
    pub(in crate::pack) fn all_comments(&self) -> impl Iterator<Item = (&str, &Cell)> {
        self.comments.iter().map(|(key, value)| (key.as_str(), value))
    }

    /// A switch in the comments; false where it is not written.
    pub(in crate::pack) fn switch(&self, report: &mut Report<'_>, key: &str) -> bool {
        self.comment(key).and_then(|cell| truth(report, cell)).unwrap_or(false)
    }
}

/// Reads `ya` or `tidak`.
pub(in crate::pack) fn truth(report: &mut Report<'_>, cell: &Cell) -> Option<bool> {
    match cell.text.as_str() {
        "ya" => Some(true),
        "tidak" => Some(false),
        other => {
            report.error(
                "T0017",
                cell.span,
                text!("Di sini hanya `ya` atau `tidak`.", "Only `ya` (yes) or `tidak` (no) here."),
                did_you_mean(other, &["ya", "tidak"]),
            );
            None
        }
    }
}

// A spreadsheet pads every line to the width of the sheet, and quotes one that has a separator in it.
fn comment(report: &mut Report<'_>, at: usize, line: &str, known: &[&str]) -> Option<(String, Cell)> {
    let padded = line.trim_end_matches([',', ';', ' ', '\t']);
    let quoted = padded.trim_start().starts_with('"');
    let body = padded.trim_start().trim_start_matches('"');
    let body = if quoted { body.strip_suffix('"').unwrap_or(body) } else { body };
    let body = body.strip_prefix('#').unwrap_or(body);
    let offset = |part: &str| at.saturating_add(part.as_ptr().addr().saturating_sub(line.as_ptr().addr()));
    let place = |part: &str| (offset(part), offset(part).saturating_add(part.len()));
    let Some((key, value)) = body.split_once(':') else {
        let (start, end) = place(line.trim());
        report.error(
            "T0043",
            report.span(start, end),
            text!(
                "Baris komentar harus berbentuk `# kunci: isi`.",
                "A comment line must have the form `# key: content`."
            ),
            text!("Keterangan bebas ditulis `# note: …`.", "Free remarks are written `# note: …`."),
        );
        return None;
    };
    let (key, value) = (key.trim(), value.trim());
    let (start, end) = place(key);
    let key_span = report.span(start, end);
    if !known.contains(&key) {
        let shown: String = key.chars().take(60).collect();
        report.error(
            "T0009",
            key_span,
            text!(
                "Kunci komentar `{shown}` tidak dikenal di sini.",
                "The comment key `{shown}` is not known here."
            ),
            did_you_mean(key, known),
        );
        return None;
    }
    if value.is_empty() {
        if key != "note" {
            report.error(
                "T0043",
                key_span,
                text!(
                    "Kunci komentar `{key}` tidak berisi apa-apa.",
                    "The comment key `{key}` has no content."
                ),
                text!("Isi, atau hapus barisnya.", "Fill it in, or remove the line."),
            );
        }
        return None;
    }
    let (start, end) = place(value);
    let span = report.span(start, end);
    Some((key.to_owned(), Cell::new(value, span, quoted)))
}

fn twice(report: &mut Report<'_>, span: Span, first: Span) {
    let found = Diagnostic::error(
        "T0044",
        span,
        text!("Kunci komentar ini sudah ditulis di atas.", "This comment key has been written above."),
    );
    report.push(
        found
            .with_place(first, text!("Yang pertama ada di sini.", "The first is here."))
            .with_help(text!("Hapus salah satunya.", "Remove one of the two.")),
    );
}

// The header row has names only, so that a separator in it can be nothing else.
fn delimiter(text: &str) -> u8 {
    let (mut in_quotes, mut commas, mut semicolons) = (false, 0usize, 0usize);
    for byte in text.bytes() {
        match byte {
            b'"' => in_quotes = !in_quotes,
            b'\n' | b'\r' => break,
            b',' if !in_quotes => commas = commas.saturating_add(1),
            b';' if !in_quotes => semicolons = semicolons.saturating_add(1),
            _ => {}
        }
    }
    if semicolons > commas { b';' } else { b',' }
}

fn too_large(report: &mut Report<'_>, span: Span) {
    report.error(
        "T0002",
        span,
        text!(
            "Berkas ini terlalu besar: paling banyak {MAX_COMMENTS} baris komentar dan {MAX_COLUMNS} kolom.",
            "This file is too large: at most {MAX_COMMENTS} comment lines and {MAX_COLUMNS} columns."
        ),
        text!(
            "Periksa apakah pemisah kolomnya benar; bila memang sebesar ini, pecah menurut topik.",
            "Check whether the separator of columns is right; if it is this large indeed, split it by topic."
        ),
    );
}

fn no_header(report: &mut Report<'_>) {
    let end = report.text().len();
    let span = report.span(end, end);
    report.error(
        "T0042",
        span,
        text!("Berkas ini tidak mempunyai baris kepala.", "This file has no header row."),
        text!(
            "Tulis nama kolom pada satu baris, lalu satu baris untuk setiap isi.",
            "Write the names of the columns on one line, then a line for each row."
        ),
    );
}

fn fitted(report: &mut Report<'_>, mut row: Row, header: &Row) -> Option<Row> {
    if let Some(first) = row.cells.first().filter(|cell| !cell.quoted && cell.text.starts_with('#')) {
        report.error(
            "T0043",
            first.span,
            text!(
                "Baris komentar hanya boleh di atas baris kepala.",
                "Comment lines may only stand above the header row."
            ),
            text!("Pindahkan ke atas, atau pakai kolom `note`.", "Move it up, or use a column `note`."),
        );
        return None;
    }
    let wanted = header.cells.len();
    while row.cells.len() > wanted && row.cells.last().is_some_and(Cell::is_empty) {
        row.cells.pop();
    }
    let (found, line) = (row.cells.len(), row.line);
    if found == wanted {
        return Some(row);
    }
    if let Some(extra) = row.cells.get(wanted) {
        report.error(
            "T0041",
            extra.span.to(row.cells.last().map_or(extra.span, |cell| cell.span)),
            text!(
                "Baris {line} mempunyai {found} sel, sedangkan baris kepala {wanted} kolom; yang berlebih mulai di sini.",
                "Line {line} has {found} cells, but the header row {wanted} columns; the extra ones begin here."
            ),
            text!(
                "Teks yang memuat pemisah ditulis dalam tanda kutip; desimal mengikuti pemisah berkas ini.",
                "A text with a separator in it is written in quotes; decimals follow the separator of this file."
            ),
        );
    } else {
        let first = header.cells.get(found).map_or("", |cell| cell.text.as_str());
        report.error(
            "T0041",
            row.span,
            text!(
                "Baris {line} mempunyai {found} sel, sedangkan baris kepala {wanted} kolom; sel untuk kolom `{first}` tidak ada.",
                "Line {line} has {found} cells, but the header row {wanted} columns; the cell for the column `{first}` is missing."
            ),
            text!("Tambahkan selnya; sel kosong pun perlu pemisah.", "Add the cell; an empty one needs its separator, too."),
        );
    }
    None
}
