//! Tags become what they mean.

use std::sync::Arc;

use super::argument::{KINDS, REASONS, name, range, type_tag};
use super::lines::{Lines, TagLine, trim};
use super::report;
use super::template::template;
use crate::Text;
use crate::diagnostic::Sink;
use crate::script::ast::{Reason, ReasonKind, Tags, Template};
use crate::script::hints::values;
use crate::script::parser;
use crate::source::{FileId, Span, Spanned};
use crate::text;
use crate::value::Period;

/// Every tag, in the order in which it is explained.
pub(crate) const NAMES: &[&str] = &[
    "basis",
    "unit",
    "en",
    "kind",
    "applies",
    "effective",
    "per",
    "dated_by",
    "range",
    "returns",
    "met",
    "met_en",
    "unmet",
    "unmet_en",
    "advice",
    "advice_en",
    "item",
    "item_from",
    "reason",
    "reason_en",
    "adds_to",
    "open",
    "interpreted",
];

/// Whether there is such a tag.
pub(crate) fn is_known(name: &str) -> bool {
    NAMES.contains(&name)
}

struct Reader<'a> {
    file: FileId,
    text: &'a str,
    sink: &'a mut Sink,
    tags: Tags,
}

/// Reads the tags of a comment, and reports lines that belong to none.
pub(super) fn tags(file: FileId, text: &str, lines: &Lines, sink: &mut Sink) -> Tags {
    for lost in &lines.lost {
        sink.push(report::lost(*lost));
    }
    let mut reader = Reader { file, text, sink, tags: Tags::default() };
    let mut seen: Vec<(&str, Span)> = Vec::new();
    for line in &lines.tags {
        let written = text.get(line.name.range()).unwrap_or("");
        let name = written.trim_start_matches('@');
        if !is_known(name) {
            reader.sink.push(report::unknown(line.name, name));
            continue;
        }
        if let Some((_, first)) = seen.iter().find(|(known, _)| *known == name) {
            reader.sink.push(report::twice(line.name, *first, name));
            continue;
        }
        seen.push((name, line.name));
        reader.read(name, line);
    }
    reader.tags
}

impl Reader<'_> {
    fn read(&mut self, tag: &str, line: &TagLine) {
        let span = line.argument();
        let flag = matches!(tag, "open" | "interpreted");
        if flag && !line.pieces.is_empty() {
            self.sink.push(report::takes_nothing(span, tag));
        }
        if !flag && line.pieces.is_empty() {
            self.sink.push(report::takes_something(line.name, tag));
            return;
        }
        let written = line.text(self.text);
        let place = if flag { line.name } else { span };
        match tag {
            "basis" => self.tags.basis = Some(Spanned::new(written, place)),
            "unit" => self.tags.unit = Some(Spanned::new(written, place)),
            "en" => self.tags.label_en = Some(Spanned::new(without_stop(written), place)),
            "open" => self.tags.open = Some(place),
            "interpreted" => self.tags.interpreted = Some(place),
            "applies" => {
                let mut expr = parser::condition(self.file, self.text, &line.pieces, self.sink);
                values::settle_expr(&mut expr, self.sink);
                self.tags.applies = Some(expr);
            }
            "met" => self.tags.met = self.template(line),
            "met_en" => self.tags.met_en = self.template(line),
            "unmet" => self.tags.unmet = self.template(line),
            "unmet_en" => self.tags.unmet_en = self.template(line),
            "advice" => self.tags.advice = self.template(line),
            "advice_en" => self.tags.advice_en = self.template(line),
            "reason_en" => self.tags.reason_en = self.template(line),
            "reason" => self.tags.reason = self.reason(line, &written),
            _ => self.read_word(tag, &written, place),
        }
    }

    /// Reads a tag whose argument is one word of a certain form.
    fn read_word(&mut self, tag: &str, written: &str, span: Span) {
        match tag {
            "kind" => {
                let found = KINDS.iter().find(|(word, _)| *word == written);
                self.tags.kind = found.map(|(_, kind)| Spanned::new(*kind, span));
                self.require(found.is_some(), tag, span, kinds_text());
            }
            "effective" => {
                let period = written.parse::<Period>().ok();
                self.tags.effective = period.map(|p| Spanned::new(p, span));
                self.require(period.is_some(), tag, span, period_text());
            }
            "range" => {
                let found = range(written);
                self.tags.range = found.map(|r| Spanned::new(r, span));
                self.require(found.is_some(), tag, span, range_text());
            }
            "returns" => {
                self.tags.returns = type_tag(written, span);
                self.require(self.tags.returns.is_some(), tag, span, type_text());
            }
            "item" => {
                let one = !written.contains(char::is_whitespace);
                self.tags.item = one.then(|| Spanned::new(Arc::from(written), span));
                self.require(one, tag, span, text!("satu kode katalog", "one code of the catalogue"));
            }
            _ => {
                let found = name(written, span);
                let ok = found.is_some();
                match tag {
                    "per" => self.tags.per = found,
                    "dated_by" => self.tags.dated_by = found,
                    "item_from" => self.tags.item_from = found,
                    _ => self.tags.adds_to = found,
                }
                self.require(ok, tag, span, text!("satu nama", "one name"));
            }
        }
    }

    fn require(&mut self, holds: bool, tag: &str, span: Span, expected: Text) {
        if !holds {
            self.sink.push(report::argument(span, tag, expected));
        }
    }

    fn template(&mut self, line: &TagLine) -> Option<Spanned<Template>> {
        let read = template(self.file, self.text, &line.pieces, self.sink);
        Some(Spanned::new(read, line.argument()))
    }

    /// Reads `mandatory` or `mandatory: text with {name}`.
    fn reason(&mut self, line: &TagLine, written: &str) -> Option<Spanned<Reason>> {
        let span = line.argument();
        let word = written.split(':').next().unwrap_or("").trim_end();
        let kind: Option<ReasonKind> = REASONS.iter().find(|(name, _)| *name == word).map(|(_, kind)| *kind);
        let Some(kind) = kind else {
            let place =
                Span::new(self.file, span.range().start, span.range().start.saturating_add(word.len()));
            self.sink.push(report::argument(place, "reason", reasons_text()));
            return None;
        };
        let mut pieces = line.pieces.clone();
        let mut has_text = false;
        if let Some(first) = pieces.first_mut() {
            let colon = self.text.get(first.clone()).and_then(|w| w.find(':'));
            has_text = colon.is_some();
            let skip = colon.map_or(first.len(), |at| at.saturating_add(1));
            *first = trim(self.text, first.start.saturating_add(skip)..first.end);
        }
        pieces.retain(|piece| !piece.is_empty());
        if has_text == pieces.is_empty() {
            self.sink.push(report::argument(span, "reason", reasons_text()));
        }
        let template = has_text.then(|| template(self.file, self.text, &pieces, self.sink));
        Some(Spanned::new(Reason { kind, text: template }, span))
    }
}

fn without_stop(mut words: String) -> String {
    if words.ends_with('.') {
        words.pop();
    }
    words
}

fn kinds_text() -> Text {
    text!(
        "`score`, `requirement`, `promotion`, atau `trigger`",
        "`score`, `requirement`, `promotion` or `trigger`"
    )
}

fn reasons_text() -> Text {
    text!(
        "`gap`, `mandatory`, `opportunity`, atau `urgent`, lalu boleh `: teks`",
        "`gap`, `mandatory`, `opportunity` or `urgent`, then optionally `: text`"
    )
}

fn period_text() -> Text {
    text!(
        "masa berlaku seperti `2022-01-01..2025-12-31`, `2022-01-01..`, atau `..2025-12-31`",
        "a period such as `2022-01-01..2025-12-31`, `2022-01-01..` or `..2025-12-31`"
    )
}

fn range_text() -> Text {
    text!(
        "dua bilangan seperti `0..100`, yang kecil lebih dahulu",
        "two numbers such as `0..100`, the smaller first"
    )
}

fn type_text() -> Text {
    text!(
        "jenis seperti `boolean`, nama skema, `list of number`, atau `number, scale 2`",
        "a type such as `boolean`, the name of a scheme, `list of number` or `number, scale 2`"
    )
}
