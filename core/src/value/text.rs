//! Messages, which exist in both languages side by side.

use serde::Serialize;

/// The language of a message.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Lang {
    /// Indonesian.
    #[default]
    Id,
    /// English.
    En,
}

/// A text in Indonesian and in English.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct Text {
    /// Indonesian.
    pub id: String,
    /// English.
    pub en: String,
}

impl Text {
    /// The text in one language.
    #[must_use]
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::Id => &self.id,
            Lang::En => &self.en,
        }
    }
}

/// Writes a [`Text`]: the Indonesian format string, then the English one, then their arguments.
#[macro_export]
#[doc(hidden)]
macro_rules! text {
    ($id:literal, $en:literal $(, $($rest:tt)*)?) => {
        $crate::Text { id: ::std::format!($id $(, $($rest)*)?), en: ::std::format!($en $(, $($rest)*)?) }
    };
}

/// Writes the words of one language: the language, the Indonesian format string, the English one, their arguments.
macro_rules! words_in {
    ($lang:expr, $id:literal, $en:literal $(,)?) => {
        match $lang {
            $crate::Lang::Id => ::std::format!($id),
            $crate::Lang::En => ::std::format!($en),
        }
    };
}

pub(crate) use words_in;
