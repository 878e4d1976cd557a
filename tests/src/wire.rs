//! Holds what goes over the border to the forms that `timbang::host::wire` writes down.

use serde_json::Value as Json;
use timbang::host::wire::{Body, Form, shape};

/// Tells each place at which JSON is not of a form.
#[must_use]
pub fn amiss(json: &Json, name: &str) -> Vec<String> {
    let mut wrong = Vec::new();
    named("", json, name, &mut wrong);
    wrong
}

fn named(at: &str, json: &Json, name: &str, wrong: &mut Vec<String>) {
    let Some(shape) = shape(name) else {
        wrong.push(format!("{at}: no form is named {name}"));
        return;
    };
    match &shape.body {
        Body::Is(own) => form(at, json, own, wrong),
        Body::OneOf(names) => {
            let tries: Vec<Vec<String>> = names
                .iter()
                .map(|name| {
                    let mut found = Vec::new();
                    named(at, json, name, &mut found);
                    found
                })
                .collect();
            if !tries.iter().any(Vec::is_empty) {
                let nearest = tries.into_iter().min_by_key(Vec::len).unwrap_or_default();
                wrong.push(format!("{at}: none of {names:?}: {}", nearest.join(", ")));
            }
        }
        Body::Object(fields) => {
            let Json::Object(object) = json else {
                wrong.push(format!("{at}: {json} is no {name}"));
                return;
            };
            for key in object.keys().filter(|key| !fields.iter().any(|field| field.name == key.as_str())) {
                wrong.push(format!("{at}/{key}: not a field of {name}"));
            }
            for field in *fields {
                match object.get(field.name) {
                    Some(value) => form(&format!("{at}/{}", field.name), value, &field.form, wrong),
                    None if field.optional => {}
                    None => wrong.push(format!("{at}/{}: absent from {name}", field.name)),
                }
            }
        }
    }
}

fn form(at: &str, json: &Json, wanted: &Form, wrong: &mut Vec<String>) {
    let holds = match (wanted, json) {
        (Form::Any, _) | (Form::Truth, Json::Bool(_)) | (Form::Text, Json::String(_)) => true,
        (Form::OrNull(_), Json::Null) => true,
        (Form::Count, number) => number.is_u64(),
        (Form::Words(words), Json::String(word)) => words.contains(&word.as_str()),
        (Form::Named(name), _) => return named(at, json, name, wrong),
        (Form::OrNull(inner), _) => return form(at, json, inner, wrong),
        (Form::List(item), Json::Array(items)) => {
            for (number, one) in items.iter().enumerate() {
                form(&format!("{at}/{number}"), one, item, wrong);
            }
            true
        }
        (Form::Map(value), Json::Object(object)) => {
            for (key, one) in object {
                form(&format!("{at}/{key}"), one, value, wrong);
            }
            true
        }
        _ => false,
    };
    if !holds {
        wrong.push(format!("{at}: {json} is not {wanted:?}"));
    }
}
