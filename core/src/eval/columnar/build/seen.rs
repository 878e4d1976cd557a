//! What stands already: of each node what it came to, of each instruction that it need not be added again.

use indexmap::IndexMap;

use super::super::code::{Domain, Op, Reg};
use super::Builder;
use super::values::Val;
use crate::typing::program::NodeId;
use crate::value::QuickState;

/// What a node came to.
#[derive(Clone, Default)]
pub(super) struct Seen {
    /// Its value.
    pub(super) val: Option<Val>,
    /// The condition of a rule that has one.
    pub(super) applies: Option<Reg>,
    /// The inputs of a fact by field.
    columns: Vec<(Option<(Domain, usize)>, Reg)>,
    /// The rows of a list, and of those within its rows by field.
    lists: Vec<(Option<usize>, Domain)>,
}

/// Instructions that stand already: the same work is done once.
#[derive(Default)]
pub(super) struct Known {
    /// The newest instruction of each fingerprint.
    newest: IndexMap<(u32, u32), u32, QuickState>,
    /// For each instruction the one before it with the same fingerprint; itself where there is none.
    before: Vec<u32>,
}

impl Known {
    /// The instructions that may be the same, the newest first.
    pub(super) fn like(&self, fingerprint: (u32, u32)) -> impl Iterator<Item = Reg> {
        let newest = self.newest.get(&fingerprint).copied();
        std::iter::successors(newest, |at| {
            let before = usize::try_from(*at).ok().and_then(|at| self.before.get(at)).copied();
            before.filter(|before| before != at)
        })
        .map(|at| Reg::of(usize::try_from(at).unwrap_or(usize::MAX)))
    }

    /// Adds the next instruction.
    pub(super) fn add(&mut self, fingerprint: (u32, u32)) {
        let number = u32::try_from(self.before.len()).unwrap_or(u32::MAX);
        let before = self.newest.insert(fingerprint, number);
        self.before.push(before.unwrap_or(number));
    }
}

impl Builder<'_> {
    pub(super) fn seen(&self, id: NodeId) -> Option<&Seen> {
        self.nodes.get(id.0)
    }

    pub(super) fn see(&mut self, id: NodeId) -> Option<&mut Seen> {
        self.nodes.get_mut(id.0)
    }

    /// The value of a node.
    pub(super) fn val_of_node(&self, id: NodeId) -> Option<Val> {
        self.seen(id)?.val.clone()
    }

    /// The rows of a list, or of one within its rows.
    pub(super) fn rows_of_list(&self, fact: NodeId, field: Option<usize>) -> Option<Domain> {
        self.seen(fact)?.lists.iter().find(|(own, _)| *own == field).map(|(_, domain)| *domain)
    }

    pub(super) fn set_rows(&mut self, fact: NodeId, field: Option<usize>, domain: Domain) {
        if let Some(seen) = self.see(fact) {
            seen.lists.push((field, domain));
        }
    }

    /// The register of an input.
    pub(super) fn input_of(&self, fact: NodeId, field: Option<(Domain, usize)>) -> Option<Reg> {
        self.seen(fact)?.columns.iter().find(|(own, _)| *own == field).map(|(_, reg)| *reg)
    }

    pub(super) fn set_input(&mut self, fact: NodeId, field: Option<(Domain, usize)>, reg: Reg) {
        if let Some(seen) = self.see(fact) {
            seen.columns.push((field, reg));
        }
    }
}

impl Op {
    /// A number that two instructions share only where they read the same, and mostly where they are the same.
    pub(super) fn fingerprint(&mut self) -> (u32, u32) {
        let mut mixed = 0u64;
        let mut mix = |part: u64| mixed = (mixed.rotate_left(23) ^ part).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let mut wide = |n: i128| {
            let bits = n.cast_unsigned();
            for half in [bits.wrapping_shr(64), bits & u128::from(u64::MAX)] {
                mix(u64::try_from(half).unwrap_or(0));
            }
        };
        self.each_read(&mut |reg| wide(i128::from(reg.number())));
        match self {
            Op::Const(n) => wide(*n),
            Op::Never(set) => wide(i128::from(set.0)),
            Op::Input(n) | Op::Lookup(_, n) | Op::Row(n, _) | Op::ByRow(n) | Op::Collect(n) => {
                wide(i128::try_from(*n).unwrap_or(0));
            }
            Op::Within(_, lo, hi, _) => [*lo, *hi].into_iter().for_each(wide),
            Op::Classes(_, steps) => steps.iter().copied().for_each(wide),
            _ => {}
        }
        let half = |bits: u64| u32::try_from(bits).unwrap_or(0);
        (half(mixed.wrapping_shr(32)), half(mixed & u64::from(u32::MAX)))
    }
}
