//! A table in the order of its key. Most are, but for a few rows that come late: behind a greater key. These are kept and
//! put where they belong while the others are read; with more of them than can be kept, a table is not in order.

use arrow_array::{Array, RecordBatch};
use arrow_schema::ArrowError;
use arrow_select::interleave::interleave_record_batch;

use super::open::no_key;
use crate::failure::Outcome;
use crate::input::{Part, Source, Table, broken, rows_at};
use crate::join::has_key;
use timbang::arrow::{Key, KeyKind, OwnKey, key};

/// The most late rows that are kept.
const MOST: usize = 1 << 18;

/// How the keys of a table come.
pub(super) struct Order {
    /// What keys they are.
    pub(super) kind: KeyKind,
    /// The rows that come late, counted from zero.
    pub(super) late: Vec<u64>,
}

impl Order {
    /// Looks at the keys of a table; nothing where too many come late.
    pub(super) fn of(source: &mut Source, by: &str) -> Outcome<Option<Order>> {
        let mut table = Table::open(source, |name| name == by)?;
        has_key(&table.name, &table.columns, by)?;
        let field = table.schema.field_with_name(by).ok();
        let Some(kind) = field.and_then(|field| KeyKind::of(field.data_type())) else {
            return Err(no_key(&table.name, by));
        };
        let (mut greatest, mut late, mut place) = (OwnKey::None, Vec::new(), 0u64);
        while let Some(part) = table.next()? {
            let Some(keys) = part.batch.column_by_name(by) else { return Ok(None) };
            let mut last = greatest.get();
            for row in 0..keys.len() {
                let own = key(&**keys, row);
                if own < last {
                    late.push(place);
                } else {
                    last = own;
                }
                place = place.saturating_add(1);
            }
            greatest = last.to_own();
            if late.len() > MOST {
                return Ok(None);
            }
        }
        Ok(Some(Order { kind, late }))
    }
}

/// A table that is read in the order of its key.
pub(super) struct InOrder {
    /// The table.
    pub(super) table: Table,
    key: String,
    late: Late,
    /// How many rows were read.
    read: u64,
    ended: bool,
}

/// Late rows, in the order of their keys.
struct Late {
    /// Their places in the table, in the order of the table.
    places: Vec<u64>,
    /// How many of these were passed.
    passed: usize,
    rows: Option<(RecordBatch, Vec<u64>)>,
    /// How many rows were handed out.
    given: usize,
}

impl InOrder {
    /// Opens a table of which these rows come late.
    pub(super) fn open(
        source: &mut Source,
        by: &str,
        places: Vec<u64>,
        wanted: impl Fn(&str) -> bool,
    ) -> Outcome<InOrder> {
        let rows = if places.is_empty() { None } else { Some(sorted(source, by, &places, &wanted)?) };
        let late = Late { places, passed: 0, rows, given: 0 };
        Ok(InOrder { table: Table::open(source, wanted)?, key: by.to_owned(), late, read: 0, ended: false })
    }

    /// The next rows; nothing at the end.
    pub(super) fn next(&mut self) -> Outcome<Option<Part>> {
        let Some(part) = self.table.next()? else {
            let left = (!self.ended).then(|| self.late.left()).flatten();
            self.ended = true;
            return Ok(left);
        };
        let first = self.read;
        self.read = first.saturating_add(u64::try_from(part.numbers.len()).unwrap_or(u64::MAX));
        let merged = self.late.merge(&part, first, &self.key);
        let merged = merged.map_err(|error| broken(&self.table.name, &error))?;
        Ok(Some(match merged {
            Some((batch, numbers)) => Part { batch, numbers, bad: part.bad },
            None => part,
        }))
    }
}

/// Late rows in the order of their keys; those of one key stay in the order of the table.
fn sorted(
    source: &mut Source,
    by: &str,
    places: &[u64],
    wanted: &impl Fn(&str) -> bool,
) -> Outcome<(RecordBatch, Vec<u64>)> {
    let name = source.name.clone();
    let (batch, numbers) = rows_at(source, places, wanted)?;
    let mut order: Vec<usize> = (0..numbers.len()).collect();
    if let Some(keys) = batch.column_by_name(by) {
        order.sort_by(|a, b| key(&**keys, *a).cmp(&key(&**keys, *b)));
    }
    let rows: Vec<(usize, usize)> = order.iter().map(|row| (0, *row)).collect();
    let batch = interleave_record_batch(&[&batch], &rows).map_err(|error| broken(&name, &error))?;
    Ok((batch, order.iter().filter_map(|row| numbers.get(*row).copied()).collect()))
}

impl Late {
    /// The rows of a part in order: without those that come late, and with those late ones that belong here. Nothing
    /// where the part is as it should be. Late rows of the last key wait, for more rows of it may follow.
    fn merge(
        &mut self,
        part: &Part,
        first: u64,
        by: &str,
    ) -> Result<Option<(RecordBatch, Vec<u64>)>, ArrowError> {
        let Some((late, late_numbers)) = &self.rows else { return Ok(None) };
        let (Some(keys), Some(late_keys)) = (part.batch.column_by_name(by), late.column_by_name(by)) else {
            return Ok(None);
        };
        let (before, passed) = (self.given, self.passed);
        let mut rows = Vec::with_capacity(part.numbers.len());
        for row in 0..part.numbers.len() {
            let place = first.saturating_add(u64::try_from(row).unwrap_or(u64::MAX));
            if self.places.get(self.passed) == Some(&place) {
                self.passed = self.passed.saturating_add(1);
                continue;
            }
            let own: Key<'_> = key(&**keys, row);
            while self.given < late_numbers.len() && key(&**late_keys, self.given) < own {
                rows.push((1, self.given));
                self.given = self.given.saturating_add(1);
            }
            rows.push((0, row));
        }
        if self.given == before && self.passed == passed {
            return Ok(None);
        }
        let batch = interleave_record_batch(&[&part.batch, late], &rows)?;
        let number = |(of, row): &(usize, usize)| {
            let numbers = if *of == 0 { &part.numbers } else { late_numbers };
            numbers.get(*row).copied()
        };
        Ok(Some((batch, rows.iter().filter_map(number).collect())))
    }

    /// The rows that belong behind all others.
    fn left(&mut self) -> Option<Part> {
        let (batch, numbers) = self.rows.take()?;
        let batch = batch.slice(self.given, batch.num_rows().saturating_sub(self.given));
        let numbers: Vec<u64> = numbers.into_iter().skip(self.given).collect();
        (!numbers.is_empty()).then_some(Part { batch, numbers, bad: Vec::new() })
    }
}
