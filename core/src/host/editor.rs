//! Help for an editor in a browser: a pack that is being written, and what may be asked at a place of it.

use serde_json::{Value as Json, json};

use super::{date, report_json};
use crate::assist::{self, CompletionKind};
use crate::plan::{Pack, Workspace};
use crate::source::{Files, Span};
use crate::value::Error;

/// A pack that is being written, sound or not. It never changes; a change of a file gives another one.
///
/// Places are counted as editors in browsers count them: UTF-16 units from the beginning of a file.
#[derive(Debug)]
pub struct Editor {
    checked: Workspace,
    help: assist::Workspace,
}

impl Editor {
    /// Checks a base with the overlays laid over it, in their order; the last is the pack being written.
    #[must_use]
    pub fn new(base: Files, overlays: Vec<Files>) -> Editor {
        Workspace::layered(base, overlays).into()
    }

    /// The same with other contents of one file; a file that is not there yet is added.
    #[must_use]
    pub fn with_file(&self, path: &str, contents: &str) -> Editor {
        self.checked.with_file(path, contents).into()
    }

    /// The same without a file.
    #[must_use]
    pub fn without_file(&self, path: &str) -> Editor {
        self.checked.without_file(path).into()
    }

    /// What the check of it found, as [`super::check`] tells it.
    #[must_use]
    pub fn report(&self) -> Json {
        report_json(self.checked.report())
    }

    /// The pack, where it is sound.
    #[must_use]
    pub fn pack(&self) -> Option<Pack> {
        self.checked.report().pack.clone()
    }

    /// What may be written at a place, the most fitting first: `[{ text, kind, detail, from, to }]`.
    #[must_use]
    pub fn complete(&self, path: &str, at: usize) -> Json {
        let offers = assist::complete(&self.help, path, self.byte(path, at));
        let offer = |offer: assist::Completion| {
            let (from, to) = self.units(offer.replaces);
            json!({ "text": offer.text, "kind": word(offer.kind), "detail": offer.detail, "from": from, "to": to })
        };
        offers.into_iter().map(offer).collect()
    }

    /// What the name at a place means, with what is in force on a day: `{ title, lines, from, to }`, or null.
    ///
    /// # Errors
    /// `T3008` for the date.
    pub fn hover(&self, path: &str, at: usize, as_of: &str) -> Result<Json, Error> {
        let found = assist::hover(&self.help, path, self.byte(path, at), date(as_of)?);
        Ok(found.map_or(Json::Null, |found| {
            let (from, to) = self.units(found.span);
            json!({ "title": found.title, "lines": found.lines, "from": from, "to": to })
        }))
    }

    /// Where the name at a place is declared: `[{ file, line, column, from, to }]`.
    #[must_use]
    pub fn definition(&self, path: &str, at: usize) -> Json {
        self.places(assist::definition(&self.help, path, self.byte(path, at)))
    }

    /// Where the name at a place stands, its declarations among the places.
    #[must_use]
    pub fn references(&self, path: &str, at: usize) -> Json {
        self.places(assist::references(&self.help, path, self.byte(path, at), true))
    }

    /// A file in the usual layout; one that cannot be read, or is laid out so already, as it is.
    #[must_use]
    pub fn format(&self, path: &str) -> Option<String> {
        let (_, file) = self.help.file(path)?;
        Some(assist::format(path, &file.text).unwrap_or_else(|_| file.text.to_string()))
    }

    fn places(&self, spans: Vec<Span>) -> Json {
        let place = |span: Span| {
            let file = self.help.files().get(span.file)?;
            let ((from, to), at) = (self.units(span), file.place(span.start));
            Some(json!({ "file": &*file.path, "line": at.line, "column": at.column, "from": from, "to": to }))
        };
        spans.into_iter().filter_map(place).collect()
    }

    /// The byte at which so many units of a file have passed; within a character the one before it.
    fn byte(&self, path: &str, at: usize) -> usize {
        let Some((_, file)) = self.help.file(path) else { return 0 };
        let mut passed = 0usize;
        for (byte, c) in file.text.char_indices() {
            passed = passed.saturating_add(c.len_utf16());
            if passed > at {
                return byte;
            }
        }
        file.text.len()
    }

    /// The units at which a span begins and ends.
    fn units(&self, span: Span) -> (usize, usize) {
        let text = self.help.files().get(span.file).map_or("", |file| &file.text);
        let range = span.range();
        let count = |end: usize| text.get(..end).unwrap_or("").encode_utf16().count();
        (count(range.start), count(range.end))
    }
}

impl From<Workspace> for Editor {
    fn from(checked: Workspace) -> Editor {
        Editor { help: checked.clone().into(), checked }
    }
}

fn word(kind: CompletionKind) -> &'static str {
    match kind {
        CompletionKind::Fact => "fact",
        CompletionKind::Parameter => "parameter",
        CompletionKind::Rule => "rule",
        CompletionKind::Helper => "helper",
        CompletionKind::Builtin => "builtin",
        CompletionKind::Local => "local",
        CompletionKind::Keyword => "keyword",
        CompletionKind::Value => "value",
        CompletionKind::Type => "type",
        CompletionKind::Tag => "tag",
        CompletionKind::Field => "field",
        CompletionKind::Key => "key",
        CompletionKind::Code => "code",
    }
}
