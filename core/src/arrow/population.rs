//! Comparisons and rates over record batches: plans run over the columns, and only the few subjects whose reasons are
//! looked for become facts one by one.

use arrow_array::{ArrayRef, RecordBatch};
use rayon::prelude::*;

use super::bind::Bound;
use super::cell;
use super::rows::facts_of;
use crate::Facts;
use crate::compare::{Comparing, Fairness, Grouping, Moved, Subjects};
use crate::eval::columnar::bound::Room;
use crate::eval::columnar::load::Loaded;
use crate::eval::columnar::{CHUNK, Columnar, Found, FoundRoom};
use crate::plan::Plan;
use crate::value::{Error, Raw};

/// The subjects of a batch.
struct Rows<'a> {
    batch: &'a RecordBatch,
    key: Option<&'a ArrayRef>,
    groups: Vec<Option<&'a ArrayRef>>,
}

impl<'a> Rows<'a> {
    fn new(batch: &'a RecordBatch, key: &str, by: &[Grouping]) -> Rows<'a> {
        let groups = by.iter().map(|by| batch.column_by_name(by.column())).collect();
        Rows { batch, key: batch.column_by_name(key), groups }
    }
}

impl Subjects for Rows<'_> {
    fn key(&self, row: usize) -> String {
        match self.key.map(|column| cell::as_raw(column, row)) {
            Some(Raw::Text(words) | Raw::Number(words)) => words.trim().to_owned(),
            _ => String::new(),
        }
    }

    fn group(&self, row: usize, column: usize) -> Raw {
        self.groups.get(column).copied().flatten().map_or(Raw::Null, |column| cell::as_raw(column, row))
    }

    fn facts(&self, row: usize) -> Facts {
        facts_of(self.batch, row)
    }
}

/// What the outputs of a plan have, subject by subject.
fn found(plan: &Plan, batch: &RecordBatch, kept: &[String]) -> Result<Vec<Vec<Found>>, Error> {
    let columnar: &Columnar = &plan.columnar();
    let bound = Bound::new(plan.program(), &columnar.code, batch, kept)?;
    let starts: Vec<usize> = (0..batch.num_rows()).step_by(CHUNK).collect();
    let room = || (Loaded::new(&columnar.code), Room::default(), FoundRoom::new(&columnar.code));
    let chunks: Vec<Vec<Vec<Found>>> = starts
        .into_par_iter()
        .map_init(room, |(loaded, room, found), from| {
            let rows = from..from.saturating_add(CHUNK).min(batch.num_rows());
            bound.load(&columnar.code, rows, loaded, room);
            columnar.run_loaded(loaded, found)
        })
        .collect();
    Ok(chunks.into_iter().flatten().collect())
}

impl Comparing {
    /// Counts the subjects of a record batch, and tells who of them moved; `key` is the column that finds them again.
    ///
    /// # Errors
    /// `T3020`, `T3021` for columns that cannot be read, `T3036` where a column has too many groups.
    pub fn add_batch(&mut self, batch: &RecordBatch, key: &str) -> Result<Vec<Moved>, Error> {
        let by = self.groupings();
        let kept: Vec<String> = by.iter().map(|by| by.column().to_owned()).chain([key.to_owned()]).collect();
        let before = found(self.before(), batch, &kept)?;
        let after = found(self.after(), batch, &kept)?;
        self.add_found(before, after, &Rows::new(batch, key, &by))
    }
}

impl Fairness {
    /// Counts the subjects of a record batch; the columns that group them are taken away before anything is evaluated.
    ///
    /// # Errors
    /// `T3020`, `T3021` for columns that cannot be read, `T3036` where a column has too many groups.
    pub fn add_batch(&mut self, batch: &RecordBatch) -> Result<(), Error> {
        let schema = batch.schema();
        let apart = schema.fields().iter().enumerate().filter(|(_, field)| !self.is_grouping(field.name()));
        let facts: Vec<usize> = apart.map(|(number, _)| number).collect();
        // INVARIANT: the numbers are those of the batch's own columns.
        let Ok(facts) = batch.project(&facts) else { return Ok(()) };
        let found = found(self.plan(), &facts, &[])?;
        let by = self.groupings();
        self.add_found(found, &Rows::new(batch, "", &by))
    }
}
