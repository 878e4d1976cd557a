use std::collections::BTreeSet;

use schemars::{JsonSchema, schema_for};

use super::{SchemaKind, formats, schema};
use crate::pack::keys;

fn same_keys<T: JsonSchema>(walked: &[&str]) {
    let schema = schema_for!(T).to_value();
    let properties = schema["properties"].as_object().unwrap();
    let described: BTreeSet<&str> = properties.keys().map(String::as_str).collect();
    assert_eq!(described, walked.iter().copied().collect(), "{}", schema["title"]);
    for (key, property) in properties {
        assert!(property.get("description").is_some(), "{key} is described");
    }
    assert_eq!(schema["additionalProperties"], false, "{}", schema["title"]);
}

#[test]
fn the_schemas_and_the_readers_know_the_same_keys() {
    same_keys::<formats::Pack>(keys::MANIFEST);
    same_keys::<formats::Revoked>(keys::REVOKED);
    same_keys::<formats::Extends>(keys::EXTENDS);
    same_keys::<formats::Facts>(keys::FACTS);
    same_keys::<formats::Enum>(keys::ENUM);
    same_keys::<formats::EnumValue>(keys::ENUM_VALUE);
    same_keys::<formats::Fact>(keys::FACT);
    same_keys::<formats::Defaults>(keys::DEFAULTS);
    same_keys::<formats::Parameter>(keys::PARAMETER);
    same_keys::<formats::DatedValue>(keys::DATED_VALUE);
    same_keys::<formats::Overridable>(keys::OVERRIDABLE);
    same_keys::<formats::Source>(keys::SOURCE);
    same_keys::<formats::SourceFieldTable>(keys::SOURCE_FIELD);
    same_keys::<formats::Cases>(keys::CASES);
    same_keys::<formats::Case>(keys::CASE);
}

#[test]
fn a_file_of_parameters_takes_any_name() {
    let schema = schema(SchemaKind::Parameters);
    assert!(schema["properties"]["defaults"].is_object());
    assert!(schema["additionalProperties"]["$ref"].is_string(), "{schema}");
}

#[test]
fn formats_are_found_by_their_names() {
    for kind in SchemaKind::ALL {
        assert_eq!(SchemaKind::from_name(kind.name()), Some(kind));
        assert_eq!(schema(kind)["type"], "object");
    }
    assert_eq!(SchemaKind::from_name("tables"), None);
}
