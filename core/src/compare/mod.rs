//! What differs: between two packs in sentences, between two plans over a population, and between groups under one plan.

mod cell;
mod changed;
mod exact;
mod fairness;
mod groups;
mod packs;
mod page;
mod plans;
mod show;
mod subject;
mod table;

use crate::text;
use crate::value::Error;

pub use cell::{OutputKind, State, Way};
pub use changed::ParameterChange;
pub use fairness::{
    Fair, FairGroup, FairGrouping, Fairness, FairnessOptions, Gap, Interval, MIN_CELL, Rate, wilson,
};
pub use groups::{Group, Grouping};
pub use packs::{Change, ChangeKind, Matter, packs};
pub use plans::{
    Because, Bin, Cause, Compared, Comparing, EXPLAINED, GroupMoves, Moved, Options, OutputMoves, Root, Side,
    Spread, Sum, Transition,
};
pub use show::{changes_html, changes_json, changes_text};
pub use subject::Subject;
#[cfg(feature = "arrow")]
pub(crate) use subject::Subjects;

/// The version of the shapes of JSON and CSV in which comparisons and rates are written.
pub const SHAPE: u32 = 1;

/// The error of a population without subjects.
fn nobody() -> Error {
    Error::new("T3033", text!("Tidak ada seorang pun di data ini.", "There is nobody in these data."))
        .with_help(text!(
            "Periksa apakah berkasnya berisi baris selain kepala kolom.",
            "Check that the file has rows besides its header."
        ))
}
