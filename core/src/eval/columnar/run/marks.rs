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

impl Mark for u8 {
    #[inline(always)]
    fn unite(self, other: u8, _sets: &mut Sets) -> u8 {
        self | other
    }

    #[inline(always)]
    fn kinds(self, _sets: &Sets) -> u8 {
        self
    }

    fn of(set: CauseSet, sets: &Sets) -> u8 {
        sets.kinds_of(set.0)
    }

    fn found(causes: &Causes, _sets: &mut Sets) -> u8 {
        kinds_of(causes)
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
        sets.number(causes.clone())
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
