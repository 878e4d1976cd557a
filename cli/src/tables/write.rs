//! Writes a table some rows at a time.

use std::io::{self, Write};
use std::path::Path;
use std::sync::{Arc, Mutex};

use arrow_array::RecordBatch;
use arrow_ipc::writer::FileWriter;
use arrow_schema::SchemaRef;
use parquet::arrow::ArrowWriter;
use parquet::basic::Compression;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;

use crate::failure::Outcome;
use crate::input::{Format, broken};
use crate::output::Target;

/// The rows of a row group: readers skip whole groups, and the writer keeps one in memory.
const GROUP: usize = 131_072;

/// A table that is written; it appears under its name with [`Written::commit`].
pub(crate) struct Written<'a> {
    name: String,
    target: Target<'a>,
    bytes: Bytes,
    form: Form,
}

enum Form {
    Parquet(Box<ArrowWriter<Bytes>>),
    Arrow(Box<FileWriter<Bytes>>),
}

/// Bytes between a writer of tables, which wants to be sent between threads, and the file.
#[derive(Clone, Default)]
struct Bytes(Arc<Mutex<Vec<u8>>>);

impl Bytes {
    fn take(&self) -> Vec<u8> {
        self.0.lock().map(|mut bytes| std::mem::take(&mut *bytes)).unwrap_or_default()
    }
}

impl Write for Bytes {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self.0.lock() {
            Ok(mut all) => all.extend_from_slice(bytes),
            Err(_) => return Err(io::Error::from(io::ErrorKind::Other)),
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<'a> Written<'a> {
    /// Begins a file.
    pub(crate) fn new(path: &Path, format: Format, schema: &SchemaRef) -> Outcome<Written<'a>> {
        let (name, bytes) = (path.display().to_string(), Bytes::default());
        let form = match format {
            Format::Parquet => {
                let made_by = schema.metadata().iter();
                let mut made_by: Vec<KeyValue> =
                    made_by.map(|(key, value)| KeyValue::new(key.clone(), value.clone())).collect();
                made_by.sort_by(|a, b| a.key.cmp(&b.key));
                let properties = WriterProperties::builder()
                    .set_compression(Compression::SNAPPY)
                    .set_max_row_group_row_count(Some(GROUP))
                    .set_key_value_metadata(Some(made_by))
                    .build();
                let writer = ArrowWriter::try_new(bytes.clone(), Arc::clone(schema), Some(properties));
                Form::Parquet(Box::new(writer.map_err(|error| broken(&name, &error))?))
            }
            _ => {
                let writer = FileWriter::try_new(bytes.clone(), schema);
                Form::Arrow(Box::new(writer.map_err(|error| broken(&name, &error))?))
            }
        };
        Ok(Written { name, target: Target::file(path)?, bytes, form })
    }

    /// Adds rows.
    pub(crate) fn add(&mut self, batch: &RecordBatch) -> Outcome<()> {
        match &mut self.form {
            Form::Parquet(writer) => writer.write(batch).map_err(|error| broken(&self.name, &error))?,
            Form::Arrow(writer) => writer.write(batch).map_err(|error| broken(&self.name, &error))?,
        }
        self.pass_on()
    }

    fn pass_on(&mut self) -> Outcome<()> {
        let bytes = self.bytes.take();
        self.target.write_all(&bytes).map_err(|error| self.target.failure(&error))
    }

    /// Ends the file and lets it appear.
    pub(crate) fn finish(mut self) -> Outcome<Target<'a>> {
        match &mut self.form {
            Form::Parquet(writer) => drop(writer.finish().map_err(|error| broken(&self.name, &error))?),
            Form::Arrow(writer) => writer.finish().map_err(|error| broken(&self.name, &error))?,
        }
        self.pass_on()?;
        Ok(self.target)
    }
}
