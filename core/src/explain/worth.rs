//! What something has, as people and as programs read it.

use std::sync::Arc;

use serde_json::Value as Json;

use crate::outcome::{value_json, words};
use crate::typing::Type;
use crate::value::{Lang, Text, Value};

/// What something has. It is put into words only when these are asked for, in one language at a time.
#[derive(Clone, Debug)]
pub struct Worth(Inner);

#[derive(Clone, Debug)]
enum Inner {
    /// A value with its unit, and whether programs are told it too.
    Plain { value: Value, unit: Option<Arc<str>>, as_json: bool },
    /// What is told in words of its own, and its JSON where it has one.
    Said { words: Text, json: Option<Json> },
}

impl Worth {
    /// A value of a type with its unit.
    pub(super) fn of(value: &Value, ty: &Type, unit: Option<&Arc<str>>) -> Worth {
        match value {
            // How these look as JSON depends on their type.
            Value::List(_) | Value::Record(_) => {
                let told = |lang| words::with_unit(value, unit.map(|unit| &**unit), lang);
                Worth::said(Text { id: told(Lang::Id), en: told(Lang::En) }, Some(value_json(value, ty)))
            }
            _ => Worth(Inner::Plain { value: value.clone(), unit: unit.map(Arc::clone), as_json: true }),
        }
    }

    /// The same for people alone.
    pub(super) fn without_json(self) -> Worth {
        Worth(match self.0 {
            Inner::Plain { value, unit, .. } => Inner::Plain { value, unit, as_json: false },
            Inner::Said { words, .. } => Inner::Said { words, json: None },
        })
    }

    /// Words, and the value as JSON where there is one.
    pub(super) fn said(words: Text, json: Option<Json>) -> Worth {
        Worth(Inner::Said { words, json })
    }

    /// The value with its unit as people read it.
    #[must_use]
    pub fn words(&self, lang: Lang) -> String {
        match &self.0 {
            Inner::Plain { value, unit, .. } => words::with_unit(value, unit.as_deref(), lang),
            Inner::Said { words, .. } => words.get(lang).to_owned(),
        }
    }

    /// The same words in both languages.
    #[must_use]
    pub fn text(&self) -> Text {
        Text { id: self.words(Lang::Id), en: self.words(Lang::En) }
    }

    /// The value as JSON.
    #[must_use]
    pub fn json(&self) -> Option<Json> {
        match &self.0 {
            Inner::Plain { value, as_json, .. } => as_json.then(|| value_json(value, &Type::Broken)),
            Inner::Said { json, .. } => json.clone(),
        }
    }

    /// The truth value, where it is one.
    #[must_use]
    pub fn truth(&self) -> Option<bool> {
        match &self.0 {
            Inner::Plain { value: Value::Bool(truth), .. } => Some(*truth),
            Inner::Plain { .. } => None,
            Inner::Said { json, .. } => json.as_ref().and_then(Json::as_bool),
        }
    }
}
