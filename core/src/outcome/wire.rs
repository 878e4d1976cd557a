//! The outcome on the wire: JSON, version 1. Numbers are text, so that no reader makes floats of them.

use serde_json::{Map, Value as Json};

use super::comparison::Side;
use super::results::{causes_json, value_json};
use super::{Comparison, Outcome, Promotion, Requirement, Triggers, words};
use crate::typing::Type;
use crate::typing::program::Program;
use crate::value::{json, tree_of, unit_json};

impl Outcome {
    /// The outcome as JSON, in both languages. Its text is had quicker by [`Outcome::to_json_text`].
    #[must_use]
    pub fn to_json(&self) -> Json {
        tree_of(&self.to_json_text())
    }

    /// What an outcome was worked out with: engine, semantics, packs with their digests, date.
    pub(crate) fn head_json(&self) -> Map<String, Json> {
        match tree_of(&format!("{{{}}}", self.sheet().head)) {
            Json::Object(head) => head,
            _ => Map::new(),
        }
    }

    /// The outputs by name.
    pub(crate) fn results_json(&self) -> Json {
        tree_of(&self.results_text())
    }

    pub(super) fn issues_json(&self) -> Json {
        let issues = self.issues().iter();
        issues
            .map(|issue| {
                json!({ "fact": &*issue.fact, "row": issue.row, "code": issue.code, "message": issue.message })
            })
            .collect()
    }
}

pub(super) fn promotion_json(promotion: &Promotion, program: &Program) -> Json {
    json!({
        "decision": promotion.decision.code(),
        "text": promotion.decision.text(),
        "requirements": promotion.requirements.iter().map(|r| requirement_json(r, program)).collect::<Vec<_>>(),
    })
}

pub(super) fn requirement_json(requirement: &Requirement, program: &Program) -> Json {
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
        let value = side.value.as_ref().ok();
        let mut object = Map::from_iter([
            ("label".to_owned(), json!(side.label)),
            ("value".to_owned(), json!(value.map(|value| value_json(value, &Type::Broken)))),
            ("unit".to_owned(), json!(side.unit.as_deref())),
        ]);
        let words = value.and_then(words::in_words);
        object.extend(words.map(|(id, en)| ("text".to_owned(), json!({ "id": id, "en": en }))));
        let unit = side.unit.as_deref().map(unit_json);
        object.extend(unit.map(|unit| ("unit_text".to_owned(), unit)));
        Json::Object(object)
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
