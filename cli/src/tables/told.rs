//! The table of issues of a batch, row by row.

use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::types::{UInt32Type, UInt64Type};
use arrow_array::{Array, RecordBatch};
use timbang::Status;

use crate::evaluate::Column;
use crate::input::raw_of;

/// One issue of a batch.
pub(super) struct Issue {
    /// The row of the batch.
    pub(super) row: usize,
    /// The output, by number among the names.
    output: usize,
    /// Its status.
    pub(super) status: Status,
    /// The code, or the kind of cause where it has none.
    pub(super) code: Arc<str>,
    /// The fact, rule or list concerned.
    pub(super) fact: Arc<str>,
    /// The row of the list, from zero.
    pub(super) item: Option<u32>,
    /// What is wrong.
    pub(super) message: Arc<str>,
}

/// The issues of a batch, in the order of its rows.
#[derive(Default)]
pub(super) struct Told {
    names: Vec<Arc<str>>,
    /// The issues.
    pub(super) issues: Vec<Issue>,
}

impl Told {
    /// Reads a table of issues with messages, whose rows count from zero.
    pub(super) fn new(table: &RecordBatch) -> Told {
        let words = |name: &str| Words::new(table, name);
        let (outputs, statuses, kinds) = (words("output"), words("status"), words("kind"));
        let (codes, facts, messages) = (words("code"), words("fact"), words("message"));
        let rows = table.column_by_name("row").and_then(|c| c.as_primitive_opt::<UInt64Type>());
        let items = table.column_by_name("row_of_list").and_then(|c| c.as_primitive_opt::<UInt32Type>());
        let mut issues = Vec::with_capacity(table.num_rows());
        for (at, row) in rows.iter().flat_map(|rows| rows.values().iter()).enumerate() {
            let status = statuses.get(at).map_or(Status::Undetermined, |(_, word)| status(&word));
            let code = codes.get(at).or_else(|| kinds.get(at)).map(|(_, word)| word).unwrap_or_default();
            issues.push(Issue {
                row: usize::try_from(*row).unwrap_or(usize::MAX),
                output: outputs.get(at).map_or(usize::MAX, |(number, _)| number),
                status,
                code,
                fact: facts.get(at).map(|(_, word)| word).unwrap_or_default(),
                item: items.filter(|items| items.is_valid(at)).map(|items| items.value(at)),
                message: messages.get(at).map(|(_, word)| word).unwrap_or_default(),
            });
        }
        Told { names: outputs.words, issues }
    }

    /// The name of the output of an issue.
    pub(super) fn output(&self, issue: &Issue) -> Arc<str> {
        self.names.get(issue.output).cloned().unwrap_or_default()
    }

    /// The issues of an output.
    pub(super) fn of_output(&self, name: &str) -> impl Iterator<Item = &Issue> {
        let number = self.names.iter().position(|own| **own == *name);
        self.issues.iter().filter(move |issue| Some(issue.output) == number)
    }

    /// The issues of what is no output: of triggers.
    pub(super) fn beside(&self, columns: &[Column]) -> impl Iterator<Item = &Issue> {
        let is_output = |name: &Arc<str>| columns.iter().any(|column| *column.name == **name);
        let beside: Vec<bool> = self.names.iter().map(|name| !is_output(name)).collect();
        self.issues.iter().filter(move |issue| beside.get(issue.output).copied().unwrap_or(false))
    }
}

fn status(word: &str) -> Status {
    let all = [Status::Value, Status::Undetermined, Status::NotApplicable, Status::Error];
    all.into_iter().find(|status| status.word() == word).unwrap_or(Status::Undetermined)
}

/// A column of words of which many are the same.
struct Words {
    words: Vec<Arc<str>>,
    keys: Vec<usize>,
    nulls: Option<arrow_buffer::NullBuffer>,
}

impl Words {
    fn new(table: &RecordBatch, name: &str) -> Words {
        let column = table.column_by_name(name).and_then(|column| column.as_any_dictionary_opt());
        let Some(column) = column else { return Words { words: Vec::new(), keys: Vec::new(), nulls: None } };
        let word = |at: usize| match raw_of(&**column.values(), at) {
            timbang::Raw::Text(word) => Arc::from(word),
            _ => Arc::default(),
        };
        let keys = if column.values().is_empty() { Vec::new() } else { column.normalized_keys() };
        Words {
            words: (0..column.values().len()).map(word).collect(),
            keys,
            nulls: column.keys().nulls().cloned(),
        }
    }

    fn get(&self, row: usize) -> Option<(usize, Arc<str>)> {
        if self.nulls.as_ref().is_some_and(|nulls| nulls.is_null(row)) {
            return None;
        }
        let key = *self.keys.get(row)?;
        Some((key, self.words.get(key)?.clone()))
    }
}
