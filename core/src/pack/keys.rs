//! The keys that each part of the TOML files knows; the JSON schemas hold the same.

pub(crate) const MANIFEST: &[&str] =
    &["format", "id", "version", "title", "subject", "outputs", "extends", "exception", "revoked"];
pub(crate) const EXCEPTION: &[&str] = &["fact", "rule", "basis", "consumers"];
pub(crate) const REVOKED: &[&str] = &["regulation", "from", "by"];
pub(crate) const EXTENDS: &[&str] = &["id", "version", "digest"];
pub(crate) const FACTS: &[&str] = &["enum", "record", "fact"];
pub(crate) const ENUM: &[&str] = &["label", "label_en", "ordered", "open", "values"];
pub(crate) const ENUM_VALUE: &[&str] = &["id", "label", "label_en", "aliases"];
pub(crate) const FACT: &[&str] = &[
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
pub(crate) const DEFAULTS: &[&str] = &["from", "until", "basis", "verified"];
pub(crate) const PARAMETER: &[&str] = &[
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
pub(crate) const DATED_VALUE: &[&str] = &["from", "until", "basis", "verified", "note", "value"];
pub(crate) const OVERRIDABLE: &[&str] = &["min", "max"];
pub(crate) const SOURCE: &[&str] = &["id", "dates", "decimal_comma", "unknown", "yes", "no", "fact", "list"];
pub(crate) const SOURCE_FIELD: &[&str] = &["from", "form", "dates", "decimal_comma", "unknown", "values"];
pub(crate) const CASES: &[&str] = &["as_of", "source", "given", "case"];
pub(crate) const CASE: &[&str] = &["name", "as_of", "source", "given", "without", "expect"];

/// The words with which a form of an expectation begins; a table without any of them is a record.
pub(crate) const EXPECTED_FORMS: &[&str] = &[
    "rounded",
    "undetermined",
    "not_regulated",
    "not_applicable",
    "error",
    "computed",
    "published",
    "erratum",
    "result",
    "met",
    "not_met",
];
