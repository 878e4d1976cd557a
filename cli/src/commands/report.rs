//! Diagnostics on a terminal: the lines concerned, what is to be seen in them, and what to do.

use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use timbang::Lang;
use timbang::diagnostic::{Diagnostic, Label, Severity};
use timbang::source::{FileId, Files, SourceFile};

/// The longest line of a file that is shown in full; a longer one is cut around what is meant.
const MAX_LINE: usize = 400;

/// Writes diagnostics one after the other, each with all its places.
pub(crate) fn to_text(diagnostics: &[Diagnostic], files: &Files, lang: Lang, colour: bool) -> String {
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    let mut out = String::new();
    for diagnostic in diagnostics {
        out.push_str(&renderer.render(&[group(diagnostic, files, lang)]));
        out.push_str("\n\n");
    }
    out
}

fn group<'a>(diagnostic: &'a Diagnostic, files: &'a Files, lang: Lang) -> Group<'a> {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let title = level.with_name(diagnostic.severity.word(lang)).primary_title(diagnostic.message.get(lang));
    let mut group = Group::with_title(title.id(diagnostic.code));
    let mut shown: Vec<FileId> = Vec::new();
    for label in &diagnostic.labels {
        if shown.contains(&label.span.file) {
            continue;
        }
        shown.push(label.span.file);
        if let Some(file) = files.get(label.span.file) {
            group = group.element(snippet(diagnostic, label.span.file, file, lang));
        }
    }
    let help = match lang {
        Lang::Id => "saran",
        Lang::En => "help",
    };
    let basis = match lang {
        Lang::Id => "dasar",
        Lang::En => "basis",
    };
    if let Some(words) = &diagnostic.help {
        group = group.element(Level::HELP.with_name(help).message(words.get(lang)));
    }
    if let Some(words) = &diagnostic.basis {
        group = group.element(Level::NOTE.with_name(basis).message(words.as_str()));
    }
    group
}

/// The part of a file that its labels lie in, so that a long file costs no more than a short one.
fn snippet<'a>(
    diagnostic: &'a Diagnostic,
    id: FileId,
    file: &'a SourceFile,
    lang: Lang,
) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
    let text: &str = &file.text;
    let own: Vec<(bool, &Label)> = diagnostic
        .labels
        .iter()
        .enumerate()
        .filter(|(_, label)| label.span.file == id)
        .map(|(at, label)| (at == 0, label))
        .collect();
    let ranges: Vec<Range<usize>> = own.iter().map(|(_, label)| within(text, label.span.range())).collect();
    let first = ranges.iter().map(|r| r.start).min().unwrap_or(0);
    let last = ranges.iter().map(|r| r.end).max().unwrap_or(0);
    let (start, end) = window(text, first, last);
    let line = file.place(u32::try_from(start).unwrap_or(u32::MAX)).line;
    let part = text.get(start..end).unwrap_or("");
    let mut snippet = Snippet::source(part).line_start(line).path(&*file.path);
    for ((is_main, label), range) in own.into_iter().zip(ranges) {
        let kind = if is_main { AnnotationKind::Primary } else { AnnotationKind::Context };
        let range = range.start.saturating_sub(start)..range.end.saturating_sub(start);
        let words = label.text.get(lang);
        let annotation = kind.span(range.start.min(part.len())..range.end.min(part.len()));
        snippet = snippet.annotation(if words.is_empty() { annotation } else { annotation.label(words) });
    }
    snippet
}

/// The lines from `first` to `last`; of very long lines only what lies near.
fn window(text: &str, first: usize, last: usize) -> (usize, usize) {
    let before = text.get(..first).unwrap_or("");
    let after = text.get(last..).unwrap_or("");
    let line_start = before.rfind('\n').map_or(0, |at| at.saturating_add(1));
    let line_end = after.find('\n').map_or(text.len(), |at| last.saturating_add(at));
    let start = if first.saturating_sub(line_start) > MAX_LINE {
        boundary(text, first.saturating_sub(MAX_LINE / 2))
    } else {
        line_start
    };
    let end = if line_end.saturating_sub(last) > MAX_LINE {
        boundary(text, last.saturating_add(MAX_LINE / 2))
    } else {
        line_end
    };
    (start, end.max(start))
}

/// The range within a text, on the borders of characters.
fn within(text: &str, range: Range<usize>) -> Range<usize> {
    let start = boundary(text, range.start.min(text.len()));
    let end = boundary(text, range.end.min(text.len())).max(start);
    start..end
}

fn boundary(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use timbang::source::Span;
    use timbang::text;

    fn render(content: &str, range: Range<usize>) -> String {
        let files = Files::from_map([("kinerja/a.rhai", content)]);
        let span = Span::new(FileId(0), range.start, range.end);
        let found = Diagnostic::error("T1001", span, text!("salah", "wrong"))
            .with_label(text!("di sini", "here"))
            .with_help(text!("ganti", "change it"))
            .with_basis(Some("PerBKN 3/2023"));
        to_text(&[found], &files, Lang::Id, false)
    }

    #[test]
    fn the_line_the_label_help_and_basis_are_shown() {
        let shown = render("satu\ndua tiga\n", 9..13);
        for part in [
            "galat[T1001]: salah",
            "kinerja/a.rhai:2:5",
            "dua tiga",
            "^^^^ di sini",
            "saran",
            "ganti",
            "PerBKN 3/2023",
        ] {
            assert!(shown.contains(part), "{part} is not in:\n{shown}");
        }
    }

    #[test]
    fn places_outside_the_file_and_within_characters_are_safe() {
        assert!(render("é", 1..9000).contains("T1001"));
        assert!(render("", 0..0).contains("T1001"));
        assert!(render("\0\n\0", 1..3).contains("T1001"));
    }

    #[test]
    fn a_line_of_a_million_characters_is_cut() {
        let shown = render(&"x".repeat(1_000_000), 500_000..500_003);
        assert!(shown.len() < 5_000, "{}", shown.len());
    }
}
