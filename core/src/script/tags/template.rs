//! Texts with `{names}` to be filled in.

use std::ops::Range;
use std::sync::Arc;

use super::report;
use crate::diagnostic::Sink;
use crate::script::ast::{Template, TemplatePart};
use crate::source::{FileId, Span, Spanned};

/// Reads a template from the lines of a tag's argument.
pub(super) fn template(file: FileId, text: &str, pieces: &[Range<usize>], sink: &mut Sink) -> Template {
    let mut parts: Vec<TemplatePart> = Vec::new();
    let mut words = String::new();
    for piece in pieces {
        if !words.is_empty() || !parts.is_empty() {
            words.push(' ');
        }
        let mut at = piece.start;
        while at < piece.end {
            let rest = text.get(at..piece.end).unwrap_or("");
            let plain = rest.find(['{', '}']).unwrap_or(rest.len());
            words.push_str(rest.get(..plain).unwrap_or(""));
            at = at.saturating_add(plain);
            let rest = rest.get(plain..).unwrap_or("");
            if rest.is_empty() {
                break;
            }
            let brace = Span::new(file, at, at.saturating_add(1));
            let inner = rest.get(1..).unwrap_or("");
            if rest.starts_with('}') {
                sink.push(report::unbalanced(brace, "}"));
                at = at.saturating_add(1);
                continue;
            }
            let close = inner
                .find(['{', '}'])
                .filter(|close| inner.get(*close..).is_some_and(|r| r.starts_with('}')));
            let Some(close) = close else {
                sink.push(report::unbalanced(brace, "{"));
                at = at.saturating_add(1);
                continue;
            };
            let name_range =
                super::lines::trim(text, at.saturating_add(1)..at.saturating_add(1).saturating_add(close));
            let name = text.get(name_range.clone()).unwrap_or("");
            let span = Span::new(file, name_range.start, name_range.end);
            if super::argument::is_name(name) {
                if !words.is_empty() {
                    parts.push(TemplatePart::Words(std::mem::take(&mut words)));
                }
                parts.push(TemplatePart::Name(Spanned::new(Arc::from(name), span)));
            } else {
                let whole = Span::new(file, at, at.saturating_add(close).saturating_add(2));
                sink.push(report::no_name_in_braces(whole));
            }
            at = at.saturating_add(close).saturating_add(2);
        }
    }
    if !words.is_empty() {
        parts.push(TemplatePart::Words(words));
    }
    Template { parts }
}
