//! Subjects as a comparison takes them: facts, and beside them a key and what groups them.

use crate::eval::Facts;
use crate::value::Raw;

/// One subject of a population.
#[derive(Clone, Debug, Default)]
pub struct Subject {
    /// What finds it again in a list of those who moved.
    pub key: String,
    /// Its facts.
    pub facts: Facts,
    /// What stands in the columns that group subjects, in the order in which these were asked for.
    pub groups: Vec<Raw>,
}

/// What a comparison asks of the subjects of a batch besides what plans read.
pub(crate) trait Subjects {
    /// What finds a subject again.
    fn key(&self, row: usize) -> String;
    /// What stands in a grouping column.
    fn group(&self, row: usize, column: usize) -> Raw;
    /// The facts, for the few subjects whose reasons are looked for.
    fn facts(&self, row: usize) -> Facts;
}

impl Subjects for &[Subject] {
    fn key(&self, row: usize) -> String {
        self.get(row).map(|subject| subject.key.clone()).unwrap_or_default()
    }

    fn group(&self, row: usize, column: usize) -> Raw {
        self.get(row).and_then(|subject| subject.groups.get(column)).cloned().unwrap_or(Raw::Null)
    }

    fn facts(&self, row: usize) -> Facts {
        self.get(row).map(|subject| subject.facts.clone()).unwrap_or_default()
    }
}
