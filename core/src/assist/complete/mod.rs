//! What may be written at a place.

mod comment;
mod names;
mod receiver;
mod rules;
mod scope;
mod sheet;
mod sheet_cells;
mod toml;
mod toml_values;
mod values;

use super::index::Builder;
use super::workspace::Workspace;
use crate::pack::places::FileKind;
use crate::source::{FileId, Span};
use crate::value::Text;

/// What kind of thing is offered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CompletionKind {
    /// A fact.
    Fact,
    /// A parameter.
    Parameter,
    /// A rule, or a result of a table.
    Rule,
    /// A helper function, or a table that is called like one.
    Helper,
    /// A function that the language has itself.
    Builtin,
    /// A name of the function at hand.
    Local,
    /// A word of the language.
    Keyword,
    /// A value of an enum, or another fixed value.
    Value,
    /// A type: built in, an enum or a record.
    Type,
    /// A tag of a comment.
    Tag,
    /// A field of a record.
    Field,
    /// A key of a TOML file, a column or a comment key of a CSV file.
    Key,
    /// A code of the catalogue.
    Code,
}

/// Something that may be written at a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completion {
    /// What is written.
    pub text: String,
    /// What kind of thing it is.
    pub kind: CompletionKind,
    /// What it means; may be empty in both languages.
    pub detail: Text,
    /// The characters that give way to it.
    pub replaces: Span,
}

/// What may be written at a byte of a file, the most fitting first.
///
/// The whole choice is given, whatever of a word stands there already: an editor narrows it down as one types.
/// The file need not be sound.
#[must_use]
pub fn complete(workspace: &Workspace, path: &str, offset: usize) -> Vec<Completion> {
    let Some((file, source)) = workspace.file(path) else { return Vec::new() };
    if !source.text.is_char_boundary(offset) || !crate::script::is_readable(file, &source.text) {
        return Vec::new();
    }
    let mut here = Here::new(workspace, file, &source.text, offset);
    match workspace.kind(file) {
        FileKind::Rules => rules::complete(&mut here),
        FileKind::Table | FileKind::Catalogue | FileKind::CasesCsv => sheet::complete(&mut here),
        FileKind::Manifest
        | FileKind::Facts
        | FileKind::Parameters
        | FileKind::Source
        | FileKind::CasesToml => toml::complete(&mut here),
        FileKind::Misplaced | FileKind::Other => {}
    }
    here.found
}

/// A place, and what may be written there.
pub(super) struct Here<'w> {
    workspace: &'w Workspace,
    names: Builder<'w>,
    file: FileId,
    text: &'w str,
    offset: usize,
    /// The part of a word that stands before the place.
    word: Span,
    found: Vec<Completion>,
}

impl<'w> Here<'w> {
    fn new(workspace: &'w Workspace, file: FileId, text: &'w str, offset: usize) -> Here<'w> {
        let before = text.get(..offset).unwrap_or("");
        let word = before.trim_end_matches(|c: char| c.is_ascii_alphanumeric() || c == '_').len();
        Here {
            workspace,
            names: Builder::new(workspace),
            file,
            text,
            offset,
            word: Span::new(file, word, offset),
            found: Vec::new(),
        }
    }

    /// The line up to the place.
    fn line_before(&self) -> &'w str {
        let before = self.text.get(..self.offset).unwrap_or("");
        before.rsplit_once('\n').map_or(before, |(_, line)| line)
    }

    /// Everything above the line of the place.
    fn above(&self) -> &'w str {
        let before = self.text.get(..self.offset).unwrap_or("");
        before.rsplit_once('\n').map_or("", |(above, _)| above)
    }

    fn offer(&mut self, text: impl Into<String>, kind: CompletionKind, detail: Text) {
        let text = text.into();
        if !self.found.iter().any(|known| known.text == text) {
            self.found.push(Completion { text, kind, detail, replaces: self.word });
        }
    }

    fn offer_all(&mut self, words: &[&str], kind: CompletionKind) {
        for word in words {
            self.offer(*word, kind, nothing());
        }
    }

    /// Lets what is offered take the place of everything from a byte on.
    fn replace_from(&mut self, start: usize) {
        self.word = Span::new(self.file, start, self.offset);
    }
}

fn nothing() -> Text {
    Text { id: String::new(), en: String::new() }
}
