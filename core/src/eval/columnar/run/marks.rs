//! What stands in a row without value: the kinds of its causes as bits, or the number of the set of causes.
//!
//! The bits are enough to know every value and every status. Rows that lack an output are run once more with sets.

use std::sync::Arc;

use indexmap::IndexMap;

use super::super::code::{CauseSet, Code, kinds_of};
use super::super::planted::is_planted;
use crate::value::{Cause, Causes};

/// What a row without value is marked with; the default stands for a value.
pub(crate) trait Mark: Copy + Eq + Default + Send + Sync + std::fmt::Debug + 'static {
    /// Both.
    fn unite(self, other: Self, sets: &mut Sets) -> Self;
    /// The kinds of causes as bits.
    fn kinds(self, sets: &Sets) -> u8;
    /// The mark of a set of causes.
    fn of(set: CauseSet, sets: &Sets) -> Self;
    /// The mark of causes that were found when run.
    fn found(causes: &Causes, sets: &mut Sets) -> Self;
    /// The causes; of bits a stand-in for each kind, with the name given.
    fn causes(self, name: &Arc<str>, sets: &Sets) -> Causes;
}

/// The bit of a row that has no value and no cause of that either, which no sound program has.
const WITHOUT_CAUSE: u8 = 128;

/// The same among the numbers of sets: one that no set has, since the empty set stands for a value.
const SET_WITHOUT_CAUSE: u32 = u32::MAX;

impl Mark for u8 {
    #[inline(always)]
    fn unite(self, other: u8, _sets: &mut Sets) -> u8 {
        self | other
    }

    #[inline(always)]
    fn kinds(self, _sets: &Sets) -> u8 {
        self & !WITHOUT_CAUSE
    }

    fn of(set: CauseSet, sets: &Sets) -> u8 {
        sets.kinds_of(set.0)
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
        } else if self == 0 {
            other
        } else {
            sets.union(self, other)
        }
    }

    fn kinds(self, sets: &Sets) -> u8 {
        sets.kinds_of(self)
    }

    fn of(set: CauseSet, _sets: &Sets) -> u32 {
        set.0
    }

    fn found(causes: &Causes, sets: &mut Sets) -> u32 {
        if causes.is_empty() { SET_WITHOUT_CAUSE } else { sets.number(causes.clone()) }
    }

    fn causes(self, _name: &Arc<str>, sets: &Sets) -> Causes {
        sets.causes(self)
    }
}

/// The sets of causes that were met, each once.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sets {
    sets: IndexMap<Vec<Cause>, (Causes, u8)>,
    unions: IndexMap<(u32, u32), u32>,
    last: Option<((u32, u32), u32)>,
}

impl Sets {
    /// The sets that the instructions name.
    pub(crate) fn new(code: &Code) -> Sets {
        let mut sets = Sets::default();
        for causes in &code.causes {
            sets.number(causes.clone());
        }
        sets
    }

    /// The number of a set.
    pub(crate) fn number(&mut self, causes: Causes) -> u32 {
        let key: Vec<Cause> = causes.iter().cloned().collect();
        let bits = kinds_of(&causes);
        let entry = self.sets.entry(key);
        let number = u32::try_from(entry.index()).unwrap_or(u32::MAX);
        entry.or_insert((causes, bits));
        number
    }

    /// The causes of a set.
    pub(crate) fn causes(&self, number: u32) -> Causes {
        let at = usize::try_from(number).unwrap_or(usize::MAX);
        self.sets.get_index(at).map(|(_, (causes, _))| causes.clone()).unwrap_or_default()
    }

    fn kinds_of(&self, number: u32) -> u8 {
        let at = usize::try_from(number).unwrap_or(usize::MAX);
        self.sets.get_index(at).map_or(0, |(_, (_, bits))| *bits)
    }

    fn union(&mut self, a: u32, b: u32) -> u32 {
        let key = (a.min(b), a.max(b));
        if let Some((last, found)) = self.last
            && last == key
        {
            return found;
        }
        let found = match self.unions.get(&key) {
            Some(found) => *found,
            None => {
                let united = self.causes(a).union(&self.causes(b));
                let found = self.number(united);
                self.unions.insert(key, found);
                found
            }
        };
        self.last = Some((key, found));
        found
    }
}

#[cfg(test)]
mod tests {
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
