//! The rules in which nothing was found: what is the very same still has nothing to be found in it.
//!
//! INVARIANT: a check that passes a quiet rule over looks at nothing but the rule itself to know whether it has a
//! finding; what a finding tells may rest on more. A rule is quiet only where every such check looked at it.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::sync::Arc;

use crate::diagnostic::Sink;
use crate::typing::program::{Node, NodeId, Program};

/// The rules of a check in which nothing was found, for the next check of nearly the same pack; empty for the first.
#[derive(Clone, Debug, Default)]
pub(crate) struct Quiet(Arc<Vec<QuietRegime>>);

#[derive(Debug)]
struct QuietRegime {
    program: Arc<Program>,
    loud: BTreeSet<NodeId>,
}

/// What is known of the rules of the pack at hand, and what is found of them.
#[derive(Debug)]
pub(super) struct Listening {
    // For each regime and node, whether it is a rule that was quiet and is the very same.
    quiet: Vec<Vec<bool>>,
    loud: RefCell<BTreeSet<(usize, NodeId)>>,
}

impl Listening {
    /// What an earlier check tells of the rules of these programs.
    pub(super) fn to(programs: &[Arc<Program>], before: &Quiet) -> Listening {
        let quiet = programs.iter().map(|program| {
            let known = before.0.iter().find(|known| known.program.period == program.period);
            known.map_or_else(Vec::new, |known| {
                let pairs = program.nodes.iter().zip(&known.program.nodes).enumerate();
                let quiet = |at: usize| !known.loud.contains(&NodeId(at));
                let same = |is: &Option<Arc<Node>>, was: &Option<Arc<Node>>| {
                    is.as_ref().zip(was.as_ref()).is_some_and(|(is, was)| Arc::ptr_eq(is, was))
                };
                pairs.map(|(at, (is, was))| same(is, was) && quiet(at)).collect::<Vec<bool>>()
            })
        });
        Listening { quiet: quiet.collect(), loud: RefCell::default() }
    }

    /// Whether nothing can be found in a rule, because it is one in which nothing was found.
    pub(super) fn is_quiet(&self, regime: usize, rule: NodeId) -> bool {
        self.quiet.get(regime).and_then(|nodes| nodes.get(rule.0)).copied().unwrap_or(false)
    }

    /// Says that something was found in a rule, or that it was not looked at.
    pub(super) fn is_loud(&self, regime: usize, rule: NodeId) {
        self.loud.borrow_mut().insert((regime, rule));
    }

    /// Looks at a rule, unless nothing can be found in it.
    pub(super) fn look(&self, regime: usize, rule: NodeId, sink: &mut Sink, look: impl FnOnce(&mut Sink)) {
        if self.is_quiet(regime, rule) {
            return;
        }
        let ((), found) = sink.record(look);
        if !found.is_empty() {
            self.is_loud(regime, rule);
        }
    }

    /// What the next check may know.
    pub(super) fn heard(self, programs: &[Arc<Program>]) -> Quiet {
        let mut regimes: Vec<QuietRegime> = programs
            .iter()
            .map(|program| QuietRegime { program: Arc::clone(program), loud: BTreeSet::new() })
            .collect();
        for (regime, rule) in self.loud.into_inner() {
            if let Some(regime) = regimes.get_mut(regime) {
                regime.loud.insert(rule);
            }
        }
        Quiet(Arc::new(regimes))
    }
}
