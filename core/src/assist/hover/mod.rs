//! What a name means, for a reader who points at it.

mod enums;
mod facts;
mod parameters;
mod rules;
mod types;

pub(super) use facts::type_words;
pub(super) use types::words as type_of_value;

use super::builtins::builtin_doc;
use super::definition::at;
use super::symbol::Symbol;
use super::workspace::Workspace;
use crate::outcome::words;
use crate::source::Span;
use crate::text;
use crate::value::{Date, Lang, Period, Text};

/// What a name means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hover {
    /// The name.
    pub span: Span,
    /// What people call it.
    pub title: Text,
    /// Its kind and type, unit, value, basis: each a line.
    pub lines: Vec<Text>,
}

/// What the name at a byte means, with the value and the basis in force on a day.
#[must_use]
pub fn hover(workspace: &Workspace, path: &str, offset: usize, as_of: Date) -> Option<Hover> {
    let found = at(workspace, path, offset)?;
    let (title, lines) = describe(workspace, &found.symbol, found.span, as_of)?;
    Some(Hover { span: found.span, title, lines })
}

impl Hover {
    /// The whole as Markdown.
    #[must_use]
    pub fn to_markdown(&self, lang: Lang) -> String {
        let mut out = format!("**{}**", self.title.get(lang));
        for line in &self.lines {
            out.push_str("\n\n");
            out.push_str(line.get(lang));
        }
        out
    }
}

/// The title and the lines about a symbol.
pub(super) fn describe(
    workspace: &Workspace,
    symbol: &Symbol,
    span: Span,
    as_of: Date,
) -> Option<(Text, Vec<Text>)> {
    match symbol {
        Symbol::Name(name) => facts::fact(workspace, name)
            .or_else(|| parameters::parameter(workspace, name, as_of))
            .or_else(|| rules::rule(workspace, name, as_of)),
        Symbol::ListRule(list, name) => rules::rule(workspace, &format!("{list}.{name}"), as_of),
        Symbol::Field(record, name) => facts::field(workspace, record, name),
        Symbol::Part(parameter, _) => parameters::parameter(workspace, parameter, as_of),
        Symbol::Enum(name) => enums::scheme(workspace, name),
        Symbol::Value(scheme, value) => enums::value(workspace, scheme, value),
        Symbol::Record(name) => facts::record(workspace, name),
        Symbol::Code(code) => facts::code(workspace, code),
        Symbol::Helper(file, name) => rules::helper(workspace, *file, name),
        Symbol::Local(..) => {
            let ty = workspace.index().types.get(&span)?;
            Some((both(symbol.name()), vec![types::words(ty, None)]))
        }
        Symbol::Builtin(name) => {
            let doc = builtin_doc(name)?;
            Some((both(&format!("`{}`", doc.signature)), vec![doc.text()]))
        }
    }
}

/// A text that is the same in both languages.
fn both(words: &str) -> Text {
    Text { id: words.to_owned(), en: words.to_owned() }
}

/// A label in both languages; the name where there is none.
pub(super) fn label(id: Option<&str>, en: Option<&str>, name: &str) -> Text {
    let own = id.unwrap_or(name);
    Text { id: own.to_owned(), en: en.unwrap_or(own).to_owned() }
}

/// Parts of a line, with points between them.
fn joined(parts: &[Text]) -> Text {
    let in_lang = |lang| parts.iter().map(|part| part.get(lang)).collect::<Vec<_>>().join(" · ");
    Text { id: in_lang(Lang::Id), en: in_lang(Lang::En) }
}

/// When something holds.
fn period(period: Period) -> Text {
    let in_lang = |lang| {
        let day = |date: Date| words::date(date, lang);
        match (period.from, period.until, lang) {
            (None, None, Lang::Id) => "selalu berlaku".to_owned(),
            (None, None, Lang::En) => "always in force".to_owned(),
            (Some(from), None, Lang::Id) => format!("berlaku sejak {}", day(from)),
            (Some(from), None, Lang::En) => format!("in force from {}", day(from)),
            (None, Some(until), Lang::Id) => format!("berlaku sampai {}", day(until)),
            (None, Some(until), Lang::En) => format!("in force until {}", day(until)),
            (Some(from), Some(until), Lang::Id) => format!("berlaku {} sampai {}", day(from), day(until)),
            (Some(from), Some(until), Lang::En) => format!("in force {} to {}", day(from), day(until)),
        }
    };
    Text { id: in_lang(Lang::Id), en: in_lang(Lang::En) }
}

/// The citation.
fn basis(basis: &str) -> Text {
    text!("Dasar: {basis}", "Basis: {basis}")
}
