//! Walks a table whose keys are known: what is unknown, missing or of the wrong kind is reported.

use std::sync::Arc;

use super::node::{Key, Node, Table, Value};
use crate::pack::decl::Ident;
use crate::pack::names::{NameOf, did_you_mean, name};
use crate::pack::percent::{Percent, percent};
use crate::pack::report::Report;
use crate::source::{Span, Spanned};
use crate::text;
use crate::value::{Date, Number, Text};

/// The entries of one table, asked for by key.
pub(in crate::pack) struct Fields<'t> {
    table: &'t Table,
    /// The place of the table: its name or header, where a missing key is reported.
    pub(in crate::pack) owner: Span,
}

impl<'t> Fields<'t> {
    /// Reports every key that is not among the known ones.
    pub(in crate::pack) fn new(
        report: &mut Report<'_>,
        table: &'t Table,
        owner: Span,
        known: &[&str],
    ) -> Fields<'t> {
        for (key, _) in &table.entries {
            if !known.contains(&key.name.as_str()) {
                unknown_key(report, key, known);
            }
        }
        Fields { table, owner }
    }

    /// Takes a table whose keys are the author's own names but for a few.
    pub(in crate::pack) fn open(table: &'t Table, owner: Span) -> Fields<'t> {
        Fields { table, owner }
    }

    /// The entry of a key.
    pub(in crate::pack) fn entry(&self, key: &str) -> Option<&'t (Key, Node)> {
        self.table.entries.iter().find(|(k, _)| k.name == key)
    }

    /// The value of a key.
    pub(in crate::pack) fn get(&self, key: &str) -> Option<&'t Node> {
        self.entry(key).map(|(_, node)| node)
    }

    /// The value of a key that must be there.
    pub(in crate::pack) fn required(&self, report: &mut Report<'_>, key: &str) -> Option<&'t Node> {
        let found = self.get(key);
        // In a file with broken lines the key may well stand on one of them.
        if found.is_none() && !report.is_broken() {
            missing(report, self.owner, key);
        }
        found
    }

    /// A text.
    pub(in crate::pack) fn text(&self, report: &mut Report<'_>, key: &str) -> Option<Spanned<String>> {
        self.get(key).and_then(|node| text(report, node))
    }

    /// A text without its place.
    pub(in crate::pack) fn words(&self, report: &mut Report<'_>, key: &str) -> Option<String> {
        self.text(report, key).map(|spanned| spanned.value)
    }

    /// A text that must be there and say something.
    pub(in crate::pack) fn required_text(
        &self,
        report: &mut Report<'_>,
        key: &str,
    ) -> Option<Spanned<String>> {
        let node = self.required(report, key)?;
        text(report, node)
    }

    /// A truth value; false where it is not written.
    pub(in crate::pack) fn switch(&self, report: &mut Report<'_>, key: &str) -> bool {
        self.get(key).and_then(|node| boolean(report, node)).unwrap_or(false)
    }

    /// A count up to a limit.
    pub(in crate::pack) fn count(&self, report: &mut Report<'_>, key: &str, most: u32) -> Option<u32> {
        self.get(key).and_then(|node| count(report, node, most))
    }

    /// A date.
    pub(in crate::pack) fn date(&self, report: &mut Report<'_>, key: &str) -> Option<Spanned<Date>> {
        self.get(key).and_then(|node| date(report, node))
    }

    /// A name that is declared elsewhere.
    pub(in crate::pack) fn name(&self, report: &mut Report<'_>, key: &str) -> Option<Ident> {
        self.get(key).and_then(|node| ident(report, node))
    }

    /// A name, or a list of names.
    pub(in crate::pack) fn names(&self, report: &mut Report<'_>, key: &str) -> Vec<Ident> {
        match self.get(key) {
            None => Vec::new(),
            Some(node) => names(report, node, NameOf::Other),
        }
    }

    /// The names of outputs: a rule, or `list.rule`.
    pub(in crate::pack) fn outputs(&self, report: &mut Report<'_>, key: &str) -> Vec<Ident> {
        match self.get(key) {
            None => Vec::new(),
            Some(node) => names(report, node, NameOf::Output),
        }
    }
}

/// Reports a key that is not known here.
fn unknown_key(report: &mut Report<'_>, key: &Key, known: &[&str]) {
    let shown: String = key.name.chars().take(60).collect();
    report.error(
        "T0009",
        key.span,
        text!("Kunci `{shown}` tidak dikenal di sini.", "The key `{shown}` is not known here."),
        did_you_mean(&key.name, known),
    );
}

/// Reports a key that is missing.
fn missing(report: &mut Report<'_>, owner: Span, key: &str) {
    report.error(
        "T0010",
        owner,
        text!(
            "Kunci `{key}` wajib ada di sini, tetapi tidak ditulis.",
            "The key `{key}` is required here but not written."
        ),
        text!("Tambahkan `{key} = …`.", "Add `{key} = …`."),
    );
}

/// The kind of a value in an author's words.
pub(in crate::pack) fn describe(value: &Value) -> Text {
    match value {
        Value::Text(_) => text!("teks", "a text"),
        Value::Number { .. } => text!("angka", "a number"),
        Value::Bool(_) => text!("nilai benar/salah", "a truth value"),
        Value::Date(_) => text!("tanggal", "a date"),
        Value::List(_) => text!("daftar", "a list"),
        Value::Table(_) => text!("tabel kunci dan nilai", "a table of keys and values"),
        Value::Broken => text!("sesuatu yang tidak terbaca", "something unreadable"),
    }
}

/// Reports a value of the wrong kind, unless it was reported as unreadable before.
pub(in crate::pack) fn wrong_kind(report: &mut Report<'_>, node: &Node, wanted: &Text, help: Text) {
    if matches!(node.value, Value::Broken) {
        return;
    }
    let (found, want) = (describe(&node.value), wanted);
    let message = Text {
        id: format!("Di sini seharusnya {}, tetapi yang tertulis {}.", want.id, found.id),
        en: format!("Here should be {}, but {} is written.", want.en, found.en),
    };
    report.error("T0011", node.span, message, help);
}

/// Reads a text that says something.
pub(in crate::pack) fn text(report: &mut Report<'_>, node: &Node) -> Option<Spanned<String>> {
    let Value::Text(words) = &node.value else {
        wrong_kind(
            report,
            node,
            &text!("teks", "a text"),
            text!("Tulis teksnya dalam tanda kutip: \"…\".", "Write the text in quotes: \"…\"."),
        );
        return None;
    };
    if words.trim().is_empty() {
        report.error(
            "T0011",
            node.span,
            text!(
                "Teks ini kosong, jadi tidak mengatakan apa-apa.",
                "This text is empty, so it says nothing."
            ),
            text!("Isi teksnya, atau hapus kuncinya.", "Fill the text in, or remove the key."),
        );
        return None;
    }
    Some(Spanned::new(words.clone(), node.span))
}

/// Reads a truth value.
pub(in crate::pack) fn boolean(report: &mut Report<'_>, node: &Node) -> Option<bool> {
    if let Value::Bool(b) = node.value {
        return Some(b);
    }
    wrong_kind(
        report,
        node,
        &text!("nilai benar/salah", "a truth value"),
        text!("Tulis `true` atau `false`, tanpa tanda kutip.", "Write `true` or `false`, without quotes."),
    );
    None
}

/// Reads a number or a percentage in quotes.
pub(in crate::pack) fn number(report: &mut Report<'_>, node: &Node) -> Option<Spanned<Number>> {
    match &node.value {
        Value::Number { number, .. } => return Some(Spanned::new(*number, node.span)),
        Value::Text(words) => match percent(words) {
            Percent::Is(number) => return Some(Spanned::new(number, node.span)),
            Percent::Misspelt => {
                bad_percent(report, node.span);
                return None;
            }
            Percent::Not => {}
        },
        _ => {}
    }
    wrong_kind(
        report,
        node,
        &text!("angka", "a number"),
        text!(
            "Tulis angka seperti 12.5, atau persentase dalam tanda kutip: \"75%\".",
            "Write a number such as 12.5, or a percentage in quotes: \"75%\"."
        ),
    );
    None
}

/// Reports a percentage that cannot be read.
pub(in crate::pack) fn bad_percent(report: &mut Report<'_>, span: Span) {
    report.error(
        "T0014",
        span,
        text!("Persentase ini tidak terbaca.", "This percentage cannot be read."),
        text!(
            "Tulis seperti \"75%\" atau \"7.5%\": titik untuk desimal, tanpa spasi.",
            "Write it like \"75%\" or \"7.5%\": a point for decimals, no spaces."
        ),
    );
}

/// Reads a whole number from 0 up to a limit.
fn count(report: &mut Report<'_>, node: &Node, most: u32) -> Option<u32> {
    let found = number(report, node)?;
    let whole = found.value.to_integer().and_then(|n| u32::try_from(n).ok()).filter(|n| *n <= most);
    if whole.is_none() {
        report.error(
            "T0015",
            node.span,
            text!(
                "Di sini seharusnya bilangan bulat dari 0 sampai {most}.",
                "Here should be a whole number from 0 to {most}."
            ),
            text!("Tulis bilangan bulat dalam batas itu.", "Write a whole number within these limits."),
        );
    }
    whole
}

/// Reads a date.
pub(in crate::pack) fn date(report: &mut Report<'_>, node: &Node) -> Option<Spanned<Date>> {
    if let Value::Date(date) = node.value {
        return Some(Spanned::new(date, node.span));
    }
    wrong_kind(
        report,
        node,
        &text!("tanggal", "a date"),
        text!(
            "Tulis tanggal seperti 2025-05-20, tanpa tanda kutip.",
            "Write a date such as 2025-05-20, without quotes."
        ),
    );
    None
}

/// Reads a name that is declared elsewhere.
pub(in crate::pack) fn ident(report: &mut Report<'_>, node: &Node) -> Option<Ident> {
    ident_of(report, node, NameOf::Other)
}

fn ident_of(report: &mut Report<'_>, node: &Node, of: NameOf) -> Option<Ident> {
    if let Value::Text(words) = &node.value {
        return Some(name(report, words, node.span, of));
    }
    wrong_kind(
        report,
        node,
        &text!("nama dalam tanda kutip", "a name in quotes"),
        text!("Tulis nama seperti \"golongan\".", "Write a name such as \"golongan\"."),
    );
    None
}

/// Reads a name, or a list of names of which none stands twice.
fn names(report: &mut Report<'_>, node: &Node, of: NameOf) -> Vec<Ident> {
    let Value::List(items) = &node.value else {
        return ident_of(report, node, of).into_iter().collect();
    };
    let mut out: Vec<Ident> = Vec::new();
    let mut seen: std::collections::BTreeMap<Arc<str>, Span> = std::collections::BTreeMap::new();
    for item in items {
        let Some(found) = ident_of(report, item, of) else { continue };
        match seen.get(&found.value) {
            Some(first) => twice(report, found.span, *first),
            None => {
                seen.insert(Arc::clone(&found.value), found.span);
                out.push(found);
            }
        }
    }
    out
}

/// Reports a name that stands twice in one list.
fn twice(report: &mut Report<'_>, span: Span, first: Span) {
    let found = crate::diagnostic::Diagnostic::error(
        "T0044",
        span,
        text!("Ini sudah ditulis sebelumnya.", "This has been written before."),
    );
    report.push(
        found
            .with_place(first, text!("Yang pertama ada di sini.", "The first is here."))
            .with_help(text!("Hapus salah satunya.", "Remove one of the two.")),
    );
}

/// The entries of a table whose keys are the author's own names, such as `[fact.…]`.
pub(in crate::pack) fn named<'t>(report: &mut Report<'_>, node: Option<&'t Node>) -> &'t [(Key, Node)] {
    match node {
        None => &[],
        Some(Node { value: Value::Table(table), .. }) => &table.entries,
        Some(node) => {
            wrong_kind(
                report,
                node,
                &text!("tabel kunci dan nilai", "a table of keys and values"),
                text!("Tulis seperti `[fact.nama]`.", "Write it like `[fact.name]`."),
            );
            &[]
        }
    }
}

/// The table that a value should be.
pub(in crate::pack) fn table<'t>(report: &mut Report<'_>, node: &'t Node) -> Option<&'t Table> {
    if let Value::Table(table) = &node.value {
        return Some(table);
    }
    wrong_kind(
        report,
        node,
        &text!("tabel kunci dan nilai", "a table of keys and values"),
        text!("Tulis `{{ kunci = nilai }}`.", "Write `{{ key = value }}`."),
    );
    None
}

/// The list that a value should be.
pub(in crate::pack) fn list<'t>(report: &mut Report<'_>, node: &'t Node) -> Option<&'t [Node]> {
    if let Value::List(items) = &node.value {
        return Some(items);
    }
    wrong_kind(
        report,
        node,
        &text!("daftar", "a list"),
        text!("Tulis isinya dalam `[` dan `]`.", "Write the items between `[` and `]`."),
    );
    None
}
