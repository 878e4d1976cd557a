//! Plain records: immutable, compared field by field, shown with their fields, and picklable.

use pyo3::prelude::*;
use pyo3::types::PyTuple;

/// Shows a record as the call that makes it.
pub(crate) fn shown(this: &Bound<'_, PyAny>, name: &str, fields: &[&str]) -> PyResult<String> {
    let mut parts = Vec::with_capacity(fields.len());
    for field in fields {
        parts.push(format!("{field}={}", this.getattr(*field)?.repr()?));
    }
    Ok(format!("{name}({})", parts.join(", ")))
}

/// The fields of a record, in order.
pub(crate) fn fields<'py>(this: &Bound<'py, PyAny>, names: &[&str]) -> PyResult<Bound<'py, PyTuple>> {
    let values: Vec<Bound<'py, PyAny>> =
        names.iter().map(|name| this.getattr(*name)).collect::<PyResult<_>>()?;
    PyTuple::new(this.py(), values)
}

/// Declares a record; an attribute of its constructor may stand in brackets behind its name.
macro_rules! record {
    ($(#[$doc:meta])* $name:ident $([$new:meta])? { $($(#[$field_doc:meta])* $field:ident: $ty:ty,)* }) => {
        $(#[$doc])*
        #[pyo3::pyclass(frozen, get_all, module = "timbang")]
        pub(crate) struct $name {
            $($(#[$field_doc])* pub(crate) $field: $ty,)*
        }

        #[pyo3::pymethods]
        impl $name {
            #[new]
            $(#[$new])?
            fn new($($field: $ty),*) -> $name {
                $name { $($field),* }
            }

            fn __repr__(this: &pyo3::Bound<'_, Self>) -> pyo3::PyResult<String> {
                $crate::record::shown(this.as_any(), stringify!($name), &[$(stringify!($field)),*])
            }

            fn __eq__(this: &pyo3::Bound<'_, Self>, other: &pyo3::Bound<'_, pyo3::PyAny>) -> pyo3::PyResult<bool> {
                use pyo3::prelude::*;
                if !other.is_instance_of::<Self>() {
                    return Ok(false);
                }
                let names = [$(stringify!($field)),*];
                $crate::record::fields(this.as_any(), &names)?.eq($crate::record::fields(other, &names)?)
            }

            fn __hash__(this: &pyo3::Bound<'_, Self>) -> pyo3::PyResult<isize> {
                use pyo3::prelude::*;
                $crate::record::fields(this.as_any(), &[$(stringify!($field)),*])?.hash()
            }

            fn __reduce__<'py>(
                this: &pyo3::Bound<'py, Self>,
            ) -> pyo3::PyResult<(pyo3::Bound<'py, pyo3::types::PyType>, pyo3::Bound<'py, pyo3::types::PyTuple>)> {
                use pyo3::prelude::*;
                let fields = $crate::record::fields(this.as_any(), &[$(stringify!($field)),*])?;
                Ok((this.get_type(), fields))
            }
        }
    };
}

pub(crate) use record;
