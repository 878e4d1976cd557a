//! How batches are evaluated.

use std::fmt;
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, OnceLock};

use crate::plan::Plan;
use crate::value::{Error, Lang};

/// Where the issues of a batch are told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum IssuesAs {
    /// Not at all, which is the quickest: values and statuses are the same.
    #[default]
    Nothing,
    /// A table beside the results.
    Table,
    /// A column `issues` of lists in the results.
    Column,
}

/// What is called with how many subjects are done, of how many.
pub(super) type Progress = Arc<dyn Fn(usize, usize) + Send + Sync>;

/// A plan with a choice of how batches are evaluated.
///
/// # Example: one thread, with the column `nip` beside the results
///
/// ```
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # use std::sync::Arc;
/// # use arrow_array::{Int32Array, RecordBatch, StringArray};
/// let pack = timbang::Pack::from_dir("../rules/nasional")?;
/// let plan = pack.plan(timbang::date(2025, 12, 31), ["masa_kerja_pangkat_cukup"])?;
/// let batch = RecordBatch::try_from_iter([
///     ("nip", Arc::new(StringArray::from(vec!["a", "b"])) as arrow_array::ArrayRef),
///     ("tmt_golongan", Arc::new(StringArray::from(vec![Some("2019-10-01"), None]))),
/// ])?;
/// let scored = plan.batches().threads(1).keep(["nip"]).evaluate(&batch)?;
/// assert_eq!(scored.batch.num_columns(), 2);
/// assert_eq!(scored.batch.column(1).null_count(), 1);
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Batches {
    pub(super) plan: Plan,
    pub(super) threads: Option<usize>,
    /// The threads themselves, started with the first batch and kept; none where they could not be started.
    pub(super) pool: Arc<OnceLock<Option<rayon::ThreadPool>>>,
    pub(super) issues: IssuesAs,
    pub(super) messages: Option<Lang>,
    pub(super) keep: Vec<String>,
    pub(super) first_row: u64,
    pub(super) progress: Option<Progress>,
    pub(super) cancel: Option<Arc<AtomicBool>>,
}

impl Plan {
    /// Prepares to evaluate record batches, many subjects at once.
    #[must_use]
    pub fn batches(&self) -> Batches {
        let plan = self.clone();
        Batches {
            plan,
            threads: None,
            pool: Arc::default(),
            issues: IssuesAs::Nothing,
            messages: None,
            keep: Vec::new(),
            first_row: 0,
            progress: None,
            cancel: None,
        }
    }
}

impl Batches {
    /// The plan.
    #[must_use]
    pub fn plan(&self) -> &Plan {
        &self.plan
    }

    /// The columns of the results for an input with these columns, known before anything is evaluated.
    ///
    /// # Errors
    /// `T3024` for a kept column that does not exist.
    pub fn output_schema(&self, input: &arrow_schema::Schema) -> Result<arrow_schema::SchemaRef, Error> {
        let empty = arrow_array::RecordBatch::new_empty(Arc::new(input.clone()));
        let kept = super::arrays::kept(self, &empty)?;
        Ok(super::schema::results(self, kept.into_iter().map(|(field, _)| field).collect()))
    }

    /// The most threads to work with; without this as many as the machine has. One thread works in the caller's own,
    /// more are started with the first batch and stay for those after it.
    #[must_use]
    pub fn threads(mut self, threads: usize) -> Batches {
        self.threads = Some(threads.max(1));
        self.pool = Arc::default();
        self
    }

    /// Where issues are told.
    #[must_use]
    pub fn issues(mut self, issues: IssuesAs) -> Batches {
        self.issues = issues;
        self
    }

    /// Adds a column `message` to the table of issues: the cause in words, in one language.
    #[must_use]
    pub fn messages(mut self, lang: Lang) -> Batches {
        self.messages = Some(lang);
        self
    }

    /// Columns of the input to copy before the results, such as the number of an employee.
    #[must_use]
    pub fn keep<S: AsRef<str>>(mut self, columns: impl IntoIterator<Item = S>) -> Batches {
        self.keep = columns.into_iter().map(|name| name.as_ref().to_owned()).collect();
        self
    }

    /// The number of the first subject in issues: 0 unless given. What reads a file in parts counts on with it.
    #[must_use]
    pub fn first_row(mut self, number: u64) -> Batches {
        self.first_row = number;
        self
    }

    /// Calls a function with how many subjects are done, of how many; from several threads, in no order.
    #[must_use]
    pub fn on_progress(mut self, tell: impl Fn(usize, usize) + Send + Sync + 'static) -> Batches {
        self.progress = Some(Arc::new(tell));
        self
    }

    /// Stops soon after the flag is set; the call then fails with `T3022`.
    #[must_use]
    pub fn cancel(mut self, flag: Arc<AtomicBool>) -> Batches {
        self.cancel = Some(flag);
        self
    }
}

impl fmt::Debug for Batches {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Batches of {:?}", self.plan)
    }
}
