//! Packs: from files, checked, replayed.

use std::path::PathBuf;

use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyDict, PyString, PyTuple};
use timbang::plan::Report as CoreReport;
use timbang::source::{Files, read_folder};
use timbang::{Lang, Pack as CorePack, cases, host};

use crate::errors::{OrRaise as _, diagnostics, with_diagnostics};
use crate::plan::{Plan, plan};
use crate::record::record;
use crate::texts::Text;

/// A pack that passed its checks.
#[pyclass(frozen, module = "timbang._timbang")]
pub(crate) struct Pack(pub(crate) CorePack);

record! {
    /// What became of one case of a pack.
    CaseResult {
        /// The name of the case.
        name: String,
        /// Whether everything is as expected.
        passed: bool,
        /// What is not as expected.
        differences: Py<PyTuple>,
    }
}

record! {
    /// Something that is not as a case expects it.
    CaseDifference {
        /// What it is about; empty for the case as a whole.
        name: String,
        /// What was expected and what was found.
        text: Text,
    }
}

record! {
    /// Whether a recorded decision comes out the same.
    Replay {
        /// Whether it does.
        same: bool,
        /// What does not.
        differences: Py<PyTuple>,
    }
}

record! {
    /// Something that comes out otherwise than it was recorded.
    Difference {
        /// What it is about.
        name: String,
        /// What it means.
        text: Text,
    }
}

record! {
    /// What a check of a pack found.
    Report {
        /// Everything that was found, in the order of the places.
        diagnostics: Py<PyTuple>,
        /// The pack, where it is sound.
        pack: Option<Py<Pack>>,
        /// Everything that was found, as plain text in Indonesian.
        text: Text,
    }
}

impl Pack {
    /// The digests of its layers, from the base up.
    pub(crate) fn digests_of_layers(&self) -> Vec<String> {
        self.0.layers().map(|layer| layer.digest.to_string()).collect()
    }
}

#[pymethods]
impl Pack {
    /// Its id.
    #[getter]
    fn id(&self) -> &str {
        self.0.id()
    }

    /// Its version.
    #[getter]
    fn version(&self) -> &str {
        self.0.version()
    }

    /// Its title.
    #[getter]
    fn title(&self) -> &str {
        self.0.title()
    }

    /// What it weighs.
    #[getter]
    fn subject(&self) -> &str {
        self.0.subject()
    }

    /// The digests of its layers, from the base up.
    #[getter]
    fn digests<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        PyTuple::new(py, self.digests_of_layers())
    }

    /// The default outputs.
    #[getter]
    fn outputs(&self) -> Vec<String> {
        self.0.default_outputs().iter().map(|name| name.to_string()).collect()
    }

    /// The files of each layer, from the base up.
    fn files<'py>(&self, py: Python<'py>) -> PyResult<Vec<Bound<'py, PyDict>>> {
        let mut layers = Vec::new();
        for files in self.0.files() {
            let dict = PyDict::new(py);
            for (_, file) in files.iter() {
                dict.set_item(&*file.path, PyBytes::new(py, &file.bytes))?;
            }
            layers.push(dict);
        }
        Ok(layers)
    }

    /// Compiles the pack for a day, written as text, and a choice of outputs.
    fn plan(&self, py: Python<'_>, as_of: &str, outputs: Vec<String>) -> PyResult<Plan> {
        plan(py, &self.0, as_of, &outputs)
    }

    /// Runs the cases of the pack.
    fn test<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        let pack = &self.0;
        let mut all = Vec::new();
        for result in py.detach(|| cases::run(pack)).results {
            let passed = result.passed();
            let differences = result.differences.into_iter();
            let differences: Vec<CaseDifference> =
                differences.map(|one| CaseDifference { name: one.name, text: one.text.into() }).collect();
            let differences = PyTuple::new(py, differences)?.unbind();
            all.push(CaseResult { name: result.name, passed, differences });
        }
        PyTuple::new(py, all)
    }

    /// Proposes cases at each side of each threshold, as the text of a file of cases, in `id` or `en`.
    fn boundaries(&self, py: Python<'_>, lang: &str) -> PyResult<String> {
        let lang = host::lang(lang).or_raise(py)?;
        Ok(py.detach(|| cases::boundaries(&self.0).to_toml(lang)))
    }

    /// Works a recorded decision out again.
    fn replay(&self, py: Python<'_>, record: &str) -> PyResult<Replay> {
        let found = py.detach(|| host::replayed(self.0.bundle(), record)).or_raise(py)?;
        let same = found.is_same();
        let differences = found.differences.into_iter();
        let differences: Vec<Difference> =
            differences.map(|one| Difference { name: one.name, text: one.text.into() }).collect();
        Ok(Replay { same, differences: PyTuple::new(py, differences)?.unbind() })
    }

    /// The JSON Schema of its facts, as text.
    fn facts_schema(&self) -> String {
        host::facts_schema(self.0.bundle()).to_string()
    }

    /// The bundle of the pack: one file for an engine without parser and checks.
    fn bundle<'py>(&self, py: Python<'py>) -> Bound<'py, PyBytes> {
        PyBytes::new(py, &py.detach(|| self.0.bundle().to_bytes()))
    }

    /// The graph of a day as a Mermaid flowchart.
    #[pyo3(signature = (as_of, focus = None, lang = "id"))]
    fn graph(&self, py: Python<'_>, as_of: &str, focus: Option<&str>, lang: &str) -> PyResult<String> {
        host::graph(&self.0, as_of, focus, host::lang(lang).or_raise(py)?).or_raise(py)
    }

    /// The handbook of the pack for a day.
    fn describe(&self, py: Python<'_>, as_of: &str, format: &str, lang: &str) -> PyResult<String> {
        let lang = host::lang(lang).or_raise(py)?;
        py.detach(|| host::describe(&self.0, as_of, format, lang)).or_raise(py)
    }
}

/// Checks a base with the overlays laid over it; each is a folder or a dictionary of files.
#[pyfunction]
pub(crate) fn check(
    py: Python<'_>,
    base: &Bound<'_, PyAny>,
    overlays: Vec<Bound<'_, PyAny>>,
) -> PyResult<Report> {
    let report = checked(py, base, &overlays)?;
    let text = |lang| timbang::diagnostic::to_text(&report.diagnostics, &report.files, lang);
    Ok(Report {
        diagnostics: diagnostics(py, &report.diagnostics, &report.files)?.unbind(),
        pack: report.pack.clone().map(|pack| Py::new(py, Pack(pack))).transpose()?,
        text: Text { id: text(Lang::Id), en: text(Lang::En) },
    })
}

/// Loads a base with the overlays laid over it; each is a folder or a dictionary of files.
#[pyfunction]
pub(crate) fn load(
    py: Python<'_>,
    base: &Bound<'_, PyAny>,
    overlays: Vec<Bound<'_, PyAny>>,
) -> PyResult<Pack> {
    sound(py, checked(py, base, &overlays)?).map(Pack)
}

/// The pack of a report, or an exception with everything that was found.
pub(crate) fn sound(py: Python<'_>, report: CoreReport) -> PyResult<CorePack> {
    let found = diagnostics(py, &report.diagnostics, &report.files)?.into_any();
    report.into_pack().map_err(|error| with_diagnostics(py, &error, found))
}

fn checked(py: Python<'_>, base: &Bound<'_, PyAny>, overlays: &[Bound<'_, PyAny>]) -> PyResult<CoreReport> {
    let base = files(base)?;
    let overlays: Vec<Files> = overlays.iter().map(files).collect::<PyResult<_>>()?;
    Ok(py.detach(|| timbang::check_layers(base, overlays)))
}

/// The files of a pack: a folder, or a dictionary of contents, as bytes or text, by path.
fn files(given: &Bound<'_, PyAny>) -> PyResult<Files> {
    let Ok(dict) = given.cast::<PyDict>() else {
        let folder: PathBuf = given.extract()?;
        return given.py().detach(|| read_folder(&folder)).or_raise(given.py());
    };
    let mut all: Vec<(String, Vec<u8>)> = Vec::with_capacity(dict.len());
    for (path, contents) in dict.iter() {
        let bytes = match contents.cast::<PyString>() {
            Ok(text) => text.to_cow()?.as_bytes().to_vec(),
            Err(_) => contents.cast::<PyBytes>()?.as_bytes().to_vec(),
        };
        all.push((path.extract()?, bytes));
    }
    Ok(Files::from_map(all))
}

/// The JSON Schema of a kind of file, as text.
#[pyfunction]
pub(crate) fn schema(py: Python<'_>, kind: &str) -> PyResult<String> {
    host::schema(kind).map(|schema| schema.to_string()).or_raise(py)
}

/// The page of a code in Markdown.
#[pyfunction]
pub(crate) fn explain_code(py: Python<'_>, code: &str) -> PyResult<&'static str> {
    host::explain_code(code).or_raise(py)
}
