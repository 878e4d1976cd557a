//! The outcome on the wire: JSON, version 1. Numbers are text, so that no reader makes floats of them.

use serde_json::{Map, Value as Json, json};

use super::comparison::Side;
use super::{Comparison, ENGINE, Outcome, Promotion, Requirement, SEMANTICS, Triggers, words};
use crate::script::ast::Kind;
use crate::typing::Type;
use crate::typing::program::{NodeId, Program};
use crate::value::{Cause, Causes, Node, Status, Value};

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
    match (value, ty) {
        (Value::Bool(b), _) => json!(b),
        (Value::Number(n), _) => json!(n.to_string()),
        (Value::Enum(e), _) => json!(e.id()),
        (Value::Text(words), _) => json!(&**words),
        (Value::Date(d), _) => json!(d.to_string()),
        (Value::List(items), Type::List(list)) => {
            items.iter().map(|item| value_json(item, &list.item)).collect()
        }
        (Value::List(items), Type::Keyed(keyed)) => {
            let entries = keyed.scheme.values.iter().zip(items.iter());
            Json::Object(entries.map(|(k, v)| (k.id.to_string(), value_json(v, &keyed.entry))).collect())
        }
        (Value::List(items), _) => items.iter().map(|item| value_json(item, &Type::Broken)).collect(),
        (Value::Record(fields), Type::Record(record)) => {
            let mut object = Map::new();
            for (field, node) in record.fields.iter().zip(fields.iter()) {
                let shown = node.as_ref().map_or(Json::Null, |v| value_json(v, &field.ty));
                object.insert(field.name.to_string(), shown);
            }
            Json::Object(object)
        }
        (Value::Record(fields), _) => fields
            .iter()
            .map(|node| node.as_ref().map_or(Json::Null, |v| value_json(v, &Type::Broken)))
            .collect(),
    }
}

/// Causes as JSON: kind, name, code, reason, and what they mean in both languages.
#[must_use]
pub fn causes_json(causes: &Causes, program: &Program) -> Json {
    causes
        .iter()
        .map(|cause| {
            let mut object = Map::new();
            object.insert("kind".to_owned(), json!(cause.kind()));
            object.insert("name".to_owned(), json!(&**cause.name()));
            if let Some(code) = cause.code() {
                object.insert("code".to_owned(), json!(code));
            }
            if let Cause::Unregulated(_, Some(reason)) = cause {
                object.insert("reason".to_owned(), json!(&**reason));
            }
            if let Some(source) = words::source_of(program, cause.name()) {
                object.insert("source".to_owned(), json!(&*source));
            }
            object.insert("text".to_owned(), json!(words::cause(program, cause)));
            Json::Object(object)
        })
        .collect()
}

fn node_json(node: &Node, ty: &Type, program: &Program) -> Map<String, Json> {
    let mut object = Map::new();
    match node {
        Ok(value) => {
            object.insert("status".to_owned(), json!(Status::Value.word()));
            object.insert("value".to_owned(), value_json(value, ty));
        }
        Err(causes) => {
            object.insert("status".to_owned(), json!(causes.status().word()));
            object.insert("causes".to_owned(), causes_json(causes, program));
        }
    }
    object
}

impl Outcome {
    /// The outcome as JSON, in both languages.
    #[must_use]
    pub fn to_json(&self) -> Json {
        let mut object = self.head_json();
        object.insert("results".to_owned(), self.results_json());
        if self.plan().gives_triggers() {
            object.insert("triggers".to_owned(), triggers_json(&self.triggers(), self.values().program()));
        }
        object.insert("issues".to_owned(), self.issues_json());
        Json::Object(object)
    }

    /// What an outcome was worked out with: engine, semantics, packs with their digests, date.
    pub(crate) fn head_json(&self) -> Map<String, Json> {
        let pack = self.plan().pack();
        let mut object = Map::new();
        object.insert("v".to_owned(), json!(1));
        object.insert("engine".to_owned(), json!(ENGINE));
        object.insert("semantics".to_owned(), json!(SEMANTICS));
        object.insert(
            "packs".to_owned(),
            pack.layers()
                .map(|l| json!({ "id": &*l.id, "version": &*l.version, "digest": &*l.digest }))
                .collect(),
        );
        object.insert("as_of".to_owned(), json!(self.plan().as_of().to_string()));
        object
    }

    /// The outputs by name.
    pub(crate) fn results_json(&self) -> Json {
        let outputs = self.plan().outputs().iter();
        Json::Object(outputs.map(|o| (o.name.to_string(), self.result_json(o.node))).collect())
    }

    fn result_json(&self, id: NodeId) -> Json {
        let values = self.values();
        let program = values.program();
        let Some(node) = program.node(id) else { return Json::Null };
        let mut object = match node.rule().and_then(|rule| rule.list) {
            None => node_json(&values.get(id), &node.ty, program),
            Some((list, slot)) => match values.column(list, slot) {
                Ok(items) => {
                    let items: Vec<Json> =
                        items.iter().map(|item| Json::Object(node_json(item, &node.ty, program))).collect();
                    Map::from_iter([
                        ("status".to_owned(), json!("value")),
                        ("items".to_owned(), json!(items)),
                    ])
                }
                Err(causes) => node_json(&Err(causes), &node.ty, program),
            },
        };
        object.insert("label".to_owned(), json!(words::labels(node)));
        if let Some(unit) = &node.unit {
            object.insert("unit".to_owned(), json!(&**unit));
        }
        match self.kind(id) {
            Some(Kind::Promotion) => {
                if let Some(promotion) = self.promotion(id) {
                    object.insert("promotion".to_owned(), promotion_json(&promotion, program));
                }
            }
            Some(Kind::Requirement) => {
                if let Some(requirement) = self.requirement(id) {
                    object.insert("requirement".to_owned(), requirement_json(&requirement, program));
                }
            }
            _ => {}
        }
        let unverified = self.unverified(id);
        if !unverified.is_empty() {
            let figures: Vec<Json> = unverified
                .iter()
                .map(|u| json!({ "label": u.label, "basis": u.basis.as_deref(), "note": u.note.as_deref() }))
                .collect();
            object.insert("unverified".to_owned(), json!(figures));
        }
        Json::Object(object)
    }

    fn issues_json(&self) -> Json {
        let issues = self.issues().iter();
        issues
            .map(|issue| {
                json!({ "fact": &*issue.fact, "row": issue.row, "code": issue.code, "message": issue.message })
            })
            .collect()
    }
}

fn promotion_json(promotion: &Promotion, program: &Program) -> Json {
    json!({
        "decision": promotion.decision.code(),
        "text": promotion.decision.text(),
        "requirements": promotion.requirements.iter().map(|r| requirement_json(r, program)).collect::<Vec<_>>(),
    })
}

fn requirement_json(requirement: &Requirement, program: &Program) -> Json {
    let mut object = Map::new();
    object.insert("name".to_owned(), json!(&*requirement.name));
    object.insert("label".to_owned(), json!(requirement.label));
    object.insert("state".to_owned(), json!(requirement.state.word()));
    if let Some(text) = &requirement.text {
        object.insert("text".to_owned(), json!(text));
    }
    if let Some(advice) = &requirement.advice {
        object.insert("advice".to_owned(), json!(advice));
    }
    if let Some(basis) = &requirement.basis {
        object.insert("basis".to_owned(), json!(&**basis));
    }
    if let Err(causes) = &requirement.value {
        object.insert("causes".to_owned(), causes_json(causes, program));
    }
    let comparisons: Vec<Json> = requirement.comparisons.iter().map(comparison_json).collect();
    object.insert("comparisons".to_owned(), json!(comparisons));
    Json::Object(object)
}

/// A comparison as JSON.
pub(crate) fn comparison_json(comparison: &Comparison) -> Json {
    let side = |side: &Side| {
        let value = side.value.as_ref().ok().map(|value| value_json(value, &Type::Broken));
        json!({ "label": side.label, "value": value, "unit": side.unit.as_deref() })
    };
    json!({
        "left": side(&comparison.left),
        "op": comparison.op,
        "right": side(&comparison.right),
        "holds": comparison.holds,
        "shortfall": comparison.shortfall.as_ref().map(|s| json!({ "amount": s.amount.to_string(), "unit": s.unit })),
    })
}

/// Triggers as JSON: what is called for, and what is not known.
pub(crate) fn triggers_json(triggers: &Triggers, program: &Program) -> Json {
    let called: Vec<Json> = triggers
        .called
        .iter()
        .map(|called| {
            let item = &called.item;
            let reasons: Vec<Json> = called
                .reasons
                .iter()
                .map(|r| {
                    json!({
                        "rule": &*r.rule, "row": r.row, "priority": r.priority.to_string(),
                        "kind": r.kind.map(|k| k.word()), "text": r.text,
                    })
                })
                .collect();
            json!({
                "code": &*item.code, "kind": &*item.kind,
                "title": { "id": &*item.title, "en": item.title_en.as_deref().unwrap_or(&item.title) },
                "provider": item.provider.as_deref(),
                "hours": item.hours.map(|n| n.to_string()), "cost": item.cost.map(|n| n.to_string()),
                "prerequisite": item.prerequisite.iter().map(|c| &**c).collect::<Vec<_>>(),
                "priority": called.priority.to_string(), "reasons": reasons,
            })
        })
        .collect();
    let undetermined: Vec<Json> = triggers
        .undetermined
        .iter()
        .map(|u| {
            json!({
                "rule": &*u.rule, "row": u.row,
                "label": words::label_of(program, &u.rule), "causes": causes_json(&u.causes, program),
            })
        })
        .collect();
    json!({ "called": called, "undetermined": undetermined })
}
