//! Rows of an NDJSON file: one object a line.

use std::io::{BufRead, Read};

use timbang::text;

use super::{Item, Rows, json};
use crate::failure::{Outcome, unreadable};

/// Reads NDJSON.
pub(crate) struct NdjsonRows<R> {
    input: R,
    name: String,
    limit: u64,
    line: u64,
}

impl<R: BufRead> NdjsonRows<R> {
    /// Reads from an input whose rows have at most so many bytes.
    pub(crate) fn new(input: R, name: &str, limit: u64) -> NdjsonRows<R> {
        NdjsonRows { input, name: name.to_owned(), limit, line: 0 }
    }
}

/// Passes over the rest of a line that is too long.
pub(crate) fn skip_line(input: &mut impl BufRead) -> std::io::Result<()> {
    loop {
        let ready = input.fill_buf()?;
        if ready.is_empty() {
            return Ok(());
        }
        let end = ready.iter().position(|byte| *byte == b'\n');
        let used = end.map_or(ready.len(), |at| at.saturating_add(1));
        input.consume(used);
        if end.is_some() {
            return Ok(());
        }
    }
}

impl<R: BufRead> Rows for NdjsonRows<R> {
    fn next(&mut self) -> Outcome<Option<Item>> {
        loop {
            let mut line = Vec::new();
            let read = self.input.by_ref().take(self.limit).read_until(b'\n', &mut line);
            let count = read.map_err(|error| unreadable(&self.name, &error))?;
            if count == 0 {
                return Ok(None);
            }
            self.line = self.line.saturating_add(1);
            let (number, name) = (self.line, &self.name);
            if !line.ends_with(b"\n") && u64::try_from(count).unwrap_or(u64::MAX) >= self.limit {
                let message = text!(
                    "{name}, baris {number}: baris ini terlalu panjang dan dilewati.",
                    "{name}, line {number}: this line is too long and was passed over."
                );
                skip_line(&mut self.input).map_err(|error| unreadable(&self.name, &error))?;
                return Ok(Some(Item::Bad { number, message }));
            }
            if !line.trim_ascii().is_empty() {
                return Ok(Some(json::item(&line, name, number, number)));
            }
        }
    }

    fn columns(&self) -> Option<&[String]> {
        None
    }
}
