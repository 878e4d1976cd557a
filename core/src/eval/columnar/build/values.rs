//! What an expression is while it is brought into instructions.

use std::sync::Arc;

use super::super::code::{Domain, Meaning, Reg};
use crate::typing::program::NodeId;
use crate::value::{Scheme, Value};

/// What an expression came to.
#[derive(Clone, Debug)]
pub(super) enum Val {
    /// A value that is known already.
    Const(Value),
    /// A truth value.
    Bool(Reg),
    /// A decimal: its digits, and how many of them are decimals.
    Number(Reg, u32),
    /// An exact quotient `num / den * 10^exp`, with `den` at least one.
    Quotient(Quotient),
    /// A position in an enum.
    Enum(Reg, Arc<Scheme>),
    /// Days since 1970.
    Date(Reg),
    /// The number of a text.
    Text(Reg),
    /// The row at hand of a list.
    Item(Domain, NodeId, Option<usize>),
    /// A row that was picked from a list: its rows, the list, and the register with the number of the row.
    Picked(Domain, NodeId, Option<usize>, Reg),
    /// One of the records of the pack, by the register with its number among them.
    Chosen(Reg, Arc<[Value]>),
    /// A list.
    List(Box<ListVal>),
    /// A list that was written out or comes from the pack.
    Items(Vec<Val>),
    /// The same, of which only some items count.
    Kept(Box<Kept>),
    /// No value, whatever is known.
    Never(Reg),
    /// A value that only the reference evaluator reads.
    Any(Reg),
}

/// An exact quotient `num / den * 10^exp`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Quotient {
    /// The numerator.
    pub(super) num: Reg,
    /// The denominator, at least one.
    pub(super) den: Reg,
    /// The power of ten that both are multiplied with.
    pub(super) exp: i32,
}

/// A list that was written out or comes from the pack, of which some items count.
#[derive(Clone, Debug)]
pub(super) struct Kept {
    /// The items, and for each whether it counts.
    pub(super) items: Vec<(Val, Reg)>,
    /// None where there is no list.
    pub(super) present: Reg,
}

/// A list of rows, some of which may be left out, each row with a value.
#[derive(Clone, Debug)]
pub(super) struct ListVal {
    /// The rows.
    pub(super) domain: Domain,
    /// For each parent row: none where there is no list.
    pub(super) present: Reg,
    /// The rows that count, where not all do.
    pub(super) mask: Option<Reg>,
    /// What each row is.
    pub(super) item: Val,
}

impl Val {
    /// The register and how its numbers are read, of a value that has one.
    pub(super) fn column(&self) -> Option<(Reg, Meaning)> {
        Some(match self {
            Val::Bool(reg) => (*reg, Meaning::Bool),
            Val::Number(reg, scale) => (*reg, Meaning::Number(*scale)),
            Val::Enum(reg, scheme) => (*reg, Meaning::Enum(Arc::clone(scheme))),
            Val::Date(reg) => (*reg, Meaning::Date),
            Val::Text(reg) => (*reg, Meaning::Text),
            Val::Any(reg) => (*reg, Meaning::Any),
            Val::Never(reg) => (*reg, Meaning::Bool),
            _ => return None,
        })
    }

    /// The register that tells which value it is, of a value that one register tells.
    pub(super) fn reg(&self) -> Option<Reg> {
        match self {
            Val::Picked(_, _, _, index) | Val::Chosen(index, _) => Some(*index),
            other => other.column().map(|(reg, _)| reg),
        }
    }

    /// The same kind of value in another register.
    pub(super) fn with(&self, reg: Reg) -> Val {
        match self {
            Val::Bool(_) => Val::Bool(reg),
            Val::Number(_, scale) => Val::Number(reg, *scale),
            Val::Enum(_, scheme) => Val::Enum(reg, Arc::clone(scheme)),
            Val::Date(_) => Val::Date(reg),
            Val::Text(_) => Val::Text(reg),
            Val::Any(_) => Val::Any(reg),
            Val::Never(_) => Val::Never(reg),
            Val::Picked(domain, list, field, _) => Val::Picked(*domain, *list, *field, reg),
            Val::Chosen(_, values) => Val::Chosen(reg, Arc::clone(values)),
            other => other.clone(),
        }
    }
}
