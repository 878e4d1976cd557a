//! Where a name is declared, for the places that a finding shows.

use super::{Linked, Symbol};
use crate::source::Span;

impl Linked {
    /// Where a fact, a parameter or the first version of a rule is declared.
    #[must_use]
    pub fn place_of(&self, name: &str) -> Option<Span> {
        match self.names.get(name)? {
            Symbol::Fact(number) => self.fact(*number).map(|f| f.name.span),
            Symbol::Parameter(number) => self.declarations.parameters.get(*number).map(|p| p.name.span),
            Symbol::Rule(group) => self.place_of_rule(*group),
        }
    }

    /// Where the first version of a rule is declared.
    #[must_use]
    pub fn place_of_rule(&self, group: usize) -> Option<Span> {
        self.groups.get(group)?.versions.first().map(|version| version.span)
    }
}
