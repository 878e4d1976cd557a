//! The name that an author probably meant.

/// The most similar of the known names, where one is near enough to be meant.
#[must_use]
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    // Long words are no slips of the finger, and comparing them costs the product of the lengths.
    if word.chars().count() > 80 {
        return None;
    }
    let allowed = word.chars().count().div_ceil(3).min(4);
    known
        .into_iter()
        .filter(|name| *name != word && name.len() <= 160)
        .map(|name| (strsim::damerau_levenshtein(word, name), name))
        .filter(|(distance, _)| *distance <= allowed)
        .min_by_key(|(distance, name)| (*distance, *name))
        .map(|(_, name)| name)
}
