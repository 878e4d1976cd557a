//! What an output has of a subject, and how two of these compare.

use std::sync::Arc;

use serde_json::Value as Json;

use crate::eval::columnar::Found;
use crate::outcome::{Decision, value_json};
use crate::script::ast::Kind;
use crate::text;
use crate::typing::Type;
use crate::typing::program::{NodeId, Program};
use crate::value::{Node, Number, Status, Text, Value};

/// What kind of result an output gives, as far as a comparison treats them differently.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OutputKind {
    /// A promotion: MS, TMS, BTL, tidak berlaku.
    Promotion,
    /// A truth value.
    Truth,
    /// A value of an enum; ordered or not.
    Named {
        /// Whether the values rise from the first to the last.
        ordered: bool,
    },
    /// A number.
    Number,
    /// A text, a date, a record, a list.
    Other,
}

/// What became of an output, without the value where there are too many to be named.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// The decision on a promotion.
    Decided(Decision),
    /// A truth value.
    Truth(bool),
    /// A value of an enum.
    Named(Arc<str>),
    /// Any value.
    Value,
    /// A fact that decides it is missing.
    Undetermined,
    /// It does not apply.
    NotApplicable,
    /// A fact is invalid or a rule failed.
    Error,
}

/// Which way an output moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Way {
    /// To MS, to true, to a higher number or rank.
    Up,
    /// From MS, from true, to a lower number or rank.
    Down,
    /// Any other way.
    Other,
}

/// What an output has of one subject.
#[derive(Clone, Debug)]
pub(super) enum Cell {
    One(Node),
    Rows(Vec<Node>),
}

impl OutputKind {
    /// The word on the wire.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            OutputKind::Promotion => "promotion",
            OutputKind::Truth => "boolean",
            OutputKind::Named { .. } => "enum",
            OutputKind::Number => "number",
            OutputKind::Other => "other",
        }
    }

    /// The kind of a node of a program.
    pub(super) fn of(program: &Program, id: NodeId) -> OutputKind {
        let Some(node) = program.node(id) else { return OutputKind::Other };
        if node.rule().is_some_and(|rule| rule.list.is_some()) {
            return OutputKind::Other;
        }
        match &node.ty {
            _ if node.rule().is_some_and(|rule| rule.kind == Kind::Promotion) => OutputKind::Promotion,
            Type::Bool => OutputKind::Truth,
            Type::Enum(scheme) => OutputKind::Named { ordered: scheme.ordered },
            Type::Number(_) => OutputKind::Number,
            _ => OutputKind::Other,
        }
    }
}

impl Way {
    /// The word on the wire.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Way::Up => "up",
            Way::Down => "down",
            Way::Other => "other",
        }
    }
}

impl State {
    /// The word on the wire: `MS`, `true`, the value of an enum, `value`, or a status.
    #[must_use]
    pub fn word(&self) -> &str {
        match self {
            State::Decided(decision) => decision.code(),
            State::Truth(true) => "true",
            State::Truth(false) => "false",
            State::Named(id) => id,
            State::Value => "value",
            State::Undetermined => Status::Undetermined.word(),
            State::NotApplicable => Status::NotApplicable.word(),
            State::Error => Status::Error.word(),
        }
    }

    /// The state in words; of a value of an enum its label, where the caller knows one.
    #[must_use]
    pub fn text(&self, label: Option<&Text>) -> Text {
        match self {
            State::Decided(decision) => {
                let (code, words) = (decision.code(), decision.text());
                match decision {
                    Decision::NotApplicable => words,
                    _ => Text { id: format!("{code} ({})", words.id), en: format!("{code} ({})", words.en) },
                }
            }
            State::Truth(true) => text!("ya", "yes"),
            State::Truth(false) => text!("tidak", "no"),
            State::Named(id) => {
                label.cloned().unwrap_or_else(|| Text { id: id.to_string(), en: id.to_string() })
            }
            State::Value => text!("ada nilainya", "has a value"),
            State::Undetermined => text!("belum dapat dipastikan", "undetermined"),
            State::NotApplicable => text!("tidak berlaku", "not applicable"),
            State::Error => text!("galat", "error"),
        }
    }
}

impl Cell {
    pub(super) fn new(found: Found) -> Cell {
        match found {
            Found::One(node) => Cell::One(node),
            Found::Rows(rows) => Cell::Rows(rows),
        }
    }

    /// The state under which the cell is counted.
    pub(super) fn state(&self, kind: OutputKind) -> State {
        let node = match self {
            Cell::One(node) => node,
            // One row without a value leaves the whole not fully known.
            Cell::Rows(rows) => {
                match rows.iter().filter_map(|row| row.as_ref().err()).map(|c| c.status()).max() {
                    None => return State::Value,
                    Some(status) => return of_status(status),
                }
            }
        };
        match (kind, node) {
            (OutputKind::Promotion, node) => State::Decided(decision(node)),
            (_, Ok(Value::Bool(truth))) => State::Truth(*truth),
            (_, Ok(Value::Enum(value))) => State::Named(Arc::from(value.id())),
            (_, Ok(_)) => State::Value,
            (_, Err(causes)) => of_status(causes.status()),
        }
    }

    /// The number, where there is one.
    pub(super) fn number(&self) -> Option<Number> {
        match self {
            Cell::One(Ok(Value::Number(number))) => Some(*number),
            _ => None,
        }
    }

    /// Whether the subject moved: to another value or status, or of a promotion to another decision.
    pub(super) fn has_moved(&self, to: &Cell, kind: OutputKind) -> bool {
        match (self, to) {
            _ if kind == OutputKind::Promotion => self.state(kind) != to.state(kind),
            (Cell::One(a), Cell::One(b)) => !same(a, b),
            (Cell::Rows(a), Cell::Rows(b)) => !all_same(a, b),
            _ => true,
        }
    }

    /// The value as one text for programs; empty where there is none.
    pub(super) fn plain(&self, ty: &Type) -> String {
        let json = match self {
            Cell::One(Ok(value)) => value_json(value, ty),
            Cell::One(Err(_)) => return String::new(),
            Cell::Rows(rows) => rows
                .iter()
                .map(|row| row.as_ref().map_or(Json::Null, |value| value_json(value, ty)))
                .collect(),
        };
        match json {
            Json::String(words) => words,
            other => other.to_string(),
        }
    }

    /// Which way the output moved from this to the other.
    pub(super) fn way(&self, to: &Cell, kind: OutputKind, rank: impl Fn(&str) -> Option<u16>) -> Way {
        let by = |up: bool, down: bool| {
            if up {
                Way::Up
            } else if down {
                Way::Down
            } else {
                Way::Other
            }
        };
        match (self.state(kind), to.state(kind)) {
            (State::Decided(a), State::Decided(b)) => {
                by(b == Decision::Qualifies && a != b, a == Decision::Qualifies && a != b)
            }
            (a, b) if kind == OutputKind::Truth => by(b == State::Truth(true), a == State::Truth(true)),
            (State::Named(a), State::Named(b)) if kind == (OutputKind::Named { ordered: true }) => {
                match (rank(&a), rank(&b)) {
                    (Some(a), Some(b)) => by(b > a, b < a),
                    _ => Way::Other,
                }
            }
            _ => match (self.number(), to.number()) {
                (Some(a), Some(b)) => by(b > a, b < a),
                _ => Way::Other,
            },
        }
    }
}

/// The decision on a promotion that has this.
pub(super) fn decision(node: &Node) -> Decision {
    match node {
        Ok(Value::Bool(true)) => Decision::Qualifies,
        Ok(_) => Decision::DoesNotQualify,
        Err(causes) if causes.status() == Status::NotApplicable => Decision::NotApplicable,
        Err(_) => Decision::Incomplete,
    }
}

fn of_status(status: Status) -> State {
    match status {
        Status::Value => State::Value,
        Status::Undetermined => State::Undetermined,
        Status::NotApplicable => State::NotApplicable,
        Status::Error => State::Error,
    }
}

fn all_same(a: &[Node], b: &[Node]) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b))
}

/// Whether two nodes have the same value, or none and the same status.
pub(super) fn same(a: &Node, b: &Node) -> bool {
    match (a, b) {
        (Ok(a), Ok(b)) => same_value(a, b),
        (Err(a), Err(b)) => a.status() == b.status(),
        _ => false,
    }
}

/// Values of two packs: those of an enum are the same where they are spelled the same, wherever they stand.
pub(super) fn same_value(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Enum(a), Value::Enum(b)) => a.id() == b.id(),
        (Value::List(a), Value::List(b)) => {
            a.len() == b.len() && a.iter().zip(b.iter()).all(|(a, b)| same_value(a, b))
        }
        (Value::Record(a), Value::Record(b)) => all_same(a, b),
        (a, b) => a == b,
    }
}
