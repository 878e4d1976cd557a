//! The text of rules becomes a syntax tree with the place of everything. The only folder that names rhai.

pub mod ast;
mod comments;
#[cfg(all(feature = "interpreter", not(feature = "lean")))]
mod confirm;
#[cfg(not(feature = "interpreter"))]
#[path = "confirm_absent.rs"]
mod confirm;
#[cfg(feature = "lean")]
#[path = "confirm_lean.rs"]
mod confirm;
mod hints;
pub mod interpreted;
mod lexer;
mod limits;
mod parser;
mod scan;
#[cfg(not(feature = "lean"))]
mod stream;
#[cfg(feature = "lean")]
#[path = "stream_absent.rs"]
mod stream;
mod tags;
#[cfg(test)]
mod tests;
pub(crate) mod token;
pub mod walk;

use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Sink};
use crate::source::{FileId, Files, SourceFile};
use ast::Script;

pub(crate) use comments::{Comment, comments};
pub(crate) use tags::{KINDS, REASONS, TAGS};

/// The tokens of a rule file, whether it can be read or not; the last one covers nothing.
pub(crate) fn tokens(file: FileId, text: &str) -> Vec<token::Token> {
    lexer::tokens(file, text, 0..text.len())
}

/// Whether a rule file is small enough to be looked at.
pub(crate) fn is_readable(file: FileId, text: &str) -> bool {
    limits::check(file, text).is_none()
}

/// Reads every rule file of a pack, in the order of their paths.
///
/// Whatever is wrong is written into the sink, all of it at once. What could not be read stands in the
/// tree as [`ast::ExprKind::Broken`], of which later stages say nothing more. The body of an
/// `@interpreted` function is not read: its block is empty and covers the body's text. A file that is no
/// UTF-8 is passed over; that is reported where the pack is read.
pub fn read(files: &Files, sink: &mut Sink) -> Vec<Arc<Script>> {
    let read: Vec<FileScript> = files.iter().map(|(file, source)| FileScript::read(file, source)).collect();
    join(&read.iter().collect::<Vec<_>>(), sink)
}

/// What one rule file came to, kept apart so that it need not be read again while it stays as it is.
#[derive(Debug)]
pub struct FileScript {
    script: Option<Arc<Script>>,
    found: Vec<Diagnostic>,
}

impl FileScript {
    /// Reads one file; one that holds no rules comes to nothing.
    #[must_use]
    pub fn read(file: FileId, source: &SourceFile) -> FileScript {
        let mut sink = Sink::of_file();
        let script = (source.path.ends_with(".rhai") && source.is_utf8)
            .then(|| read_file(file, source, &mut sink))
            .flatten();
        FileScript { script: script.map(Arc::new), found: sink.into_sorted() }
    }
}

/// Brings together the rule files of a pack, in the order of their paths.
pub fn join(files: &[&FileScript], sink: &mut Sink) -> Vec<Arc<Script>> {
    files.iter().flat_map(|file| &file.found).for_each(|found| sink.push(found.clone()));
    files.iter().filter_map(|file| file.script.clone()).collect()
}

/// Reads one rule file; `None` where it is too large to be read.
fn read_file(file: FileId, source: &SourceFile, sink: &mut Sink) -> Option<Script> {
    if let Some(diagnostic) = limits::check(file, &source.text) {
        sink.push(diagnostic);
        return None;
    }
    let tags = tags::read_file_tags(file, &source.text, sink);
    let mut functions = parser::functions(file, &source.text, &tags, sink);
    for function in &mut functions {
        hints::values::settle(function, sink);
    }
    hints::switch::check(&mut functions, sink);
    hints::hyphen::check(&mut functions, &source.text, sink);
    hints::decimal_comma::check(&mut functions, &source.text, sink);
    if !sink.has_errors()
        && let Some(diagnostic) = confirm::confirm(file, &source.text)
    {
        sink.push(diagnostic);
    }
    Some(Script { file, tags, functions })
}
