//! The rows of a file in order of a key.

use super::sort::{Sorted, Sorter};
use super::{Tell, bad_row, decode_row, encode_row};
use crate::failure::Outcome;
use crate::input::{Item, Row, Rows, Source, key_of};

/// A row with its key and its place in the file.
#[derive(Clone, Debug)]
pub(super) struct Keyed {
    pub(super) key: String,
    pub(super) place: u64,
    pub(super) row: Row,
}

/// Gives the rows of a file in order of their keys; rows of one key in the order of the file.
pub(super) enum Ordered {
    /// The file is in order already.
    AsRead { rows: Box<dyn Rows>, key: String, place: u64, list: Option<String> },
    /// It was sorted on disk.
    Sorted(Box<Sorted>),
}

impl Ordered {
    /// Looks whether a file is in order of the key and sorts it where it is not; also says whether it was.
    pub(super) fn open(
        source: &mut Source,
        key: &str,
        list: Option<&str>,
        memory: usize,
        issues: &mut dyn Tell,
    ) -> Outcome<(Ordered, bool)> {
        if is_ordered(&mut *source.rows()?, key)? {
            let rows = source.rows()?;
            let list = list.map(str::to_owned);
            return Ok((Ordered::AsRead { rows, key: key.to_owned(), place: 0, list }, true));
        }
        let mut rows = source.rows()?;
        let mut sorter = Sorter::new(memory);
        let mut place = 0u64;
        while let Some(item) = rows.next()? {
            match item {
                Item::Bad { number, message } => issues.tell(bad_row(list, number, message))?,
                Item::Row(row) => {
                    place = place.saturating_add(1);
                    sorter.push(key_of(row.cells.get(key)).as_bytes(), place, &encode_row(&row))?;
                }
            }
        }
        Ok((Ordered::Sorted(Box::new(sorter.finish()?)), false))
    }

    /// The next row.
    pub(super) fn next(&mut self, issues: &mut dyn Tell) -> Outcome<Option<Keyed>> {
        match self {
            Ordered::AsRead { rows, key, place, list } => loop {
                match rows.next()? {
                    None => return Ok(None),
                    Some(Item::Bad { number, message }) => {
                        issues.tell(bad_row(list.as_deref(), number, message))?;
                    }
                    Some(Item::Row(row)) => {
                        *place = place.saturating_add(1);
                        let key = key_of(row.cells.get(key.as_str()));
                        return Ok(Some(Keyed { key, place: *place, row }));
                    }
                }
            },
            Ordered::Sorted(sorted) => match sorted.next()? {
                None => Ok(None),
                Some(record) => Ok(Some(Keyed {
                    key: String::from_utf8_lossy(&record.key).into_owned(),
                    place: record.sequence,
                    row: decode_row(&record.payload)?,
                })),
            },
        }
    }
}

fn is_ordered(rows: &mut dyn Rows, key: &str) -> Outcome<bool> {
    let mut last = String::new();
    while let Some(item) = rows.next()? {
        if let Item::Row(row) = item {
            let own = key_of(row.cells.get(key));
            if own < last {
                return Ok(false);
            }
            last = own;
        }
    }
    Ok(true)
}
