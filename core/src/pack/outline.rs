//! The bare form of TOML and CSV files with the place of everything, for tools that point into them.

use super::csv::{Cell, Sheet};
use super::report::Report;
use super::toml::{Table, Value, parse};
use crate::diagnostic::Sink;
use crate::source::{FileId, SourceFile, Span};

/// A key and what stands under it.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    /// The key, and its place without quotes.
    pub(crate) key: Word,
    /// What stands under it.
    pub(crate) item: Item,
}

/// A word and its place without quotes.
#[derive(Clone, Debug)]
pub(crate) struct Word {
    /// The word.
    pub(crate) text: String,
    /// Where it stands.
    pub(crate) span: Span,
}

/// A value of a TOML file.
#[derive(Clone, Debug)]
pub(crate) enum Item {
    /// A text.
    Text(Word),
    /// Keys and values.
    Table(Vec<Entry>),
    /// Values.
    List(Vec<Item>),
    /// Anything else.
    Other,
}

/// A CSV file.
#[derive(Clone, Debug)]
pub(crate) struct Grid {
    /// The comments by key.
    pub(crate) comments: Vec<(String, Word)>,
    /// The cells of the header.
    pub(crate) header: Vec<Word>,
    /// The cells of each row.
    pub(crate) rows: Vec<Vec<Word>>,
}

/// The keys and values of a TOML file; of a broken one, what could be read.
pub(crate) fn toml(file: FileId, source: &SourceFile) -> Vec<Entry> {
    if source.text.len() > super::MAX_TOML {
        return Vec::new();
    }
    let mut sink = Sink::default();
    let mut report = Report::new(&mut sink, file, source);
    let table = parse(&mut report);
    entries(&table, source)
}

fn entries(table: &Table, source: &SourceFile) -> Vec<Entry> {
    let told = table.entries.iter().map(|(key, node)| Entry {
        key: word(&key.name, key.span, source),
        item: item(&node.value, node.span, source),
    });
    told.collect()
}

// The nesting is bounded where the file is read.
fn item(value: &Value, span: Span, source: &SourceFile) -> Item {
    match value {
        Value::Text(text) => Item::Text(word(text, span, source)),
        Value::Table(table) => Item::Table(entries(table, source)),
        Value::List(items) => Item::List(items.iter().map(|n| item(&n.value, n.span, source)).collect()),
        _ => Item::Other,
    }
}

/// A word without the quotes around it; where it is written otherwise than it reads, its place is all of it.
fn word(text: &str, span: Span, source: &SourceFile) -> Word {
    let written = source.slice(span);
    let inner = Span { start: span.start.saturating_add(1), end: span.end.saturating_sub(1), ..span };
    let quoted = written.len() > 1 && source.slice(inner) == text;
    Word { text: text.to_owned(), span: if quoted { inner } else { span } }
}

/// The comments, header and rows of a CSV file; `None` where it has no header.
pub(crate) fn csv(file: FileId, source: &SourceFile, known: &[&str]) -> Option<Grid> {
    if source.text.len() > super::MAX_FILE {
        return None;
    }
    let mut sink = Sink::default();
    let mut report = Report::new(&mut sink, file, source);
    let sheet = Sheet::read(&mut report, known, known)?;
    let cells = |cells: &[Cell]| cells.iter().map(|c| Word { text: c.text.clone(), span: c.span }).collect();
    Some(Grid {
        comments: sheet
            .all_comments()
            .map(|(key, c)| (key.to_owned(), Word { text: c.text.clone(), span: c.span }))
            .collect(),
        header: cells(&sheet.header.cells),
        rows: sheet.rows.iter().map(|row| cells(&row.cells)).collect(),
    })
}

impl Word {
    /// The place of a part of the word, which must be a slice of its text.
    pub(crate) fn part(&self, part: &str) -> Span {
        // Both pointers are of one text, so their difference is the offset of the part.
        let offset = part.as_ptr().addr().saturating_sub(self.text.as_ptr().addr());
        let start = self.span.range().start.saturating_add(offset);
        Span::new(self.span.file, start, start.saturating_add(part.len()))
    }
}

impl Item {
    /// The text, where it is one.
    pub(crate) fn word(&self) -> Option<&Word> {
        match self {
            Item::Text(word) => Some(word),
            _ => None,
        }
    }

    /// The entries, where it has some.
    pub(crate) fn entries(&self) -> &[Entry] {
        match self {
            Item::Table(entries) => entries,
            _ => &[],
        }
    }

    /// The items of a list; a single one stands for itself.
    pub(crate) fn items(&self) -> &[Item] {
        match self {
            Item::List(items) => items,
            other => std::slice::from_ref(other),
        }
    }
}

/// What stands under a key.
pub(crate) fn get<'e>(entries: &'e [Entry], key: &str) -> Option<&'e Item> {
    entries.iter().find(|entry| entry.key.text == key).map(|entry| &entry.item)
}
