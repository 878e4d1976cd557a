//! CSV files: no blanks around cells, quotes only where they are needed, comments as `# key: content`.

use super::{ONLY, one};
use crate::pack::outline;

/// Lays out a CSV file.
pub(super) fn format(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((line, next)) = next_line(rest) {
        let start = line.trim();
        if !start.is_empty() && !start.starts_with('#') && !start.starts_with("\"#") {
            break;
        }
        if !start.is_empty() {
            out.push_str(&comment(start));
            out.push('\n');
        }
        rest = next;
    }
    let head = next_line(rest).map_or("", |(line, _)| line);
    let delimiter = if head.matches(';').count() > head.matches(',').count() { ';' } else { ',' };
    for (number, row) in rows(rest, delimiter).iter().enumerate() {
        if row.iter().all(String::is_empty) {
            continue;
        }
        let cells: Vec<String> = row
            .iter()
            .map(|cell| quoted(&(if number == 0 { heading(cell) } else { cell.clone() }), delimiter))
            .collect();
        out.push_str(&cells.join(&delimiter.to_string()));
        out.push('\n');
    }
    out
}

/// Whether both hold the same comments and cells.
pub(super) fn same(path: &str, a: &str, b: &str) -> bool {
    let bare = |text: &str| {
        let files = one(path, text);
        let known = ["as_of", "source", "rounded"].iter().chain(crate::pack::tables::COMMENTS).copied();
        let known: Vec<&str> = known.collect();
        files.get(ONLY).and_then(|source| outline::csv(ONLY, source, &known)).map(|grid| {
            let cells = |cells: &[outline::Word]| cells.iter().map(|c| heading(&c.text)).collect::<Vec<_>>();
            let comments: Vec<_> = grid.comments.iter().map(|(k, w)| (k.clone(), w.text.clone())).collect();
            let rows: Vec<_> =
                grid.rows.iter().map(|row| row.iter().map(|c| c.text.clone()).collect::<Vec<_>>()).collect();
            (comments, cells(&grid.header), rows)
        })
    };
    bare(a) == bare(b)
}

fn next_line(text: &str) -> Option<(&str, &str)> {
    if text.is_empty() {
        return None;
    }
    Some(text.split_once('\n').unwrap_or((text, "")))
}

/// `# key: content`, without the separators that a spreadsheet pads with.
fn comment(line: &str) -> String {
    if line.starts_with('"') {
        // A quoted comment holds a separator, and a spreadsheet would take it apart.
        return line.to_owned();
    }
    let body = line.trim_start_matches('#').trim_end_matches([',', ';', ' ', '\t', '\r']);
    match body.split_once(':') {
        Some((key, value)) => format!("# {}: {}", key.trim(), value.trim()).trim_end().to_owned(),
        None => format!("# {}", body.trim()),
    }
}

/// A cell of the header: `result: name`, `rows \ columns`.
fn heading(cell: &str) -> String {
    if let Some((rows, columns)) = cell.split_once('\\') {
        return format!("{} \\ {}", rows.trim(), columns.trim());
    }
    match cell.split_once(':') {
        Some((key, name)) => format!("{}: {}", key.trim(), name.trim()),
        None => cell.to_owned(),
    }
}

fn quoted(cell: &str, delimiter: char) -> String {
    let needed = cell.contains([delimiter, '"', '\n', '\r']) || cell.trim() != cell;
    if needed || cell.starts_with('#') {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell.to_owned()
    }
}

/// The cells of each row, without quotes and without blanks around them.
fn rows(text: &str, delimiter: char) -> Vec<Vec<String>> {
    let mut rows = vec![vec![String::new()]];
    let (mut in_quotes, mut was_quoted) = (false, false);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let Some(cell) = rows.last_mut().and_then(|row| row.last_mut()) else { break };
        match c {
            '"' if in_quotes && chars.peek() == Some(&'"') => {
                chars.next();
                cell.push('"');
            }
            '"' if in_quotes => in_quotes = false,
            '"' if !was_quoted && cell.trim().is_empty() => {
                cell.clear();
                (in_quotes, was_quoted) = (true, true);
            }
            _ if in_quotes => cell.push(c),
            '\n' | '\r' => {
                trim(cell, was_quoted);
                was_quoted = false;
                rows.push(vec![String::new()]);
            }
            _ if c == delimiter => {
                trim(cell, was_quoted);
                was_quoted = false;
                if let Some(row) = rows.last_mut() {
                    row.push(String::new());
                }
            }
            _ if was_quoted && c.is_whitespace() => {}
            _ => cell.push(c),
        }
    }
    if let Some(cell) = rows.last_mut().and_then(|row| row.last_mut()) {
        trim(cell, was_quoted);
    }
    rows
}

fn trim(cell: &mut String, quoted: bool) {
    if !quoted {
        *cell = cell.trim().to_owned();
    }
}
