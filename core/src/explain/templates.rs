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
        escape(&mut out, words, in_html)
    }
}

fn in_html(c: char) -> Option<&'static str> {
    Some(match c {
        '&' => "&amp;",
        '<' => "&lt;",
        '>' => "&gt;",
        '"' => "&quot;",
        '\'' => "&#x27;",
        '/' => "&#x2f;",
        _ => return None,
    })
}

/// Words within Markdown: nothing in them is markup, and they stay on one line.
#[derive(Clone, Copy)]
pub(super) struct Markdown;

impl Escaper for Markdown {
    fn write_escaped_str<W: Write>(&self, mut out: W, words: &str) -> fmt::Result {
        escape(&mut out, words, in_markdown)
    }
}

fn in_markdown(c: char) -> Option<&'static str> {
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
}

/// Writes words with something in place of what would be markup.
#[inline(never)]
fn escape(out: &mut dyn Write, words: &str, instead: impl Fn(char) -> Option<&'static str>) -> fmt::Result {
    let mut rest = words;
    while let Some((at, c, safe)) = rest.char_indices().find_map(|(at, c)| Some((at, c, instead(c)?))) {
        let (before, after) = rest.split_at(at);
        out.write_str(before)?;
        out.write_str(safe)?;
        rest = after.strip_prefix(c).unwrap_or_default();
    }
    out.write_str(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn escaped(escaper: impl Escaper, words: &str) -> String {
        let mut out = String::new();
        escaper.write_escaped_str(&mut out, words).unwrap();
        out
    }

    #[test]
    fn nothing_is_markup_in_a_page() {
        assert_eq!(
            escaped(Html, "<b a='1' c=\"2\">é & ü</b>"),
            "&lt;b a=&#x27;1&#x27; c=&quot;2&quot;&gt;é &amp; ü&lt;&#x2f;b&gt;"
        );
        assert_eq!(escaped(Html, ""), "");
    }

    #[test]
    fn nothing_is_markup_in_markdown_and_words_stay_on_one_line() {
        assert_eq!(escaped(Markdown, "a\nb\r\tc\u{7}\u{85}d"), "a b  cd");
        assert_eq!(escaped(Markdown, "<&> \\`*_[]|#~!"), "&lt;&amp;&gt; \\\\\\`\\*\\_\\[\\]\\|\\#\\~\\!");
        assert_eq!(escaped(Markdown, "III/a – 'ü'"), "III/a – 'ü'");
    }

    #[test]
    fn empty_words_are_not_shown() {
        assert_eq!(Some(String::new()).shown(), None);
        assert_eq!(None::<&str>.shown(), None);
        assert_eq!(Some("a").shown(), Some("a"));
    }
}
