//! Results of a batch as files of rows have them: values, statuses, decisions, what triggers call for.

use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::types::{Date32Type, Decimal128Type};
use arrow_array::{Array, ArrayRef, RecordBatch};
use arrow_schema::DataType;
use serde_json::Value as Json;
use timbang::typing::Type;
use timbang::{Number, Plan, Raw, Status, date};

use super::told::{Issue, Told};
use crate::evaluate::{Cell, Column};
use crate::input::raw_of;

/// The results of a batch, ready to be written row by row.
pub(super) struct Results {
    outputs: Vec<Output>,
    /// What triggers call for, and whether all of them are known.
    triggers: Option<(ArrayRef, Vec<Status>)>,
}

struct Output {
    values: ArrayRef,
    decisions: Option<ArrayRef>,
    statuses: Vec<Status>,
    /// Whether lists and records stand in texts as JSON.
    is_json: bool,
}

impl Results {
    /// Takes the results of a batch and what was told of it.
    pub(super) fn new(plan: &Plan, columns: &[Column], batch: &RecordBatch, told: &Told) -> Results {
        let rows = batch.num_rows();
        let mut outputs = Vec::with_capacity(columns.len());
        for (column, output) in columns.iter().zip(plan.outputs()) {
            let Some(values) = batch.column_by_name(&column.name) else { continue };
            let ty = plan.program().node(output.node).map(|node| &node.ty);
            let is_json = matches!(ty, Some(Type::List(_) | Type::Record(_) | Type::Keyed(_)));
            let decisions = batch.column_by_name(&format!("{}.status", column.name)).cloned();
            outputs.push(Output {
                values: Arc::clone(values),
                decisions: decisions.filter(|_| column.is_promotion),
                statuses: statuses(values, told.of_output(&column.name), rows),
                is_json,
            });
        }
        let triggers = batch.column_by_name("triggers").filter(|_| plan.gives_triggers());
        let triggers = triggers.map(|called| {
            let mut worst = vec![Status::Value; rows];
            for issue in told.beside(columns) {
                if let Some(status) = worst.get_mut(issue.row) {
                    *status = (*status).max(issue.status);
                }
            }
            (Arc::clone(called), worst)
        });
        Results { outputs, triggers }
    }

    /// The statuses of a row: of the outputs, and of the triggers.
    pub(super) fn statuses(&self, row: usize) -> (impl Iterator<Item = Status>, Option<Status>) {
        let of = move |statuses: &Vec<Status>| statuses.get(row).copied().unwrap_or(Status::Undetermined);
        (
            self.outputs.iter().map(move |output| of(&output.statuses)),
            self.triggers.as_ref().map(|(_, statuses)| of(statuses)),
        )
    }

    /// The outputs of a row.
    pub(super) fn cells(&self, row: usize) -> Vec<Cell> {
        let cell = |output: &Output| Cell {
            value: output.values.is_valid(row).then(|| output.value(row)),
            status: output.statuses.get(row).copied().unwrap_or(Status::Undetermined),
            decision: output.decisions.as_ref().and_then(|words| decision(&**words, row)),
        };
        self.outputs.iter().map(cell).collect()
    }

    /// The codes that triggers call for in a row.
    pub(super) fn triggers(&self, row: usize) -> Option<(Vec<String>, Status)> {
        let (called, statuses) = self.triggers.as_ref()?;
        let items = called.as_list_opt::<i32>()?.value(row);
        let codes = items.as_struct_opt()?.column_by_name("item").cloned()?;
        let codes = (0..codes.len()).map(|at| words(&*codes, at)).collect();
        Some((codes, statuses.get(row).copied().unwrap_or(Status::Undetermined)))
    }
}

impl Output {
    fn value(&self, row: usize) -> Json {
        value(&*self.values, row, self.is_json)
    }
}

/// A value as an outcome writes it.
fn value(column: &dyn Array, row: usize, is_json: bool) -> Json {
    if column.is_null(row) {
        return Json::Null;
    }
    match column.data_type() {
        DataType::Boolean => Json::Bool(column.as_boolean().value(row)),
        DataType::Decimal128(_, scale) => {
            let digits = column.as_primitive::<Decimal128Type>().value(row);
            let number = Number::from_scaled(digits, u32::try_from(*scale).unwrap_or(0));
            Json::String(number.map(|number| number.to_string()).unwrap_or_default())
        }
        DataType::Date32 => {
            let days = i64::from(column.as_primitive::<Date32Type>().value(row));
            let day = date(1970, 1, 1).add_days(days);
            Json::String(day.map(|day| day.to_string()).unwrap_or_default())
        }
        DataType::List(_) => {
            let items = column.as_list::<i32>().value(row);
            (0..items.len()).map(|at| value(&*items, at, is_json)).collect()
        }
        _ if is_json => serde_json::from_str(&words(column, row)).unwrap_or(Json::Null),
        _ => Json::String(words(column, row)),
    }
}

fn words(column: &dyn Array, row: usize) -> String {
    match raw_of(column, row) {
        Raw::Text(words) | Raw::Number(words) => words,
        _ => String::new(),
    }
}

fn decision(column: &dyn Array, row: usize) -> Option<&'static str> {
    use timbang::outcome::Decision;
    let all = [Decision::Qualifies, Decision::DoesNotQualify, Decision::Incomplete, Decision::NotApplicable];
    let found = words(column, row);
    all.into_iter().map(|decision| decision.code()).find(|code| *code == found)
}

/// The status of each row. What has no value and nothing told of it does not apply.
fn statuses<'a>(values: &ArrayRef, told: impl Iterator<Item = &'a Issue>, rows: usize) -> Vec<Status> {
    let mut statuses: Vec<Status> = (0..rows)
        .map(|row| if values.is_valid(row) { Status::Value } else { Status::NotApplicable })
        .collect();
    let Some(lists) = values.as_list_opt::<i32>() else {
        for issue in told {
            if let Some(status) = statuses.get_mut(issue.row) {
                *status = issue.status;
            }
        }
        return statuses;
    };
    // One item without a value leaves the list as a whole not fully known.
    let mut open: Vec<usize> =
        (0..rows).map(|row| if lists.is_valid(row) { lists.value(row).null_count() } else { 0 }).collect();
    let mut last = None;
    for issue in told {
        let (Some(status), Some(open)) = (statuses.get_mut(issue.row), open.get_mut(issue.row)) else {
            continue;
        };
        if issue.item.is_none() {
            *status = issue.status;
            continue;
        }
        *status = (*status).max(issue.status);
        if last != Some((issue.row, issue.item)) {
            *open = open.saturating_sub(1);
            last = Some((issue.row, issue.item));
        }
    }
    for (status, open) in statuses.iter_mut().zip(open) {
        if open > 0 {
            *status = (*status).max(Status::NotApplicable);
        }
    }
    statuses
}

/// The columns that are copied, as files of rows have them.
pub(super) fn kept(columns: &[ArrayRef], row: usize) -> Vec<Raw> {
    columns.iter().map(|column| raw_of(&**column, row)).collect()
}

/// The columns with these names.
pub(super) fn columns_of(batch: &RecordBatch, names: &[String]) -> Vec<ArrayRef> {
    names.iter().filter_map(|name| batch.column_by_name(name).cloned()).collect()
}
