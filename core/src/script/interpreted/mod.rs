//! Rules marked `@interpreted`: compiled and run by rhai itself, in a sandbox with limits.
//!
//! rhai's parser reads them and its compiler makes programs of them, which rhai's machine runs (`rhai::grain`). A bundle
//! carries the programs, so that an engine without the parser runs them to the same effect.
//!
//! The engine has no modules, no `eval`, no clock and no printing; operations, depth and every size are bounded.
//! What it gives is checked by the caller: a limit that is hit is a failure, never a verdict.

#[cfg(all(feature = "interpreter", not(feature = "lean")))]
mod compile;
#[cfg(feature = "lean")]
#[path = "compile_absent.rs"]
mod compile;
#[cfg(feature = "interpreter")]
mod named;
#[cfg(feature = "interpreter")]
pub(super) mod sandbox;
#[cfg(not(feature = "interpreter"))]
#[path = "sandbox_absent.rs"]
mod sandbox;

use std::sync::Arc;

use crate::value::{Number, Text};

#[cfg(all(feature = "interpreter", not(feature = "lean")))]
pub(super) use compile::forbid;
pub use sandbox::Interpreted;

/// The most items of an array or a map, those inside it counted too.
///
/// It also bounds how deep values nest: rhai walks and drops them by recursion, and ten thousand levels ran off the
/// stack of a worker thread.
pub const MAX_ITEMS: usize = 1_000;

/// Why a rule cannot be run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// What is wrong.
    pub message: Text,
    /// What to do.
    pub help: Text,
}

/// A value on its way into or out of the sandbox.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Plain {
    /// A truth value.
    Bool(bool),
    /// A number; whole ones are rhai's integers, others its decimals.
    Number(Number),
    /// A text, an enum value or a date.
    Text(String),
    /// A list.
    List(Vec<Plain>),
    /// A record.
    Record(Vec<(Arc<str>, Plain)>),
}

/// Why a call gave nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stopped {
    /// A limit was hit.
    Limit,
    /// The rule ran into an error of its own.
    Failed,
    /// A value does not go in or out: it is of a kind that rules do not have, or too long.
    Value,
}
