//! What a batch says against what the reference evaluator says of each subject.

use arrow_array::cast::AsArray;
use std::collections::BTreeSet;

use arrow_array::types::{
    Date32Type, Decimal128Type, Int8Type, Int16Type, Int32Type, UInt32Type, UInt64Type,
};
use arrow_array::{Array, RecordBatch};
use arrow_schema::DataType;
use timbang::{Cause, Causes, Facts, Node, Number, Outcome, Plan, Status, Value, date};

/// A cell in words; `None` where it is null.
pub(crate) fn cell(array: &dyn Array, row: usize) -> Option<String> {
    if array.is_null(row) {
        return None;
    }
    Some(match array.data_type() {
        DataType::Boolean => array.as_boolean().value(row).to_string(),
        DataType::Decimal128(_, scale) => {
            let digits = array.as_primitive::<Decimal128Type>().value(row);
            Number::from_scaled(digits, u32::try_from(*scale).unwrap()).unwrap().to_string()
        }
        DataType::Date32 => {
            let days = array.as_primitive::<Date32Type>().value(row);
            date(1970, 1, 1).add_days(i64::from(days)).unwrap().to_string()
        }
        DataType::Utf8 => array.as_string::<i32>().value(row).to_owned(),
        DataType::Dictionary(..) => {
            let dictionary = array.as_any_dictionary();
            let keys = dictionary.keys();
            let key = match keys.data_type() {
                DataType::Int8 => i64::from(keys.as_primitive::<Int8Type>().value(row)),
                DataType::Int32 => i64::from(keys.as_primitive::<Int32Type>().value(row)),
                _ => i64::from(keys.as_primitive::<Int16Type>().value(row)),
            };
            return cell(&**dictionary.values(), usize::try_from(key).unwrap());
        }
        DataType::List(_) => {
            let items = array.as_list::<i32>().value(row);
            let shown: Vec<String> =
                (0..items.len()).map(|n| cell(&*items, n).unwrap_or_else(|| "-".to_owned())).collect();
            format!("[{}]", shown.join(", "))
        }
        DataType::UInt64 => array.as_primitive::<UInt64Type>().value(row).to_string(),
        DataType::UInt32 => array.as_primitive::<UInt32Type>().value(row).to_string(),
        DataType::Struct(_) => {
            let fields = array.as_struct().columns().iter();
            let shown: Vec<String> =
                fields.map(|field| cell(&**field, row).unwrap_or_else(|| "-".to_owned())).collect();
            shown.join(" ")
        }
        other => panic!("no output has the type {other}"),
    })
}

fn words(node: &Node) -> Option<String> {
    Some(match node.as_ref().ok()? {
        Value::Bool(yes) => yes.to_string(),
        Value::Number(number) => number.to_string(),
        Value::Enum(value) => value.id().to_owned(),
        Value::Text(words) => words.to_string(),
        Value::Date(day) => day.to_string(),
        other => panic!("{other:?}"),
    })
}

/// Where they differ, and how many cells were compared.
pub(crate) fn differences(plan: &Plan, people: &[Facts], batch: &RecordBatch) -> (usize, Vec<String>) {
    let (mut compared, mut told) = (0, Vec::new());
    for (row, facts) in people.iter().enumerate() {
        let outcome = plan.evaluate(facts).unwrap();
        if let Some(column) = batch.column_by_name("triggers") {
            let (expected, found) = (triggers(&outcome), cell(&**column, row).unwrap());
            if expected != found {
                told.push(format!("{row} triggers: {expected} by row, {found} in the batch"));
            }
        }
        let promotions = outcome.promotions();
        for output in plan.outputs() {
            let column = batch.column_by_name(&output.name).unwrap();
            let is_list = matches!(column.data_type(), DataType::List(_));
            let expected = if is_list {
                outcome.items(&output.name).unwrap().ok().map(|items| {
                    let shown: Vec<String> =
                        items.iter().map(|n| words(n).unwrap_or_else(|| "-".to_owned())).collect();
                    format!("[{}]", shown.join(", "))
                })
            } else {
                match outcome.get(&output.name).unwrap() {
                    Ok(Value::List(_) | Value::Record(_)) => continue,
                    node => words(&node),
                }
            };
            let found = cell(&**column, row);
            compared += 1;
            if expected != found {
                told.push(format!("{row} {}: {expected:?} by row, {found:?} in the batch", output.name));
            }
            if let Some(promotion) = promotions.iter().find(|p| p.name == output.name) {
                let status = batch.column_by_name(&format!("{}.status", output.name)).unwrap();
                let (found, expected) = (cell(&**status, row).unwrap(), promotion.decision.code());
                let own = outcome.status(&output.name).unwrap();
                assert_eq!(own == Status::Value, ["MS", "TMS"].contains(&expected));
                if found != expected {
                    told.push(format!(
                        "{row} {}.status: {expected} by row, {found} in the batch",
                        output.name
                    ));
                }
            }
        }
    }
    (compared, told)
}

fn triggers(outcome: &Outcome) -> String {
    let called = outcome.triggers().called;
    let shown: Vec<String> = called
        .iter()
        .map(|item| {
            let kinds = item.reasons.iter().map(|reason| reason.kind.map_or("-", |kind| kind.word()));
            let kinds: Vec<&str> = kinds.collect();
            format!("{} {} [{}]", item.item.code, item.priority, kinds.join(", "))
        })
        .collect();
    format!("[{}]", shown.join(", "))
}

/// The people of whom a fact cannot be used.
pub(crate) fn invalid(plan: &Plan, people: &[Facts]) -> Vec<usize> {
    let told = people.iter().map(|facts| !plan.fact_issues(facts).is_empty());
    told.enumerate().filter(|(_, told)| *told).map(|(row, _)| row).collect()
}

/// The issues that a table of issues must have for these people.
pub(crate) fn issues(plan: &Plan, people: &[Facts]) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for (row, facts) in people.iter().enumerate() {
        let outcome = plan.evaluate(facts).unwrap();
        let mut none = |output: &str, item: Option<usize>, causes: &Causes| {
            let status = causes.status();
            let of = causes.iter().filter(|cause| !matches!(cause, Cause::NotApplicable(_)));
            for cause in of.filter(|_| status != Status::NotApplicable) {
                let (kind, code) = (cause.kind(), cause.code().unwrap_or("-"));
                let item = item.map_or("-".to_owned(), |item| item.to_string());
                let status = status.word();
                found.insert(format!("{row} {output} {status} {kind} {code} {} {item}", cause.name()));
            }
        };
        for output in plan.outputs() {
            match outcome.items(&output.name) {
                Ok(Ok(items)) => {
                    for (at, item) in items.iter().enumerate() {
                        item.as_ref()
                            .err()
                            .into_iter()
                            .for_each(|causes| none(&output.name, Some(at), causes));
                    }
                }
                Ok(Err(causes)) => none(&output.name, None, &causes),
                Err(_) => {
                    let node = outcome.get(&output.name).unwrap();
                    node.err().iter().for_each(|causes| none(&output.name, None, causes));
                }
            }
        }
        for trigger in outcome.triggers().undetermined {
            none(&trigger.rule, trigger.row, &trigger.causes);
        }
    }
    found
}

/// The rows of a table in words.
pub(crate) fn rows(batch: &RecordBatch) -> BTreeSet<String> {
    let row = |row: usize| {
        let cells = batch.columns().iter();
        let cells: Vec<String> =
            cells.map(|column| cell(&**column, row).unwrap_or_else(|| "-".to_owned())).collect();
        cells.join(" ")
    };
    (0..batch.num_rows()).map(row).collect()
}
