//! Given and expected values: whatever TOML can write, with the digits of numbers kept.

use indexmap::IndexMap;

use crate::pack::percent::{Percent, percent};
use crate::pack::report::Report;
use crate::pack::toml::{Node, Value, walk};
use crate::value::Raw;

/// Reads a value; `None` where it has been reported as unreadable.
pub(super) fn raw(report: &mut Report<'_>, node: &Node) -> Option<Raw> {
    Some(match &node.value {
        Value::Text(words) => match percent(words) {
            Percent::Is(number) => Raw::Number(number.to_string()),
            Percent::Misspelt => {
                walk::bad_percent(report, node.span);
                return None;
            }
            Percent::Not => Raw::Text(words.clone()),
        },
        Value::Number { digits, .. } => Raw::Number(digits.clone()),
        Value::Bool(b) => Raw::Bool(*b),
        Value::Date(date) => Raw::Text(date.to_string()),
        Value::List(items) => Raw::List(items.iter().filter_map(|item| raw(report, item)).collect()),
        Value::Table(table) => {
            let mut map = IndexMap::new();
            for (key, node) in &table.entries {
                if let Some(value) = raw(report, node) {
                    map.insert(key.name.clone(), value);
                }
            }
            Raw::Map(map)
        }
        Value::Broken => return None,
    })
}
