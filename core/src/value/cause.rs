//! Why a name has no value.

use std::fmt;
use std::sync::Arc;

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
