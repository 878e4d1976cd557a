//! TOML files: no blanks at the ends of lines, one empty line at most, one line end at the end.

use super::{ONLY, one};
use crate::pack::outline;

/// Lays out a TOML file.
pub(super) fn format(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut empty = 0usize;
    for line in text.lines() {
        let line = line.trim_end();
        empty = if line.is_empty() { empty.saturating_add(1) } else { 0 };
        if empty > 1 || (line.is_empty() && out.is_empty()) {
            continue;
        }
        out.push_str(line);
        out.push('\n');
    }
    let kept = out.trim_end_matches('\n').len();
    out.truncate(kept);
    if !out.is_empty() {
        out.push('\n');
    }
    out
}

/// Whether both say the same; blanks within texts of several lines count.
pub(super) fn same(path: &str, a: &str, b: &str) -> bool {
    let bare = |text: &str| {
        let files = one(path, text);
        let read = files.get(ONLY).map(|source| outline::toml(ONLY, source)).unwrap_or_default();
        shown(&read)
    };
    // A number or a date has no blanks of its own, so the texts and keys tell all there is.
    bare(a) == bare(b)
}

fn shown(entries: &[outline::Entry]) -> String {
    let item = |item: &outline::Item| item_shown(item);
    entries.iter().map(|e| format!("{:?}={};", e.key.text, item(&e.item))).collect()
}

fn item_shown(item: &outline::Item) -> String {
    match item {
        outline::Item::Text(word) => format!("{:?}", word.text),
        outline::Item::Table(entries) => format!("{{{}}}", shown(entries)),
        outline::Item::List(items) => items.iter().map(|i| format!("{},", item_shown(i))).collect(),
        outline::Item::Other => "_".to_owned(),
    }
}
