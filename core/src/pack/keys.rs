//! The keys that each part of the TOML files knows; the JSON schemas hold the same.

pub(super) const MANIFEST: &[&str] =
    &["format", "id", "version", "title", "subject", "outputs", "extends", "exception", "revoked"];
pub(super) const EXCEPTION: &[&str] = &["fact", "rule", "basis", "consumers"];
pub(super) const REVOKED: &[&str] = &["regulation", "from", "by"];
pub(super) const EXTENDS: &[&str] = &["id", "version", "digest"];
pub(super) const FACTS: &[&str] = &["enum", "record", "fact"];
pub(super) const ENUM: &[&str] = &["label", "label_en", "ordered", "open", "values"];
pub(super) const ENUM_VALUE: &[&str] = &["id", "label", "label_en", "aliases"];
pub(super) const FACT: &[&str] = &[
    "type",
    "label",
    "label_en",
    "unit",
    "source",
    "optional",
    "protected",
    "code",
    "judgement",
    "open",
    "min",
    "max",
    "scale",
    "record",
    "key",
    "order",
    "min_items",
    "max_items",
    "absent",
];
pub(super) const DEFAULTS: &[&str] = &["from", "until", "basis", "verified"];
pub(super) const PARAMETER: &[&str] = &[
    "label",
    "label_en",
    "unit",
    "key",
    "scheme",
    "overridable",
    "from",
    "until",
    "basis",
    "verified",
    "note",
    "value",
    "values",
];
pub(super) const DATED_VALUE: &[&str] = &["from", "until", "basis", "verified", "note", "value"];
pub(super) const OVERRIDABLE: &[&str] = &["min", "max"];
pub(super) const SOURCE: &[&str] = &["id", "dates", "fact", "list"];
pub(super) const CASES: &[&str] = &["as_of", "source", "given", "case"];
pub(super) const CASE: &[&str] = &["name", "as_of", "source", "given", "without", "expect"];
