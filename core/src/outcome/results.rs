//! The results of an outcome on the wire. They are written straight, so that a text of them needs no tree of JSON first;
//! a tree is made of them by the same code.

use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::Value as Json;

use super::wire::{promotion_json, requirement_json};
use super::{Outcome, words};
use crate::script::ast::Kind;
use crate::typing::Type;
use crate::typing::program::{NodeId, Program};
use crate::value::{Cause, Causes, Lang, Node, Status, Value};

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

/// What is written as a tree of JSON.
pub(super) fn tree(written: &impl Serialize) -> Json {
    // INVARIANT: every key is a text and no number is a float, so that nothing can be amiss.
    serde_json::to_value(written).unwrap_or(Json::Null)
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

/// What a node has: its value, or its causes.
struct ShownNode<'a>(&'a Node, &'a Type, &'a Program);

impl ShownNode<'_> {
    fn write<M: SerializeMap>(&self, object: &mut M) -> Result<(), M::Error> {
        let ShownNode(node, ty, program) = self;
        match node {
            Ok(value) => {
                object.serialize_entry("status", Status::Value.word())?;
                object.serialize_entry("value", &Shown(value, ty))
            }
            Err(causes) => {
                object.serialize_entry("status", causes.status().word())?;
                object.serialize_entry("causes", &ShownCauses(causes, program))
            }
        }
    }
}

impl Serialize for ShownNode<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut object = to.serialize_map(None)?;
        self.write(&mut object)?;
        object.end()
    }
}

/// The results of an outcome by the names of the outputs.
pub(super) struct Results<'a>(pub(super) &'a Outcome);

impl Serialize for Results<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let outputs = self.0.plan().outputs().iter();
        to.collect_map(outputs.map(|output| (&*output.name, OneResult(self.0, output.node))))
    }
}

/// The result of one output.
struct OneResult<'a>(&'a Outcome, NodeId);

/// A label in both languages.
#[derive(serde::Serialize)]
struct Labels<'a> {
    id: &'a str,
    en: &'a str,
}

/// A figure that nobody has checked.
#[derive(serde::Serialize)]
struct Figure<'a> {
    label: &'a crate::value::Text,
    basis: Option<&'a str>,
    note: Option<&'a str>,
}

impl Serialize for OneResult<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let OneResult(outcome, id) = *self;
        let values = outcome.values();
        let program = values.program();
        let Some(node) = program.node(id) else { return to.serialize_unit() };
        let mut object = to.serialize_map(None)?;
        match node.rule().and_then(|rule| rule.list) {
            None => ShownNode(&values.get(id), &node.ty, program).write(&mut object)?,
            Some((list, slot)) => match values.column(list, slot) {
                Ok(items) => {
                    object.serialize_entry("status", Status::Value.word())?;
                    let items: Vec<ShownNode<'_>> =
                        items.iter().map(|item| ShownNode(item, &node.ty, program)).collect();
                    object.serialize_entry("items", &items)?;
                }
                Err(causes) => ShownNode(&Err(causes), &node.ty, program).write(&mut object)?,
            },
        }
        let labels = Labels { id: words::label(node, Lang::Id), en: words::label(node, Lang::En) };
        object.serialize_entry("label", &labels)?;
        if let Some(unit) = &node.unit {
            object.serialize_entry("unit", &**unit)?;
        }
        match outcome.kind(id) {
            Some(Kind::Promotion) => {
                if let Some(promotion) = outcome.promotion(id) {
                    object.serialize_entry("promotion", &promotion_json(&promotion, program))?;
                }
            }
            Some(Kind::Requirement) => {
                if let Some(requirement) = outcome.requirement(id) {
                    object.serialize_entry("requirement", &requirement_json(&requirement, program))?;
                }
            }
            _ => {}
        }
        let unverified = outcome.unverified(id);
        if !unverified.is_empty() {
            let figures = unverified.iter().map(|figure| Figure {
                label: &figure.label,
                basis: figure.basis.as_deref(),
                note: figure.note.as_deref(),
            });
            object.serialize_entry("unverified", &figures.collect::<Vec<_>>())?;
        }
        object.end()
    }
}

impl Serialize for Outcome {
    /// Writes the outcome as it is on the wire.
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut object = to.serialize_map(None)?;
        for (key, value) in self.head_json() {
            object.serialize_entry(&key, &value)?;
        }
        object.serialize_entry("results", &Results(self))?;
        if self.plan().gives_triggers() {
            let triggers = super::wire::triggers_json(&self.triggers(), self.values().program());
            object.serialize_entry("triggers", &triggers)?;
        }
        object.serialize_entry("issues", &self.issues_json())?;
        object.end()
    }
}
