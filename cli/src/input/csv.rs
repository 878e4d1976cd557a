//! Rows of a CSV file; comma or semicolon is told from the header.

use std::io::{self, BufRead};

use ::csv::{ByteRecord, ReaderBuilder};
use indexmap::IndexMap;
use timbang::{Raw, Text, text};

use super::limit::{Allowance, Limited};
use super::{Item, Row, Rows};
use crate::failure::{BAD_HEADER, Outcome, failure, unreadable};

/// Reads CSV.
pub(crate) struct CsvRows<R: BufRead> {
    reader: ::csv::Reader<Limited<R>>,
    allowance: Allowance,
    limit: u64,
    name: String,
    columns: Vec<String>,
    semicolon: bool,
    record: ByteRecord,
    ended: bool,
}

impl<R: BufRead> CsvRows<R> {
    /// Reads the header.
    pub(crate) fn new(mut input: R, name: &str, limit: u64) -> Outcome<CsvRows<R>> {
        let fail = |error: &io::Error| unreadable(name, error);
        let start = input.fill_buf().map_err(|error| fail(&error))?;
        let header = start.split(|byte| *byte == b'\n').next().unwrap_or(start);
        let delimiter = delimiter(header);
        let (limited, allowance) = Limited::new(input, limit);
        let mut reader = ReaderBuilder::new()
            .delimiter(delimiter)
            .flexible(true)
            .has_headers(false)
            // Only so does the reader count lines in a way that says where a record begins.
            .terminator(::csv::Terminator::Any(b'\n'))
            .buffer_capacity(1 << 16)
            .from_reader(limited);
        let mut record = ByteRecord::new();
        reader.read_byte_record(&mut record).map_err(|error| fail(&io_error(error)))?;
        let mut columns: Vec<String> = Vec::new();
        for cell in &record {
            let Ok(column) = std::str::from_utf8(cell) else {
                return Err(fail(&not_utf8()));
            };
            let column = column.trim().to_owned();
            if !column.is_empty() && columns.contains(&column) {
                return Err(failure(
                    BAD_HEADER,
                    text!("`{name}` punya dua kolom `{column}`.", "`{name}` has two columns `{column}`."),
                    text!("Hapus atau ganti nama salah satunya.", "Remove or rename one of them."),
                ));
            }
            columns.push(column);
        }
        if columns.iter().all(String::is_empty) {
            return Err(failure(
                BAD_HEADER,
                text!("`{name}` tidak punya baris kepala.", "`{name}` has no header row."),
                text!(
                    "Baris pertama menyebut nama kolom, misalnya nip,golongan.",
                    "The first row names the columns, such as nip,golongan."
                ),
            ));
        }
        Ok(CsvRows {
            reader,
            allowance,
            limit,
            name: name.to_owned(),
            columns,
            semicolon: delimiter == b';',
            record,
            ended: false,
        })
    }
}

/// The sign between cells: of semicolon, tab and comma the one that the header has most outside quotes.
fn delimiter(header: &[u8]) -> u8 {
    let mut quoted = false;
    let (mut commas, mut semicolons, mut tabs) = (0u32, 0u32, 0u32);
    for byte in header {
        match byte {
            b'"' => quoted = !quoted,
            b',' if !quoted => commas = commas.saturating_add(1),
            b';' if !quoted => semicolons = semicolons.saturating_add(1),
            b'\t' if !quoted => tabs = tabs.saturating_add(1),
            _ => {}
        }
    }
    if semicolons > commas && semicolons >= tabs {
        b';'
    } else if tabs > commas {
        b'\t'
    } else {
        b','
    }
}

fn io_error(error: ::csv::Error) -> io::Error {
    match error.into_kind() {
        ::csv::ErrorKind::Io(error) => error,
        _ => io::Error::from(io::ErrorKind::InvalidData),
    }
}

fn not_utf8() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, "UTF-8?")
}

/// What stands next in the file.
pub(crate) enum Found {
    /// A row with its number, of which [`CsvRows::cell`] gives the cells.
    Row(u64),
    /// A row that cannot be read.
    Bad {
        /// Where it stands.
        number: u64,
        /// What is wrong with it.
        message: Text,
    },
}

impl<R: BufRead> Rows for CsvRows<R> {
    fn next(&mut self) -> Outcome<Option<Item>> {
        Ok(self.read()?.map(|found| match found {
            Found::Bad { number, message } => Item::Bad { number, message },
            Found::Row(number) => {
                let mut cells = IndexMap::with_capacity(self.columns.len());
                for (at, column) in self.columns.iter().enumerate() {
                    let raw = self.cell(at).map_or(Raw::Null, |words| Raw::Text(words.to_owned()));
                    cells.insert(column.clone(), raw);
                }
                Item::Row(Row { number, cells })
            }
        }))
    }

    fn columns(&self) -> Option<&[String]> {
        Some(&self.columns)
    }

    fn decimal_comma(&self) -> bool {
        self.semicolon
    }
}

impl<R: BufRead> CsvRows<R> {
    /// Reads a row; nothing at the end.
    pub(crate) fn read(&mut self) -> Outcome<Option<Found>> {
        loop {
            if self.ended {
                return Ok(None);
            }
            // What the reader holds ready counts too, so a row may be a little longer than the limit.
            self.allowance.renew(self.limit);
            let before = self.reader.position().line();
            let read = self.reader.read_byte_record(&mut self.record);
            let number = self.line(before);
            match read {
                Ok(false) => {
                    self.ended = true;
                    return Ok(None);
                }
                Ok(true) => {}
                Err(error) => {
                    let error = io_error(error);
                    if error.kind() != io::ErrorKind::FileTooLarge {
                        return Err(unreadable(&self.name, &error));
                    }
                    self.ended = true;
                    let (from, name) = (before, &self.name);
                    return Ok(Some(Found::Bad {
                        number: from,
                        message: text!(
                            "{name}, dari baris {from}: baris ini terlalu panjang; mungkin ada tanda kutip yang tidak ditutup. Sisanya tidak dibaca.",
                            "{name}, from line {from}: this row is too long; a quote may not be closed. The rest was not read."
                        ),
                    }));
                }
            }
            // A line without anything is no row.
            if self.record.len() == 1 && self.record.get(0).is_some_and(|cell| cell.trim_ascii().is_empty()) {
                continue;
            }
            return Ok(Some(self.checked(number)));
        }
    }

    /// The line on which the record at hand begins: blank lines before it and lines within it count too.
    fn line(&self, before: u64) -> u64 {
        let after = self.reader.position();
        let within: usize =
            self.record.iter().map(|cell| cell.iter().filter(|byte| **byte == b'\n').count()).sum();
        let own = u64::from(!self.allowance.ends_within_line(after.byte()));
        let passed = after.line().saturating_sub(before);
        let blank = passed.saturating_sub(own).saturating_sub(u64::try_from(within).unwrap_or(u64::MAX));
        before.saturating_add(blank)
    }

    fn checked(&self, number: u64) -> Found {
        let (found, wanted, name) = (self.record.len(), self.columns.len(), &self.name);
        if found != wanted {
            return Found::Bad {
                number,
                message: text!(
                    "{name}, baris {number}: ada {found} sel, sedangkan kepalanya punya {wanted} kolom. Periksa pemisah dan tanda kutipnya.",
                    "{name}, line {number}: there are {found} cells, but the header has {wanted} columns. Check separators and quotes."
                ),
            };
        }
        for (column, cell) in self.columns.iter().zip(&self.record) {
            if std::str::from_utf8(cell).is_err() {
                return Found::Bad {
                    number,
                    message: text!(
                        "{name}, baris {number}: kolom `{column}` bukan UTF-8. Simpan berkasnya sebagai UTF-8.",
                        "{name}, line {number}: the column `{column}` is no UTF-8. Save the file as UTF-8."
                    ),
                };
            }
        }
        Found::Row(number)
    }

    /// A cell of the row at hand; nothing where it is blank.
    pub(crate) fn cell(&self, at: usize) -> Option<&str> {
        let cell = self.record.get(at)?;
        let is_last = at.saturating_add(1) == self.columns.len();
        let cell = if is_last { cell.strip_suffix(b"\r").unwrap_or(cell) } else { cell };
        std::str::from_utf8(cell).ok().filter(|words| !words.trim().is_empty())
    }
}

/// A reader with a buffer of its own, for tests and small texts.
#[cfg(test)]
pub(crate) fn from_text(words: &str, limit: u64) -> Outcome<CsvRows<io::BufReader<&[u8]>>> {
    CsvRows::new(io::BufReader::new(words.as_bytes()), "uji.csv", limit)
}
