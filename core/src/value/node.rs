//! What a name has: a value, or none and the causes of it.

use std::collections::BTreeSet;
use std::fmt;
use std::sync::Arc;

use super::{Date, EnumValue, Number};

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

/// Why a name has no value.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Cause {
    /// A fact was not given.
    Missing(Arc<str>),
    /// A fact was given but cannot be one; the code says why.
    Invalid(Arc<str>, &'static str),
    /// A rule could not be worked out; the code says why.
    Failed(Arc<str>, &'static str),
    /// The regulation is silent; the reason is the pack's own text.
    Unregulated(Arc<str>, Option<Arc<str>>),
    /// A list has no item to pick.
    Empty(Arc<str>),
    /// A rule does not apply to this subject.
    NotApplicable(Arc<str>),
}

/// A set of causes; causes only unite.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Causes(Arc<BTreeSet<Cause>>);

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

impl Cause {
    /// The fact, list or rule that the cause names.
    #[must_use]
    pub fn name(&self) -> &Arc<str> {
        match self {
            Cause::Missing(name)
            | Cause::Invalid(name, _)
            | Cause::Failed(name, _)
            | Cause::Unregulated(name, _)
            | Cause::Empty(name)
            | Cause::NotApplicable(name) => name,
        }
    }

    /// The code of an invalid fact or a failed rule.
    #[must_use]
    pub fn code(&self) -> Option<&'static str> {
        match self {
            Cause::Invalid(_, code) | Cause::Failed(_, code) => Some(code),
            _ => None,
        }
    }

    /// The word that stands for the kind of cause on the wire.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Cause::Missing(_) => "missing",
            Cause::Invalid(..) => "invalid",
            Cause::Failed(..) => "failed",
            Cause::Unregulated(..) => "unregulated",
            Cause::Empty(_) => "empty",
            Cause::NotApplicable(_) => "not_applicable",
        }
    }
}

impl fmt::Debug for Cause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}({}", self.kind(), self.name())?;
        match self {
            Cause::Invalid(_, code) | Cause::Failed(_, code) => write!(f, ", {code})"),
            Cause::Unregulated(_, Some(reason)) => write!(f, ", {reason})"),
            _ => f.write_str(")"),
        }
    }
}

impl Causes {
    /// The set of this one cause.
    #[must_use]
    pub fn one(cause: Cause) -> Causes {
        Causes(Arc::new(BTreeSet::from([cause])))
    }

    /// The union of both sets.
    #[must_use]
    pub fn union(self, other: &Causes) -> Causes {
        if other.0.is_subset(&self.0) {
            return self;
        }
        if self.0.is_subset(&other.0) {
            return other.clone();
        }
        Causes(Arc::new(self.0.union(&other.0).cloned().collect()))
    }

    /// The causes in their fixed order.
    pub fn iter(&self) -> impl Iterator<Item = &Cause> {
        self.0.iter()
    }

    /// Whether the set has no cause.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether this cause is the only one.
    #[must_use]
    pub fn is_only(&self, cause: &Cause) -> bool {
        self.0.len() == 1 && self.0.contains(cause)
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
        Causes(Arc::new(causes.into_iter().collect()))
    }
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
