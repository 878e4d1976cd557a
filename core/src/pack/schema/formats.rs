//! Types that mirror the TOML formats. Nothing is read into them: a reader with places tells more.

#![expect(dead_code, reason = "the types only stand for their schemas")]

use std::collections::BTreeMap;

use schemars::JsonSchema;

/// A number, or a percentage in quotes.
#[derive(JsonSchema)]
#[schemars(untagged)]
pub(super) enum Number {
    /// A plain number.
    Plain(serde_json::Number),
    /// A percentage: `"75%"` is 0.75.
    Percentage(#[schemars(regex(pattern = r"^[+-]?[0-9]+(\.[0-9]+)?%$"))] String),
}

/// A date such as 2025-05-20, without quotes.
#[derive(JsonSchema)]
#[schemars(transparent)]
pub(super) struct Date(#[schemars(extend("format" = "date"))] String);

/// A name: small letters a-z, digits and underscores.
#[derive(JsonSchema)]
#[schemars(transparent)]
pub(super) struct Name(#[schemars(regex(pattern = "^[a-z][a-z0-9_]*$"))] String);

/// The name of a rule, or `list.rule` for a rule of a list.
#[derive(JsonSchema)]
#[schemars(transparent)]
pub(super) struct Output(#[schemars(regex(pattern = r"^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)?$"))] String);

/// One name or several.
#[derive(JsonSchema)]
#[schemars(untagged)]
pub(super) enum Names {
    /// One name.
    One(Name),
    /// Several names.
    Several(Vec<Name>),
}

/// What a pack is, what it rests on and what it answers.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct Pack {
    /// The version of the format: 1.
    pub(super) format: u32,
    /// The id of the pack.
    pub(super) id: Name,
    /// Its version.
    pub(super) version: String,
    /// What people read.
    pub(super) title: String,
    /// The kind of subject, such as `pegawai`.
    pub(super) subject: Name,
    /// The outputs that a plan computes unless it is asked for others; `triggers` is every trigger. An overlay that
    /// names none has those of its base.
    pub(super) outputs: Option<Vec<Output>>,
    /// The base of an overlay.
    pub(super) extends: Option<Extends>,
    /// Rules that may read a protected fact; only a base may have them.
    pub(super) exception: Option<Vec<Exception>>,
    /// Regulations that are no longer in force; what still rests on one is warned about.
    pub(super) revoked: Option<Vec<Revoked>>,
}

/// A regulation that is no longer in force.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct Revoked {
    /// The regulation, written as citations begin: `PP 53/2010`.
    pub(super) regulation: String,
    /// The first day on which it no longer holds.
    pub(super) from: Date,
    /// The regulation that revoked it.
    pub(super) by: Option<String>,
}

/// A rule that may read a protected fact, because a regulation sets such a limit.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct Exception {
    /// The protected fact.
    pub(super) fact: Name,
    /// The rule that reads it; it gives a truth value.
    pub(super) rule: Name,
    /// The article that sets the limit.
    pub(super) basis: String,
    /// The rules that may use that one.
    pub(super) consumers: Vec<Name>,
}

/// The base that an overlay rests on.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct Extends {
    /// The id of the base.
    pub(super) id: Name,
    /// The version of the base.
    pub(super) version: String,
    /// The digest of the base: `sha256:` and 64 hex digits.
    pub(super) digest: Option<String>,
}

/// Enums, records and facts.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct Facts {
    /// Enums by name.
    #[schemars(rename = "enum")]
    pub(super) enums: Option<BTreeMap<String, Enum>>,
    /// Records by name: the fields of a row.
    pub(super) record: Option<BTreeMap<String, BTreeMap<String, Field>>>,
    /// Facts by name.
    pub(super) fact: Option<BTreeMap<String, Fact>>,
}

/// A set of values that belong together.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct Enum {
    /// What people read.
    pub(super) label: Option<String>,
    /// The same in English.
    pub(super) label_en: Option<String>,
    /// Whether the values rise from the first to the last.
    pub(super) ordered: Option<bool>,
    /// Whether an overlay may add values; only where they are not ordered.
    pub(super) open: Option<bool>,
    /// The values.
    pub(super) values: Vec<EnumItem>,
}

/// A value of an enum.
#[derive(JsonSchema)]
#[schemars(untagged)]
pub(super) enum EnumItem {
    /// The value alone.
    Plain(String),
    /// The value with its label and aliases.
    Described(EnumValue),
}

/// A value of an enum with its label and aliases.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct EnumValue {
    /// The value.
    pub(super) id: String,
    /// What people read.
    pub(super) label: Option<String>,
    /// The same in English.
    pub(super) label_en: Option<String>,
    /// Other spellings on input, such as the codes of SIASN.
    pub(super) aliases: Option<Vec<String>>,
}

/// A field of a record: the name of its type, or a table with the keys of a fact.
#[derive(JsonSchema)]
#[schemars(untagged)]
pub(super) enum Field {
    /// The name of the type.
    Type(Name),
    /// All that there is to say of it.
    Described(Box<Fact>),
}

/// A bound of a number or a date.
#[derive(JsonSchema)]
#[schemars(untagged)]
pub(super) enum Bound {
    /// A number.
    Number(Number),
    /// A date.
    Date(Date),
}

/// What it means that a list was not given.
#[derive(JsonSchema)]
#[schemars(rename_all = "snake_case")]
pub(super) enum Absent {
    /// There are no rows.
    Empty,
    /// Nobody knows.
    Unknown,
}

/// A fact, or a field of a record.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct Fact {
    /// `number`, `boolean`, `text`, `date`, `list`, or the name of an enum.
    #[schemars(rename = "type")]
    pub(super) ty: Name,
    /// What people read.
    pub(super) label: Option<String>,
    /// The same in English.
    pub(super) label_en: Option<String>,
    /// The unit.
    pub(super) unit: Option<String>,
    /// The office or record that fills it.
    pub(super) source: Option<String>,
    /// Whether rules may ask if it is known.
    pub(super) optional: Option<bool>,
    /// Whether no result on merit may rest on it.
    pub(super) protected: Option<bool>,
    /// Whether a text is a code and not free prose.
    pub(super) code: Option<bool>,
    /// Whether it is a person's assessment.
    pub(super) judgement: Option<bool>,
    /// Whether an overlay may compute it.
    pub(super) open: Option<bool>,
    /// The least value of a number or the first day of a date.
    pub(super) min: Option<Bound>,
    /// The greatest value of a number or the last day of a date.
    pub(super) max: Option<Bound>,
    /// The count of decimals of a number; 0 unless given.
    pub(super) scale: Option<u32>,
    /// The record of a list's rows.
    pub(super) record: Option<Name>,
    /// The fields that tell the rows of a list apart.
    pub(super) key: Option<Names>,
    /// The fields by which the rows of a list are ordered.
    pub(super) order: Option<Names>,
    /// The least count of rows; 0 unless given.
    pub(super) min_items: Option<u32>,
    /// The greatest count of rows.
    pub(super) max_items: Option<u32>,
    /// What it means that the list was not given.
    pub(super) absent: Option<Absent>,
}

/// Legal values by name, with their dates and their basis.
#[derive(JsonSchema)]
pub(super) struct Parameters {
    /// What holds for every value in this file.
    pub(super) defaults: Option<Defaults>,
    /// The parameters by name.
    #[schemars(flatten)]
    pub(super) parameters: BTreeMap<String, Parameter>,
}

/// What holds for every value in a file.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct Defaults {
    /// The first day.
    pub(super) from: Option<Date>,
    /// The last day.
    pub(super) until: Option<Date>,
    /// The citation.
    pub(super) basis: Option<String>,
    /// Whether somebody has seen the source.
    pub(super) verified: Option<bool>,
}

/// A named legal value.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct Parameter {
    /// What people read.
    pub(super) label: Option<String>,
    /// The same in English.
    pub(super) label_en: Option<String>,
    /// The unit.
    pub(super) unit: Option<String>,
    /// The enum for each of whose values there is one entry.
    pub(super) key: Option<Name>,
    /// The enum that the texts in the value belong to.
    pub(super) scheme: Option<Name>,
    /// The bounds within which an overlay may set it.
    pub(super) overridable: Option<Overridable>,
    /// The first day.
    pub(super) from: Option<Date>,
    /// The last day.
    pub(super) until: Option<Date>,
    /// The citation.
    pub(super) basis: Option<String>,
    /// Whether somebody has seen the source.
    pub(super) verified: Option<bool>,
    /// What there is to say of it.
    pub(super) note: Option<String>,
    /// The value, where there is only one.
    pub(super) value: Option<Literal>,
    /// The values in order of time, where there are several.
    pub(super) values: Option<Vec<DatedValue>>,
}

/// The bounds within which an overlay may set a parameter.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct Overridable {
    /// The least number.
    pub(super) min: Number,
    /// The greatest number.
    pub(super) max: Number,
}

/// One of several values of a parameter.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct DatedValue {
    /// The first day.
    pub(super) from: Option<Date>,
    /// The last day; without it the value lasts until the next one.
    pub(super) until: Option<Date>,
    /// The citation.
    pub(super) basis: Option<String>,
    /// Whether somebody has seen the source.
    pub(super) verified: Option<bool>,
    /// What there is to say of it.
    pub(super) note: Option<String>,
    /// The value.
    pub(super) value: Literal,
}

/// A number, percentage, truth value, date, text, list or record.
#[derive(JsonSchema)]
#[schemars(untagged)]
pub(super) enum Literal {
    /// A number.
    Number(serde_json::Number),
    /// A truth value.
    Bool(bool),
    /// A text, a percentage in quotes or a date.
    Text(String),
    /// A list, or points for `interpolate`.
    List(Vec<Literal>),
    /// A record, or one entry for each value of an enum.
    Record(BTreeMap<String, Literal>),
}

/// How the records of another system become facts.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct Source {
    /// The id of the source.
    pub(super) id: Name,
    /// How it writes dates; `YYYY-MM-DD` unless given.
    pub(super) dates: Option<Dates>,
    /// Whether decimals follow a comma.
    pub(super) decimal_comma: Option<bool>,
    /// Contents that mean that nothing is known; an empty one always does.
    pub(super) unknown: Option<OneOrMore<String>>,
    /// Contents that mean true, beside `ya` and `true`.
    pub(super) yes: Option<OneOrMore<SourceContent>>,
    /// Contents that mean false, beside `tidak` and `false`.
    pub(super) no: Option<OneOrMore<SourceContent>>,
    /// Where each fact stands in the foreign record.
    pub(super) fact: Option<BTreeMap<String, SourceField>>,
    /// The lists that it fills.
    pub(super) list: Option<BTreeMap<String, SourceList>>,
}

/// The form in which a source writes dates.
#[derive(JsonSchema)]
pub(super) enum Dates {
    /// The year first.
    #[schemars(rename = "YYYY-MM-DD")]
    YearFirst,
    /// The day first.
    #[schemars(rename = "DD-MM-YYYY")]
    DayFirst,
    /// The year first, with slashes.
    #[schemars(rename = "YYYY/MM/DD")]
    YearFirstSlashes,
    /// The day first, with slashes.
    #[schemars(rename = "DD/MM/YYYY")]
    DayFirstSlashes,
}

/// One, or a list of them.
#[derive(JsonSchema)]
#[schemars(untagged)]
pub(super) enum OneOrMore<T> {
    /// One.
    One(T),
    /// Several.
    More(Vec<T>),
}

/// What a foreign field may hold.
#[derive(JsonSchema)]
#[schemars(untagged)]
pub(super) enum SourceContent {
    /// A text.
    Text(String),
    /// A number.
    Number(serde_json::Number),
}

/// Where a fact or field stands: a path, several of which a record has one, or a table that says more.
#[derive(JsonSchema)]
#[schemars(untagged)]
pub(super) enum SourceField {
    /// The path, or several of which a record has one.
    Paths(OneOrMore<String>),
    /// The path and how it is written there.
    Whole(SourceFieldTable),
}

/// Where a fact or field stands in the foreign record, and how it is written there.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct SourceFieldTable {
    /// The path, or several of which a record has one.
    pub(super) from: OneOrMore<String>,
    /// A form of its own: `12 Tahun 3 Bulan` is read as months.
    pub(super) form: Option<SourceForm>,
    /// The form of its dates, where it is not that of the source.
    pub(super) dates: Option<Dates>,
    /// Whether its decimals follow a comma, where it is not as in the rest of the source.
    pub(super) decimal_comma: Option<bool>,
    /// More contents that mean that nothing is known, such as 0.
    pub(super) unknown: Option<OneOrMore<SourceContent>>,
    /// What stands for a content; any other is read as it is.
    pub(super) values: Option<BTreeMap<String, Literal>>,
}

/// A form of a foreign field.
#[derive(JsonSchema)]
pub(super) enum SourceForm {
    /// `12 Tahun 3 Bulan`, in months.
    #[schemars(rename = "years_months")]
    YearsMonths,
}

/// A list that a source fills: the path of its rows, and for each field the path in one row.
#[derive(JsonSchema)]
pub(super) struct SourceList {
    /// The path of the rows.
    pub(super) from: OneOrMore<String>,
    /// Where each field stands in one row.
    #[schemars(flatten)]
    pub(super) fields: BTreeMap<String, SourceField>,
}

/// Cases: facts given, results expected.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct Cases {
    /// The day for which every case is asked.
    pub(super) as_of: Option<Date>,
    /// Where the cases were published.
    pub(super) source: Option<String>,
    /// Facts that every case is given, or values of rules.
    pub(super) given: Option<BTreeMap<String, serde_json::Value>>,
    /// The cases.
    pub(super) case: Vec<Case>,
}

/// One case.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct Case {
    /// What it shows.
    pub(super) name: String,
    /// The day for which it is asked.
    pub(super) as_of: Option<Date>,
    /// Where it was published.
    pub(super) source: Option<String>,
    /// Facts given, or values of rules; they add to those of the file and replace them.
    pub(super) given: Option<BTreeMap<String, serde_json::Value>>,
    /// What is taken out of the facts of the file.
    pub(super) without: Option<Vec<Name>>,
    /// What is expected, by name.
    pub(super) expect: Option<BTreeMap<String, serde_json::Value>>,
}
