//! What a file declares, for a list beside it.

use super::symbol::Symbol;
use super::workspace::Workspace;
use crate::source::Span;

/// Something that a file declares.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outline {
    /// What it is.
    pub symbol: Symbol,
    /// Its name.
    pub span: Span,
    /// The line of its name, without the line's end.
    pub line: Span,
}

/// What a file declares, in order; names that only one function sees are left out.
#[must_use]
pub fn outline(workspace: &Workspace, path: &str) -> Vec<Outline> {
    let Some((file, source)) = workspace.file(path) else { return Vec::new() };
    let places = workspace.index().places.iter();
    let own = places.filter(|o| o.defines && o.span.file == file && !matches!(o.symbol, Symbol::Local(..)));
    own.map(|o| {
        let range = o.span.range();
        let before = source.text.get(..range.start).unwrap_or("");
        let start = before.rfind('\n').map_or(0, |at| at.saturating_add(1));
        let rest = source.text.get(range.end..).unwrap_or("");
        let end = range.end.saturating_add(rest.find(['\n', '\r']).unwrap_or(rest.len()));
        Outline { symbol: o.symbol.clone(), span: o.span, line: Span::new(file, start, end) }
    })
    .collect()
}
