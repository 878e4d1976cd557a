//! One batch so many times, so that two runs tell the instructions of a batch by their difference.

use timbang::arrow::{IssuesAs, Outputs};

use super::Outcome;
use super::options::Options;
use super::sides::{Sides, batches};

/// Rows of the batch: whole chunks.
const ROWS: u64 = 16_384;

pub(crate) fn kernels(options: &Options) -> Outcome {
    let sides = Sides::new()?;
    let stream = batches(options.quality, ROWS)?;
    let mut room = Outputs::new();
    for _ in 0..options.times {
        if options.issues {
            for batch in &stream {
                sides.whole(batch, 1, IssuesAs::Table)?;
            }
        } else {
            sides.streamed(&stream, 1, &mut room)?;
        }
    }
    println!("{}", ROWS.saturating_mul(u64::try_from(options.times)?));
    Ok(())
}
