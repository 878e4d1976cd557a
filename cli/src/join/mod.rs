//! Joins the rows of child files to their subjects, in bounded memory whatever the size.
//!
//! Where all files are in order of the key they are merged as they are read. Else a file is first put in order on
//! disk, and the joined subjects are put back into the order of the main file.

mod merge;
mod order;
mod sort;
#[cfg(test)]
mod tests;
mod told;

use indexmap::IndexMap;
use timbang::{Error, Raw, Text, text};

use crate::failure::{BAD_HEADER, Outcome, failure};
use crate::input::{Item, Row, Rows, Source};

use merge::{Child, Merge};
use order::Ordered;
use sort::{Sorted, Sorter};
pub(crate) use told::{Stray, bad_row, repeated_key, without_key};

/// How many bytes all sorts together may hold in memory.
pub(crate) const SORT_MEMORY: usize = 64 * 1024 * 1024;

/// A problem of the input that belongs to no value of an outcome.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct InputIssue {
    /// The row of the main file; absent for one of a child file.
    pub(crate) row: Option<u64>,
    /// The key of the row.
    pub(crate) key: String,
    /// The stable code.
    pub(crate) code: &'static str,
    /// The list or column concerned.
    pub(crate) fact: String,
    /// The row of the child file.
    pub(crate) row_of_list: Option<u64>,
    /// What is wrong and what to do.
    pub(crate) message: Text,
}

/// Takes problems of the input as they are found; there may be more of them than fit into memory.
pub(crate) trait Tell {
    /// Takes one.
    fn tell(&mut self, issue: InputIssue) -> Outcome<()>;
}

impl Tell for Vec<InputIssue> {
    fn tell(&mut self, issue: InputIssue) -> Outcome<()> {
        self.push(issue);
        Ok(())
    }
}

/// A row of the main file with the rows of its lists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Subject {
    /// The row in the main file.
    pub(crate) number: u64,
    /// Its key; empty where it has none or none was asked for.
    pub(crate) key: String,
    /// The cells of the main file.
    pub(crate) cells: IndexMap<String, Raw>,
    /// The rows of each list that has any, with their places in the child file.
    pub(crate) lists: Vec<(String, Vec<Row>)>,
}

/// A child file: the list fact that it fills, its rows, and the most rows that the list may have.
pub(crate) struct ChildSource {
    /// The list fact.
    pub(crate) list: String,
    /// The file.
    pub(crate) source: Source,
    /// One row more than the list may have: enough to see that it has too many.
    pub(crate) most: usize,
}

/// Gives subjects one after the other.
pub(crate) struct Subjects {
    stream: Stream,
    /// The columns of the main file, where it names them.
    pub(crate) columns: Option<Vec<String>>,
    /// The columns of each child file, where it names them, and its decimal commas.
    pub(crate) child_columns: Vec<(String, Option<Vec<String>>, bool)>,
    /// Whether the main file has decimal commas.
    pub(crate) decimal_comma: bool,
}

enum Stream {
    Plain(Box<dyn Rows>),
    Merge(Box<Merge>),
    Restored(Box<Sorted>),
}

impl Subjects {
    /// Joins child files to a main file by a key; without a key every row is a subject by itself.
    pub(crate) fn join(
        mut main: Source,
        key: Option<&str>,
        children: Vec<ChildSource>,
        memory: usize,
        issues: &mut dyn Tell,
    ) -> Outcome<Subjects> {
        let Some(key) = key else {
            let rows = main.rows()?;
            return Ok(Subjects {
                columns: rows.columns().map(<[String]>::to_vec),
                decimal_comma: rows.decimal_comma(),
                child_columns: Vec::new(),
                stream: Stream::Plain(rows),
            });
        };
        // All files may have to be sorted, and each sort holds its share until its file is read to the end.
        let memory = memory.checked_div(children.len().saturating_add(2)).unwrap_or(memory);
        main.keep()?;
        let (columns, decimal_comma) = header(&mut main, key)?;
        let (main_rows, in_order) = Ordered::open(&mut main, key, None, memory, issues)?;
        let (mut joined, mut child_columns) = (Vec::new(), Vec::new());
        for mut child in children {
            child.source.keep()?;
            let (columns, comma) = header(&mut child.source, key)?;
            child_columns.push((child.list.clone(), columns, comma));
            let (rows, _) = Ordered::open(&mut child.source, key, Some(&child.list), memory, issues)?;
            joined.push(Child::new(child.list, child.source.name, rows, child.most));
        }
        let mut merge = Merge::new(main_rows, joined);
        let stream = if in_order {
            Stream::Merge(Box::new(merge))
        } else {
            let mut sorter = Sorter::new(memory);
            let mut sequence = 0u64;
            while let Some((place, subject)) = merge.next(issues)? {
                sequence = sequence.saturating_add(1);
                sorter.push(&place.to_be_bytes(), sequence, &encode_subject(&subject))?;
            }
            Stream::Restored(Box::new(sorter.finish()?))
        };
        Ok(Subjects { stream, columns, child_columns, decimal_comma })
    }

    /// The next subject; problems of the input on the way are added to `issues`.
    pub(crate) fn next(&mut self, issues: &mut dyn Tell) -> Outcome<Option<Subject>> {
        match &mut self.stream {
            Stream::Plain(rows) => loop {
                match rows.next()? {
                    None => return Ok(None),
                    Some(Item::Bad { number, message }) => issues.tell(bad_row(None, number, message))?,
                    Some(Item::Row(Row { number, cells })) => {
                        return Ok(Some(Subject { number, key: String::new(), cells, lists: Vec::new() }));
                    }
                }
            },
            Stream::Merge(merge) => Ok(merge.next(issues)?.map(|(_, subject)| subject)),
            Stream::Restored(sorted) => match sorted.next()? {
                None => Ok(None),
                Some(record) => decode_subject(&record.payload).map(Some),
            },
        }
    }
}

/// The columns of a file and its decimal commas; refuses one that lacks the key.
fn header(source: &mut Source, key: &str) -> Outcome<(Option<Vec<String>>, bool)> {
    let rows = source.rows()?;
    let columns = rows.columns().map(<[String]>::to_vec);
    if let Some(columns) = &columns {
        has_key(&source.name, columns, key)?;
    }
    Ok((columns, rows.decimal_comma()))
}

/// Refuses a file that lacks the key.
pub(crate) fn has_key(name: &str, columns: &[String], key: &str) -> Outcome<()> {
    if columns.iter().any(|column| column == key) {
        return Ok(());
    }
    let help = match timbang::diagnostic::nearest(key, columns.iter().map(String::as_str)) {
        Some(near) => text!("Mungkin maksudnya `--key {near}`?", "Did you mean `--key {near}`?"),
        None => {
            let known = columns.join(", ");
            text!("Kolomnya: {known}.", "Its columns: {known}.")
        }
    };
    Err(failure(
        BAD_HEADER,
        text!("`{name}` tidak punya kolom kunci `{key}`.", "`{name}` has no key column `{key}`."),
        help,
    ))
}

fn row_json(row: &Row) -> serde_json::Value {
    serde_json::json!([row.number, Raw::Map(row.cells.clone()).to_json()])
}

fn row_of(json: &serde_json::Value) -> Outcome<Row> {
    match (json.get(0).and_then(serde_json::Value::as_u64), json.get(1).map(Raw::from_json)) {
        (Some(number), Some(Raw::Map(cells))) => Ok(Row { number, cells }),
        _ => Err(damaged()),
    }
}

/// A row as bytes; its numbers keep their digits.
fn encode_row(row: &Row) -> Vec<u8> {
    row_json(row).to_string().into_bytes()
}

fn decode_row(bytes: &[u8]) -> Outcome<Row> {
    row_of(&serde_json::from_slice(bytes).map_err(|_| damaged())?)
}

fn encode_subject(subject: &Subject) -> Vec<u8> {
    let own = Row { number: subject.number, cells: subject.cells.clone() };
    let lists: Vec<serde_json::Value> = subject
        .lists
        .iter()
        .map(|(list, rows)| serde_json::json!([list, rows.iter().map(row_json).collect::<Vec<_>>()]))
        .collect();
    serde_json::json!([row_json(&own), subject.key, lists]).to_string().into_bytes()
}

fn decode_subject(bytes: &[u8]) -> Outcome<Subject> {
    let json: serde_json::Value = serde_json::from_slice(bytes).map_err(|_| damaged())?;
    let Row { number, cells } = row_of(json.get(0).ok_or_else(damaged)?)?;
    let key = json.get(1).and_then(serde_json::Value::as_str).ok_or_else(damaged)?;
    let mut lists = Vec::new();
    for list in json.get(2).and_then(serde_json::Value::as_array).into_iter().flatten() {
        let name = list.get(0).and_then(serde_json::Value::as_str).ok_or_else(damaged)?;
        let rows = list.get(1).and_then(serde_json::Value::as_array).ok_or_else(damaged)?;
        lists.push((name.to_owned(), rows.iter().map(row_of).collect::<Outcome<Vec<Row>>>()?));
    }
    Ok(Subject { number, key: key.to_owned(), cells, lists })
}

/// A temporary file does not hold what was written into it.
pub(crate) fn damaged() -> crate::failure::Failure {
    Error::new(crate::failure::UNREADABLE, text!("Berkas sementara rusak.", "A temporary file is damaged."))
        .with_help(text!(
            "Periksa cakram folder sementara, lalu ulangi.",
            "Check the disk of the temporary folder, then try again."
        ))
        .into()
}
