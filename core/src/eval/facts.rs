//! Facts as they are given.

use std::sync::{Arc, OnceLock};

use indexmap::IndexMap;

use super::flat::Flat;
use super::seen::Seen;
use crate::text;
use crate::value::{Error, Raw, Text};

/// What is known of a subject, by the names of facts.
///
/// # Example: a lecturer of whom little is known
///
/// ```
/// let facts = timbang::Facts::from_json_text(r#"{"golongan": "III/c", "bulan_penilaian": 4}"#)?;
/// assert_eq!(facts.names().count(), 2);
/// # Ok::<(), timbang::Error>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct Facts(Arc<Inner>);

#[derive(Clone, Debug, Default)]
struct Inner {
    /// The text of an object, or what a host told, as long as nobody asks for its values one by one.
    flat: Option<Flat>,
    map: OnceLock<IndexMap<String, Raw>>,
}

impl Inner {
    fn map(&self) -> &IndexMap<String, Raw> {
        self.map.get_or_init(|| {
            let entries = self.flat.iter().flat_map(Flat::each);
            entries.map(|(name, value)| (name.to_owned(), value.to_raw())).collect()
        })
    }

    fn into_map(self) -> IndexMap<String, Raw> {
        self.map();
        self.map.into_inner().unwrap_or_default()
    }
}

impl PartialEq for Facts {
    fn eq(&self, other: &Facts) -> bool {
        self.0.map() == other.0.map()
    }
}

impl Eq for Facts {}

impl Facts {
    /// Facts by name.
    #[must_use]
    pub fn from_map(map: IndexMap<String, Raw>) -> Facts {
        Facts(Arc::new(Inner { flat: None, map: OnceLock::from(map) }))
    }

    /// What was written down; of a name that stands twice the later value holds.
    pub(super) fn from_flat(flat: Flat) -> Facts {
        match flat.is_each_name_once() {
            true => Facts(Arc::new(Inner { flat: Some(flat), map: OnceLock::new() })),
            false => Facts::from_map(Inner { flat: Some(flat), map: OnceLock::new() }.into_map()),
        }
    }

    /// Reads facts from a JSON object; numbers keep their digits.
    ///
    /// # Errors
    /// `T3005` where the text is no JSON object, or names something twice.
    pub fn from_json_text(text: &str) -> Result<Facts, Error> {
        if let Some(flat) = Flat::read(text) {
            return Ok(Facts(Arc::new(Inner { flat: Some(flat), map: OnceLock::new() })));
        }
        let parsed = Raw::from_json_bytes(text.as_bytes()).map_err(|error| {
            let (line, column) = (error.line, error.column);
            not_facts(match error.twice {
                true => text!(
                    "Satu nama ditulis dua kali dalam fakta ini: baris {line}, kolom {column}. Yang mana yang berlaku, tidak jelas.",
                    "One name is written twice in these facts: line {line}, column {column}. Which of them holds is not clear."
                ),
                false => text!(
                    "Fakta ini bukan JSON yang utuh: baris {line}, kolom {column}.",
                    "These facts are no whole JSON: line {line}, column {column}."
                ),
            })
        })?;
        Facts::from_raw(parsed)
    }

    /// Takes facts from a JSON object.
    ///
    /// # Errors
    /// `T3005` where it is no object.
    pub fn from_json(json: &serde_json::Value) -> Result<Facts, Error> {
        Facts::from_raw(Raw::from_json(json))
    }

    fn from_raw(raw: Raw) -> Result<Facts, Error> {
        match raw {
            Raw::Map(map) => Ok(Facts::from_map(map)),
            _ => Err(not_facts(text!(
                "Fakta harus berupa objek: nama fakta dan nilainya.",
                "Facts must be an object: names of facts and their values."
            ))),
        }
    }

    /// The values by name, as they were given.
    #[must_use]
    pub fn into_map(self) -> IndexMap<String, Raw> {
        Arc::unwrap_or_clone(self.0).into_map()
    }

    /// The same facts with one more, or with another value for one.
    #[must_use]
    pub fn with(self, name: &str, value: Raw) -> Facts {
        let mut map = self.into_map();
        map.insert(name.to_owned(), value);
        Facts::from_map(map)
    }

    /// The names that were given.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.map().keys().map(String::as_str)
    }

    /// The value given for a name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Raw> {
        self.0.map().get(name)
    }

    /// Tells names and values in the order in which they were given.
    pub(super) fn each<'f>(&'f self, mut tell: impl FnMut(&'f str, Seen<'f>)) {
        match &self.0.flat {
            Some(flat) => flat.each().for_each(|(name, seen)| tell(name, seen)),
            None => self.0.map().iter().for_each(|(name, raw)| tell(name, Seen::from(raw))),
        }
    }

    /// The facts as a JSON object.
    #[must_use]
    pub fn to_json(&self) -> serde_json::Value {
        Raw::Map(self.0.map().clone()).to_json()
    }
}

fn not_facts(message: Text) -> Error {
    Error::new("T3005", message)
        .with_help(text!("Contoh: {{\"golongan\": \"III/c\"}}.", "For example: {{\"golongan\": \"III/c\"}}."))
}
