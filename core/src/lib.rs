//! Timbang weighs a civil servant's facts against the rules in force on a date, and says what follows and why.
//!
//! # A tour
//!
//! A *pack* is a folder of rules, parameters, tables, a fact schema and cases. [`check`] reads one and reports
//! every problem of every file at once; where there is none, the report holds a [`Pack`]. [`Pack::from_dir`] is
//! the short way for a pack that is known to be sound. [`check_layers`] lays regional overlays over a base. A [`Workspace`]
//! is a pack that is being written: after a change of one file only what rests on it is checked again.
//!
//! A [`Plan`] is a pack compiled for a date and a choice of outputs. It is immutable, cheap to clone and shared
//! between threads; making one is costly beside using it. A [`Bundle`] is a checked pack without its files, from
//! which plans are made too: [`Bundle::to_bytes`] is one file, which an engine of the same version opens at once.
//!
//! [`Plan::evaluate`] works it out for a subject's [`Facts`] and gives an [`Outcome`]: for each output a value, or
//! none and its [`Causes`]. It never fails for want of a fact. An outcome tells its promotions with every requirement,
//! what its triggers call for, and [why](Outcome::why); its [`Record`] replays years later ([`replay`]).
//!
//! [`host`] has the same in texts and JSON, one function for each thing that a binding offers.
//!
//! # Example: a promotion that is a year too early
//!
//! ```
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let pack = timbang::Pack::from_dir("../rules/nasional")?;
//! let plan = pack.plan(timbang::date(2025, 12, 31), ["masa_kerja_pangkat_cukup"])?;
//! let facts = timbang::Facts::from_json_text(r#"{"tmt_golongan": "2022-10-01"}"#)?;
//! let outcome = plan.evaluate(&facts)?;
//! let requirement = outcome.requirement_named("masa_kerja_pangkat_cukup").ok_or("no requirement")?;
//! let shortfall = requirement.comparisons[0].shortfall.as_ref().ok_or("no shortfall")?;
//! assert_eq!(shortfall.amount.to_string(), "1");
//! # Ok(())
//! # }
//! ```
//!
//! # Features
//!
//! `fs` (on by default) reads packs from folders. Without it a pack is a map of files ([`source::Files`]), which is
//! all that a browser has.
//!
//! `interpreter` (on by default) runs rules marked `@interpreted`, and has rhai's own parser confirm every rule file. Without
//! it such rules are refused; every other rule means the same.
//!
//! `lean` leaves rhai's parser out of it: rules marked `@interpreted` run from bundles, and every rule file is refused. It takes
//! away, so only a program that reads nothing but bundles may ask for it.
//!
//! `pages` (on by default) has the page of each code, in Markdown.
//!
//! `planted` lets a test plant defects in the columnar evaluator, to show that the comparison of the evaluators finds
//! them. It is for the tests of this repository alone.
//!
//! `arrow` evaluates record batches of Apache Arrow: many subjects at once, by columns, on several threads.

#[cfg(feature = "arrow")]
pub mod arrow;
pub mod assist;
pub mod bundle;
pub mod cases;
mod check;
pub mod compare;
pub mod diagnostic;
pub mod eval;
pub mod explain;
pub mod graph;
pub mod host;
pub mod intake;
pub mod link;
pub mod outcome;
pub mod pack;
pub mod plan;
pub mod script;
pub mod source;
pub mod typing;
mod value;

pub use bundle::Bundle;
pub use eval::{Facts, FactsWriter};
pub use outcome::{Outcome, Record, Replay, replay};
pub use plan::{Pack, Plan, Report, Workspace, check, check_layers};
pub use value::{
    Cause, Causes, Date, DateError, DateOrder, EnumValue, Error, Lang, MAX_SCALE, Names, Node, Number,
    NumberError, Period, QuickState, Raw, RawError, Rounding, Scheme, SchemeValue, Status, Text, Value,
    all_values, date,
};

/// The README's examples are run as tests.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
pub struct Readme;
