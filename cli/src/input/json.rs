//! Rows of a JSON file: an array of objects, read one object at a time, or a single object.

use std::io::BufRead;

use timbang::{Raw, text};

use super::{Item, Row, Rows};
use crate::failure::{Outcome, unreadable};

/// Reads one row of JSON; `line` is where it begins.
pub(crate) fn item(bytes: &[u8], name: &str, number: u64, line: u64) -> Item {
    match Raw::from_json_bytes(bytes) {
        Ok(Raw::Map(cells)) => Item::Row(Row { number, cells }),
        Ok(_) => Item::Bad {
            number,
            message: text!(
                "{name}, baris {line}: sebuah baris harus berupa objek {{ ... }}.",
                "{name}, line {line}: a row must be an object {{ ... }}."
            ),
        },
        Err(error) => {
            let line = line.saturating_add(u64::try_from(error.line).unwrap_or(1).saturating_sub(1));
            let column = error.column;
            let message = match error.twice {
                true => text!(
                    "{name}, baris {line}, kolom {column}: satu nama ditulis dua kali, dan tidak jelas mana yang berlaku.",
                    "{name}, line {line}, column {column}: one name is written twice, and it is not clear which of them holds."
                ),
                false => text!(
                    "{name}, baris {line}, kolom {column}: ini bukan JSON yang utuh. Periksa koma, tanda kutip dan kurungnya.",
                    "{name}, line {line}, column {column}: this is no whole JSON. Check commas, quotes and brackets."
                ),
            };
            Item::Bad { number, message }
        }
    }
}

#[derive(Clone, Copy, PartialEq)]
enum State {
    Start,
    InArray,
    End,
}

/// What the scan for one item came upon.
enum Found {
    /// The bytes of an item lie in the buffer.
    Item,
    /// The array ends.
    ArrayEnd,
    /// The file ends.
    FileEnd,
    /// The item is longer than allowed.
    TooLong,
}

/// Reads JSON.
pub(crate) struct JsonRows<R> {
    input: R,
    name: String,
    limit: u64,
    state: State,
    number: u64,
    line: u64,
    item_line: u64,
    buffer: Vec<u8>,
}

impl<R: BufRead> JsonRows<R> {
    /// Reads from an input whose rows have at most so many bytes.
    pub(crate) fn new(input: R, name: &str, limit: u64) -> JsonRows<R> {
        JsonRows {
            input,
            name: name.to_owned(),
            limit,
            state: State::Start,
            number: 0,
            line: 1,
            item_line: 1,
            buffer: Vec::new(),
        }
    }

    fn peek(&mut self) -> Outcome<Option<u8>> {
        let name = &self.name;
        let ready = self.input.fill_buf().map_err(|error| unreadable(name, &error))?;
        Ok(ready.first().copied())
    }

    fn advance(&mut self, byte: u8) {
        self.input.consume(1);
        if byte == b'\n' {
            self.line = self.line.saturating_add(1);
        }
    }

    /// Passes over blanks, and over commas where `commas`.
    fn skip(&mut self, commas: bool) -> Outcome<Option<u8>> {
        while let Some(byte) = self.peek()? {
            let skipped = byte.is_ascii_whitespace() || commas && byte == b',';
            if !skipped {
                return Ok(Some(byte));
            }
            self.advance(byte);
        }
        Ok(None)
    }

    /// Gathers the bytes of one item: up to the comma or bracket that stands outside of strings and brackets.
    ///
    /// The count of open brackets is a number and no recursion, so any depth is safe.
    fn scan(&mut self) -> Outcome<Found> {
        let first = self.skip(true)?;
        self.item_line = self.line;
        self.buffer.clear();
        if first.is_none() {
            return Ok(Found::FileEnd);
        }
        let (mut depth, mut in_string, mut escaped) = (0u64, false, false);
        while let Some(byte) = self.peek()? {
            if in_string {
                match byte {
                    _ if escaped => escaped = false,
                    b'\\' => escaped = true,
                    b'"' => in_string = false,
                    _ => {}
                }
            } else {
                match byte {
                    b'"' => in_string = true,
                    b'{' | b'[' => depth = depth.saturating_add(1),
                    b']' if depth == 0 => {
                        if self.buffer.is_empty() {
                            self.advance(byte);
                            return Ok(Found::ArrayEnd);
                        }
                        return Ok(Found::Item);
                    }
                    b'}' | b']' => depth = depth.saturating_sub(1),
                    b',' if depth == 0 => return Ok(Found::Item),
                    _ => {}
                }
            }
            if u64::try_from(self.buffer.len()).unwrap_or(u64::MAX) >= self.limit {
                return Ok(Found::TooLong);
            }
            self.buffer.push(byte);
            self.advance(byte);
        }
        Ok(Found::Item)
    }

    fn ended(&mut self, message: timbang::Text) -> Outcome<Option<Item>> {
        self.state = State::End;
        Ok(Some(Item::Bad { number: self.number, message }))
    }
}

impl<R: BufRead> Rows for JsonRows<R> {
    fn next(&mut self) -> Outcome<Option<Item>> {
        if self.state == State::Start {
            match self.skip(false)? {
                None => {
                    self.state = State::End;
                    return Ok(None);
                }
                Some(b'[') => {
                    self.advance(b'[');
                    self.state = State::InArray;
                }
                Some(_) => {
                    // One object is one row; whatever else it is, reading it says so.
                    let found = self.scan()?;
                    self.state = State::End;
                    self.number = 1;
                    if matches!(found, Found::Item) && self.skip(false)?.is_some() {
                        let (name, line) = (self.name.clone(), self.line);
                        return self.ended(text!(
                            "{name}, baris {line}: ada teks sesudah objeknya. Untuk satu objek tiap baris pakai --input-format ndjson.",
                            "{name}, line {line}: there is text after the object. For one object a line use --input-format ndjson."
                        ));
                    }
                    return Ok(Some(item(&self.buffer, &self.name, 1, self.item_line)));
                }
            }
        }
        if self.state == State::End {
            return Ok(None);
        }
        self.number = self.number.saturating_add(1);
        match self.scan()? {
            Found::Item => Ok(Some(item(&self.buffer, &self.name, self.number, self.item_line))),
            Found::ArrayEnd => {
                self.number = self.number.saturating_sub(1);
                self.state = State::End;
                if self.skip(false)?.is_some() {
                    let (name, line) = (self.name.clone(), self.line);
                    return self.ended(text!(
                        "{name}, baris {line}: ada teks sesudah akhir daftar; tidak dibaca.",
                        "{name}, line {line}: there is text after the end of the list; it was not read."
                    ));
                }
                Ok(None)
            }
            Found::FileEnd => {
                let (name, line) = (self.name.clone(), self.line);
                self.ended(text!(
                    "{name}, baris {line}: daftar ini tidak ditutup dengan `]`; berkasnya mungkin terpotong.",
                    "{name}, line {line}: the list is not closed with `]`; the file may be cut off."
                ))
            }
            Found::TooLong => {
                let (name, line) = (self.name.clone(), self.item_line);
                self.ended(text!(
                    "{name}, dari baris {line}: objek ini terlalu panjang; mungkin ada kurung atau tanda kutip yang tidak ditutup. Sisanya tidak dibaca.",
                    "{name}, from line {line}: this object is too long; a bracket or quote may not be closed. The rest was not read."
                ))
            }
        }
    }

    fn columns(&self) -> Option<&[String]> {
        None
    }
}
