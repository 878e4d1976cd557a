//! The two sides of a comparison: the engine and the loop by hand, on the same batches.

use std::hint::black_box;

use arrow_array::RecordBatch;
use timbang::Plan;
use timbang::arrow::{Batches, IssuesAs, Outputs};
use timbang_benches::workload::{
    ByHand, People, Quality, Results, by_hand, checksum, checksum_by_hand, plan,
};

use super::Outcome;
use super::clock::{Seconds, time};

/// Rows of a streamed batch.
pub(crate) const BATCH: u64 = 65_536;

/// Both sides, on one thread or on two.
pub(crate) struct Sides {
    pub(crate) plan: Plan,
    pub(crate) hand: ByHand,
    names: Vec<String>,
}

impl Sides {
    pub(crate) fn new() -> Outcome<Sides> {
        let plan = plan()?;
        let hand = by_hand(plan.output_schema());
        let names = plan.outputs().iter().map(|output| output.name.to_string()).collect();
        Ok(Sides { plan, hand, names })
    }

    /// The engine, so that it stays in the threads that it is called in.
    fn batches(&self, threads: usize) -> Batches {
        if threads == 1 { self.plan.batches().threads(1) } else { self.plan.batches() }
    }

    /// Streams batches through the engine; the checksum of all, and the time.
    pub(crate) fn streamed(
        &self,
        batches: &[RecordBatch],
        threads: usize,
        room: &mut Outputs,
    ) -> Outcome<(u64, Seconds)> {
        let engine = self.batches(threads);
        let (sum, seconds) = time(|| -> Outcome<u64> {
            let mut sum = 0_u64;
            for batch in batches {
                engine.evaluate_into(batch, room)?;
                sum = sum.wrapping_add(checksum(room, self.names.iter().map(String::as_str)));
            }
            Ok(sum)
        });
        Ok((sum?, seconds))
    }

    /// Streams batches through the loop by hand.
    pub(crate) fn streamed_by_hand(
        &self,
        batches: &[RecordBatch],
        threads: usize,
        room: &mut Results,
    ) -> Outcome<(u64, Seconds)> {
        let (sum, seconds) = time(|| -> Outcome<u64> {
            let mut sum = 0_u64;
            for batch in batches {
                self.hand.evaluate_into(batch, room, threads > 1)?;
                sum = sum.wrapping_add(checksum_by_hand(room));
            }
            Ok(sum)
        });
        Ok((sum?, seconds))
    }

    /// A whole table through the engine, into fresh columns.
    pub(crate) fn whole(&self, table: &RecordBatch, threads: usize, issues: IssuesAs) -> Outcome<Seconds> {
        let engine = self.batches(threads).issues(issues);
        let (scored, seconds) = time(|| engine.evaluate(table));
        black_box(scored?.batch.num_rows());
        Ok(seconds)
    }

    /// A whole table through the loop by hand, into fresh columns.
    pub(crate) fn whole_by_hand(&self, table: &RecordBatch, threads: usize) -> Outcome<Seconds> {
        let (batch, seconds) = time(|| self.hand.evaluate(table, threads > 1));
        black_box(batch?.num_rows());
        Ok(seconds)
    }
}

/// Batches of a population.
pub(crate) fn batches(quality: Quality, rows: u64) -> Outcome<Vec<RecordBatch>> {
    let people = People { seed: 7, quality };
    let starts = (0..rows).step_by(usize::try_from(BATCH)?);
    starts.map(|from| Ok(people.batch(from..(from + BATCH).min(rows))?)).collect()
}
