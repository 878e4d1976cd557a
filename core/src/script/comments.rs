//! The comments between tokens.

use std::ops::Range;

use super::scan::Scanner;
use super::tags;
use crate::diagnostic::{Diagnostic, Sink};
use crate::source::{FileId, Span};
use crate::text;

/// What a comment is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CommentKind {
    /// `///`: about the function below.
    Function,
    /// `//!`: about the file.
    File,
    /// `/** */`, which rhai takes for a comment about a function.
    BlockDoc,
    /// `//` and `/* */`.
    Plain,
}

/// One comment, without the signs that begin it.
#[derive(Clone, Debug)]
pub(crate) struct Comment {
    /// What it is for.
    pub(crate) kind: CommentKind,
    /// Its words.
    pub(crate) words: Range<usize>,
    /// The whole.
    pub(crate) span: Span,
}

/// Finds the comments in a stretch of text that holds nothing else but blanks.
pub(crate) fn comments(file: FileId, text: &str, gap: Range<usize>) -> Vec<Comment> {
    let text = text.get(..gap.end).unwrap_or(text);
    let mut scanner = Scanner::new(text, gap.start);
    let mut found = Vec::new();
    loop {
        scanner.eat_while(|c| c.is_ascii_whitespace());
        let start = scanner.at();
        let rest = scanner.rest();
        let (kind, signs, block) = if rest.starts_with("///") && !rest.starts_with("////") {
            (CommentKind::Function, "///", false)
        } else if rest.starts_with("//!") {
            (CommentKind::File, "//!", false)
        } else if rest.starts_with("//") {
            (CommentKind::Plain, "//", false)
        } else if rest.starts_with("/**") && !rest.starts_with("/***") && !rest.starts_with("/**/") {
            (CommentKind::BlockDoc, "/*", true)
        } else if rest.starts_with("/*") {
            (CommentKind::Plain, "/*", true)
        } else {
            return found;
        };
        scanner.eat(signs);
        let words = scanner.at();
        if block {
            scanner.eat_block_comment();
        } else {
            scanner.eat_line();
        }
        let span = Span::new(file, start, scanner.at());
        found.push(Comment { kind, words: words..scanner.at(), span });
    }
}

/// Reports comments that are about a function or the file, but stand where they are about nothing.
pub(crate) fn report_orphans(file: FileId, text: &str, gap: Range<usize>, sink: &mut Sink) {
    for comment in comments(file, text, gap) {
        match comment.kind {
            CommentKind::Plain => {}
            CommentKind::Function | CommentKind::BlockDoc => sink.push(orphan(comment.span)),
            CommentKind::File => sink.push(late_file_comment(comment.span)),
        }
    }
}

/// Reports comments above a function that look like its own, but are not read.
pub(crate) fn report_unread(text: &str, comment: &Comment, sink: &mut Sink) {
    let words = text.get(comment.words.clone()).unwrap_or("").trim_start();
    match comment.kind {
        CommentKind::Function => {}
        CommentKind::File => sink.push(late_file_comment(comment.span)),
        CommentKind::BlockDoc => sink.push(block_doc(comment.span)),
        CommentKind::Plain => {
            let name = words.strip_prefix('@').and_then(|w| w.split_whitespace().next());
            if name.is_some_and(tags::is_known) {
                sink.push(unread_tag(comment.span));
            }
        }
    }
}

fn orphan(span: Span) -> Diagnostic {
    Diagnostic::error(
        "T1045",
        span,
        text!(
            "Komentar `///` ini tidak berada di atas fungsi, sehingga isinya tidak menjelaskan apa pun.",
            "This `///` comment stands above no function, so it explains nothing."
        ),
    )
    .with_help(text!(
        "Pindahkan ke atas `fn`, atau tulis `//` bila hanya catatan.",
        "Move it above a `fn`, or write `//` where it is only a note."
    ))
}

fn late_file_comment(span: Span) -> Diagnostic {
    Diagnostic::error(
        "T1045",
        span,
        text!(
            "Komentar `//!` berlaku untuk seluruh berkas dan hanya dibaca di atas fungsi pertama.",
            "A `//!` comment is for the whole file and is read only above the first function."
        ),
    )
    .with_help(text!(
        "Pindahkan ke awal berkas, atau tulis `///` untuk fungsi di bawahnya.",
        "Move it to the top of the file, or write `///` for the function below."
    ))
}

fn block_doc(span: Span) -> Diagnostic {
    Diagnostic::error(
        "T1045",
        span,
        text!(
            "Komentar `/** */` tidak dibaca; penjelasan fungsi ditulis dengan `///`.",
            "A `/** */` comment is not read; a function is explained with `///`."
        ),
    )
    .with_help(text!(
        "Awali setiap barisnya dengan `///`, atau tulis `/* */` bila hanya catatan.",
        "Begin each of its lines with `///`, or write `/* */` where it is only a note."
    ))
}

fn unread_tag(span: Span) -> Diagnostic {
    Diagnostic::warning(
        "T1045",
        span,
        text!("Tanda dalam komentar `//` tidak dibaca.", "A tag in a `//` comment is not read."),
    )
    .with_help(text!("Tulis dengan tiga garis miring: `///`.", "Write it with three slashes: `///`."))
}
