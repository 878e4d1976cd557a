//! Calls a rule in rhai's sandbox, and holds what it gives to what the rule promises.

use std::sync::Arc;

use super::{Frame, failed};
use crate::eval::codes;
use crate::script::interpreted::{Interpreted, Plain, Stopped};
use crate::typing::Type;
use crate::value::{Causes, Node, Value, all_values};

/// The value of an interpreted rule, or why there is none. It sees only known inputs.
pub(super) fn call(rule: &Interpreted, args: &[Node], types: &[&Type], ty: &Type, frame: &Frame<'_>) -> Node {
    let values = all_values(args)?;
    let known: Result<Vec<Plain>, Causes> =
        values.iter().zip(types).map(|(value, ty)| plain(value, ty)).collect();
    match rule.call(&known?) {
        Ok(given) => typed(&given, ty).ok_or_else(|| failed(frame, codes::BAD_RESULT)),
        Err(Stopped::Limit) => Err(failed(frame, codes::LIMIT)),
        Err(Stopped::Failed) => Err(failed(frame, codes::INTERPRETED)),
        Err(Stopped::Value) => Err(failed(frame, codes::BAD_RESULT)),
    }
}

fn plain(value: &Value, ty: &Type) -> Result<Plain, Causes> {
    Ok(match (value, ty) {
        (Value::Bool(value), _) => Plain::Bool(*value),
        (Value::Number(number), _) => Plain::Number(*number),
        (Value::Enum(value), _) => Plain::Text(value.id().to_owned()),
        (Value::Text(words), _) => Plain::Text(words.to_string()),
        (Value::Date(date), _) => Plain::Text(date.to_string()),
        (Value::List(entries), Type::Keyed(keyed)) => {
            let names = keyed.scheme.values.iter().map(|v| Arc::clone(&v.id));
            let entries =
                entries.iter().map(|entry| plain(entry, &keyed.entry)).collect::<Result<Vec<_>, _>>()?;
            Plain::Record(names.zip(entries).collect())
        }
        (Value::List(items), Type::List(list)) => {
            Plain::List(items.iter().map(|item| plain(item, &list.item)).collect::<Result<_, _>>()?)
        }
        (Value::Record(fields), Type::Record(record)) => {
            let mut known = Vec::new();
            for (field, node) in record.fields.iter().zip(fields.iter()) {
                match node {
                    Ok(value) => known.push((Arc::clone(&field.name), plain(value, &field.ty)?)),
                    // A rule of the list whose turn has not come is no input; a field that is not known is one.
                    Err(causes) if causes.is_empty() => {}
                    Err(causes) => return Err(causes.clone()),
                }
            }
            Plain::Record(known)
        }
        (Value::List(_) | Value::Record(_), _) => return Err(Causes::default()),
    })
}

/// What was given as the type that the rule promises; nothing is converted.
fn typed(given: &Plain, ty: &Type) -> Option<Value> {
    match (given, ty) {
        (Plain::Bool(value), Type::Bool) => Some(Value::Bool(*value)),
        (Plain::Number(number), Type::Number(wanted)) => {
            let scale = wanted.scale.is_none_or(|most| number.scale().is_some_and(|own| own <= most));
            let low = wanted.lo.is_none_or(|lo| lo <= *number);
            let high = wanted.hi.is_none_or(|hi| *number <= hi);
            (scale && low && high).then_some(Value::Number(*number))
        }
        (Plain::Text(words), Type::Enum(scheme)) => scheme.value_of(words).map(Value::Enum),
        (Plain::Text(words), Type::Text) => Some(Value::Text(Arc::from(words.as_str()))),
        (Plain::Text(words), Type::Date) => words.parse().ok().map(Value::Date),
        (Plain::List(items), Type::List(list)) => items
            .iter()
            .map(|item| typed(item, &list.item))
            .collect::<Option<Vec<_>>>()
            .map(|v| Value::List(v.into())),
        _ => None,
    }
}
