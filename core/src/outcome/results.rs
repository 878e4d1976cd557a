//! Values and causes on the wire.

use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::Value as Json;

use super::{Outcome, words};
use crate::typing::Type;
use crate::typing::program::Program;
use crate::value::{Cause, Causes, Node, Status, Value, tree};

impl Status {
    /// The word on the wire.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Status::Value => "value",
            Status::Undetermined => "undetermined",
            Status::NotApplicable => "not_applicable",
            Status::Error => "error",
        }
    }
}

/// A value as JSON: numbers and dates as text, enums as their value, records as objects.
#[must_use]
pub fn value_json(value: &Value, ty: &Type) -> Json {
    tree(&Shown(value, ty))
}

/// Causes as JSON: kind, name, code, reason, and what they mean in both languages.
#[must_use]
pub fn causes_json(causes: &Causes, program: &Program) -> Json {
    tree(&ShownCauses(causes, program))
}

/// A value of a type.
struct Shown<'a>(&'a Value, &'a Type);

impl Serialize for Shown<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match (self.0, self.1) {
            (Value::Bool(truth), _) => to.serialize_bool(*truth),
            (Value::Number(number), _) => to.collect_str(number),
            (Value::Enum(value), _) => to.serialize_str(value.id()),
            (Value::Text(words), _) => to.serialize_str(words),
            (Value::Date(day), _) => to.collect_str(day),
            (Value::List(items), Type::Keyed(keyed)) => {
                let entries = keyed.scheme.values.iter().zip(items.iter());
                to.collect_map(entries.map(|(key, value)| (&*key.id, Shown(value, &keyed.entry))))
            }
            (Value::List(items), ty) => {
                let item = if let Type::List(list) = ty { &list.item } else { &Type::Broken };
                to.collect_seq(items.iter().map(|value| Shown(value, item)))
            }
            (Value::Record(fields), Type::Record(record)) => {
                let fields = record.fields.iter().zip(fields.iter());
                to.collect_map(fields.map(|(field, node)| (&*field.name, shown(node, &field.ty))))
            }
            (Value::Record(fields), _) => {
                to.collect_seq(fields.iter().map(|node| shown(node, &Type::Broken)))
            }
        }
    }
}

/// The value of a node; nothing where it has none.
fn shown<'a>(node: &'a Node, ty: &'a Type) -> Option<Shown<'a>> {
    node.as_ref().ok().map(|value| Shown(value, ty))
}

/// Causes, and what they mean.
struct ShownCauses<'a>(&'a Causes, &'a Program);

impl Serialize for ShownCauses<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_seq(self.0.iter().map(|cause| ShownCause(cause, self.1)))
    }
}

struct ShownCause<'a>(&'a Cause, &'a Program);

impl Serialize for ShownCause<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let ShownCause(cause, program) = self;
        let mut object = to.serialize_map(None)?;
        object.serialize_entry("kind", cause.kind())?;
        object.serialize_entry("name", &**cause.name())?;
        if let Some(code) = cause.code() {
            object.serialize_entry("code", code)?;
        }
        if let Cause::Unregulated(_, Some(reason)) = cause {
            object.serialize_entry("reason", &**reason)?;
        }
        if let Some(source) = words::source_of(program, cause.name()) {
            object.serialize_entry("source", &*source)?;
        }
        object.serialize_entry("text", &words::cause(program, cause))?;
        object.end()
    }
}

impl Serialize for Outcome {
    /// Writes the outcome as it is on the wire.
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        self.to_json().serialize(to)
    }
}
