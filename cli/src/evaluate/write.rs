//! Writes results as CSV, JSON or NDJSON.

use std::io::Write as _;

use serde_json::{Map, Value as Json, json};
use timbang::{Raw, Status};

use super::cells::{Cell, Column, plain};
use super::issues::{ended, written};
use crate::failure::Outcome;
use crate::input::Format;
use crate::output::Target;

/// One result, ready to be written.
pub(crate) struct ResultRow<'r> {
    /// The row in the main file.
    pub(crate) number: u64,
    /// The columns that were copied.
    pub(crate) kept: &'r [Raw],
    /// The outputs.
    pub(crate) cells: &'r [Cell],
    /// What triggers call for, where that was asked.
    pub(crate) triggers: Option<(Vec<String>, Status)>,
    /// The whole outcome, where that was asked.
    pub(crate) outcome: Option<Json>,
}

/// The columns of the results.
pub(crate) struct Layout {
    /// The columns that are copied.
    pub(crate) keep: Vec<String>,
    /// The outputs.
    pub(crate) outputs: Vec<Column>,
    /// Whether there are triggers.
    pub(crate) triggers: bool,
    /// Whether the whole outcome is added.
    pub(crate) explain: bool,
}

impl Layout {
    /// The names of all columns, in order.
    pub(crate) fn names(&self) -> Vec<String> {
        let mut names = vec!["row".to_owned()];
        names.extend(self.keep.iter().cloned());
        for output in &self.outputs {
            names.push(output.name.clone());
            if output.is_promotion {
                names.push(format!("{}_decision", output.name));
            }
            names.push(format!("{}_status", output.name));
        }
        if self.triggers {
            names.extend(["triggers".to_owned(), "triggers_status".to_owned()]);
        }
        if self.explain {
            names.push("outcome".to_owned());
        }
        names
    }
}

/// Writes results one after the other.
pub(crate) struct Results<'a> {
    layout: Layout,
    form: Form<'a>,
}

enum Form<'a> {
    Csv(Box<csv::Writer<Target<'a>>>),
    Json { to: Target<'a>, any: bool },
    Ndjson(Target<'a>),
}

impl<'a> Results<'a> {
    /// Begins the file.
    pub(crate) fn new(target: Target<'a>, format: Format, layout: Layout) -> Outcome<Results<'a>> {
        let form = match format {
            Format::Csv => {
                let mut writer = csv::WriterBuilder::new().buffer_capacity(1 << 16).from_writer(target);
                let head = writer.write_record(layout.names());
                head.map_err(|error| written(writer.get_ref(), error))?;
                Form::Csv(Box::new(writer))
            }
            Format::Json => {
                let mut to = target;
                to.write_all(b"[").map_err(|error| to.failure(&error))?;
                Form::Json { to, any: false }
            }
            // INVARIANT: tables are written by columns.
            Format::Ndjson | Format::Parquet | Format::Arrow => Form::Ndjson(target),
        };
        Ok(Results { layout, form })
    }

    /// Writes one result.
    pub(crate) fn add(&mut self, row: ResultRow<'_>) -> Outcome<()> {
        match &mut self.form {
            Form::Csv(writer) => {
                let cells = csv_cells(&self.layout, row);
                writer.write_record(cells).map_err(|error| written(writer.get_ref(), error))
            }
            Form::Json { to, any } => {
                let before = if *any { ",\n" } else { "\n" };
                *any = true;
                let object = json_object(&self.layout, row);
                write!(to, "{before}{object}").map_err(|error| to.failure(&error))
            }
            Form::Ndjson(to) => {
                let object = json_object(&self.layout, row);
                writeln!(to, "{object}").map_err(|error| to.failure(&error))
            }
        }
    }

    /// Ends the file; it appears under its name with [`Target::commit`].
    pub(crate) fn finish(self) -> Outcome<Target<'a>> {
        match self.form {
            Form::Csv(writer) => ended(*writer),
            Form::Json { mut to, any } => {
                let end = if any { "\n]\n" } else { "]\n" };
                to.write_all(end.as_bytes()).map_err(|error| to.failure(&error))?;
                Ok(to)
            }
            Form::Ndjson(to) => Ok(to),
        }
    }
}

fn csv_cells(layout: &Layout, row: ResultRow<'_>) -> Vec<String> {
    let mut cells = vec![row.number.to_string()];
    cells.extend(row.kept.iter().map(|raw| plain(&raw.to_json())));
    for (column, cell) in layout.outputs.iter().zip(row.cells) {
        cells.push(cell.value.as_ref().map_or_else(String::new, plain));
        if column.is_promotion {
            cells.push(cell.decision.unwrap_or_default().to_owned());
        }
        cells.push(cell.status.word().to_owned());
    }
    if let Some((codes, status)) = &row.triggers {
        cells.push(codes.join(";"));
        cells.push(status.word().to_owned());
    }
    cells.extend(row.outcome.map(|outcome| outcome.to_string()));
    cells
}

fn json_object(layout: &Layout, row: ResultRow<'_>) -> Json {
    let mut object = Map::new();
    object.insert("row".to_owned(), json!(row.number));
    for (column, raw) in layout.keep.iter().zip(row.kept) {
        object.insert(column.clone(), raw.to_json());
    }
    for (column, cell) in layout.outputs.iter().zip(row.cells) {
        object.insert(column.name.clone(), cell.value.clone().unwrap_or(Json::Null));
        if column.is_promotion {
            object.insert(format!("{}_decision", column.name), json!(cell.decision));
        }
        object.insert(format!("{}_status", column.name), json!(cell.status.word()));
    }
    if let Some((codes, status)) = row.triggers {
        object.insert("triggers".to_owned(), json!(codes));
        object.insert("triggers_status".to_owned(), json!(status.word()));
    }
    if let Some(outcome) = row.outcome {
        object.insert("outcome".to_owned(), outcome);
    }
    Json::Object(object)
}
