//! Workload W as an engineer would write it by hand: the limit that the engine is measured against.
//!
//! The contract is the engine's: the same record batch in, the same columns out, every value looked at for its range
//! or its code, nulls anywhere, buffers that are kept between batches, any row independent of the others. Numbers are
//! scaled whole numbers in the narrowest type that holds them; one pass over chunks that stay in the nearest cache;
//! truth values as bits from the start; loops that the compiler turns into vectors of the same width as the engine's.

mod chunk;
mod columns;
mod kernels;
mod results;
mod wide;

use arrow_array::RecordBatch;
use arrow_schema::{ArrowError, SchemaRef};
use rayon::prelude::*;

use columns::Input;
pub use results::Results;

/// Rows of a chunk: 64 at a time become a word of bits.
pub(super) const CHUNK: usize = 1_024;

/// Rows that a thread takes at a time.
const SHARE: usize = 16 * CHUNK;

/// The loop, with the types of the results.
#[derive(Clone, Debug)]
pub struct ByHand {
    schema: SchemaRef,
}

/// Prepares the loop for results of a schema, which is the engine's.
#[must_use]
pub fn by_hand(schema: SchemaRef) -> ByHand {
    ByHand { schema }
}

impl ByHand {
    /// Evaluates a batch into room that is kept between batches; on the threads of the pool that it is called in, if so
    /// asked, else in this one.
    ///
    /// # Errors
    /// When a column is missing or of another type.
    pub fn evaluate_into(
        &self,
        batch: &RecordBatch,
        results: &mut Results,
        side_by_side: bool,
    ) -> Result<(), ArrowError> {
        let input = Input::new(batch)?;
        let mut whole = results.windows(batch.num_rows());
        if side_by_side {
            let mut shares = Vec::new();
            let mut from = 0;
            while from < batch.num_rows() {
                let len = SHARE.min(batch.num_rows().saturating_sub(from));
                shares.push((from, len, whole.take(len)));
                from = from.saturating_add(len);
            }
            shares.into_par_iter().for_each(|(from, len, mut window)| run(&input, from, len, &mut window));
        } else {
            run(&input, 0, batch.num_rows(), &mut whole);
        }
        Ok(())
    }

    /// Evaluates a batch into a new one.
    ///
    /// # Errors
    /// When a column is missing or of another type.
    pub fn evaluate(&self, batch: &RecordBatch, side_by_side: bool) -> Result<RecordBatch, ArrowError> {
        let mut results = Results::default();
        self.evaluate_into(batch, &mut results, side_by_side)?;
        results.into_batch(&self.schema)
    }
}

fn run(input: &Input<'_>, from: usize, len: usize, window: &mut results::Window<'_>) {
    let mut room = chunk::Room::default();
    let mut done = 0;
    while done < len {
        let count = CHUNK.min(len.saturating_sub(done));
        let mut part = window.take(count);
        wide::wide(|| chunk::run(input, from.saturating_add(done), count, &mut room, &mut part));
        done = done.saturating_add(count);
    }
}
