//! Tables in and out, by Arrow's stream protocol and without copies.

use arrow_array::{RecordBatch, RecordBatchReader};
use arrow_schema::{ArrowError, SchemaRef};
use arrow_select::concat::concat_batches;
use pyo3::prelude::*;
use pyo3_arrow::PyTable;
use pyo3_arrow::error::PyArrowError;
use pyo3_arrow::input::AnyRecordBatch;

/// Batches of fewer rows are brought together: the engine shares the rows of a batch between threads.
const FEW_ROWS: usize = 65_536;

/// How many rows are worked on before anybody looks at signals and progress.
const STEP: usize = 16_384;

/// A table that any library with Arrow's stream protocol reads without a copy.
#[pyclass(frozen, module = "timbang")]
pub(crate) struct Table {
    inner: Py<PyTable>,
    schema: SchemaRef,
    rows: usize,
}

impl Table {
    /// A table of batches of one schema.
    pub(crate) fn new(py: Python<'_>, batches: Vec<RecordBatch>, schema: SchemaRef) -> PyResult<Table> {
        let rows = batches.iter().map(RecordBatch::num_rows).fold(0, usize::saturating_add);
        let inner = Py::new(py, PyTable::try_new(batches, schema.clone())?)?;
        Ok(Table { inner, schema, rows })
    }
}

#[pymethods]
impl Table {
    /// The names of the columns.
    #[getter]
    fn column_names(&self) -> Vec<String> {
        self.schema.fields().iter().map(|field| field.name().clone()).collect()
    }

    fn __len__(&self) -> usize {
        self.rows
    }

    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.inner.bind(py).call_method0("__arrow_c_schema__")
    }

    #[pyo3(signature = (requested_schema = None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyAny>> {
        self.inner.bind(py).call_method1("__arrow_c_stream__", (requested_schema,))
    }

    fn __repr__(&self) -> String {
        format!("Table(rows={}, columns={:?})", self.rows, self.column_names())
    }
}

/// The batches of anything that has Arrow's protocol, in order and none of them small; at least one.
pub(crate) fn batches(given: &Bound<'_, PyAny>) -> PyResult<Vec<RecordBatch>> {
    let table = given.extract::<AnyRecordBatch>()?.into_table()?;
    let (given, schema) = table.into_inner();
    let mut grouped = Vec::new();
    let (mut open, mut rows) = (Vec::new(), 0usize);
    for batch in given {
        rows = rows.saturating_add(batch.num_rows());
        open.push(batch);
        if rows >= FEW_ROWS {
            grouped.push(joined(&schema, &open)?);
            (open, rows) = (Vec::new(), 0);
        }
    }
    if rows > 0 || grouped.is_empty() {
        grouped.push(joined(&schema, &open)?);
    }
    Ok(grouped)
}

/// The batches of a reader in steps of some rows: what is larger is cut, what is smaller brought together.
pub(crate) fn steps(reader: impl RecordBatchReader) -> impl Iterator<Item = Result<RecordBatch, ArrowError>> {
    let schema = reader.schema();
    let mut reader = reader;
    let mut waiting: Option<RecordBatch> = None;
    std::iter::from_fn(move || {
        let (mut open, mut rows) = (Vec::new(), 0usize);
        while rows < STEP {
            let batch = match waiting.take().map(Ok).or_else(|| reader.next()) {
                Some(Ok(batch)) => batch,
                Some(Err(error)) => return Some(Err(error)),
                None => break,
            };
            let take = STEP.saturating_sub(rows).min(batch.num_rows());
            let rest = batch.num_rows().saturating_sub(take);
            if rest > 0 {
                waiting = Some(batch.slice(take, rest));
            }
            rows = rows.saturating_add(take);
            open.push(batch.slice(0, take));
        }
        match open.as_slice() {
            [] => None,
            [one] => Some(Ok(one.clone())),
            several => Some(concat_batches(&schema, several)),
        }
    })
}

/// One batch of all rows of anything that has Arrow's protocol.
pub(crate) fn whole(given: &Bound<'_, PyAny>) -> PyResult<RecordBatch> {
    let table = given.extract::<AnyRecordBatch>()?.into_table()?;
    let (batches, schema) = table.into_inner();
    joined(&schema, &batches)
}

fn joined(schema: &SchemaRef, batches: &[RecordBatch]) -> PyResult<RecordBatch> {
    match batches {
        [one] => Ok(one.clone()),
        several => Ok(concat_batches(schema, several).map_err(PyArrowError::from)?),
    }
}
