//! The rate of a result by group.

use pyo3::prelude::*;
use timbang::compare::{Fair, Fairness as Counting, Interval};
use timbang::{Number, host};

use crate::comparing::one;
use crate::errors::OrRaise as _;
use crate::lists::Lists;
use crate::record::record;
use crate::table::Table;
use crate::texts::Text;
use crate::values::number;
use crate::watch::{Watched, stream};

record! {
    /// The rate of all subjects together; what is hidden is `None`.
    Overall [expect(clippy::too_many_arguments, reason = "one for each field")] {
        /// How many subjects there are.
        subjects: Option<u64>,
        /// How many have the result.
        yes: Option<u64>,
        /// How many do not.
        no: Option<u64>,
        /// For how many it is not determined.
        undetermined: Option<u64>,
        /// To how many it does not apply.
        not_applicable: Option<u64>,
        /// Those who have it, of those for whom it is determined.
        share: Option<Py<PyAny>>,
        /// The lower end of its interval.
        lower: Option<Py<PyAny>>,
        /// The upper end of its interval.
        upper: Option<Py<PyAny>>,
    }
}

/// Rates of a result by group, small counts hidden already.
#[pyclass(frozen, module = "timbang._timbang")]
pub(crate) struct Fairness(Fair);

#[pymethods]
impl Fairness {
    /// The rate as it was asked for.
    #[getter]
    fn rate(&self) -> &str {
        &self.0.rate
    }

    /// What people call its output.
    #[getter]
    fn label(&self) -> Text {
        (&self.0.label).into()
    }

    /// What of the output is counted.
    #[getter]
    fn condition(&self) -> Text {
        (&self.0.condition).into()
    }

    /// The least count that is told.
    #[getter]
    fn min_cell(&self) -> u64 {
        self.0.min_cell
    }

    /// All subjects together.
    #[getter]
    fn overall(&self, py: Python<'_>) -> PyResult<Overall> {
        let shown = |found: Option<Number>| -> PyResult<Option<Py<PyAny>>> {
            found.map(|found| Ok(number(py, found)?.unbind())).transpose()
        };
        let all = &self.0.all;
        let end = |end: fn(Interval) -> u32| all.interval.map(|interval| Interval::share(end(interval)));
        Ok(Overall {
            subjects: all.subjects,
            yes: all.yes,
            no: all.no,
            undetermined: all.undetermined,
            not_applicable: all.not_applicable,
            share: shown(all.share())?,
            lower: shown(end(|interval| interval.lower))?,
            upper: shown(end(|interval| interval.upper))?,
        })
    }

    /// The groups of all grouping columns.
    fn table(&self, py: Python<'_>) -> PyResult<Table> {
        one(py, self.0.table().or_raise(py)?)
    }

    /// The rates as `text`, `html`, `json` or `csv`.
    fn shown(&self, py: Python<'_>, format: &str, lang: &str) -> PyResult<String> {
        host::fair(&self.0, format, host::lang(lang).or_raise(py)?).or_raise(py)
    }
}

/// Counts a rate over a table with its lists.
pub(crate) fn fair(
    py: Python<'_>,
    counting: Counting,
    given: &Bound<'_, PyAny>,
    lists: &Lists,
    watched: &Watched,
) -> PyResult<Fairness> {
    let counting = stream(py, given, watched, counting, |counting, batch| {
        counting.add_batch(&lists.lock().attach(batch)?)
    })?;
    counting.finish().or_raise(py).map(Fairness)
}
