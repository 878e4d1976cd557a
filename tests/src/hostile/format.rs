//! How hostile cases are written.

use indexmap::IndexMap;
use serde::Deserialize;

use super::Source;

/// A file of `suite/hostile`, named by what its cases attack.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HostileFile {
    /// Files that every case has unless it says otherwise.
    #[serde(default)]
    pub files: IndexMap<String, Source>,
    /// Facts of every case that asks for a subject and gives none.
    pub facts: Option<Source>,
    /// Its cases.
    pub case: Vec<HostileCase>,
}

/// An input and what it must be answered with.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HostileCase {
    /// What the case attacks.
    pub name: String,
    /// The files of its pack.
    #[serde(default)]
    pub files: IndexMap<String, Source>,
    /// Many more files of its pack.
    pub many: Option<Many>,
    /// Files of an overlay on the pack.
    #[serde(default)]
    pub overlay: IndexMap<String, Source>,
    /// The date of the plan.
    #[serde(default = "day")]
    pub as_of: String,
    /// The outputs asked for.
    #[serde(default)]
    pub outputs: Vec<String>,
    /// Facts of one subject as JSON: they are evaluated, explained, recorded and replayed.
    pub facts: Option<Source>,
    /// What becomes of the decision record before it is replayed.
    pub record: Option<Mutation>,
    /// Codes that must be found, each of them; `galat`: an error, whichever. Of a replay also the names of what
    /// differs. Nothing: the input is odd, but nothing is wrong with it.
    pub expect: Vec<String>,
}

/// Many files of one kind.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Many {
    /// The path; `<i>` is the number of the file.
    pub path: String,
    /// The text; `<i>` is the number of the file, `<next>` the one after.
    pub text: String,
    /// How many.
    pub times: usize,
}

/// What becomes of a decision record.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Mutation {
    /// It is this text instead.
    pub text: Option<Source>,
    /// Only so many bytes of it are left.
    pub cut: Option<usize>,
    /// Places (JSON pointers) that hold something else: the JSON for each.
    pub set: IndexMap<String, Source>,
    /// Keys that are gone.
    pub remove: Vec<String>,
}

fn day() -> String {
    "2025-12-31".to_owned()
}
