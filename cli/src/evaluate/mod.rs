//! Evaluates a population: subjects in, results and issues out, one row at a time; what is read by columns, and
//! evaluated so, is in `crate::tables`.

mod cells;
mod facts;
mod issue_table;
mod issues;
mod parallel;
mod rows;
mod serve;
mod setup;
mod summary;
mod write;

pub(crate) use cells::{Cell, Column, columns};
pub(crate) use facts::{Shaped, Shaper, pointed};
pub(crate) use issues::{Issue, Issues, issues_of, issues_of_facts};
pub(crate) use parallel::next_done;
pub(crate) use rows::{distinct, evaluate};
pub(crate) use serve::serve;
pub(crate) use setup::{
    Opened, Population, as_of, check_header, check_named, open, open_files, open_for, prepare,
};
pub(crate) use summary::Summary;
pub(crate) use write::{Layout, ResultRow, Results};
