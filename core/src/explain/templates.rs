//! How templates become pages: what escapes every value that they show, and what they ask of a value that may lack.
//!
//! The templates stand in `templates/` and are compiled into the program (`askama.toml` says where they are and what
//! escapes), so that a page can neither fail nor show what has not been escaped: only parts, which are markup
//! already, and names between backticks are written as they are.

use std::fmt::{self, Write};

use askama::filters::Escaper;
use askama::{FastWritable, NO_VALUES};

/// Fills a page.
pub(super) fn fill(page: &dyn FastWritable) -> String {
    let mut out = String::new();
    // INVARIANT: no template asks for a value by name, and nothing fails that is written into a string.
    drop(page.write_into(&mut out, NO_VALUES));
    out
}

/// Words that may be absent; empty ones are as good as absent.
pub(super) trait Shown {
    fn shown(&self) -> Option<&str>;
}

impl<T: AsRef<str>> Shown for Option<T> {
    fn shown(&self) -> Option<&str> {
        self.as_ref().map(AsRef::as_ref).filter(|words| !words.is_empty())
    }
}

/// Words within HTML, in text and in attributes: nothing in them is markup.
#[derive(Clone, Copy)]
pub(super) struct Html;

impl Escaper for Html {
    fn write_escaped_str<W: Write>(&self, mut out: W, words: &str) -> fmt::Result {
        escape(&mut out, words, |c| {
            Some(match c {
                '&' => "&amp;",
                '<' => "&lt;",
                '>' => "&gt;",
                '"' => "&quot;",
                '\'' => "&#x27;",
                '/' => "&#x2f;",
                _ => return None,
            })
        })
    }
}

/// Words within Markdown: nothing in them is markup, and they stay on one line.
#[derive(Clone, Copy)]
pub(super) struct Markdown;

impl Escaper for Markdown {
    fn write_escaped_str<W: Write>(&self, mut out: W, words: &str) -> fmt::Result {
        escape(&mut out, words, |c| {
            Some(match c {
                '\n' | '\r' | '\t' => " ",
                '&' => "&amp;",
                '<' => "&lt;",
                '>' => "&gt;",
                '\\' => "\\\\",
                '`' => "\\`",
                '*' => "\\*",
                '_' => "\\_",
                '[' => "\\[",
                ']' => "\\]",
                '|' => "\\|",
                '#' => "\\#",
                '~' => "\\~",
                '!' => "\\!",
                c if c.is_control() => "",
                _ => return None,
            })
        })
    }
}

/// Writes words with something in place of what would be markup.
#[inline(never)]
fn escape(out: &mut dyn Write, words: &str, instead: fn(char) -> Option<&'static str>) -> fmt::Result {
    let mut rest = words;
    while let Some((at, c, safe)) = rest.char_indices().find_map(|(at, c)| Some((at, c, instead(c)?))) {
        let (before, after) = rest.split_at(at);
        out.write_str(before)?;
        out.write_str(safe)?;
        rest = after.strip_prefix(c).unwrap_or_default();
    }
    out.write_str(rest)
}
