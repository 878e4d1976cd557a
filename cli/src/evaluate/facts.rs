//! From the cells of files to the facts of a subject: what is no fact is told and never passed over in silence.

use std::collections::BTreeSet;
use std::sync::Arc;

use indexmap::IndexMap;
use timbang::diagnostic::nearest;
use timbang::intake::Source;
use timbang::pack::decl::ForeignPath;
use timbang::typing::program::{ListShape, Program, Shape};
use timbang::{Facts, Raw, text};

use crate::failure::{COLUMN_OF_SOURCE, LIST_IN_CELL, Outcome, POINT_IN_SEMICOLON_FILE, UNKNOWN_COLUMN};
use crate::input::{Row, key_of};
use crate::join::{InputIssue, Subject, Tell};

/// The most names of columns that are told; a file of objects could have a new one in each.
const MAX_UNKNOWN: usize = 200;

/// The most characters of a column's name that a message shows.
const MAX_SHOWN: usize = 60;

/// A subject as the engine takes it, with what is needed to write about it.
pub(crate) struct Shaped {
    /// The row in the main file.
    pub(crate) number: u64,
    /// Its key.
    pub(crate) key: String,
    /// The facts.
    pub(crate) facts: Facts,
    /// The columns to copy, in the order asked for.
    pub(crate) kept: Vec<Raw>,
    /// Where the rows of joined lists stand in their files.
    pub(crate) places: IndexMap<String, Vec<u64>>,
    /// Facts whose values were refused here already, with the row of their list.
    pub(crate) refused: Vec<(String, Option<u64>)>,
}

/// Knows what the columns of the files are.
pub(crate) struct Shaper {
    facts: IndexMap<Arc<str>, Shape>,
    key: Option<String>,
    keep: Vec<String>,
    /// The lists that come from files of their own, and whether these have decimal commas.
    joined: IndexMap<String, bool>,
    decimal_comma: bool,
    foreign: Option<Source>,
    told: BTreeSet<(String, String)>,
}

impl Shaper {
    /// Prepares for a program and a choice of columns.
    pub(crate) fn new(program: &Program, key: Option<&str>, keep: &[String]) -> Shaper {
        let facts = program.nodes().filter_map(|(_, node)| {
            let fact = node.fact()?;
            Some((Arc::clone(&node.path), fact.shape.clone()))
        });
        Shaper {
            facts: facts.collect(),
            key: key.map(str::to_owned),
            keep: keep.to_vec(),
            joined: IndexMap::new(),
            decimal_comma: false,
            foreign: None,
            told: BTreeSet::new(),
        }
    }

    /// Says that the rows are also read by another plan, whose facts count as well.
    pub(crate) fn also_for(&mut self, program: &Program) {
        for (_, node) in program.nodes() {
            if let Some(fact) = node.fact().filter(|_| !self.facts.contains_key(&node.path)) {
                self.facts.insert(Arc::clone(&node.path), fact.shape.clone());
            }
        }
    }

    /// Says that rows are records of a source.
    pub(crate) fn foreign(&mut self, source: Option<Source>) {
        self.foreign = source;
    }

    /// Whether a name is that of a fact that the source fills.
    pub(crate) fn is_mapped(&self, name: &str) -> bool {
        self.foreign.as_ref().is_some_and(|source| source.paths().any(|(fact, _)| fact == name))
    }

    /// Tells of each fact that the source fills from columns of which the main file, or the file of a list, has none.
    pub(crate) fn check_foreign(
        &self,
        list: Option<&str>,
        columns: &[String],
        issues: &mut dyn Tell,
    ) -> Outcome<bool> {
        let Some(source) = &self.foreign else { return Ok(false) };
        let mapped: Vec<_> = match list {
            None => source.paths().collect(),
            Some(list) => source.row_paths(list).collect(),
        };
        if mapped.is_empty() {
            return Ok(false);
        }
        for (fact, paths) in mapped {
            let has = |path: &ForeignPath| {
                columns.contains(&path.value) || path.steps.first().is_some_and(|step| columns.contains(step))
            };
            if paths.iter().any(|path| has(path)) {
                continue;
            }
            let fact = list.map_or_else(|| fact.to_owned(), |list| format!("{list}.{fact}"));
            let names =
                paths.iter().map(|path| format!("`{}`", shown(&path.value))).collect::<Vec<_>>().join(", ");
            issues.tell(InputIssue {
                code: COLUMN_OF_SOURCE,
                ..of_column(
                    &fact,
                    text!(
                        "Sumber mengisi `{fact}` dari kolom {names}, yang tidak ada di berkas ini; faktanya tidak pernah diketahui.",
                        "The source fills `{fact}` from the column {names}, which this file does not have; the fact is never known."
                    ),
                )
            })?;
        }
        Ok(true)
    }

    /// Says that a list comes from a file of its own.
    pub(crate) fn join(&mut self, list: &str, decimal_comma: bool) {
        self.joined.insert(list.to_owned(), decimal_comma);
    }

    /// Says that the main file has decimal commas.
    pub(crate) fn decimal_commas(&mut self, yes: bool) {
        self.decimal_comma = yes;
    }

    /// Whether a fact is a number.
    pub(crate) fn is_number(&self, name: &str) -> bool {
        matches!(self.facts.get(name), Some(Shape::Number { .. }))
    }

    /// The shape of a list fact.
    pub(crate) fn list(&self, name: &str) -> Option<&Arc<ListShape>> {
        match self.facts.get(name) {
            Some(Shape::List(list)) => Some(list),
            _ => None,
        }
    }

    /// The names of the list facts.
    pub(crate) fn lists(&self) -> impl Iterator<Item = &Arc<str>> {
        self.facts.iter().filter(|(_, shape)| matches!(shape, Shape::List(_))).map(|(name, _)| name)
    }

    /// Whether a column of the main file is used.
    fn is_used(&self, column: &str) -> bool {
        self.facts.contains_key(column)
            || self.key.as_deref() == Some(column)
            || self.keep.iter().any(|kept| kept == column)
    }

    /// Tells of a column of the main file that is not used, once.
    pub(crate) fn check_column(&mut self, column: &str, issues: &mut dyn Tell) -> Outcome<()> {
        if self.is_used(column) || !self.first_time("", column) {
            return Ok(());
        }
        let names = self.facts.keys().map(|name| &**name);
        let near = nearest(column, names);
        let column = &shown(column);
        let message = match near {
            Some(near) => text!(
                "Kolom `{column}` bukan fakta; mungkin maksudnya `{near}`? Isinya tidak dipakai. Dengan --keep {column} ia disalin.",
                "The column `{column}` is no fact; did you mean `{near}`? It was not used. With --keep {column} it is copied."
            ),
            None => text!(
                "Kolom `{column}` bukan fakta; isinya tidak dipakai. Dengan --keep {column} ia disalin.",
                "The column `{column}` is no fact; it was not used. With --keep {column} it is copied."
            ),
        };
        issues.tell(of_column(column, message))
    }

    /// Tells of a column of a child file that is not used, once.
    pub(crate) fn check_child_column(
        &mut self,
        list: &str,
        column: &str,
        issues: &mut dyn Tell,
    ) -> Outcome<()> {
        let Some(shape) = self.list(list).cloned() else { return Ok(()) };
        let known = shape.fields.iter().any(|field| *field.name == *column);
        if known || self.key.as_deref() == Some(column) || !self.first_time(list, column) {
            return Ok(());
        }
        let near = nearest(column, shape.fields.iter().map(|field| &*field.name));
        let column = &shown(column);
        let message = match near {
            Some(near) => text!(
                "Kolom `{column}` bukan isian `{list}`; mungkin maksudnya `{near}`? Isinya tidak dipakai.",
                "The column `{column}` is no field of `{list}`; did you mean `{near}`? It was not used."
            ),
            None => text!(
                "Kolom `{column}` bukan isian `{list}`; isinya tidak dipakai.",
                "The column `{column}` is no field of `{list}`; it was not used."
            ),
        };
        issues.tell(of_column(&format!("{list}.{column}"), message))
    }

    fn first_time(&mut self, list: &str, column: &str) -> bool {
        self.told.len() < MAX_UNKNOWN && self.told.insert((list.to_owned(), column.to_owned()))
    }

    /// Makes facts of a subject.
    pub(crate) fn shape(&mut self, subject: Subject, issues: &mut dyn Tell) -> Outcome<Shaped> {
        if let Some(source) = self.foreign.clone() {
            return self.shape_foreign(&source, subject, issues);
        }
        let Subject { number, key, cells, lists } = subject;
        let kept: Vec<Raw> =
            self.keep.iter().map(|column| cells.get(column).cloned().unwrap_or(Raw::Null)).collect();
        let (mut facts, mut refused) = (IndexMap::new(), Vec::new());
        for (column, raw) in cells {
            let comma = self.decimal_comma;
            let Some(shape) = self.facts.get(column.as_str()) else {
                self.check_column(&column, issues)?;
                continue;
            };
            if matches!(shape, Shape::List(_)) && self.joined.contains_key(&column) && raw != Raw::Null {
                let message = text!(
                    "Baris {number}: `{column}` diisi di berkas utama dan juga dengan --list; yang dari --list dipakai.",
                    "Row {number}: `{column}` is given in the main file and with --list too; that of --list is used."
                );
                issues.tell(InputIssue {
                    row: Some(number),
                    key: key.clone(),
                    code: LIST_IN_CELL,
                    fact: column,
                    row_of_list: None,
                    message,
                })?;
                continue;
            }
            let raw = if comma && matches!(shape, Shape::Number { .. }) {
                let at = Place { row: Some(number), key: &key, fact: &column, row_of_list: None };
                with_point(raw, &at, issues, &mut refused)?
            } else {
                raw
            };
            facts.insert(column, raw);
        }
        let mut places = IndexMap::new();
        for (list, rows) in lists {
            places.insert(list.clone(), rows.iter().map(|row| row.number).collect());
            let mut items = Vec::with_capacity(rows.len());
            for row in rows {
                items.push(self.item(&list, row, (number, &key), issues, &mut refused)?);
            }
            facts.insert(list, Raw::List(items));
        }
        Ok(Shaped { number, key, facts: Facts::from_map(facts), kept, places, refused })
    }

    /// Makes facts of a record of a source; what it does not map is not looked at.
    fn shape_foreign(&mut self, source: &Source, subject: Subject, issues: &mut dyn Tell) -> Outcome<Shaped> {
        let Subject { number, mut key, cells, lists } = subject;
        let mut facts = source.facts(&cells);
        let (mut places, mut refused) = (IndexMap::new(), Vec::new());
        for (list, rows) in lists {
            places.insert(list.clone(), rows.iter().map(|row| row.number).collect());
            let mut items = Vec::with_capacity(rows.len());
            for row in rows {
                let place = format!("{list}[{}]", row.number);
                items.push(match source.row(&list, &row.cells, &place) {
                    Some(item) => item,
                    // A list that the source does not map has the names of the facts.
                    None => self.item(&list, row, (number, &key), issues, &mut refused)?,
                });
            }
            facts = facts.with(&list, Raw::List(items));
        }
        let of = |column: &String| cells.get(column).or_else(|| facts.get(column)).cloned();
        let kept = self.keep.iter().map(|column| of(column).unwrap_or(Raw::Null)).collect();
        if key.is_empty()
            && let Some(column) = &self.key
        {
            key = key_of(of(column).as_ref());
        }
        Ok(Shaped { number, key, facts, kept, places, refused })
    }

    fn item(
        &mut self,
        list: &str,
        row: Row,
        (number, key): (u64, &str),
        issues: &mut dyn Tell,
        refused: &mut Vec<(String, Option<u64>)>,
    ) -> Outcome<Raw> {
        let comma = self.joined.get(list).copied().unwrap_or(false);
        let shape = self.list(list).cloned();
        let mut fields = IndexMap::new();
        for (column, raw) in row.cells {
            let field = shape.as_ref().and_then(|s| s.fields.iter().find(|f| *f.name == *column));
            let Some(field) = field else {
                self.check_child_column(list, &column, issues)?;
                continue;
            };
            let raw = if comma && matches!(field.shape, Shape::Number { .. }) {
                let fact = format!("{list}.{column}");
                let at = Place { row: Some(number), key, fact: &fact, row_of_list: Some(row.number) };
                with_point(raw, &at, issues, refused)?
            } else {
                raw
            };
            fields.insert(column, raw);
        }
        Ok(Raw::Map(fields))
    }
}

/// A name from a file as a message shows it; a file that is no table at all has one name of any length.
fn shown(column: &str) -> String {
    let mut name: String = column.chars().filter(|c| !c.is_control()).take(MAX_SHOWN).collect();
    if name.len() < column.len() {
        name.push_str("...");
    }
    name
}

fn of_column(fact: &str, message: timbang::Text) -> InputIssue {
    InputIssue {
        row: None,
        key: String::new(),
        code: UNKNOWN_COLUMN,
        fact: fact.to_owned(),
        row_of_list: None,
        message,
    }
}

/// Where a cell stands.
struct Place<'a> {
    row: Option<u64>,
    key: &'a str,
    fact: &'a str,
    row_of_list: Option<u64>,
}

/// Brings the decimal comma of a semicolon file to the point that the engine reads.
///
/// A point there could part thousands or decimals. Guessing would change figures silently, so it is told, and the
/// value is handed on in a form that the engine refuses.
fn with_point(
    raw: Raw,
    at: &Place<'_>,
    issues: &mut dyn Tell,
    refused: &mut Vec<(String, Option<u64>)>,
) -> Outcome<Raw> {
    let Raw::Text(words) = raw else { return Ok(raw) };
    let refused_words = match pointed(&words) {
        Ok(words) => return Ok(Raw::Text(words)),
        Err(words) => words,
    };
    let fact = at.fact;
    issues.tell(InputIssue {
        row: at.row,
        key: at.key.to_owned(),
        code: POINT_IN_SEMICOLON_FILE,
        fact: fact.to_owned(),
        row_of_list: at.row_of_list,
        message: text!(
            "`{fact}`: dalam berkas bertitik koma, angka desimal ditulis dengan koma dan tanpa titik ribuan; nilai ini tidak dipakai.",
            "`{fact}`: in a semicolon file decimals are written with a comma and thousands without a point; the value was not used."
        ),
    })?;
    refused.push((fact.to_owned(), at.row_of_list));
    Ok(Raw::Text(refused_words))
}

/// A number of a semicolon file with a point for its comma; what has a point already is given back in a form that the
/// engine refuses, for it could part thousands or decimals.
pub(crate) fn pointed(words: &str) -> Result<String, String> {
    if words.contains('.') { Err(format!("{words};")) } else { Ok(words.replace(',', ".")) }
}
