//! What became of a requirement, and of the promotion that it belongs to.

use std::sync::Arc;

use super::Outcome;
use super::comparison::{Comparison, comparisons};
use super::words::{self, Filling};
use crate::script::ast::Kind;
use crate::text;
use crate::typing::program::{ExprKind, NodeId, Program};
use crate::typing::walk;
use crate::value::{Node, Status, Text, Value};

/// What became of a requirement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// It is met.
    Met,
    /// It is not met.
    NotMet,
    /// A fact that decides it is missing, or cannot be used.
    Undetermined,
    /// It does not apply to this subject.
    NotApplicable,
}

/// The decision on a promotion, in the administration's own words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Decision {
    /// Memenuhi syarat (MS).
    Qualifies,
    /// Tidak memenuhi syarat (TMS).
    DoesNotQualify,
    /// Berkas tidak lengkap (BTL).
    Incomplete,
    /// Tidak berlaku.
    NotApplicable,
}

/// One requirement of a subject.
#[derive(Clone, Debug)]
pub struct Requirement {
    /// The name of the rule.
    pub name: Arc<str>,
    /// What people read.
    pub label: Text,
    /// What became of it.
    pub state: State,
    /// Its value, or the causes of there being none.
    pub value: Node,
    /// Why there is no value, in words.
    pub causes: Vec<Text>,
    /// The comparisons that decide it.
    pub comparisons: Vec<Comparison>,
    /// What the pack says of it, with values filled in.
    pub text: Option<Text>,
    /// What the pack advises where it is not met.
    pub advice: Option<Text>,
    /// The citation.
    pub basis: Option<Arc<str>>,
}

/// A promotion of a subject.
#[derive(Clone, Debug)]
pub struct Promotion {
    /// The name of the rule.
    pub name: Arc<str>,
    /// What people read.
    pub label: Text,
    /// The decision.
    pub decision: Decision,
    /// Every requirement, in the order in which they are written.
    pub requirements: Vec<Requirement>,
}

impl State {
    /// The word on the wire.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            State::Met => "met",
            State::NotMet => "not_met",
            State::Undetermined => "undetermined",
            State::NotApplicable => "not_applicable",
        }
    }

    /// The state in words.
    #[must_use]
    pub fn text(self) -> Text {
        match self {
            State::Met => text!("terpenuhi", "met"),
            State::NotMet => text!("belum terpenuhi", "not met"),
            State::Undetermined => text!("belum dapat dipastikan", "undetermined"),
            State::NotApplicable => text!("tidak berlaku", "not applicable"),
        }
    }
}

impl Decision {
    /// All decisions, in the order of their numbers in columns.
    pub const ALL: [Decision; 4] =
        [Decision::Qualifies, Decision::DoesNotQualify, Decision::Incomplete, Decision::NotApplicable];

    /// The abbreviation that the administration uses: MS, TMS, BTL, TB.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Decision::Qualifies => "MS",
            Decision::DoesNotQualify => "TMS",
            Decision::Incomplete => "BTL",
            Decision::NotApplicable => "TB",
        }
    }

    /// The decision in words.
    #[must_use]
    pub fn text(self) -> Text {
        match self {
            Decision::Qualifies => text!("memenuhi syarat", "qualifies"),
            Decision::DoesNotQualify => text!("tidak memenuhi syarat", "does not qualify"),
            Decision::Incomplete => text!("berkas tidak lengkap", "file incomplete"),
            Decision::NotApplicable => text!("tidak berlaku", "not applicable"),
        }
    }
}

impl Outcome {
    /// The requirement with this node.
    #[must_use]
    pub fn requirement(&self, id: NodeId) -> Option<Requirement> {
        let values = self.values();
        let program = values.program();
        let node = program.node(id)?;
        let rule = node.rule()?;
        let value = values.get(id);
        let state = match &value {
            Ok(Value::Bool(true)) => State::Met,
            Ok(_) => State::NotMet,
            Err(causes) if values.is_skipped_requirement(id, causes) => State::NotApplicable,
            Err(_) => State::Undetermined,
        };
        let version = values.version(node, rule, None).ok();
        let shown = version.filter(|_| state != State::NotApplicable).map(|version| {
            let mut frame = values.frame(node, version, None);
            // Local names get their values on the way; the value itself is known already.
            drop(values.eval(&version.body, &mut frame));
            comparisons(self, &version.body, &mut frame)
        });
        let filling = Filling { values, item: None };
        let text = match state {
            State::Met => rule.met.as_ref(),
            State::NotMet => rule.unmet.as_ref(),
            State::Undetermined | State::NotApplicable => None,
        };
        let advice = rule.advice.as_ref().filter(|_| state == State::NotMet);
        Some(Requirement {
            name: Arc::clone(&node.path),
            label: words::labels(node),
            state,
            comparisons: shown.unwrap_or_default(),
            text: text.map(|t| filling.both(t)),
            advice: advice.map(|t| filling.both(t)),
            basis: version.and_then(|v| v.basis.clone()),
            causes: value.as_ref().err().map(|causes| words::causes(program, causes)).unwrap_or_default(),
            value,
        })
    }

    /// The promotion with this node and all its requirements.
    #[must_use]
    pub fn promotion(&self, id: NodeId) -> Option<Promotion> {
        let values = self.values();
        let node = values.program().node(id)?;
        let decision = match values.get(id) {
            Ok(Value::Bool(true)) => Decision::Qualifies,
            Ok(_) => Decision::DoesNotQualify,
            Err(causes) if causes.status() == Status::NotApplicable => Decision::NotApplicable,
            Err(_) => Decision::Incomplete,
        };
        let mut ids = Vec::new();
        requirements_of(values.program(), id, &mut ids);
        Some(Promotion {
            name: Arc::clone(&node.path),
            label: words::labels(node),
            decision,
            requirements: ids.into_iter().filter_map(|id| self.requirement(id)).collect(),
        })
    }
}

/// The requirements that a promotion combines, those of a promotion within it too, in the order of the text.
pub(crate) fn requirements_of(program: &Program, id: NodeId, found: &mut Vec<NodeId>) {
    let Some(rule) = program.node(id).and_then(|node| node.rule()) else { return };
    let mut operands = Vec::new();
    for version in &rule.versions {
        walk::each(&version.body, &mut |expr| {
            if let ExprKind::Node(operand) = expr.kind {
                operands.push(operand);
            }
        });
    }
    for operand in operands {
        let kind = program.node(operand).and_then(|node| node.rule()).map(|rule| rule.kind);
        match kind {
            Some(Kind::Requirement) if !found.contains(&operand) => found.push(operand),
            // Nodes only rest on earlier ones, so this ends.
            Some(Kind::Promotion) => requirements_of(program, operand, found),
            _ => {}
        }
    }
}
