//! What a name in a file stands for, and where it stands.

use std::sync::Arc;

use crate::source::{FileId, Span};

/// What a name stands for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Symbol {
    /// A fact, parameter, rule or table of the subject: they share one space of names.
    Name(Arc<str>),
    /// A rule of a list: the list, and the rule.
    ListRule(Arc<str>, Arc<str>),
    /// A field of a record: the record, and the field.
    Field(Arc<str>, Arc<str>),
    /// A part of a parameter that is a record: the parameter, and the part.
    Part(Arc<str>, Arc<str>),
    /// An enum.
    Enum(Arc<str>),
    /// A value of an enum: the enum, and the value.
    Value(Arc<str>, Arc<str>),
    /// A record.
    Record(Arc<str>),
    /// A code of the catalogue.
    Code(Arc<str>),
    /// A helper function of a file.
    Helper(FileId, Arc<str>),
    /// A name of one function: an argument of a helper, a `let`, or an argument of a closure; by where it is given.
    Local(Span, Arc<str>),
    /// What the language has itself.
    Builtin(Arc<str>),
}

impl Symbol {
    /// The name as it is written.
    #[must_use]
    pub fn name(&self) -> &Arc<str> {
        match self {
            Symbol::Name(name)
            | Symbol::ListRule(_, name)
            | Symbol::Field(_, name)
            | Symbol::Part(_, name)
            | Symbol::Enum(name)
            | Symbol::Value(_, name)
            | Symbol::Record(name)
            | Symbol::Code(name)
            | Symbol::Helper(_, name)
            | Symbol::Local(_, name)
            | Symbol::Builtin(name) => name,
        }
    }
}

/// A place at which something is named.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Occurrence {
    /// The name, without quotes or braces.
    pub span: Span,
    /// What it stands for.
    pub symbol: Symbol,
    /// Whether it is declared here.
    pub defines: bool,
}
