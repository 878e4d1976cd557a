//! The name that an author probably meant.

use crate::text;
use crate::value::Text;

/// The most names that a word is compared with; a file with thousands of unknown words is answered in time too.
const MOST: usize = 2_000;

/// The most similar of the known names, where one is near enough to be meant.
#[must_use]
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    // Long words are no slips of the finger, and comparing them costs the product of the lengths.
    let length = word.chars().take(81).count();
    if length > 80 {
        return None;
    }
    let allowed = length.div_ceil(3).min(4);
    known
        .into_iter()
        .take(MOST)
        // A distance is never less than the difference of the lengths, which costs nothing to know.
        .filter(|name| name.len() <= 160 && name.chars().count().abs_diff(length) <= allowed && *name != word)
        .map(|name| (strsim::damerau_levenshtein(word, name), name))
        .filter(|(distance, _)| *distance <= allowed)
        .min_by_key(|(distance, name)| (*distance, *name))
        .map(|(_, name)| name)
}

/// What to do about an unknown word: the name that was probably meant, or else what is said where none is near.
#[must_use]
pub fn did_you_mean(near: Option<&str>, otherwise: Text) -> Text {
    match near {
        Some(near) => text!("Mungkin maksudnya `{near}`?", "Did you mean `{near}`?"),
        None => otherwise,
    }
}
