//! Record batches of Apache Arrow: many subjects at once, by columns, on several threads.
//!
//! A column is named as its fact; a list fact is a column of lists of records. What is not given is null or has no
//! column. Results come as columns too: a value, or null where there is none.

mod accept;
mod arrays;
mod bind;
mod cell;
mod children;
mod counts;
mod floats;
mod halves;
mod invalid;
mod issues;
mod keys;
mod lists;
mod making;
mod options;
mod outputs;
mod plain;
mod population;
mod reader;
mod rows;
mod run;
mod schema;
mod shape;
mod store;
mod strict;
mod told;
mod triggers;
mod write;

use arrow_array::RecordBatch;

pub use children::Children;
pub use counts::movers;
pub use keys::{Key, KeyKind, OwnKey, key};
pub use options::{Batches, IssuesAs};
pub use outputs::{Column, Numbers, Outputs};
pub use rows::facts_of;

use crate::plan::Plan;
use crate::value::Error;

/// What came of a batch.
#[derive(Clone, Debug)]
pub struct Scored {
    /// One row a subject, in the order of the input: the columns that were kept, then the outputs.
    pub batch: RecordBatch,
    /// Why values are missing, where [`IssuesAs::Table`] was chosen; else a table without rows.
    pub issues: RecordBatch,
    /// Columns of the input that are no facts and were not used (`T2008`).
    pub unused: Vec<String>,
}

impl Plan {
    /// Evaluates a record batch; [`Plan::batches`] has choices.
    ///
    /// # Errors
    /// `T3020` for a column whose type cannot hold its fact, `T3021` for two columns of one name.
    pub fn evaluate_batch(&self, batch: &RecordBatch) -> Result<Scored, Error> {
        self.batches().issues(IssuesAs::Table).evaluate(batch)
    }

    /// The columns of the table of issues: `row` counts subjects, from [`Batches::first_row`] on, and
    /// `row_of_list` rows of a list from zero. With [`Batches::messages`] a column `message` comes last.
    #[must_use]
    pub fn issues_schema(&self) -> arrow_schema::SchemaRef {
        schema::issues(self, None)
    }

    /// The columns of the results, known before anything is evaluated.
    #[must_use]
    pub fn output_schema(&self) -> arrow_schema::SchemaRef {
        schema::results(&self.batches(), Vec::new())
    }
}
