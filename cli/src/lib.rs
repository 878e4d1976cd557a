//! The command line `timbang`, as a library: everything that the binary and other languages' packages run.
//!
//! [`run`] takes the arguments and the [`Streams`] to write to, and gives the exit code; [`run_in_terminal`] opens those
//! of this process. Commands stand one a file in `commands`; files are read in `input`, children are joined to their
//! subjects in `join`, and a population is evaluated in `evaluate`, or by columns in `tables`. Nothing here keeps a whole
//! population in memory.

mod args;
mod clock;
mod commands;
mod demo;
mod evaluate;
mod failure;
mod input;
mod join;
mod lsp;
mod output;
mod population;
mod scaffold;
mod streams;
mod tables;
mod terminal;
mod usage;

pub use commands::run;
pub use streams::Streams;
pub use terminal::run_in_terminal;
