//! Which parameters have other values under one plan than under another.

use serde_json::Value as Json;

use super::cell::same_value;
use crate::outcome::{value_json, words};
use crate::plan::Plan;
use crate::text;
use crate::typing::Type;
use crate::typing::program::Parameter;
use crate::value::{Lang, Text, Value};

/// A parameter, or an entry of one, that has another value under the second plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParameterChange {
    /// The parameter, or the parameter and its entry: `bobot_nkp.nhk`.
    pub path: String,
    /// The value under the first plan, exactly, as an outcome has it: `0.75` where the unit is `%`.
    pub before: String,
    /// The value under the second.
    pub after: String,
    /// What became of it: `4 tahun menjadi 3 tahun`.
    pub told: Text,
}

/// An entry of a parameter under two plans.
pub(super) struct Entry<'a> {
    /// The name by which rules read it.
    pub(super) name: &'a str,
    /// What people read of it.
    pub(super) label: Text,
    /// Its value and type under the first plan.
    pub(super) before: (&'a Value, &'a Type),
    /// The same under the second.
    pub(super) after: (&'a Value, &'a Type),
}

/// The parameters that are in force under both plans with other values, entry by entry.
pub(super) fn changed(before: &Plan, after: &Plan) -> Vec<ParameterChange> {
    let mut found = Vec::new();
    for (name, old) in &before.program().parameters {
        if let Some(new) = after.program().parameters.get(name) {
            let values = ((&old.value, &old.ty), (&new.value, &new.ty));
            differ(name, (old, new), values, &mut found);
        }
    }
    found
}

type Typed<'a> = (&'a Value, &'a Type);

fn differ(
    path: &str,
    of: (&Parameter, &Parameter),
    (was, is): (Typed<'_>, Typed<'_>),
    found: &mut Vec<ParameterChange>,
) {
    if same_value(was.0, is.0) {
        return;
    }
    if let Some(entries) = entries(was, is) {
        for entry in entries {
            differ(&format!("{path}.{}", entry.name), of, (entry.before, entry.after), found);
        }
        return;
    }
    let exact = |(value, ty): Typed<'_>| match value_json(value, ty) {
        Json::String(words) => words,
        other => other.to_string(),
    };
    let told = turned(of, was.0, is.0);
    found.push(ParameterChange { path: path.to_owned(), before: exact(was), after: exact(is), told });
}

/// The entries of two records with the same fields, or of two values that are keyed by the same names.
pub(super) fn entries<'a>(was: Typed<'a>, is: Typed<'a>) -> Option<Vec<Entry<'a>>> {
    match (was, is) {
        ((Value::List(a), Type::Keyed(old)), (Value::List(b), Type::Keyed(new))) if a.len() == b.len() => {
            let keys = old.scheme.values.iter().zip(a.iter());
            let entry = |(key, a): (&'a crate::value::SchemeValue, &'a Value)| {
                let at = new.scheme.values.iter().position(|other| other.id == key.id)?;
                let (before, after) = ((a, &old.entry), (b.get(at)?, &new.entry));
                Some(Entry { name: &key.id, label: key.text(), before, after })
            };
            keys.map(entry).collect()
        }
        ((Value::Record(a), Type::Record(old)), (Value::Record(b), Type::Record(new)))
            if a.len() == b.len() =>
        {
            let entry = |(field, a): (&'a crate::typing::FieldType, &'a crate::value::Node)| {
                let (at, other) = new.field(&field.name)?;
                let (before, after) = ((a.as_ref().ok()?, &field.ty), (b.get(at)?.as_ref().ok()?, &other.ty));
                let label = Text { id: field.name.to_string(), en: field.name.to_string() };
                Some(Entry { name: &field.name, label, before, after })
            };
            old.fields.iter().zip(a.iter()).map(entry).collect()
        }
        _ => None,
    }
}

/// What became of a value of a parameter: `4 tahun menjadi 3 tahun`.
pub(super) fn turned((old, new): (&Parameter, &Parameter), was: &Value, is: &Value) -> Text {
    let shown = |value: &Value, of: &Parameter, lang| words::with_unit(value, of.unit.as_deref(), lang);
    let told = |lang| (shown(was, old, lang), shown(is, new, lang));
    let ((a_id, b_id), (a_en, b_en)) = (told(Lang::Id), told(Lang::En));
    text!("{a_id} menjadi {b_id}", "{a_en} becomes {b_en}")
}
