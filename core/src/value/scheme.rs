//! Enums: a scheme of named values, ordered or not.

use std::cmp::Ordering;
use std::fmt;
use std::sync::Arc;

use super::Text;

/// One value of a scheme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SchemeValue {
    /// The value as rules write it.
    pub id: Arc<str>,
    /// What people read; the value itself where the pack gives none.
    pub label: Option<Arc<str>>,
    /// The same in English.
    pub label_en: Option<Arc<str>>,
    /// Other spellings that are accepted on input, such as the codes of a foreign system.
    pub aliases: Vec<Arc<str>>,
}

impl SchemeValue {
    /// What people read of it, in both languages.
    #[must_use]
    pub fn text(&self) -> Text {
        let id = self.label.as_deref().unwrap_or(&self.id);
        let en = self.label_en.as_deref().unwrap_or(id);
        Text { id: id.to_owned(), en: en.to_owned() }
    }
}

/// A set of values that belong together, such as the five performance predicates.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scheme {
    /// The name of the enum.
    pub id: Arc<str>,
    /// What people read.
    pub label: Option<Arc<str>>,
    /// The same in English.
    pub label_en: Option<Arc<str>>,
    /// Whether the values rise from the first to the last.
    pub ordered: bool,
    /// The values, from the lowest where they are ordered.
    pub values: Vec<SchemeValue>,
}

impl Scheme {
    /// The position of a value by its own spelling.
    #[must_use]
    pub fn position(&self, id: &str) -> Option<u16> {
        self.values.iter().position(|v| &*v.id == id).and_then(|i| u16::try_from(i).ok())
    }

    /// The position of a value by its own spelling or one of its aliases.
    #[must_use]
    pub fn position_of_input(&self, text: &str) -> Option<u16> {
        self.position(text).or_else(|| {
            let found = self.values.iter().position(|v| v.aliases.iter().any(|a| &**a == text))?;
            u16::try_from(found).ok()
        })
    }

    /// The value at a position.
    #[must_use]
    pub fn value(self: &Arc<Scheme>, index: u16) -> Option<EnumValue> {
        (usize::from(index) < self.values.len()).then(|| EnumValue { scheme: Arc::clone(self), index })
    }

    /// The value with this spelling.
    #[must_use]
    pub fn value_of(self: &Arc<Scheme>, id: &str) -> Option<EnumValue> {
        self.position(id).and_then(|index| self.value(index))
    }
}

/// One value of one scheme.
#[derive(Clone)]
pub struct EnumValue {
    // INVARIANT: index < scheme.values.len().
    scheme: Arc<Scheme>,
    index: u16,
}

impl EnumValue {
    /// The value of a scheme without values: what a reader has that failed, and throws away.
    pub(crate) fn nothing() -> EnumValue {
        EnumValue { scheme: Arc::default(), index: 0 }
    }

    /// The scheme that the value belongs to.
    #[must_use]
    pub fn scheme(&self) -> &Arc<Scheme> {
        &self.scheme
    }

    /// The position within the scheme; the rank where the scheme is ordered.
    #[must_use]
    pub fn index(&self) -> u16 {
        self.index
    }

    /// The value as rules write it.
    #[must_use]
    pub fn id(&self) -> &str {
        self.scheme.values.get(usize::from(self.index)).map_or("", |v| &v.id)
    }

    /// What people read in Indonesian.
    #[must_use]
    pub fn label(&self) -> &str {
        self.scheme.values.get(usize::from(self.index)).map_or("", |v| v.label.as_deref().unwrap_or(&v.id))
    }

    /// What people read in English; the Indonesian label where the pack gives none.
    #[must_use]
    pub fn label_en(&self) -> &str {
        let value = self.scheme.values.get(usize::from(self.index));
        value.and_then(|v| v.label_en.as_deref()).unwrap_or_else(|| self.label())
    }
}

impl PartialEq for EnumValue {
    fn eq(&self, other: &EnumValue) -> bool {
        // Values of one pack share their scheme, so that its name is seldom looked at.
        self.index == other.index
            && (Arc::ptr_eq(&self.scheme, &other.scheme) || self.scheme.id == other.scheme.id)
    }
}

impl Eq for EnumValue {}

impl PartialOrd for EnumValue {
    fn partial_cmp(&self, other: &EnumValue) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for EnumValue {
    fn cmp(&self, other: &EnumValue) -> Ordering {
        self.scheme.id.cmp(&other.scheme.id).then(self.index.cmp(&other.index))
    }
}

impl fmt::Debug for EnumValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.id())
    }
}
