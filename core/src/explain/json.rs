//! An explanation as JSON, version 1: both languages, numbers as text.

use serde_json::{Map, Value as Json};

use super::tree::{Explanation, Role, Step};
use super::worth::Worth;
use crate::outcome::{Promotion, Requirement, Unverified, comparison_json};
use crate::script::ast::Kind;
use crate::value::json;

/// The deepest nesting that is written; readers of JSON refuse what lies some levels deeper.
const MAX_DEPTH: usize = 48;

impl Explanation {
    /// The explanation as JSON, version 1, with every text in both languages and numbers as text.
    ///
    /// What lies more than 48 levels deep is left out, and its parent says `"more": true`.
    #[must_use]
    pub fn to_json(&self) -> Json {
        let mut object = Map::from_iter([("v".to_owned(), json!(1))]);
        object.extend(told(self, 0));
        Json::Object(object)
    }
}

fn told(e: &Explanation, depth: usize) -> Map<String, Json> {
    let mut object = Map::new();
    let mut put = |key: &str, value: Json| {
        if !value.is_null() && value.as_array().is_none_or(|items| !items.is_empty()) {
            object.insert(key.to_owned(), value);
        }
    };
    put("name", json!(&*e.name));
    put("label", json!(e.label));
    put("role", json!(role(e.role)));
    if let Role::Rule(kind) = e.role {
        put("kind", json!(kind_word(kind)));
    }
    put("row", json!(e.row));
    put("status", json!(e.status.word()));
    put("value", e.value.as_ref().and_then(Worth::json).unwrap_or_default());
    put("text", json!(e.value.as_ref().map(Worth::text)));
    put("causes", json!(e.causes));
    put("basis", json!(e.basis.as_deref()));
    put("pack", json!(e.pack.as_deref()));
    if let Some(period) = &e.period {
        let day = |date: Option<crate::Date>| date.map(|d| d.to_string());
        put("period", json!({ "from": day(period.from), "until": day(period.until) }));
    }
    put("source", json!(e.source.as_deref()));
    if e.is_judgement {
        let judgement = e.judgement.clone().unwrap_or_default();
        put("judgement", json!({ "by": judgement.by, "on": judgement.on, "evidence": judgement.evidence }));
    }
    put("steps", e.steps.iter().map(step).collect());
    put("unverified", e.unverified.iter().map(|figure| self::figure(&figure.told)).collect());
    if e.repeated {
        put("repeated", json!(true));
    }
    if depth < MAX_DEPTH {
        let inputs = e.inputs.iter().map(|input| Json::Object(told(input, depth.saturating_add(1))));
        put("inputs", inputs.collect());
    } else if !e.inputs.is_empty() {
        put("more", json!(true));
    }
    object
}

fn role(role: Role) -> &'static str {
    match role {
        Role::Fact => "fact",
        Role::Parameter => "parameter",
        Role::Rule(_) => "rule",
        Role::AsOf => "as_of",
    }
}

fn kind_word(kind: Kind) -> &'static str {
    match kind {
        Kind::Score => "score",
        Kind::Requirement => "requirement",
        Kind::Promotion => "promotion",
        Kind::Trigger => "trigger",
    }
}

fn figure(figure: &Unverified) -> Json {
    json!({ "label": figure.label, "basis": figure.basis.as_deref(), "note": figure.note.as_deref() })
}

fn step(step: &Step) -> Json {
    match step {
        Step::Applies { holds, comparisons } => json!({
            "step": "applies", "holds": holds,
            "comparisons": comparisons.iter().map(comparison_json).collect::<Vec<_>>(),
        }),
        Step::Row { table, line, cells, result, basis, note } => json!({
            "step": "row", "table": table, "line": line,
            "cells": cells.iter().map(|(label, asked)| json!({ "label": label, "asked": asked })).collect::<Vec<_>>(),
            "result": result, "basis": basis.as_deref(), "note": note.as_deref(),
        }),
        Step::Compared(comparison) => {
            json!({ "step": "compared", "comparison": comparison_json(comparison) })
        }
        Step::Formula(formula) => json!({ "step": "formula", "text": formula }),
        Step::Says(words) => json!({ "step": "says", "text": words }),
        Step::Excepted(words) => json!({ "step": "excepted", "text": words }),
        Step::Advises(words) => json!({ "step": "advises", "text": words }),
        Step::Requirements(promotion) => promotion_json(promotion),
        Step::Given => json!({ "step": "given" }),
    }
}

fn promotion_json(promotion: &Promotion) -> Json {
    json!({
        "step": "requirements",
        "decision": promotion.decision.code(),
        "text": promotion.decision.text(),
        "requirements": promotion.requirements.iter().map(requirement_json).collect::<Vec<_>>(),
    })
}

fn requirement_json(r: &Requirement) -> Json {
    json!({
        "name": &*r.name, "label": r.label, "state": r.state.word(),
        "comparisons": r.comparisons.iter().map(comparison_json).collect::<Vec<_>>(),
        "causes": r.causes, "text": r.text, "advice": r.advice, "basis": r.basis.as_deref(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::explain::samples;

    #[test]
    fn numbers_are_text_and_every_word_is_in_both_languages() {
        let json = samples::score().to_json();
        assert_eq!(json["v"], 1);
        assert_eq!(json["value"], "0.63");
        assert_eq!(json["text"]["id"], "0,63 angka kredit");
        assert_eq!(json["text"]["en"], "0.63 angka kredit");
        assert_eq!(json["steps"][0]["cells"][0]["label"]["en"], "Predicate");
        assert_eq!(json["inputs"][0]["source"], "e-Kinerja");
        assert!(json["inputs"][0].get("v").is_none());
    }

    #[test]
    fn a_promotion_tells_decision_states_and_shortfall() {
        let json = samples::promotion().to_json();
        let told = &json["steps"][0];
        assert_eq!(told["decision"], "TMS");
        let states: Vec<&str> =
            told["requirements"].as_array().unwrap().iter().map(|r| r["state"].as_str().unwrap()).collect();
        assert_eq!(states, ["met", "not_met", "undetermined", "not_applicable"]);
        assert_eq!(told["requirements"][1]["comparisons"][0]["shortfall"]["amount"], "1.5");
        assert_eq!(json["inputs"][0]["inputs"][0]["judgement"]["by"], "Kepala Bidang");
        assert_eq!(json["inputs"][1]["inputs"][0]["period"]["from"], "2025-05-20");
        assert_eq!(json["inputs"][3]["repeated"], true);
    }

    #[test]
    fn what_lies_too_deep_is_left_out_and_said_to_be() {
        let json = samples::chain(500).to_json();
        let written = json.to_string();
        assert!(written.contains("\"more\":true"));
        // A reader with its usual limits still takes it.
        assert!(serde_json::from_str::<Json>(&written).is_ok());
    }
}
