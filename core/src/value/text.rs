//! Messages, which exist in both languages side by side.

use std::fmt;

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
    /// Writes both down. There are over a thousand messages: what each does at its own place is only to call this.
    #[doc(hidden)]
    #[must_use]
    #[inline(never)]
    pub fn said(id: fmt::Arguments<'_>, en: fmt::Arguments<'_>) -> Text {
        Text { id: said(id), en: said(en) }
    }

    /// The text in one language.
    #[must_use]
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::Id => &self.id,
            Lang::En => &self.en,
        }
    }
}

/// Writes words down.
#[inline(never)]
pub(crate) fn said(words: fmt::Arguments<'_>) -> String {
    fmt::format(words)
}

/// Writes a [`Text`]: the Indonesian format string, then the English one, then their arguments.
#[macro_export]
#[doc(hidden)]
macro_rules! text {
    ($id:literal, $en:literal $(, $($rest:tt)*)?) => {
        $crate::Text::said(
            ::std::format_args!($id $(, $($rest)*)?),
            ::std::format_args!($en $(, $($rest)*)?),
        )
    };
}

/// Writes the words of one language: the language, the Indonesian format string, the English one, their arguments.
macro_rules! words_in {
    ($lang:expr, $id:literal, $en:literal $(,)?) => {
        match $lang {
            $crate::Lang::Id => $crate::value::said(::std::format_args!($id)),
            $crate::Lang::En => $crate::value::said(::std::format_args!($en)),
        }
    };
}

pub(crate) use words_in;
