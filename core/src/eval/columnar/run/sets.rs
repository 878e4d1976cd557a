//! The sets of causes of the rows of a chunk.
//!
//! A cause has a bit while there are bits, and a set whose causes all have one is those bits: its unions are vector
//! instructions. Any other set has a number.

use indexmap::{IndexMap, IndexSet};

use super::super::code::{CauseSet, CauseSets, Code, kind_of, kinds_of};
use crate::value::{Cause, Causes, QuickState};

/// What tells the number of a set from the bits of causes.
pub(super) const NUMBERED: u32 = 1 << 31;

/// How many causes have a bit.
const BITS: usize = 31;

/// How many of these may be causes that instructions name; the others are for facts.
const NAMED_BITS: usize = 15;

/// The sets of causes that were met.
// INVARIANT: a set has one mark for ever, so equal marks mean equal sets: bits are given when a cause is first met and
// until there are no more, and a cause that got none then never gets one.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sets {
    /// The causes that have a bit, by its number.
    bits: IndexSet<Cause, QuickState>,
    /// The causes that instructions name beyond those that have a bit.
    without: IndexSet<Cause, QuickState>,
    /// The marks of the sets that instructions name, with their kinds.
    named: Vec<(u32, u8)>,
    /// The sets that have a number.
    sets: CauseSets,
    unions: IndexMap<(u32, u32), u32, QuickState>,
    last: Option<((u32, u32), u32)>,
}

impl Sets {
    /// The sets that the instructions name.
    pub(crate) fn new(code: &Code) -> Sets {
        let mut sets = Sets::default();
        for cause in code.causes.iter().flat_map(Causes::iter) {
            if sets.bits.len() < NAMED_BITS {
                sets.bits.insert(cause.clone());
            } else if !sets.bits.contains(cause) {
                sets.without.insert(cause.clone());
            }
        }
        for causes in &code.causes {
            let mark = sets.mark(causes);
            sets.named.push((mark, kinds_of(causes)));
        }
        sets
    }

    /// The mark of a set that instructions name.
    pub(super) fn named(&self, set: CauseSet) -> u32 {
        self.of_named(set).0
    }

    /// The kinds of causes of a set that instructions name.
    pub(super) fn kinds_of_named(&self, set: CauseSet) -> u8 {
        self.of_named(set).1
    }

    fn of_named(&self, set: CauseSet) -> (u32, u8) {
        let at = usize::try_from(set.0).unwrap_or(usize::MAX);
        self.named.get(at).copied().unwrap_or_default()
    }

    /// The mark of a set.
    pub(super) fn mark(&mut self, causes: &Causes) -> u32 {
        let mut mark = 0;
        for cause in causes.iter() {
            match self.bit(cause) {
                Some(bit) => mark |= bit,
                None => return self.number(causes),
            }
        }
        mark
    }

    /// The bit of a cause; none where it has none.
    fn bit(&mut self, cause: &Cause) -> Option<u32> {
        let at = match self.bits.get_index_of(cause) {
            Some(at) => at,
            None if self.bits.len() < BITS && !self.without.contains(cause) => {
                self.bits.insert_full(cause.clone()).0
            }
            None => return None,
        };
        Some(1u32.wrapping_shl(u32::try_from(at).ok()?))
    }

    fn number(&mut self, causes: &Causes) -> u32 {
        let entry = self.sets.entry(causes.iter().cloned().collect());
        let number = u32::try_from(entry.index()).unwrap_or(u32::MAX);
        entry.or_insert_with(|| (causes.clone(), kinds_of(causes)));
        number | NUMBERED
    }

    fn numbered(&self, mark: u32) -> Option<&(Causes, u8)> {
        let at = usize::try_from(mark & !NUMBERED).unwrap_or(usize::MAX);
        self.sets.get_index(at).map(|(_, found)| found)
    }

    fn each_of(&self, mark: u32) -> impl Iterator<Item = &Cause> {
        let bits = self.bits.iter().zip(0u32..);
        bits.filter(move |(_, at)| mark.wrapping_shr(*at) & 1 == 1).map(|(cause, _)| cause)
    }

    /// The causes of a set.
    pub(super) fn causes(&self, mark: u32) -> Causes {
        if mark & NUMBERED == 0 {
            return self.each_of(mark).cloned().collect();
        }
        self.numbered(mark).map(|(causes, _)| causes.clone()).unwrap_or_default()
    }

    /// The kinds of causes of a set.
    pub(super) fn kinds_of(&self, mark: u32) -> u8 {
        if mark & NUMBERED == 0 {
            return self.each_of(mark).fold(0, |kinds, cause| kinds | kind_of(cause));
        }
        self.numbered(mark).map_or(0, |(_, kinds)| *kinds)
    }

    /// The union of two sets, of which one at least has a number.
    pub(super) fn union(&mut self, a: u32, b: u32) -> u32 {
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
                let found = self.mark(&united);
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
    use std::sync::Arc;

    use super::super::marks::Mark;
    use super::*;

    fn missing(n: usize) -> Cause {
        Cause::Missing(Arc::from(format!("f{n}")))
    }

    #[test]
    fn a_set_has_one_mark_and_unions_are_those_of_the_causes() {
        // More causes than there are bits, some of them named by instructions.
        let named = (0..20).map(|n| Causes::one(missing(n)));
        let code =
            Code { causes: std::iter::once(Causes::default()).chain(named).collect(), ..Code::default() };
        let mut sets = Sets::new(&code);
        let all: Vec<Causes> =
            (0..60).map(|n| [missing(n), missing(n * 7 % 60)].into_iter().collect()).collect();
        let marks: Vec<u32> = all.iter().map(|causes| u32::found(causes, &mut sets)).collect();
        assert!(
            marks.iter().any(|mark| mark & NUMBERED == 0) && marks.iter().any(|mark| mark & NUMBERED != 0)
        );
        for (a, of_a) in marks.iter().zip(&all) {
            for (b, of_b) in marks.iter().zip(&all) {
                let (united, both) = (a.unite(*b, &mut sets), of_a.clone().union(of_b));
                assert_eq!(sets.causes(united), both);
                assert_eq!(sets.kinds_of(united), kinds_of(&both));
                assert_eq!(united, u32::found(&both, &mut sets));
                assert_eq!(united, b.unite(*a, &mut sets));
            }
        }
        for (number, causes) in (0..).zip(&code.causes) {
            assert_eq!(
                sets.named(CauseSet(number)),
                if causes.is_empty() { 0 } else { u32::found(causes, &mut sets) }
            );
        }
    }
}
