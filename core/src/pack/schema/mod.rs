//! JSON Schemas of the TOML formats, for editors.

mod formats;

use schemars::schema_for;

/// A TOML format of a pack.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SchemaKind {
    /// `pack.toml`.
    Pack,
    /// `facts.toml`, `facts/*.toml`.
    Facts,
    /// `parameters/*.toml`.
    Parameters,
    /// `sources/*.toml`.
    Source,
    /// `cases/*.toml`.
    Cases,
}

impl SchemaKind {
    /// Every format.
    pub const ALL: [SchemaKind; 5] =
        [SchemaKind::Pack, SchemaKind::Facts, SchemaKind::Parameters, SchemaKind::Source, SchemaKind::Cases];

    /// The name of the format, such as `facts`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            SchemaKind::Pack => "pack",
            SchemaKind::Facts => "facts",
            SchemaKind::Parameters => "parameters",
            SchemaKind::Source => "source",
            SchemaKind::Cases => "cases",
        }
    }

    /// The format with this name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<SchemaKind> {
        SchemaKind::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// The JSON Schema of a format.
#[must_use]
pub fn schema(kind: SchemaKind) -> serde_json::Value {
    let schema = match kind {
        SchemaKind::Pack => schema_for!(formats::Pack),
        SchemaKind::Facts => schema_for!(formats::Facts),
        SchemaKind::Parameters => schema_for!(formats::Parameters),
        SchemaKind::Source => schema_for!(formats::Source),
        SchemaKind::Cases => schema_for!(formats::Cases),
    };
    schema.to_value()
}

#[cfg(test)]
mod tests;
