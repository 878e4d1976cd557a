//! Which subjects have facts that cannot be used, whether or not an output rests on them.

use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::{Array, ArrayRef, RecordBatch};
use arrow_buffer::NullBuffer;

use super::accept::{accepts, refused};
use super::bind::{bound, field_of};
use super::lists::ListRows;
use super::options::Batches;
use crate::eval::columnar::bound::{ReadCells as _, by_itself};
use crate::eval::columnar::listed::{BoundList, KeyRoom};
use crate::eval::columnar::load::{LoadedColumn, MISSING};
use crate::eval::columnar::run::Texts;
use crate::typing::program::{ListShape, NodeId, Shape};
use crate::value::Error;

/// A fact or field, and how it is told.
struct Field<'a> {
    id: NodeId,
    path: Arc<str>,
    shape: &'a Shape,
    judgement: bool,
}

impl Batches {
    /// The subjects of a batch of whom a given fact cannot be used, or is none: the few of whom
    /// [`Plan::fact_issues`](crate::Plan::fact_issues) tells something.
    ///
    /// # Errors
    /// `T3020` for a column whose type cannot hold its fact.
    pub fn invalid(&self, batch: &RecordBatch) -> Result<Vec<usize>, Error> {
        let mut tasks = Vec::new();
        for (id, node) in self.plan.program().nodes() {
            if let (Some(fact), Some(column)) = (node.fact(), batch.column_by_name(&node.path)) {
                let (path, judgement) = (Arc::clone(&node.path), fact.judgement);
                tasks.push((Field { id, path, shape: &fact.shape, judgement }, column));
            }
        }
        let found = self.side_by_side(tasks, &|(field, column)| field.invalid(column, None))?;
        let is_invalid = |row: &usize| found.iter().any(|rows| rows.get(*row).copied().unwrap_or(false));
        Ok((0..batch.num_rows()).filter(is_invalid).collect())
    }
}

impl Field<'_> {
    /// For each row whether it holds what cannot be used; nothing at all where no row does.
    fn invalid(&self, column: &ArrayRef, outer: Option<&NullBuffer>) -> Result<Vec<bool>, Error> {
        match self.shape {
            Shape::List(list) => self.invalid_list(list, column, outer),
            shape => {
                let spec = by_itself(shape, Arc::clone(&self.path), self.id);
                let reader = bound((column.clone(), outer.cloned()), self.judgement, &spec)?;
                // Whatever can be read as a text is one.
                if matches!(shape, Shape::Text) {
                    return Ok(Vec::new());
                }
                let mut read = LoadedColumn::default();
                read.restart(&spec);
                reader.fill(0..column.len(), &spec, &mut read, &mut Texts::default());
                if !read.lacking || read.reasons.iter().all(|reason| *reason <= MISSING) {
                    return Ok(Vec::new());
                }
                Ok(read.reasons.iter().map(|reason| *reason > MISSING).collect())
            }
        }
    }

    fn invalid_list(
        &self,
        shape: &Arc<ListShape>,
        column: &ArrayRef,
        outer: Option<&NullBuffer>,
    ) -> Result<Vec<bool>, Error> {
        if !accepts(self.shape, column.data_type()) {
            return Err(refused(&self.path, self.shape, column.data_type()));
        }
        let Some(rows) = ListRows::new(column, outer) else { return Ok(Vec::new()) };
        let child = rows.child.clone();
        let Some(records) = child.as_struct_opt() else { return Ok(Vec::new()) };
        let (mut keys, mut of_rows) = (Vec::new(), Vec::new());
        for (slot, field) in shape.fields.iter().enumerate() {
            let Some(given) = field_of(records, &field.name) else { continue };
            let path = Arc::from(format!("{}.{}", self.path, field.name));
            let own = Field { id: self.id, path, shape: &field.shape, judgement: field.judgement };
            let invalid = own.invalid(&given.0, given.1.as_ref())?;
            if !invalid.is_empty() {
                of_rows.push(invalid);
            }
            if shape.key.contains(&slot) {
                let spec = by_itself(&field.shape, own.path, self.id);
                let reader = bound(given, field.judgement, &spec)?;
                keys.push((spec, reader));
            }
        }
        // Rows are told apart by all fields of the key.
        if keys.len() < shape.key.len() {
            keys.clear();
        }
        let mut present = LoadedColumn::default();
        let mut list = BoundList { rows: Some(rows), shape: Arc::clone(shape), keys };
        let all = 0..column.len();
        let mut room = KeyRoom::default();
        let with = (&mut room, &mut Texts::default());
        list.load(std::slice::from_ref(&all), &mut present, &mut vec![0], &mut Vec::new(), with);
        let Some(rows) = list.rows.take() else { return Ok(Vec::new()) };
        let is_invalid = |row: usize| {
            present.reasons.get(row).is_some_and(|reason| *reason > MISSING)
                || !of_rows.is_empty()
                    && rows.of(row).is_some_and(|mut range| {
                        range.any(|at| of_rows.iter().any(|rows| rows.get(at).copied().unwrap_or(false)))
                    })
        };
        Ok(all.map(is_invalid).collect())
    }
}
