//! Values of the engine as Python's own: `Decimal`, `date`, `bool`, `str`, lists and dictionaries.

use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyBool, PyDict, PyList, PyString, PyType};
use timbang::typing::Type;
use timbang::{Date, Node, Number, Value};

static DECIMAL: PyOnceLock<Py<PyType>> = PyOnceLock::new();
static DATE: PyOnceLock<Py<PyType>> = PyOnceLock::new();

/// A number, exactly.
pub(crate) fn number(py: Python<'_>, number: Number) -> PyResult<Bound<'_, PyAny>> {
    DECIMAL.import(py, "decimal", "Decimal")?.call1((number.to_string(),))
}

/// A day.
pub(crate) fn date(py: Python<'_>, day: Date) -> PyResult<Bound<'_, PyAny>> {
    DATE.import(py, "datetime", "date")?.call1((day.year(), day.month(), day.day()))
}

/// A value of a type.
pub(crate) fn value<'py>(py: Python<'py>, given: &Value, ty: &Type) -> PyResult<Bound<'py, PyAny>> {
    Ok(match (given, ty) {
        (Value::Bool(truth), _) => PyBool::new(py, *truth).to_owned().into_any(),
        (Value::Number(digits), _) => number(py, *digits)?,
        (Value::Enum(one), _) => PyString::new(py, one.id()).into_any(),
        (Value::Text(words), _) => PyString::new(py, words).into_any(),
        (Value::Date(day), _) => date(py, *day)?,
        (Value::List(items), Type::Keyed(keyed)) => {
            let dict = PyDict::new(py);
            for (key, item) in keyed.scheme.values.iter().zip(items.iter()) {
                dict.set_item(&*key.id, value(py, item, &keyed.entry)?)?;
            }
            dict.into_any()
        }
        (Value::List(items), ty) => {
            let item_type = if let Type::List(list) = ty { &list.item } else { &Type::Broken };
            let list = PyList::empty(py);
            for item in items.iter() {
                list.append(value(py, item, item_type)?)?;
            }
            list.into_any()
        }
        (Value::Record(nodes), Type::Record(record)) => {
            let dict = PyDict::new(py);
            for (field, one) in record.fields.iter().zip(nodes.iter()) {
                dict.set_item(&*field.name, node(py, one, &field.ty)?)?;
            }
            dict.into_any()
        }
        (Value::Record(nodes), _) => {
            let list = PyList::empty(py);
            for one in nodes.iter() {
                list.append(node(py, one, &Type::Broken)?)?;
            }
            list.into_any()
        }
    })
}

/// A node's value, or `None` where it has none.
pub(crate) fn node<'py>(py: Python<'py>, given: &Node, ty: &Type) -> PyResult<Option<Bound<'py, PyAny>>> {
    given.as_ref().ok().map(|given| value(py, given, ty)).transpose()
}
