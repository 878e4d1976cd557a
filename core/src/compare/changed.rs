//! Which parameters have other values under one plan than under another.

use std::sync::Arc;

use crate::pack::decl::LiteralDecl;
use crate::plan::Plan;
use crate::source::{Files, Spanned};

/// A parameter, or an entry of one, that has another value under the second plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParameterChange {
    /// The parameter, or the parameter and its entry: `bobot_nkp.nhk`.
    pub path: String,
    /// What the file of the first pack says, without quotes.
    pub before: String,
    /// What that of the second says.
    pub after: String,
}

/// The parameters that are in force under both plans with other values, entry by entry; as their authors wrote them, so of
/// plans that were made from packs.
pub(super) fn changed(before: &Plan, after: &Plan) -> Vec<ParameterChange> {
    let (Some(old), Some(new)) = (before.pack(), after.pack()) else { return Vec::new() };
    let mut found = Vec::new();
    for parameter in &old.linked().declarations.parameters {
        let name = &parameter.name.value;
        let other = new.linked().declarations.parameters.iter().find(|other| other.name.value == *name);
        let was = old.value_in_force(parameter, before.as_of());
        let is = other.and_then(|other| new.value_in_force(other, after.as_of()));
        if let (Some(was), Some(is)) = (was, is) {
            differ(name, (was, &old.linked().files), (is, &new.linked().files), &mut found);
        }
    }
    found
}

type Literal<'a> = (&'a Spanned<LiteralDecl>, &'a Files);

fn differ(path: &str, was: Literal<'_>, is: Literal<'_>, found: &mut Vec<ParameterChange>) {
    if let (LiteralDecl::Record(old), LiteralDecl::Record(new)) = (&was.0.value, &is.0.value)
        && names(old) == names(new)
    {
        for (name, value) in old {
            if let Some((_, other)) = new.iter().find(|(other, _)| other.value == name.value) {
                differ(&format!("{path}.{}", name.value), (value, was.1), (other, is.1), found);
            }
        }
        return;
    }
    if !is_same(&was.0.value, &is.0.value) {
        let words = |(value, files): Literal<'_>| {
            let written = files.slice(value.span).split_whitespace().collect::<Vec<_>>().join(" ");
            written.trim_matches('"').to_owned()
        };
        found.push(ParameterChange { path: path.to_owned(), before: words(was), after: words(is) });
    }
}

/// The names of entries, in the order of the alphabet.
fn names<V>(entries: &[(Spanned<Arc<str>>, V)]) -> Vec<&str> {
    let mut names: Vec<&str> = entries.iter().map(|(name, _)| &*name.value).collect();
    names.sort_unstable();
    names
}

/// Whether two values are one, however they are written.
fn is_same(one: &LiteralDecl, other: &LiteralDecl) -> bool {
    match (one, other) {
        (LiteralDecl::Number(a), LiteralDecl::Number(b)) => a == b,
        (LiteralDecl::Bool(a), LiteralDecl::Bool(b)) => a == b,
        (LiteralDecl::Date(a), LiteralDecl::Date(b)) => a == b,
        (LiteralDecl::Text(a), LiteralDecl::Text(b)) => a == b,
        (LiteralDecl::List(a), LiteralDecl::List(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| is_same(&a.value, &b.value))
        }
        (LiteralDecl::Record(a), LiteralDecl::Record(b)) => {
            let of = |name: &str| b.iter().find(|(other, _)| *other.value == *name);
            a.len() == b.len()
                && a.iter().all(|(name, a)| of(&name.value).is_some_and(|(_, b)| is_same(&a.value, &b.value)))
        }
        _ => false,
    }
}
