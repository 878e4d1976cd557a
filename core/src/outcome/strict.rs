//! The wish to stop at invalid facts.

use super::Outcome;
use crate::text;
use crate::value::Error;

impl Outcome {
    /// Stops at facts that cannot be one or are none of this pack; a fact that is not known is no mistake.
    ///
    /// # Errors
    /// `T3017` with the first of them; [`Outcome::issues`] has all.
    pub fn strict(&self) -> Result<(), Error> {
        let issues = self.issues();
        match issues.first() {
            None => Ok(()),
            Some(first) => Err(not_strict(issues.len(), &first.fact, first.code)),
        }
    }
}

/// The error of so many problems of facts, of which the first is named.
pub(crate) fn not_strict(count: usize, fact: &str, code: &str) -> Error {
    Error::new(
        "T3017",
        text!(
            "Ada {count} masalah pada fakta, dan evaluasi diminta ketat; yang pertama pada `{fact}` ({code}).",
            "There are {count} problems of facts, and the evaluation was asked to be strict; the first at `{fact}` ({code})."
        ),
    )
    .with_help(text!(
        "Perbaiki faktanya, atau evaluasi tanpa ketat dan baca masalahnya di samping hasil.",
        "Mend the facts, or evaluate without being strict and read the problems beside the results."
    ))
}
