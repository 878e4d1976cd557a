//! Decision tables in words: labels in place of codes, a matrix as a matrix.

use super::names::{Names, Ref};
use super::{Doubt, Doubts};
use crate::outcome::words;
use crate::pack::decl::{BoundDecl, CellDecl, CompareDecl, ResultDecl, RowDecl, TableDecl, TestDecl};
use crate::text;
use crate::value::Lang;

pub(super) struct TableView {
    pub(super) inputs: Vec<Ref>,
    pub(super) results: Vec<Ref>,
    pub(super) rows: Vec<RowView>,
    pub(super) matrix: Option<MatrixView>,
    pub(super) first_hit: bool,
    pub(super) notes: bool,
}

pub(super) struct RowView {
    pub(super) cells: Vec<String>,
    pub(super) results: Vec<String>,
    pub(super) basis: Option<String>,
    pub(super) note: Option<String>,
    pub(super) verified: bool,
}

/// Two inputs laid out as rows and columns.
pub(super) struct MatrixView {
    /// What the rows and what the columns are.
    pub(super) across: String,
    pub(super) down: String,
    pub(super) columns: Vec<String>,
    pub(super) rows: Vec<(String, Vec<String>)>,
}

pub(super) fn table(names: &Names<'_>, table: &TableDecl) -> TableView {
    let list = table.per.as_ref().map(|per| &*per.value);
    let refer = |name: &str| {
        let in_list = list.map(|list| format!("{list}.{name}"));
        let known = in_list.filter(|path| names.program.by_name.contains_key(path.as_str()));
        let field = list.and_then(|list| names.field_of(list, name));
        match (known, field) {
            (Some(path), _) => names.refer(&path),
            (None, Some(field)) => field,
            (None, None) => names.refer(name),
        }
    };
    let rows: Vec<RowView> = table.rows.iter().map(|row| row_view(names, table, row)).collect();
    let rest = rows.iter().any(|row| row.basis.is_some() || row.note.is_some() || !row.verified);
    let inputs: Vec<Ref> = table.inputs.iter().map(|name| refer(&name.value)).collect();
    TableView {
        results: table.results.iter().map(|name| headed(refer(&name.value), table.results.len())).collect(),
        matrix: if table.matrix && !rest { matrix(&inputs, &rows) } else { None },
        inputs,
        rows,
        first_hit: table.first_hit,
        notes: rest,
    }
}

/// The head of a result's column: several results share the label of their table, so they are told apart by name.
fn headed(result: Ref, among: usize) -> Ref {
    let own = result.name.rsplit('.').next().unwrap_or_default();
    if among < 2 { result } else { Ref { label: own.replace('_', " "), ..result } }
}

fn row_view(names: &Names<'_>, table: &TableDecl, row: &RowDecl) -> RowView {
    let list = table.per.as_ref().map(|per| &*per.value);
    let cells = table
        .inputs
        .iter()
        .zip(&row.tests)
        .map(|(input, cell)| cell_words(names, &input.value, list, &cell.value));
    let results = table
        .results
        .iter()
        .zip(&row.results)
        .map(|(name, cell)| result_words(names, &name.value, list, &cell.value));
    RowView {
        cells: cells.collect(),
        results: results.collect(),
        basis: row.basis.clone().filter(|basis| !basis.is_empty()),
        note: row.note.clone().filter(|note| !note.is_empty()),
        verified: row.verified,
    }
}

/// The rows of a matrix laid out again; nothing where the rows do not fill it.
fn matrix(inputs: &[Ref], rows: &[RowView]) -> Option<MatrixView> {
    let [across, down] = inputs else { return None };
    let (across, down) = (across.label.clone(), down.label.clone());
    let mut laid = MatrixView { across, down, columns: Vec::new(), rows: Vec::new() };
    for row in rows {
        let [across, down] = row.cells.as_slice() else { return None };
        let [result] = row.results.as_slice() else { return None };
        if laid.rows.last().is_none_or(|(label, _)| label != across) {
            laid.rows.push((across.clone(), Vec::new()));
        }
        if !laid.columns.contains(down) {
            laid.columns.push(down.clone());
        }
        let (_, cells) = laid.rows.last_mut()?;
        if laid.columns.get(cells.len()) != Some(down) {
            return None;
        }
        cells.push(result.clone());
    }
    let width = laid.columns.len();
    laid.rows.iter().all(|(_, cells)| cells.len() == width).then_some(laid)
}

fn cell_words(names: &Names<'_>, input: &str, list: Option<&str>, cell: &CellDecl) -> String {
    let CellDecl::Tests(tests) = cell else {
        return text!("apa pun", "anything").get(names.lang).to_owned();
    };
    let bound = |bound: &BoundDecl| bound_words(names, input, list, bound);
    let told: Vec<String> = tests
        .iter()
        .map(|test| match test {
            TestDecl::Equal(to) => bound(to),
            TestDecl::Compare(op, to) => {
                let sign = match op {
                    CompareDecl::Less => "<",
                    CompareDecl::LessOrEqual => "≤",
                    CompareDecl::Greater => ">",
                    CompareDecl::GreaterOrEqual => "≥",
                };
                format!("{sign} {}", bound(to))
            }
            TestDecl::Range { lo, lo_included, hi, hi_included } => {
                let (from, to) = (if *lo_included { "≥" } else { ">" }, if *hi_included { "≤" } else { "<" });
                let and = text!("dan", "and");
                format!("{from} {} {} {to} {}", bound(lo), and.get(names.lang), bound(hi))
            }
        })
        .collect();
    told.join(text!(" atau ", " or ").get(names.lang))
}

fn bound_words(names: &Names<'_>, input: &str, list: Option<&str>, bound: &BoundDecl) -> String {
    match bound {
        BoundDecl::Number(number) => words::number(*number, None, names.lang),
        BoundDecl::Date(day) => words::date(*day, names.lang),
        BoundDecl::Bool(yes) => truth(*yes, names.lang),
        BoundDecl::Word(word) => match names.scheme_of(input, list) {
            Some(scheme) if scheme.position(word).is_some() => names.enum_value(&scheme.id, word),
            _ if names.program.parameters.contains_key(word) => names.refer(word).label,
            _ => word.to_string(),
        },
    }
}

fn result_words(names: &Names<'_>, name: &str, list: Option<&str>, cell: &ResultDecl) -> String {
    match cell {
        ResultDecl::NotApplicable => text!("tidak berlaku", "not applicable").get(names.lang).to_owned(),
        ResultDecl::NotRegulated => text!("tidak diatur", "not regulated").get(names.lang).to_owned(),
        ResultDecl::Number(number) => {
            let unit = names.program.find(name).and_then(|(_, node)| node.unit.as_deref());
            words::number(*number, unit, names.lang)
        }
        ResultDecl::Date(day) => words::date(*day, names.lang),
        ResultDecl::Bool(yes) => truth(*yes, names.lang),
        ResultDecl::Words(written) => match names.scheme_of(name, list) {
            Some(scheme) => {
                let told: Vec<String> =
                    written.split('|').map(|word| names.enum_value(&scheme.id, word.trim())).collect();
                told.join(", ")
            }
            None => written.to_string(),
        },
    }
}

fn truth(yes: bool, lang: Lang) -> String {
    if yes { text!("ya", "yes") } else { text!("tidak", "no") }.get(lang).to_owned()
}

/// The rows whose source nobody has seen.
pub(super) fn doubts(names: &Names<'_>) -> Vec<Doubts> {
    let mut found = Vec::new();
    for table in &names.linked.declarations.tables {
        let file = names.linked.files.get(table.file).map_or_else(String::new, |file| file.path.to_string());
        let en = table.label_en.as_ref().map(|label| label.value.as_str());
        let label = names.label(table.label.as_ref().map(|label| label.value.as_str()), en, &file);
        let first = table.results.first().map(|name| match &table.per {
            Some(list) => format!("{}.{}", list.value, name.value),
            None => name.value.to_string(),
        });
        let place = first.and_then(|name| names.refer(&name).anchor);
        let figures = table.rows.iter().filter(|row| !row.verified).map(|row| {
            let view = row_view(names, table, row);
            let (cells, results) = (view.cells.join("; "), view.results.join("; "));
            Doubt {
                what: format!("{cells} → {results}"),
                basis: view.basis.or_else(|| table.basis.as_ref().map(|basis| basis.value.clone())),
                note: view.note,
            }
        });
        found.extend(Doubts::of(label, place, figures.collect()));
    }
    found
}
