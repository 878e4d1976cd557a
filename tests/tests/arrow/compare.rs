//! What a batch says against what the reference evaluator says of each subject.

use arrow_array::cast::AsArray;
use arrow_array::types::{Date32Type, Decimal128Type, Int8Type, Int16Type};
use arrow_array::{Array, RecordBatch};
use arrow_schema::DataType;
use timbang::{Facts, Node, Number, Plan, Status, Value, date};

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
                    told.push(format!("{row} {}.status: {expected} by row, {found} in the batch", output.name));
                }
            }
        }
    }
    (compared, told)
}
