//! What is written of one output of one subject.

use serde_json::Value as Json;
use timbang::outcome::{Triggers, value_json};
use timbang::script::ast::Kind;
use timbang::{Outcome, Plan, Status};

/// What an output has, ready to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Cell {
    /// The value; absent where there is none.
    pub(crate) value: Option<Json>,
    /// The status.
    pub(crate) status: Status,
    /// The decision of a promotion: MS, TMS, BTL, TB.
    pub(crate) decision: Option<&'static str>,
}

/// An output as a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Column {
    /// Its name.
    pub(crate) name: String,
    /// Whether it is a promotion.
    pub(crate) is_promotion: bool,
}

/// The outputs of a plan as columns; triggers apart.
pub(crate) fn columns(plan: &Plan) -> Vec<Column> {
    let kind = |node| plan.program().node(node).and_then(|n| n.rule()).map(|rule| rule.kind);
    let outputs = plan.outputs().iter();
    outputs
        .map(|o| Column { name: o.name.to_string(), is_promotion: kind(o.node) == Some(Kind::Promotion) })
        .collect()
}

/// What the outputs have, in the order of [`columns`].
pub(crate) fn cells(outcome: &Outcome) -> Vec<Cell> {
    let program = outcome.values().program();
    outcome
        .plan()
        .outputs()
        .iter()
        .map(|output| {
            let Some(node) = program.node(output.node) else {
                return Cell { value: None, status: Status::Undetermined, decision: None };
            };
            if let Some((list, slot)) = node.rule().and_then(|rule| rule.list) {
                return match outcome.values().column(list, slot) {
                    Ok(items) => {
                        // One item without a value leaves the list as a whole not fully known.
                        let statuses = items.iter().filter_map(|item| item.as_ref().err());
                        let worst = statuses.map(|causes| causes.status()).max();
                        let shown = items.iter().map(|item| match item {
                            Ok(value) => value_json(value, &node.ty),
                            Err(_) => Json::Null,
                        });
                        Cell {
                            value: Some(shown.collect()),
                            status: worst.unwrap_or(Status::Value),
                            decision: None,
                        }
                    }
                    Err(causes) => Cell { value: None, status: causes.status(), decision: None },
                };
            }
            let found = outcome.values().get(output.node);
            let decision = (node.rule().map(|rule| rule.kind) == Some(Kind::Promotion)).then(|| {
                use timbang::outcome::Decision;
                match &found {
                    Ok(timbang::Value::Bool(true)) => Decision::Qualifies,
                    Ok(_) => Decision::DoesNotQualify,
                    Err(causes) if causes.status() == Status::NotApplicable => Decision::NotApplicable,
                    Err(_) => Decision::Incomplete,
                }
                .code()
            });
            match found {
                Ok(value) => {
                    Cell { value: Some(value_json(&value, &node.ty)), status: Status::Value, decision }
                }
                Err(causes) => Cell { value: None, status: causes.status(), decision },
            }
        })
        .collect()
}

/// The codes that triggers call for, the most urgent first, and whether all of them are known.
pub(crate) fn trigger_codes(triggers: &Triggers) -> (Vec<String>, Status) {
    let codes = triggers.called.iter().map(|called| called.item.code.to_string()).collect();
    let worst = triggers.undetermined.iter().map(|trigger| trigger.causes.status()).max();
    (codes, worst.unwrap_or(Status::Value))
}

/// A value as the exact text of a CSV cell; a list or record as JSON.
pub(crate) fn plain(value: &Json) -> String {
    match value {
        Json::Null => String::new(),
        Json::String(words) => words.clone(),
        other => other.to_string(),
    }
}
