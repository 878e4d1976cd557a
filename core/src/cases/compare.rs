//! Compares what a case expects with what was found, and tells the difference.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::names_in;
use crate::outcome::words;
use crate::outcome::{Outcome, State};
use crate::pack::decl::Expectation;
use crate::script::ast::Kind;
use crate::text;
use crate::value::{Cause, Causes, Node, Number, Raw, Rounding, Status, Text, Value};

/// The difference between what was expected of a name and what was found, if there is one.
pub(super) fn compare(outcome: &Outcome, name: &str, expected: &Expectation) -> Option<Text> {
    if name == "triggers" {
        return triggers(outcome, expected);
    }
    let program = outcome.values().program();
    let (id, node) = program.find(name)?;
    if let Some((list, slot)) = node.rule().and_then(|rule| rule.list) {
        return items(outcome.values().column(list, slot), expected);
    }
    if let Expectation::Promotion { result, met, not_met, undetermined, not_applicable } = expected {
        let wrong = result.as_ref().and_then(|result| one(&outcome.values().get(id), result));
        return wrong.or_else(|| {
            let lists = [
                (State::Met, met),
                (State::NotMet, not_met),
                (State::Undetermined, undetermined),
                (State::NotApplicable, not_applicable),
            ];
            lists.into_iter().find_map(|(state, wanted)| states(outcome, name, state, wanted.as_deref()?))
        });
    }
    if let Expectation::Undetermined(Some(names)) = expected {
        // Of a promotion the list may name requirements as well as facts.
        let requirement = |name: &Arc<str>| outcome.requirement_named(name).is_some();
        if outcome.kind(id) == Some(Kind::Promotion) && !names.is_empty() && names.iter().all(requirement) {
            return states(outcome, name, State::Undetermined, names);
        }
    }
    one(&outcome.values().get(id), expected)
}

fn differ(expected: &Text, found: &Text) -> Text {
    Text {
        id: format!("diharapkan {}, didapat {}", expected.id, found.id),
        en: format!("expected {}, found {}", expected.en, found.en),
    }
}

fn plain(words: String) -> Text {
    Text { en: words.clone(), id: words }
}

/// Every name that is expected in a state must be in it; the list names some.
fn states(outcome: &Outcome, name: &str, state: State, wanted: &[Arc<str>]) -> Option<Text> {
    let found = names_in(outcome, name, state)?;
    let absent: Vec<&str> = wanted.iter().filter(|w| !found.contains(w)).map(|w| &**w).collect();
    if absent.is_empty() {
        return None;
    }
    let (absent, found) =
        (absent.join(", "), if found.is_empty() { "-".to_owned() } else { found.join(", ") });
    let word = state.text();
    Some(Text {
        id: format!("{absent} diharapkan {}; yang {}: {found}", word.id, word.id),
        en: format!("{absent} expected to be {}; those {}: {found}", word.en, word.en),
    })
}

fn triggers(outcome: &Outcome, expected: &Expectation) -> Option<Text> {
    let called: Vec<String> = outcome.triggers().called.iter().map(|c| c.item.code.to_string()).collect();
    let wanted: Option<Vec<String>> = match expected {
        Expectation::Value(Raw::List(codes)) => codes.iter().map(code).collect(),
        Expectation::Items(items) => items
            .iter()
            .map(|item| match item {
                Some(Expectation::Value(raw)) => code(raw),
                _ => None,
            })
            .collect(),
        _ => None,
    };
    let Some(wanted) = wanted else {
        return Some(text!(
            "dari triggers diharapkan daftar kode, yang paling mendesak dahulu",
            "of triggers a list of codes is expected, the most urgent first"
        ));
    };
    (called != wanted).then(|| {
        differ(&plain(format!("[{}]", wanted.join(", "))), &plain(format!("[{}]", called.join(", "))))
    })
}

fn code(raw: &Raw) -> Option<String> {
    match raw {
        Raw::Text(words) | Raw::Number(words) => Some(words.clone()),
        _ => None,
    }
}

fn items(found: Result<Vec<Node>, Causes>, expected: &Expectation) -> Option<Text> {
    let found = match found {
        Ok(found) => found,
        Err(causes) => return one(&Err(causes), expected),
    };
    let wanted: Vec<Option<Expectation>> = match expected {
        Expectation::Items(items) => items.clone(),
        Expectation::Value(Raw::List(items)) => {
            items.iter().map(|raw| Some(Expectation::Value(raw.clone()))).collect()
        }
        other => return found.iter().find_map(|node| one(node, other)),
    };
    if wanted.len() != found.len() {
        let (wanted, found) = (wanted.len(), found.len());
        return Some(text!(
            "diharapkan {wanted} butir, didapat {found}",
            "expected {wanted} items, found {found}"
        ));
    }
    (1usize..).zip(wanted.iter().zip(&found)).find_map(|(at, (wanted, found))| {
        let wrong = one(found, wanted.as_ref()?)?;
        Some(Text { id: format!("butir {at}: {}", wrong.id), en: format!("item {at}: {}", wrong.en) })
    })
}

fn one(found: &Node, expected: &Expectation) -> Option<Text> {
    let right = match expected {
        Expectation::Value(raw) => found.as_ref().is_ok_and(|value| is_value(value, raw)),
        Expectation::Rounded { number, scale } => match found {
            Ok(Value::Number(value)) => value.round(*scale, Rounding::HalfUp) == Some(*number),
            _ => false,
        },
        Expectation::Undetermined(names) => found.as_ref().is_err_and(|causes| {
            causes.status() == Status::Undetermined
                && names.as_ref().is_none_or(|names| waits_for(causes, names))
        }),
        Expectation::NotRegulated => found.as_ref().is_err_and(|causes| {
            causes.status() == Status::Undetermined
                && causes.iter().any(|c| matches!(c, Cause::Unregulated(..)))
                && !causes.iter().any(|c| matches!(c, Cause::Missing(_) | Cause::Empty(_)))
        }),
        Expectation::NotApplicable => {
            found.as_ref().is_err_and(|causes| causes.status() == Status::NotApplicable)
        }
        Expectation::Error(code) => {
            found.as_ref().is_err_and(|causes| causes.iter().any(|c| c.code() == Some(&**code)))
        }
        Expectation::Erratum { computed, .. } => return one(found, computed),
        Expectation::Promotion { result, .. } => {
            return result.as_ref().and_then(|result| one(found, result));
        }
        Expectation::Items(items) => match found {
            Ok(Value::List(values)) => {
                let nodes: Vec<Node> = values.iter().cloned().map(Ok).collect();
                return self::items(Ok(nodes), &Expectation::Items(items.clone()));
            }
            _ => false,
        },
    };
    (!right).then(|| differ(&words::expected(expected), &found_words(found)))
}

/// Exactly these names are missing or empty.
fn waits_for(causes: &Causes, names: &[Arc<str>]) -> bool {
    let waits: BTreeSet<&str> = causes
        .iter()
        .filter(|c| matches!(c, Cause::Missing(_) | Cause::Empty(_)))
        .map(|c| &**c.name())
        .collect();
    waits == names.iter().map(|n| &**n).collect()
}

fn is_value(value: &Value, raw: &Raw) -> bool {
    match (value, raw) {
        (Value::Bool(value), Raw::Bool(wanted)) => value == wanted,
        (Value::Bool(value), Raw::Text(words)) => match words.as_str() {
            "ya" | "true" => *value,
            "tidak" | "false" => !*value,
            _ => false,
        },
        (Value::Number(value), Raw::Number(digits) | Raw::Text(digits)) => {
            digits.parse::<Number>().is_ok_and(|wanted| wanted == *value)
        }
        (Value::Enum(value), Raw::Text(words) | Raw::Number(words)) => value.id() == words,
        (Value::Text(value), Raw::Text(words) | Raw::Number(words)) => **value == **words,
        (Value::Date(value), Raw::Text(words)) => {
            words.parse().is_ok_and(|wanted: crate::Date| wanted == *value)
        }
        (Value::List(values), Raw::List(wanted)) => {
            values.len() == wanted.len() && values.iter().zip(wanted).all(|(value, raw)| is_value(value, raw))
        }
        _ => false,
    }
}

fn found_words(found: &Node) -> Text {
    match found {
        Ok(Value::Enum(value)) => plain(value.id().to_owned()),
        Ok(Value::Number(number)) => plain(number.to_string()),
        Ok(Value::Bool(value)) => plain(value.to_string()),
        Ok(Value::Date(date)) => plain(date.to_string()),
        Ok(value) => Text {
            id: words::value(value, None, crate::Lang::Id),
            en: words::value(value, None, crate::Lang::En),
        },
        Err(causes) => {
            let list: Vec<String> = causes.iter().map(|c| format!("{c:?}")).collect();
            let list = list.join(", ");
            let status = match causes.status() {
                Status::Error => text!("galat", "an error"),
                Status::NotApplicable => text!("tidak berlaku", "not applicable"),
                _ => text!("belum dapat dipastikan", "undetermined"),
            };
            Text { id: format!("{} ({list})", status.id), en: format!("{} ({list})", status.en) }
        }
    }
}
