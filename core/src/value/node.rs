//! What a name has: a value, or none and the causes of it.

use std::fmt;
use std::sync::Arc;

use super::{Cause, Date, EnumValue, Number};

/// A value of the language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// A truth value.
    Bool(bool),
    /// An exact number.
    Number(Number),
    /// A value of an enum.
    Enum(EnumValue),
    /// An opaque text: a code or an identifier.
    Text(Arc<str>),
    /// A calendar date.
    Date(Date),
    /// A record: its fields in the order of its type.
    Record(Arc<[Node]>),
    /// A list.
    List(Arc<[Value]>),
}

/// A value, or the causes of there being none.
pub type Node = Result<Value, Causes>;

/// A set of causes; causes only unite.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Causes(
    // INVARIANT: rising and without repeats; no set is empty, and what has no cause takes no memory.
    Option<Arc<[Cause]>>,
);

/// The status under which a result without value is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// There is a value.
    Value,
    /// A fact is missing, a list is empty or the regulation is silent.
    Undetermined,
    /// The rule does not apply.
    NotApplicable,
    /// A fact is invalid or a rule failed.
    Error,
}

impl Causes {
    /// The set without a cause.
    #[must_use]
    pub const fn none() -> Causes {
        Causes(None)
    }

    /// The set of this one cause.
    #[must_use]
    pub fn one(cause: Cause) -> Causes {
        Causes(Some(Arc::from([cause])))
    }

    /// The union of both sets.
    #[must_use]
    pub fn union(self, other: &Causes) -> Causes {
        let (Some(own), Some(more)) = (&self.0, &other.0) else {
            return if self.0.is_none() { other.clone() } else { self };
        };
        if Arc::ptr_eq(own, more) || is_subset(more, own) {
            return self;
        }
        if is_subset(own, more) {
            return other.clone();
        }
        own.iter().chain(more.iter()).cloned().collect()
    }

    /// The causes in their fixed order.
    pub fn iter(&self) -> impl Iterator<Item = &Cause> {
        self.0.iter().flat_map(|causes| causes.iter())
    }

    /// Whether the set has no cause.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_none()
    }

    /// Whether this cause is the only one.
    #[must_use]
    pub fn is_only(&self, cause: &Cause) -> bool {
        self.0.as_ref().is_some_and(|causes| matches!(&**causes, [only] if only == cause))
    }

    /// The status that the set is shown under.
    #[must_use]
    pub fn status(&self) -> Status {
        if self.iter().any(|c| matches!(c, Cause::Invalid(..) | Cause::Failed(..))) {
            Status::Error
        } else if !self.is_empty() && self.iter().all(|c| matches!(c, Cause::NotApplicable(_))) {
            Status::NotApplicable
        } else {
            Status::Undetermined
        }
    }
}

impl FromIterator<Cause> for Causes {
    fn from_iter<I: IntoIterator<Item = Cause>>(causes: I) -> Causes {
        let mut causes: Vec<Cause> = causes.into_iter().collect();
        causes.sort_unstable();
        causes.dedup();
        Causes((!causes.is_empty()).then(|| causes.into()))
    }
}

/// Whether each of these rising causes is among those.
fn is_subset(few: &[Cause], many: &[Cause]) -> bool {
    few.len() <= many.len() && few.iter().all(|cause| many.binary_search(cause).is_ok())
}

impl fmt::Debug for Causes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.iter()).finish()
    }
}

/// Takes the values of all nodes, or the union of their causes.
///
/// # Errors
/// The union of the causes of every node that has none.
pub fn all_values<'a>(nodes: impl IntoIterator<Item = &'a Node>) -> Result<Vec<Value>, Causes> {
    let mut values = Vec::new();
    let mut causes: Option<Causes> = None;
    for node in nodes {
        match node {
            Ok(value) => values.push(value.clone()),
            Err(more) => causes = Some(causes.unwrap_or_default().union(more)),
        }
    }
    causes.map_or(Ok(values), Err)
}
