//! Whether JSON holds what is expected of it: what an expectation does not name, it does not ask.

use serde_json::Value as Json;

/// Tells each place at which `found` lacks what `expected` names.
///
/// Of an object only the keys that are named are compared; `null` also means that the key is absent. Lists must
/// be equally long, and are compared item by item.
#[must_use]
pub fn lacking(expected: &Json, found: &Json) -> Vec<String> {
    let mut wrong = Vec::new();
    compare("", expected, found, &mut wrong);
    wrong
}

fn compare(at: &str, expected: &Json, found: &Json, wrong: &mut Vec<String>) {
    match (expected, found) {
        (Json::Object(wanted), Json::Object(object)) => {
            for (key, value) in wanted {
                compare(&format!("{at}/{key}"), value, object.get(key).unwrap_or(&Json::Null), wrong);
            }
        }
        (Json::Array(wanted), Json::Array(items)) if wanted.len() == items.len() => {
            for (number, (value, item)) in wanted.iter().zip(items).enumerate() {
                compare(&format!("{at}/{number}"), value, item, wrong);
            }
        }
        _ if expected == found => {}
        _ => wrong.push(format!("{at}: expected {expected}, found {found}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn only_what_is_named_is_compared() {
        let found = json!({ "a": "1", "b": [{ "c": true, "d": "x" }] });
        assert!(lacking(&json!({ "b": [{ "c": true }] }), &found).is_empty());
        assert!(lacking(&json!({ "z": null }), &found).is_empty());
        assert_eq!(lacking(&json!({ "a": "2" }), &found), ["/a: expected \"2\", found \"1\""]);
        assert_eq!(lacking(&json!({ "b": [] }), &found).len(), 1, "the length of a list counts");
        assert_eq!(lacking(&json!({ "b": [{ "c": false, "e": 1 }] }), &found).len(), 2, "all are told");
        assert_eq!(lacking(&json!({ "a": null }), &found).len(), 1, "null is not anything");
    }
}
