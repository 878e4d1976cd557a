//! The comment above a function: its label, its description and its tags.

mod argument;
mod label;
mod lines;
mod merge;
mod read;
mod report;
mod template;

use std::ops::Range;

use super::ast::{Doc, Tags};
use super::comments::{self, CommentKind};
use crate::diagnostic::Sink;
use crate::source::FileId;

pub(crate) use argument::{KINDS, REASONS};
pub(crate) use read::{NAMES as TAGS, is_known};

/// Reads the comment in the text above a function.
pub(crate) fn read_doc(file: FileId, text: &str, gap: Range<usize>, sink: &mut Sink) -> Doc {
    let found = comments::comments(file, text, gap.clone());
    // Above the first function stand the comments of the file too; they are read on their own.
    let first = text.get(..gap.start).is_some_and(|before| before.trim().is_empty());
    for comment in &found {
        if !(first && comment.kind == CommentKind::File) {
            comments::report_unread(text, comment, sink);
        }
    }
    let own: Vec<Range<usize>> =
        found.into_iter().filter(|c| c.kind == CommentKind::Function).map(|c| c.words).collect();
    let lines = lines::lines(file, text, &own);
    let (label, description) = label::label(file, text, &lines.prose);
    let tags = read::tags(file, text, &lines, sink);
    Doc { label, description, tags }
}

/// Reads the `//!` comments at the top of a file.
pub(crate) fn read_file_tags(file: FileId, text: &str, sink: &mut Sink) -> Tags {
    let own: Vec<Range<usize>> = comments::comments(file, text, 0..text.len())
        .into_iter()
        .filter(|c| c.kind == CommentKind::File)
        .map(|c| c.words)
        .collect();
    let lines = lines::lines(file, text, &own);
    read::tags(file, text, &lines, sink)
}
