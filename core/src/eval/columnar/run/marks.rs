//! What stands in a row without value: the kinds of its causes as bits, or the causes themselves.
//!
//! The kinds are enough to know every value and every status. Rows that lack an output are run once more for causes.

use std::borrow::Cow;
use std::sync::Arc;

use super::super::code::{CauseSet, kinds_of};
use super::super::planted::is_planted;
use super::sets::{NUMBERED, Sets};
use super::wide::wide;
use crate::value::{Cause, Causes};

/// The kinds of causes as bits; not zero where there is no value.
pub(crate) type Kinds = u8;

/// What rows are marked with when a chunk runs first: kinds of causes.
#[cfg(not(feature = "compact"))]
pub(crate) type First = Kinds;
/// What rows are marked with when a chunk runs: the causes, as in a second run, which is not needed then.
#[cfg(feature = "compact")]
pub(crate) type First = u32;

/// What a row without value is marked with; the default stands for a value.
pub(crate) trait Mark: Copy + Eq + Default + Send + Sync + std::fmt::Debug + 'static {
    /// Both.
    fn unite(self, other: Self, sets: &mut Sets) -> Self;
    /// Whether of all these marks the union is what both have together.
    fn are_plain(marks: &[Self]) -> bool;
    /// Both, where all marks are plain.
    fn join(self, other: Self) -> Self;
    /// The kinds of causes as bits.
    fn kinds(self, sets: &Sets) -> u8;
    /// The marks by the kinds of causes alone.
    fn by_kind<'a>(marks: &'a [Self], sets: &Sets) -> Cow<'a, [Kinds]>;
    /// The mark of a set of causes.
    fn of(set: CauseSet, sets: &Sets) -> Self;
    /// The mark of causes that were found when run.
    fn found(causes: &Causes, sets: &mut Sets) -> Self;
    /// The causes; of bits a stand-in for each kind, with the name given.
    fn causes(self, name: &Arc<str>, sets: &Sets) -> Causes;
}

/// The bit of a row that has no value and no cause of that either, which no sound program has.
const WITHOUT_CAUSE: u8 = 128;

/// The same among sets of causes: a number that no set has.
const SET_WITHOUT_CAUSE: u32 = u32::MAX;

impl Mark for u8 {
    #[inline(always)]
    fn unite(self, other: u8, _sets: &mut Sets) -> u8 {
        self | other
    }

    #[inline(always)]
    fn are_plain(_marks: &[u8]) -> bool {
        true
    }

    #[inline(always)]
    fn join(self, other: u8) -> u8 {
        self | other
    }

    #[inline(always)]
    fn kinds(self, _sets: &Sets) -> u8 {
        self & !WITHOUT_CAUSE
    }

    fn by_kind<'a>(marks: &'a [u8], _sets: &Sets) -> Cow<'a, [Kinds]> {
        Cow::Borrowed(marks)
    }

    fn of(set: CauseSet, sets: &Sets) -> u8 {
        sets.kinds_of_named(set)
    }

    fn found(causes: &Causes, _sets: &mut Sets) -> u8 {
        if causes.is_empty() { WITHOUT_CAUSE } else { kinds_of(causes) }
    }

    fn causes(self, name: &Arc<str>, _sets: &Sets) -> Causes {
        use super::super::code::kinds;
        let name = || Arc::clone(name);
        let all = [
            (kinds::MISSING, Cause::Missing(name())),
            (kinds::UNREGULATED, Cause::Unregulated(name(), None)),
            (kinds::NOT_APPLICABLE, Cause::NotApplicable(name())),
            (kinds::EMPTY, Cause::Empty(name())),
            (kinds::INVALID, Cause::Invalid(name(), "")),
            (kinds::FAILED, Cause::Failed(name(), "")),
        ];
        all.into_iter().filter(|(bit, _)| self & bit != 0).map(|(_, cause)| cause).collect()
    }
}

impl Mark for u32 {
    #[inline(always)]
    fn unite(self, other: u32, sets: &mut Sets) -> u32 {
        if other == 0 || self == other || (self != 0 && is_planted("union")) {
            self
        } else if (self | other) & NUMBERED == 0 {
            self | other
        } else if self == 0 {
            other
        } else {
            sets.union(self, other)
        }
    }

    #[inline(always)]
    fn are_plain(marks: &[u32]) -> bool {
        !is_planted("union") && wide(|| marks.iter().fold(0, |all, mark| all | mark)) & NUMBERED == 0
    }

    #[inline(always)]
    fn join(self, other: u32) -> u32 {
        self | other
    }

    fn kinds(self, sets: &Sets) -> u8 {
        sets.kinds_of(self)
    }

    fn by_kind<'a>(marks: &'a [u32], sets: &Sets) -> Cow<'a, [Kinds]> {
        let mut last = (0, 0);
        let kinds = |mark: &u32| {
            // Rows one after the other mostly lack the same.
            if last.0 != *mark {
                last = (*mark, if *mark == SET_WITHOUT_CAUSE { WITHOUT_CAUSE } else { sets.kinds_of(*mark) });
            }
            last.1
        };
        marks.iter().map(kinds).collect()
    }

    fn of(set: CauseSet, sets: &Sets) -> u32 {
        sets.named(set)
    }

    fn found(causes: &Causes, sets: &mut Sets) -> u32 {
        if causes.is_empty() { SET_WITHOUT_CAUSE } else { sets.mark(causes) }
    }

    fn causes(self, _name: &Arc<str>, sets: &Sets) -> Causes {
        sets.causes(self)
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::code::Code;
    use super::*;

    fn of_nothing<M: Mark>() {
        // The first set of a plan is the empty one, which stands for a value.
        let code = Code { causes: vec![Causes::default()], ..Code::default() };
        let mut sets = Sets::new(&code);
        let (causes, name) = (Causes::default(), Arc::from("a"));
        let nothing = M::found(&causes, &mut sets);
        assert_ne!(nothing, M::default());
        assert!(nothing.causes(&name, &sets).is_empty());
        let missing = Causes::one(Cause::Missing(Arc::clone(&name)));
        let mark = M::found(&missing, &mut sets);
        let both = nothing.unite(mark, &mut sets);
        assert_eq!(both.kinds(&sets), mark.kinds(&sets));
        assert_eq!(both.causes(&name, &sets), missing);
    }

    #[test]
    fn none_without_a_cause_is_no_value() {
        of_nothing::<u8>();
        of_nothing::<u32>();
    }
}
