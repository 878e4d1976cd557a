//! The command line `timbang`, as a library: everything that it does but for opening the terminal.
//!
//! [`run`] takes the arguments and the [`Streams`] to write to, and gives the exit code. Commands stand one a file
//! in `commands`; rows are read in `input`, children are joined to their subjects in `join`, and a population is
//! evaluated in `evaluate`. Nothing here keeps a whole population in memory.

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
mod usage;

pub use commands::run;
pub use streams::Streams;
