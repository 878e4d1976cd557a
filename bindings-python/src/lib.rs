//! The module `timbang._timbang`: what Python hands over is brought to the engine, and what the engine says is handed
//! back. Every default, text and check is the engine's own (`timbang::host`); the package `timbang` is the typed facade.

mod bundled;
mod command;
mod comparing;
mod errors;
mod facts;
mod fairness;
mod frames;
mod lists;
mod outcome;
mod pack;
mod plan;
mod promotions;
mod record;
mod refused;
mod restored;
mod results;
mod table;
mod texts;
mod triggers;
mod values;
mod watch;

use pyo3::prelude::*;

/// What the facade is made of.
#[pymodule(gil_used = false)]
mod _timbang {
    #[pymodule_export]
    use crate::bundled::{bundled_files, bundled_names};
    #[pymodule_export]
    use crate::command::run_command;
    #[pymodule_export]
    use crate::comparing::{Compared, ParameterChange, Rules};
    #[pymodule_export]
    use crate::errors::{Diagnostic, Place};
    #[pymodule_export]
    use crate::fairness::{Fairness, Overall};
    #[pymodule_export]
    use crate::frames::{How, Scored};
    #[pymodule_export]
    use crate::lists::Lists;
    #[pymodule_export]
    use crate::outcome::{Explanation, Issue, Outcome};
    #[pymodule_export]
    use crate::pack::{
        CaseDifference, CaseResult, Difference, Pack, Replay, Report, check, explain_code, load, schema,
    };
    #[pymodule_export]
    use crate::plan::Plan;
    #[pymodule_export]
    use crate::promotions::{Comparison, Promotion, Requirement, Shortfall, Side};
    #[pymodule_export]
    use crate::refused::{refuse_column, refuse_table};
    #[pymodule_export]
    use crate::restored::{restore, text_of_no_package};
    #[pymodule_export]
    use crate::results::{Figure, Item, Result};
    #[pymodule_export]
    use crate::table::Table;
    #[pymodule_export]
    use crate::texts::{Cause, Text};
    #[pymodule_export]
    use crate::triggers::{Call, Reason, Triggers, UndeterminedCall};
    #[pymodule_export]
    use crate::watch::Watched;

    /// The version of the package.
    #[pymodule_export]
    #[expect(non_upper_case_globals, reason = "Python knows it by this name")]
    const __version__: &str = env!("CARGO_PKG_VERSION");
}
