//! Facts as Python hands them over, brought to the engine without a text of JSON between.

use indexmap::IndexMap;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyBool, PyDate, PyDict, PyFloat, PyInt, PyList, PyString, PyTuple, PyType};
use timbang::host::{MAX_DEPTH, float, no_value};
use timbang::{Facts, FactsWriter, Raw};

use crate::errors::{OrRaise as _, raised};

static DECIMAL: PyOnceLock<Py<PyType>> = PyOnceLock::new();
static PLAIN: PyOnceLock<Py<PyAny>> = PyOnceLock::new();

/// Facts from a dictionary, or from the text of a JSON object, whose numbers keep their digits.
pub(crate) fn facts(given: &Bound<'_, PyAny>) -> PyResult<Facts> {
    if let Ok(text) = given.cast::<PyString>() {
        return Facts::from_json_text(&text.to_cow()?).or_raise(given.py());
    }
    if let Ok(dict) = given.cast::<PyDict>() {
        return told(dict);
    }
    match raw(given, "facts", 0)? {
        Raw::Map(map) => Ok(Facts::from_map(map)),
        _ => Err(raised(given.py(), &no_value("facts"))),
    }
}

/// A dictionary, of whose plain values none is copied on its own.
fn told(dict: &Bound<'_, PyDict>) -> PyResult<Facts> {
    let mut told = FactsWriter::with_capacity(dict.len());
    for (name, value) in dict.iter() {
        let Ok(name) = name.cast::<PyString>() else { return Err(raised(dict.py(), &no_value("facts"))) };
        tell(&mut told, &name.to_cow()?, &value)?;
    }
    Ok(told.facts())
}

fn tell(told: &mut FactsWriter, name: &str, given: &Bound<'_, PyAny>) -> PyResult<()> {
    let py = given.py();
    if let Ok(text) = given.cast::<PyString>() {
        told.text(name, &text.to_cow()?);
    } else if given.is_exact_instance_of::<PyInt>()
        && let Ok(small) = given.extract::<i64>()
    {
        told.whole(name, small);
    } else if given.get_type().is(DECIMAL.import(py, "decimal", "Decimal")?)
        && let shown = given.str()?
        && let shown = shown.to_cow()?
        && is_written_out(&shown)
    {
        told.number(name, &shown);
    } else {
        told.raw(name, raw(given, name, 1)?);
    }
    Ok(())
}

/// One value; `name` is the fact or field that it is given for.
pub(crate) fn raw(given: &Bound<'_, PyAny>, name: &str, depth: usize) -> PyResult<Raw> {
    let py = given.py();
    let deeper = depth.saturating_add(1);
    if deeper > MAX_DEPTH {
        return Err(raised(py, &no_value(name)));
    }
    if given.is_none() {
        return Ok(Raw::Null);
    }
    if let Ok(text) = given.cast::<PyString>() {
        return Ok(Raw::Text(text.to_cow()?.into_owned()));
    }
    if let Ok(truth) = given.cast::<PyBool>() {
        return Ok(Raw::Bool(truth.is_true()));
    }
    if given.is_instance_of::<PyInt>() {
        return digits(given, name);
    }
    if let Ok(number) = given.cast::<PyFloat>() {
        return float(name, number.value()).or_raise(py);
    }
    if let Ok(dict) = given.cast::<PyDict>() {
        let mut map = IndexMap::with_capacity(dict.len());
        for (key, value) in dict.iter() {
            let Ok(key) = key.cast::<PyString>() else { return Err(raised(py, &no_value(name))) };
            let key = key.to_cow()?.into_owned();
            let value = raw(&value, &key, deeper)?;
            map.insert(key, value);
        }
        return Ok(Raw::Map(map));
    }
    if let Ok(list) = given.cast::<PyList>() {
        return list.iter().map(|item| raw(&item, name, deeper)).collect::<PyResult<_>>().map(Raw::List);
    }
    if let Ok(tuple) = given.cast::<PyTuple>() {
        return tuple.iter().map(|item| raw(&item, name, deeper)).collect::<PyResult<_>>().map(Raw::List);
    }
    if given.is_instance(DECIMAL.import(py, "decimal", "Decimal")?)? {
        return decimal(given, name);
    }
    if given.is_exact_instance_of::<PyDate>() {
        return Ok(Raw::Text(given.str()?.to_cow()?.into_owned()));
    }
    other(given, name, deeper)
}

/// An integer, with all its digits.
fn digits(given: &Bound<'_, PyAny>, name: &str) -> PyResult<Raw> {
    if let Ok(small) = given.extract::<i64>() {
        return Ok(Raw::Number(small.to_string()));
    }
    // A whole number of thousands of digits is refused by Python itself, and one of hundreds by the fact.
    match given.call_method0("__int__").and_then(|whole| whole.str()) {
        Ok(digits) => Ok(Raw::Number(digits.to_cow()?.into_owned())),
        Err(_) => Err(raised(given.py(), &no_value(name))),
    }
}

/// A decimal, written without an exponent; what is not a number is nothing.
fn decimal(given: &Bound<'_, PyAny>, name: &str) -> PyResult<Raw> {
    let shown = given.str()?.to_cow()?.into_owned();
    if is_written_out(&shown) {
        return Ok(Raw::Number(shown));
    }
    if given.call_method0("is_nan")?.is_truthy()? {
        return Ok(Raw::Null);
    }
    // An exponent of thousands would be written as as many digits.
    let exponent = given.call_method0("adjusted").and_then(|found| found.extract::<i64>());
    let is_short = exponent.is_ok_and(|exponent| exponent.abs() < 1_000);
    if !given.call_method0("is_finite")?.is_truthy()? || !is_short {
        return Err(raised(given.py(), &no_value(name)));
    }
    let shown = given.call_method1("__format__", ("f",))?;
    Ok(Raw::Number(shown.cast::<PyString>()?.to_cow()?.into_owned()))
}

/// Most decimals are shown as they are read, which spares asking them what they are.
fn is_written_out(shown: &str) -> bool {
    shown.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.' || byte == b'-')
}

/// Anything else that has a plain value: instants, values of NumPy and pandas, mappings, sequences, members of enums.
fn other(given: &Bound<'_, PyAny>, name: &str, depth: usize) -> PyResult<Raw> {
    let py = given.py();
    let plain = PLAIN.get_or_try_init(py, || -> PyResult<Py<PyAny>> {
        Ok(py.import("timbang._values")?.getattr("plain")?.unbind())
    })?;
    let found = plain.bind(py).call1((given,))?;
    // What has no plain value comes back as it is.
    if found.is(given) {
        return Err(raised(py, &no_value(name)));
    }
    raw(&found, name, depth)
}
