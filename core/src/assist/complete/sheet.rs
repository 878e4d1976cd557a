//! In a CSV file: comment keys, columns and cells.

use super::{CompletionKind, Here, nothing};
use crate::pack::places::FileKind;

const CASES: &[&str] = &["as_of", "source", "rounded", "note"];
const CATALOGUE: &[&str] =
    &["code", "kind", "title", "title_en", "provider", "hours", "cost", "prerequisite"];

/// Offers what may be written in a CSV file.
pub(super) fn complete(here: &mut Here<'_>) {
    let kind = here.workspace.kind(here.file);
    let line = here.line_before();
    if let Some(content) = line.trim_start().strip_prefix('#') {
        comment(here, kind, content);
        return;
    }
    let delimiter = delimiter(here.text);
    let (column, cell) = last_cell(line, delimiter);
    // In a cell everything from the last sign of a test on is one word.
    let word = cell.rsplit(['|', '[', '(', '<', '>', '=', ' ', '"']).next().unwrap_or(cell);
    let word = word.rsplit_once("..").map_or(word, |(_, last)| last);
    here.replace_from(here.offset.saturating_sub(word.len()));
    let is_data = |line: &&str| !line.trim().is_empty() && !line.trim_start().starts_with('#');
    let Some(header) = here.above().lines().find(is_data) else {
        columns(here, kind, cell);
        return;
    };
    super::sheet_cells::offer(here, kind, header, delimiter, column);
}

fn comment(here: &mut Here<'_>, kind: FileKind, content: &str) {
    let Some((key, value)) = content.split_once(':') else {
        let known = match kind {
            FileKind::Table => crate::pack::tables::COMMENTS,
            FileKind::CasesCsv => CASES,
            _ => &["note"],
        };
        here.offer_all(known, CompletionKind::Key);
        return;
    };
    match (kind, key.trim()) {
        (FileKind::Table, "per") => here.offer_lists(),
        (FileKind::Table, "hit") => here.offer_all(&["unique", "first"], CompletionKind::Value),
        (FileKind::Table, "open" | "helper") | (FileKind::CasesCsv, "rounded") => {
            here.offer_all(&["ya", "tidak"], CompletionKind::Value);
        }
        (FileKind::Table, "returns") => {
            if !value.contains('=') {
                for name in results(here.text) {
                    here.offer(format!("{name} = "), CompletionKind::Key, nothing());
                }
            }
            here.offer_types(&["number", "boolean", "text", "date", "list of "], false);
        }
        (FileKind::Table, "dated_by") => {
            let list =
                here.text.lines().find_map(|l| l.trim().strip_prefix('#')?.trim().strip_prefix("per:"));
            let list = list.and_then(|name| here.workspace.linked().list_fact(name.trim()));
            if let Some(list) = list {
                here.offer_members(list);
                here.found.retain(|c| c.kind == CompletionKind::Field);
            }
        }
        _ => {}
    }
}

/// The results that the header names.
fn results(text: &str) -> Vec<&str> {
    let header = text.lines().find(|l| !l.trim().is_empty() && !l.trim_start().starts_with('#'));
    let cells = header.unwrap_or("").split([',', ';']);
    cells.filter_map(|cell| cell.trim().strip_prefix("result:")).map(str::trim).collect()
}

fn columns(here: &mut Here<'_>, kind: FileKind, cell: &str) {
    match kind {
        FileKind::Table => {
            here.offer_all(&["result: ", "verified", "note", "basis"], CompletionKind::Key);
            let list =
                here.text.lines().find_map(|l| l.trim().strip_prefix('#')?.trim().strip_prefix("per:"));
            let list = list.and_then(|name| here.workspace.linked().list_fact(name.trim()));
            here.offer_names(list);
        }
        FileKind::CasesCsv if cell.contains(':') => here.offer_rules(&[]),
        FileKind::CasesCsv => {
            here.offer_all(&["name", "as_of", "note", "expect: "], CompletionKind::Key);
            here.offer_names(None);
        }
        _ => {
            here.offer_all(CATALOGUE, CompletionKind::Key);
            here.offer_fields("catalogue");
        }
    }
}

/// What separates the cells: the sign that is more frequent in the header.
fn delimiter(text: &str) -> char {
    let header =
        text.lines().find(|l| !l.trim().is_empty() && !l.trim_start().starts_with('#')).unwrap_or("");
    if header.matches(';').count() > header.matches(',').count() { ';' } else { ',' }
}

/// The number of the last cell of a line, and what stands in it.
fn last_cell(line: &str, delimiter: char) -> (usize, &str) {
    let (mut in_quotes, mut count, mut start) = (false, 0usize, 0usize);
    for (at, c) in line.char_indices() {
        match c {
            '"' => in_quotes = !in_quotes,
            _ if c == delimiter && !in_quotes => {
                count = count.saturating_add(1);
                start = at.saturating_add(c.len_utf8());
            }
            _ => {}
        }
    }
    (count, line.get(start..).unwrap_or(""))
}
