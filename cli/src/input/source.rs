//! Where rows come from: a file, or what was piped in.

use std::fs::File;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};

use tempfile::TempPath;
use timbang::text;

use super::csv::CsvRows;
use super::json::JsonRows;
use super::ndjson::NdjsonRows;
use super::table_rows::TableRows;
use super::{MAX_ROW, Rows};
use crate::failure::{Outcome, bad_option, unreadable, unwritable};
use crate::streams::Streams;

/// How rows are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Format {
    /// Comma or semicolon separated, one header row.
    Csv,
    /// An array of objects, or one object.
    Json,
    /// One object a line.
    Ndjson,
    /// Parquet.
    Parquet,
    /// Arrow IPC, also called Feather version 2.
    Arrow,
}

impl Format {
    /// The format that the end of a file's name tells.
    pub(crate) fn of(path: &Path) -> Option<Format> {
        match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
            "csv" | "tsv" | "txt" => Some(Format::Csv),
            "json" => Some(Format::Json),
            "ndjson" | "jsonl" => Some(Format::Ndjson),
            "parquet" | "pq" => Some(Format::Parquet),
            "arrow" | "feather" | "ipc" => Some(Format::Arrow),
            _ => None,
        }
    }

    /// Whether it is stored by columns.
    pub(crate) fn is_columnar(self) -> bool {
        matches!(self, Format::Parquet | Format::Arrow)
    }
}

enum Origin {
    File(PathBuf),
    /// What was piped in and had to be read twice; the file goes when this does.
    Spool(TempPath),
    Once(Box<dyn Read + Send>),
    Used,
}

/// A file of rows that is read from the start as often as needed.
pub(crate) struct Source {
    /// The name for messages.
    pub(crate) name: String,
    /// How it is written.
    pub(crate) format: Format,
    origin: Origin,
}

/// Bytes that are read row by row.
pub(crate) type Bytes = BufReader<Box<dyn Read + Send>>;

impl Source {
    /// Takes a path, or `-` for what is piped in.
    pub(crate) fn open(path: &str, format: Option<Format>, streams: &mut Streams<'_>) -> Outcome<Source> {
        if path == "-" {
            let Some(format) = format else {
                return Err(bad_option(
                    text!(
                        "Bentuk masukan dari `-` tidak dapat diketahui dari namanya.",
                        "The format of what comes from `-` cannot be told from its name."
                    ),
                    text!(
                        "Tambahkan --input-format csv, json, ndjson, parquet atau arrow.",
                        "Add --input-format csv, json, ndjson, parquet or arrow."
                    ),
                ));
            };
            let Some(stdin) = streams.stdin.take() else {
                return Err(bad_option(
                    text!("`-` hanya dapat dipakai satu kali.", "`-` can be used only once."),
                    text!("Berikan berkas untuk yang lain.", "Give files for the others."),
                ));
            };
            return Ok(Source { name: "-".to_owned(), format, origin: Origin::Once(stdin) });
        }
        let file_path = Path::new(path);
        let metadata = std::fs::metadata(file_path).map_err(|error| unreadable(path, &error))?;
        if metadata.is_dir() {
            return Err(unreadable(path, &std::io::Error::from(std::io::ErrorKind::IsADirectory)));
        }
        let Some(format) = format.or_else(|| Format::of(file_path)) else {
            return Err(bad_option(
                text!(
                    "Bentuk `{path}` tidak dapat diketahui dari akhir namanya.",
                    "The format of `{path}` cannot be told from the end of its name."
                ),
                text!(
                    "Tambahkan --input-format csv, json, ndjson, parquet atau arrow.",
                    "Add --input-format csv, json, ndjson, parquet or arrow."
                ),
            ));
        };
        let origin = if metadata.is_file() {
            Origin::File(file_path.to_path_buf())
        } else {
            // A pipe or a device gives its bytes only once.
            Origin::Once(Box::new(File::open(file_path).map_err(|error| unreadable(path, &error))?))
        };
        Ok(Source { name: path.to_owned(), format, origin })
    }

    /// Makes the source readable more than once: what was piped in is put on disk.
    pub(crate) fn keep(&mut self) -> Outcome<()> {
        if let Origin::Once(reader) = &mut self.origin {
            let folder = std::env::temp_dir();
            let mut file = tempfile::NamedTempFile::new().map_err(|error| unwritable(&folder, &error))?;
            let mut buffer = vec![0u8; 1 << 16];
            loop {
                let count = reader.read(&mut buffer).map_err(|error| unreadable(&self.name, &error))?;
                let Some(part) = buffer.get(..count).filter(|part| !part.is_empty()) else { break };
                file.write_all(part).map_err(|error| unwritable(&folder, &error))?;
            }
            file.flush().map_err(|error| unwritable(&folder, &error))?;
            self.origin = Origin::Spool(file.into_temp_path());
        }
        Ok(())
    }

    /// Reads the rows from the start.
    pub(crate) fn rows(&mut self) -> Outcome<Box<dyn Rows>> {
        Ok(match self.format {
            Format::Csv => Box::new(self.csv()?),
            Format::Json => Box::new(JsonRows::new(self.bytes()?, &self.name, MAX_ROW)),
            Format::Ndjson => Box::new(NdjsonRows::new(self.bytes()?, &self.name, MAX_ROW)),
            Format::Parquet | Format::Arrow => Box::new(TableRows::open(self)?),
        })
    }

    /// Reads the rows of a CSV file from the start.
    pub(crate) fn csv(&mut self) -> Outcome<CsvRows<Bytes>> {
        CsvRows::new(self.bytes()?, &self.name, MAX_ROW)
    }

    /// The file, for what is not read from its start to its end; what was piped in is put on disk.
    pub(crate) fn file(&mut self) -> Outcome<File> {
        self.keep()?;
        let opened = match &self.origin {
            Origin::File(path) => File::open(path),
            Origin::Spool(path) => File::open(path),
            Origin::Once(_) | Origin::Used => Err(std::io::Error::from(std::io::ErrorKind::NotFound)),
        };
        opened.map_err(|error| unreadable(&self.name, &error))
    }

    fn bytes(&mut self) -> Outcome<Bytes> {
        let fail = |error: std::io::Error| unreadable(&self.name, &error);
        let reader: Box<dyn Read + Send> = match &self.origin {
            Origin::File(path) => Box::new(File::open(path).map_err(fail)?),
            Origin::Spool(path) => Box::new(File::open(path).map_err(fail)?),
            Origin::Once(_) | Origin::Used => match std::mem::replace(&mut self.origin, Origin::Used) {
                Origin::Once(reader) => reader,
                _ => return Err(fail(std::io::Error::from(std::io::ErrorKind::NotFound))),
            },
        };
        let mut reader = BufReader::with_capacity(1 << 16, reader);
        let start = reader.fill_buf().map_err(fail)?;
        if start.starts_with(b"\xEF\xBB\xBF") {
            reader.consume(3);
        } else if start.starts_with(b"\xFF\xFE") || start.starts_with(b"\xFE\xFF") {
            let name = &self.name;
            return Err(crate::failure::failure(
                crate::failure::UNREADABLE,
                text!("`{name}` ditulis dalam UTF-16.", "`{name}` is written in UTF-16."),
                text!(
                    "Simpan ulang sebagai UTF-8 (di Excel: \"CSV UTF-8\").",
                    "Save it again as UTF-8 (in Excel: \"CSV UTF-8\")."
                ),
            ));
        }
        Ok(reader)
    }
}
