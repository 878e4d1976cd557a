//! Where a name is declared, and where it is used.

use super::index::Index;
use super::symbol::{Occurrence, Symbol};
use super::workspace::Workspace;
use crate::source::Span;

/// The places that declare what stands at a byte: every version of a rule, every value of a parameter's part.
#[must_use]
pub fn definition(workspace: &Workspace, path: &str, offset: usize) -> Vec<Span> {
    let Some(found) = at(workspace, path, offset) else { return Vec::new() };
    places(workspace, &found.symbol, |o| o.defines)
}

/// The places that name what stands at a byte; with those that declare it, where they are wanted.
#[must_use]
pub fn references(workspace: &Workspace, path: &str, offset: usize, declarations: bool) -> Vec<Span> {
    let Some(found) = at(workspace, path, offset) else { return Vec::new() };
    places(workspace, &found.symbol, |o| declarations || !o.defines)
}

/// What is named at a byte, the one that ends there included.
#[must_use]
pub fn at<'w>(workspace: &'w Workspace, path: &str, offset: usize) -> Option<&'w Occurrence> {
    let (file, _) = workspace.file(path)?;
    workspace.index().at(file, offset)
}

fn places(workspace: &Workspace, symbol: &Symbol, wanted: impl Fn(&Occurrence) -> bool) -> Vec<Span> {
    let index: &Index = workspace.index();
    let mut spans: Vec<Span> = index.of(symbol).filter(|o| wanted(o)).map(|o| o.span).collect();
    spans.dedup();
    spans
}
