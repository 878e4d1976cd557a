//! Long work beside Python: on a thread of its own, while the caller's looks out for Ctrl-C and tells of progress.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread;
use std::time::Duration;

use arrow_array::RecordBatch;
use pyo3::exceptions::PyRuntimeError;
use pyo3::prelude::*;
use pyo3_arrow::error::PyArrowError;
use pyo3_arrow::input::AnyRecordBatch;
use timbang::Error;

use crate::errors::OrRaise as _;
use crate::table::steps;

/// How long the caller's thread waits before it looks out again.
const LOOK: Duration = Duration::from_millis(50);

/// Who watches long work, and how many rows it has, where that is known.
#[pyclass(frozen, module = "timbang._timbang")]
pub(crate) struct Watched {
    progress: Option<Py<PyAny>>,
    total: Option<usize>,
}

#[pymethods]
impl Watched {
    #[new]
    fn new(progress: Option<Py<PyAny>>, total: Option<usize>) -> Watched {
        Watched { progress, total }
    }
}

/// What work tells and is told while it runs.
#[derive(Clone, Default)]
pub(crate) struct Signals {
    /// Whether to stop.
    pub(crate) stop: Arc<AtomicBool>,
    /// How many rows are done.
    pub(crate) done: Arc<AtomicUsize>,
}

/// Runs work without holding the interpreter; `progress` is called with how many of `total` rows are done, of zero where
/// that is not known.
pub(crate) fn run<T: Send>(
    py: Python<'_>,
    signals: &Signals,
    total: usize,
    progress: Option<&Bound<'_, PyAny>>,
    work: impl FnOnce() -> Result<T, Error> + Send,
) -> PyResult<T> {
    let found = thread::scope(|scope| {
        let (send, mut receive) = channel();
        let started = thread::Builder::new().spawn_scoped(scope, move || {
            // Where nobody waits any more, nobody wants it.
            drop(send.send(work()));
        });
        started.map_err(|error| PyRuntimeError::new_err(error.to_string()))?;
        loop {
            let (found, back) = py.detach(move || (receive.recv_timeout(LOOK), receive));
            receive = back;
            match found {
                Ok(found) => return Ok(found),
                Err(RecvTimeoutError::Disconnected) => {
                    return Err(PyRuntimeError::new_err("the evaluation ended without a result"));
                }
                Err(RecvTimeoutError::Timeout) => {}
            }
            let told = py.check_signals().and_then(|()| match progress {
                Some(tell) => tell.call1((signals.done.load(Ordering::Relaxed), total)).map(drop),
                None => Ok(()),
            });
            if let Err(error) = told {
                signals.stop.store(true, Ordering::Relaxed);
                // The rows that are being worked out end by themselves, which takes milliseconds.
                drop(py.detach(move || (receive.recv(), receive)));
                return Err(error);
            }
        }
    })?;
    let found = found.or_raise(py)?;
    if let Some(tell) = progress {
        // Of a table that is read as it is made nobody knew how many rows it has.
        let all = total.max(signals.done.load(Ordering::Relaxed));
        tell.call1((all, all))?;
    }
    Ok(found)
}

/// Runs work over the batches of a table as they come, none of them large, without holding the interpreter.
///
/// A table that is made as it is read, such as the result of a query, is never whole in memory.
pub(crate) fn stream<T: Send>(
    py: Python<'_>,
    given: &Bound<'_, PyAny>,
    watched: &Watched,
    mut state: T,
    mut each: impl FnMut(&mut T, &RecordBatch) -> Result<(), Error> + Send,
) -> PyResult<T> {
    let reader = given.extract::<AnyRecordBatch>()?.into_reader()?;
    let signals = Signals::default();
    let progress = watched.progress.as_ref().map(|tell| tell.bind(py));
    let (stop, done) = (Arc::clone(&signals.stop), Arc::clone(&signals.done));
    let read = run(py, &signals, watched.total.unwrap_or(0), progress, move || {
        for batch in steps(reader) {
            let batch = match batch {
                Ok(batch) => batch,
                Err(error) => return Ok(Err(error)),
            };
            // Nobody waits for what is worked out after that.
            if stop.load(Ordering::Relaxed) {
                break;
            }
            each(&mut state, &batch)?;
            done.fetch_add(batch.num_rows(), Ordering::Relaxed);
        }
        Ok(Ok(state))
    })?;
    Ok(read.map_err(PyArrowError::from)?)
}
